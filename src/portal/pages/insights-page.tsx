import type { Child } from 'hono/jsx';
import { type InsightsView, insightPeriods } from '../../insights/model.ts';
import { Page } from '../layout.tsx';
import { count, dateText, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

/** Address of the page. */
export const INSIGHTS = '/hr/cijfers';

interface InsightsProps {
  view: SignedInView;
  openQuestions: number | undefined;
  figures: InsightsView;
}

/** HR's dashboard: how much is asked, how much stays off HR's desk, and what is missing. Works without scripts. */
export function InsightsPage({ view, openQuestions, figures }: InsightsProps) {
  const t = view.t.insights;
  const api = `/api/employers/${encodeURIComponent(view.session.actor.employerId)}/insights/export`;
  return (
    <Page view={view} title={t.title} active={INSIGHTS} openQuestions={openQuestions}>
      <div class="column wide">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <nav class="row" aria-label={t.period}>
          {insightPeriods.map((days) => (
            <a
              class="button"
              href={`${INSIGHTS}?dagen=${days}`}
              aria-current={days === figures.days ? 'page' : undefined}
            >
              {t.days[days]}
            </a>
          ))}
          <a class="button plain-button" href={`${api}?days=${figures.days}`} download>
            {t.export}
          </a>
        </nav>
        <p class="note">{`${dateText(figures.from, view.language)} – ${dateText(figures.to, view.language)}`}</p>
        {figures.questions === 0 ? <p class="panel">{t.none}</p> : <Figures view={view} figures={figures} />}
        <Gaps view={view} figures={figures} />
      </div>
    </Page>
  );
}

type PartProps = Omit<InsightsProps, 'openQuestions'>;

function Figures({ view, figures }: PartProps) {
  const t = view.t.insights;
  const { language } = view;
  const share = new Intl.NumberFormat(language, { style: 'percent' });
  const of = (part: number) => share.format(part / figures.questions);
  const { deflection } = figures;
  return (
    <>
      <ul class="tiles">
        <Tile
          value={figures.questions.toLocaleString(language)}
          label={figures.questions === 1 ? t.questions.one : t.questions.other}
          note={count(t.people, figures.people, language)}
        />
        <Tile value={of(figures.answered)} label={t.answered} note={fill(t.byHr, { n: figures.byHr })} />
        <Tile
          value={of(figures.unanswered)}
          label={t.unanswered}
          note={fill(t.sentToHr, { n: figures.sentToHr })}
        />
        <Tile
          value={figures.down.toLocaleString(language)}
          label={t.down}
          note={fill(t.up, { n: figures.up })}
        />
        <Tile
          value={deflection === null ? '–' : share.format(deflection.share)}
          label={t.deflection}
          note={deflection === null ? t.deflectionNone : fill(t.deflectionLead, deflection)}
        />
      </ul>
      <Weeks view={view} figures={figures} />
      <Table
        title={t.topics}
        head={[t.topic, t.asked, t.without, t.down]}
        rows={figures.topics.map((row) => [row.topic, row.questions, row.unanswered, row.down])}
      />
      <Table
        title={t.documents}
        head={[t.document, t.answers, t.down]}
        rows={figures.documents.map((row) => [row.title, row.answers, row.down])}
      />
      {figures.ms !== null && (
        <p class="note">
          {fill(t.speed, { p50: Math.round(figures.ms.p50), p95: Math.round(figures.ms.p95) })}
        </p>
      )}
    </>
  );
}

function Tile({ value, label, note }: { value: string; label: string; note: string }) {
  return (
    <li class="panel tile">
      <span class="tile-value">{value}</span>
      <span>{label}</span>
      <span class="note">{note}</span>
    </li>
  );
}

const BAR = { width: 18, gap: 6, height: 120 };

/** Bars per week, answered below and unanswered on top, with the same figures as a table for who cannot see them. */
function Weeks({ view, figures }: PartProps) {
  const t = view.t.insights;
  const { weeks } = figures;
  const most = Math.max(1, ...weeks.map((week) => week.answered + week.unanswered));
  const scale = (n: number) => (n / most) * BAR.height;
  const width = weeks.length * (BAR.width + BAR.gap);
  return (
    <section class="panel stack">
      <h2>{t.weeks}</h2>
      <div class="scroll-x">
        <svg
          class="bars"
          width={width}
          height={BAR.height}
          viewBox={`0 0 ${width} ${BAR.height}`}
          aria-hidden="true"
        >
          {weeks.map((week, i) => {
            const x = i * (BAR.width + BAR.gap);
            const [answered, unanswered] = [scale(week.answered), scale(week.unanswered)];
            return (
              <>
                <rect
                  class="bar-answered"
                  x={x}
                  y={BAR.height - answered}
                  width={BAR.width}
                  height={answered}
                />
                <rect
                  class="bar-unanswered"
                  x={x}
                  y={BAR.height - answered - unanswered}
                  width={BAR.width}
                  height={unanswered}
                />
              </>
            );
          })}
        </svg>
      </div>
      <p class="legend note">
        <span class="key key-answered">{t.answered}</span>{' '}
        <span class="key key-unanswered">{t.unanswered}</span>
      </p>
      <details>
        <summary>{t.asked}</summary>
        <TableBody
          head={[t.week, t.answered, t.unanswered]}
          rows={weeks.map((week) => [dateText(week.monday, view.language), week.answered, week.unanswered])}
        />
      </details>
    </section>
  );
}

type Rows = readonly (readonly (string | number)[])[];

function Table({ title, head, rows }: { title: string; head: readonly string[]; rows: Rows }) {
  if (rows.length === 0) return null;
  return (
    <section class="panel stack">
      <h2>{title}</h2>
      <TableBody head={head} rows={rows} />
    </section>
  );
}

function TableBody({ head, rows }: { head: readonly string[]; rows: Rows }): Child {
  return (
    <div class="scroll-x">
      <table class="figures">
        <thead>
          <tr>
            {head.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...values]) => (
            <tr>
              <th scope="row">{name}</th>
              {values.map((value) => (
                <td>{String(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Gaps({ view, figures }: PartProps) {
  const t = view.t.insights;
  return (
    <section class="panel stack">
      <h2>{t.gaps}</h2>
      {figures.gaps.length === 0 ? (
        <p>{t.gapsNone}</p>
      ) : (
        <ol class="gaps">
          {figures.gaps.map((gap) => (
            <li>
              <a href={`/hr/vragen/${encodeURIComponent(gap.groupId)}/antwoord`}>{gap.question}</a>
              <span class="note block">
                {fill(t.gap, { count: gap.count, people: count(t.gapPeople, gap.people, view.language) })}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
