import type { DocumentView } from '../../employer/model.ts';
import type { Move } from '../../employer/precedence.ts';
import { FILE, ORDER } from '../file-urls.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

interface OrderProps {
  view: SignedInView;
  openQuestions: number | undefined;
  /** Those with precedence, the one that goes before all others first. */
  ranked: readonly DocumentView[];
  /** Ticked documents without precedence. */
  unranked: readonly DocumentView[];
  /** The document that was moved just now, and how: the focus stays with it. */
  just: { id: string; move: Move } | null;
  /** Why a move was refused. */
  failure: string | null;
}

/** HR's order of precedence, moved step by step with buttons: works by keyboard, on a phone and without scripts. */
export function OrderPage({ view, openQuestions, ranked, unranked, just, failure }: OrderProps) {
  const t = view.t.hrFile;
  const seen = ranked.map(({ id }) => id).join(' ');
  return (
    <Page view={view} title={t.order} active={FILE} openQuestions={openQuestions}>
      <div class="column">
        <p>
          <a class="back" href={FILE}>
            <Icon name="left" />
            {t.backToOverview}
          </a>
        </p>
        <h1>{t.order}</h1>
        <p class="note">{t.orderLead}</p>
        {failure !== null && (
          <p class="message bad" role="alert">
            {failure}
          </p>
        )}
        <p role="status" class={just ? 'message good' : 'hidden-text'}>
          {just ? doneText(view, ranked, unranked, just) : ''}
        </p>
        {ranked.length + unranked.length === 0 ? (
          <p class="panel">{t.noDocuments}</p>
        ) : (
          <form method="post" action={ORDER} class="stack">
            <input type="hidden" name="seen" value={seen} />
            <section class="panel stack" aria-labelledby="ranked">
              <h2 id="ranked">{t.ranked}</h2>
              {ranked.length === 0 && <p>{t.noneRanked}</p>}
              <ol class="order">
                {ranked.map((document, i) => (
                  <Ranked view={view} document={document} ranked={ranked} at={i} just={just} />
                ))}
              </ol>
            </section>
            <section class="panel stack" aria-labelledby="unranked">
              <h2 id="unranked">{t.unranked}</h2>
              <p class="note">{unranked.length === 0 ? t.noneUnranked : t.unrankedLead}</p>
              <ul class="order">
                {unranked.map((document) => (
                  <li class="order-row">
                    <strong class="order-title">{document.title}</strong>
                    <MoveButton move="in" document={document} label={t.in} focus={just?.id === document.id} />
                  </li>
                ))}
              </ul>
            </section>
          </form>
        )}
      </div>
    </Page>
  );
}

interface RankedProps {
  view: SignedInView;
  document: DocumentView;
  ranked: readonly DocumentView[];
  at: number;
  just: OrderProps['just'];
}

function Ranked({ view, document, ranked, at, just }: RankedProps) {
  const t = view.t.hrFile;
  const below = ranked[at + 1];
  const last = ranked.length - 1;
  const mine = just?.id === document.id ? just.move : null;
  // At either end the button that was pressed is off: the focus goes to its neighbour.
  const focusUp = mine === 'up' ? at > 0 : mine === 'down' && at === last && at > 0;
  const focusDown = mine === 'down' ? at < last : mine === 'up' && at === 0 && at < last;
  return (
    <li class="order-row">
      <span class="order-place" aria-hidden="true">
        {at + 1}
      </span>
      <div class="order-title">
        <strong>{document.title}</strong>
        {!document.usedByAssistant && <span class="tag">{t.unticked}</span>}
        <span class="note">{below ? fill(t.goesBefore, { title: below.title }) : t.goesLast}</span>
      </div>
      <div class="row">
        <MoveButton move="up" document={document} label={t.up} icon="up" off={at === 0} focus={focusUp} />
        <MoveButton
          move="down"
          document={document}
          label={t.down}
          icon="down"
          off={at === last}
          focus={focusDown}
        />
        <MoveButton
          move="out"
          document={document}
          label={t.out}
          focus={mine === 'in' || (mine !== null && last === 0)}
        />
      </div>
    </li>
  );
}

interface MoveProps {
  move: Move;
  document: DocumentView;
  label: string;
  icon?: 'up' | 'down';
  off?: boolean;
  focus?: boolean;
}

function MoveButton({ move, document, label, icon, off = false, focus = false }: MoveProps) {
  const name = `${label}: ${document.title}`;
  return (
    <button
      type="submit"
      class={icon ? 'button icon-only' : 'button'}
      name="move"
      value={`${move} ${document.id}`}
      disabled={off}
      autofocus={focus}
      aria-label={name}
      title={icon ? label : undefined}
    >
      {icon ? <Icon name={icon === 'up' ? 'arrowUp' : 'arrowDown'} /> : label}
    </button>
  );
}

function doneText(
  view: SignedInView,
  ranked: readonly DocumentView[],
  unranked: readonly DocumentView[],
  { id }: { id: string },
): string {
  const t = view.t.hrFile;
  const at = ranked.findIndex((document) => document.id === id);
  const title = [...ranked, ...unranked].find((document) => document.id === id)?.title ?? '';
  if (at < 0) return title === '' ? '' : fill(t.movedOut, { title });
  return fill(t.movedTo, { title, n: at + 1, all: ranked.length });
}
