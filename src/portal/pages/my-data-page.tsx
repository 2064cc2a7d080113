import type { HistoryEntry, Mutation, MutationForm, MyData } from '../../mutations/model.ts';
import { textOf } from '../../mutations/show.ts';
import type { FactKind } from '../../personnel/model.ts';
import { Page } from '../layout.tsx';
import { formPaths, MY_DATA } from '../mutation-forms.ts';
import { dateText, dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

interface MyDataProps {
  view: SignedInView;
  openQuestions: number | undefined;
  my: MyData;
  /** What was just done. */
  done: string | null;
}

const sections: readonly { form: MutationForm; kinds: readonly FactKind[] }[] = [
  { form: 'address', kinds: ['address'] },
  { form: 'contact', kinds: ['email', 'mobile', 'phone'] },
  { form: 'emergency-contact', kinds: ['emergency-contact'] },
  { form: 'bank-account', kinds: ['bank-account'] },
];

/** The own data, each with its way to change it and its history. Works without scripts. */
export function MyDataPage({ view, openQuestions, my, done }: MyDataProps) {
  const t = view.t.myData;
  const { employer } = view.session;
  return (
    <Page view={view} title={t.title} active={MY_DATA} openQuestions={openQuestions}>
      <div class="column">
        <h1>{t.title}</h1>
        <p class="lead">{fill(t.lead, { employer })}</p>
        {done !== null && (
          <p class="message good" role="status">
            {done}
          </p>
        )}
        {my.employee === null && <p class="panel">{fill(t.noEmployment, { employer })}</p>}
        {my.employee !== null && !my.mayChange && <p class="message busy">{t.left}</p>}
        {my.recent.length > 0 && <Recent view={view} mutations={my.recent} />}
        {my.employee !== null && sections.map((section) => <Section view={view} my={my} {...section} />)}
      </div>
    </Page>
  );
}

function Recent({ view, mutations }: { view: SignedInView; mutations: readonly Mutation[] }) {
  const t = view.t.myData;
  return (
    <section class="panel stack">
      <h2>{t.recent}</h2>
      <ul class="plain-list">
        {mutations.map((mutation) => (
          <li>
            <p>
              <strong>{t.kinds[mutation.kind]}</strong>{' '}
              <span class="tag">
                {fill(t.status[mutation.status], { date: dateText(mutation.effectiveOn, view.language) })}
              </span>
            </p>
            <p class="note">
              {`${textOf(mutation.kind, mutation.before) || t.none} → ${textOf(mutation.kind, mutation.after) || t.none}`}
            </p>
            <Actions view={view} mutation={mutation} action={`${MY_DATA}/wijzigingen`} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the reader may do with a mutation. */
export function Actions({
  view,
  mutation,
  action,
}: {
  view: SignedInView;
  mutation: Mutation;
  /** Where it is posted, without the id. */
  action: string;
}) {
  const t = view.t.myData;
  if (mutation.allowed.length === 0) return null;
  return (
    <form method="post" action={`${action}/${encodeURIComponent(mutation.id)}/actie`} class="row">
      {mutation.allowed.map((name) => (
        <button type="submit" class="button" name="action" value={name}>
          {t[name]}
          <span class="hidden-text">{`: ${t.kinds[mutation.kind]}, ${mutation.name}`}</span>
        </button>
      ))}
    </form>
  );
}

type SectionProps = { view: SignedInView; my: MyData; form: MutationForm; kinds: readonly FactKind[] };

function Section({ view, my, form, kinds }: SectionProps) {
  const t = view.t.myData;
  const known = kinds.filter((kind) => my.current[kind] !== undefined);
  const about = <span class="hidden-text">{`: ${t.sections[form]}`}</span>;
  return (
    <section class="panel stack">
      <h2>{t.sections[form]}</h2>
      {known.length === 0 && <p>{t.unknown}</p>}
      {known.length > 0 && (
        <dl class="values">
          {kinds.map((kind) => (
            <Value view={view} kind={kind} entry={my.current[kind]} isOnly={kinds.length === 1} />
          ))}
        </dl>
      )}
      {my.mayChange && (
        <div class="row">
          <a class="button" href={formPaths[form]}>
            {known.length === 0 ? t.add : form === 'address' ? t.moved : t.change}
            {about}
          </a>
          {form === 'address' && known.length > 0 && (
            <a class="button plain-button" href={`${formPaths.address}?mode=correction`}>
              {t.correct}
              {about}
            </a>
          )}
        </div>
      )}
      <details>
        <summary>
          {t.history}
          {about}
        </summary>
        <History view={view} entries={my.history.filter(({ kind }) => kinds.includes(kind))} />
      </details>
    </section>
  );
}

function Value({
  view,
  kind,
  entry,
  isOnly,
}: {
  view: SignedInView;
  kind: FactKind;
  entry: HistoryEntry | undefined;
  /** It has no name of its own beside its section's. */
  isOnly: boolean;
}) {
  const t = view.t.myData;
  return (
    <>
      <dt class={isOnly ? 'hidden-text' : undefined}>{t.kinds[kind]}</dt>
      <dd>
        {entry === undefined ? t.none : textOf(kind, entry.value)}
        {entry !== undefined && (
          <span class="note block">{fill(t.since, { date: dateText(entry.validFrom, view.language) })}</span>
        )}
      </dd>
    </>
  );
}

/** Every value with since when, and who recorded it when. */
export function History({ view, entries }: { view: SignedInView; entries: readonly HistoryEntry[] }) {
  const t = view.t.myData;
  if (entries.length === 0) return <p class="note">{t.historyNone}</p>;
  return (
    <ul class="plain-list">
      {entries.map((entry) => {
        const at = { date: dayOf(entry.recordedAt, view.language), name: entry.by };
        return (
          <li>
            <p class={entry.wasCorrected ? 'struck' : undefined}>
              <span class="label">{`${t.kinds[entry.kind]}: `}</span>
              {textOf(entry.kind, entry.value) || t.none}
            </p>
            <p class="facts">
              {entry.holds && <span class="tag tag-strong">{t.holds}</span>}
              {entry.isCorrection && <span class="tag">{t.isCorrection}</span>}
              {entry.wasCorrected && <span class="tag tag-bad">{t.wasCorrected}</span>}
              <span>{fill(t.from, { date: dateText(entry.validFrom, view.language) })}</span>
              <span>{fill(entry.by === '' ? t.recorded : t.recordedBy, at)}</span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
