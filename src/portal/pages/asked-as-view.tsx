import type { Child } from 'hono/jsx';
import type { AskedAs } from '../../ask-as/model.ts';
import { placeUrl } from '../answer-blocks.ts';
import { ReplyView } from '../reply-view.tsx';
import { fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { answerUrl } from './done-note.tsx';

interface AskedProps {
  view: SignedInView;
  asked: AskedAs;
}

/** The answer as the sample would see it, and below it how it came about. */
export function AskedAsView({ view, name, asked }: AskedProps & { name: string }) {
  const t = view.t.askAs;
  return (
    <>
      <section class="panel stack" id="antwoord" aria-labelledby="asked-title">
        <h2 id="asked-title">{fill(t.answer, { name })}</h2>
        <p>
          <span class="label">{`${t.asked}: `}</span>
          {asked.question}
        </p>
        <ReplyView
          t={view.t.chat}
          pageText={view.t.common.page}
          reply={{ ...asked.reply, conversationId: '', messageId: '' }}
          readOnly
        />
      </section>
      <section class="panel stack" aria-labelledby="why-title">
        <h2 id="why-title">{t.why}</h2>
        <Decision view={view} asked={asked} />
        <Searched view={view} asked={asked} />
        <Curated view={view} asked={asked} />
        <Passages view={view} asked={asked} />
        <Documents view={view} asked={asked} />
      </section>
    </>
  );
}

function Part({ title, children }: { title: string; children: Child }) {
  return (
    <div>
      <h3>{title}</h3>
      {children}
    </div>
  );
}

function percent(view: SignedInView, share: number): string {
  return new Intl.NumberFormat(view.language, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

function Decision({ view, asked }: AskedProps) {
  const t = view.t.askAs;
  const many = asked.weighed.length > 1;
  return (
    <Part title={t.decision}>
      <p>{t.route[asked.route] ?? ''}</p>
      {asked.reply.curated && <p>{t.byHr}</p>}
      {asked.weighed.map(({ question, support, threshold, lacksName }) => {
        const shown = { support: percent(view, support), threshold: percent(view, threshold) };
        const said = lacksName ? t.lacksName : fill(support >= threshold ? t.enough : t.tooLittle, shown);
        return <p>{many ? `${fill(t.ofPart, { question })} ${said}` : said}</p>;
      })}
    </Part>
  );
}

function Searched({ view, asked: { readAs, words } }: AskedProps) {
  const t = view.t.askAs;
  if (readAs === null) return null;
  return (
    <Part title={t.searched}>
      <p>{fill(t.readAs, { text: readAs })}</p>
      {words.length > 0 && (
        <>
          <p class="note">{t.words}</p>
          <ul class="facts">
            {words.map(({ word, unknown }) => (
              <li class={unknown ? 'tag tag-busy' : 'tag'}>{unknown ? `${word}: ${t.unknown}` : word}</li>
            ))}
          </ul>
        </>
      )}
    </Part>
  );
}

function Curated({ view, asked: { curated, readAs } }: AskedProps) {
  const t = view.t.askAs;
  if (readAs === null) return null;
  return (
    <Part title={t.curated}>
      {curated.length === 0 && <p>{t.noCurated}</p>}
      <ul class="plain-list">
        {curated.map(({ answerId, question, scope, chance, threshold, verdict }) => (
          <li>
            <a href={answerUrl(answerId)}>{question}</a>
            <span class="note block">
              <strong>{t.verdicts[verdict]}</strong>
              {`. ${view.t.hrAnswers.scopes[scope]}. ${fill(t.chance, {
                chance: percent(view, chance),
                threshold: percent(view, threshold),
              })}`}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Passages({ view, asked: { passages, readAs } }: AskedProps) {
  const t = view.t.askAs;
  if (readAs === null) return null;
  return (
    <Part title={t.passages}>
      {passages.length === 0 ? (
        <p>{t.noPassages}</p>
      ) : (
        <ol class="plain-list">
          {passages.map((place) => (
            <li>
              <a href={placeUrl(place)}>{place.heading}</a>
              {place.used && (
                <>
                  {' '}
                  <span class="tag tag-good">{t.used}</span>
                </>
              )}
              <span class="note block">
                {`${place.title}, ${fill(view.t.common.page, { page: place.page })}. ${t.score} ${place.score.toLocaleString(view.language)}`}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Part>
  );
}

function Documents({ view, asked: { documents } }: AskedProps) {
  const t = view.t.askAs;
  return (
    <Part title={t.documents}>
      {documents.length === 0 && <p>{t.noDocuments}</p>}
      <ul class="plain-list">
        {documents.map(({ title, bars }) => (
          <li>
            {title}{' '}
            <span class={bars.length === 0 ? 'tag tag-good' : 'tag'}>
              {bars.length === 0 ? t.documentUsed : bars.map((bar) => t.bars[bar]).join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
