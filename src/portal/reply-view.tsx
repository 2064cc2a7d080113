import type { ChatReply, HrAnswer, NearMiss } from '../assistant/model.ts';
import { type AnswerBlock, blocksOf, piecesOf, placeUrl } from './answer-blocks.ts';
import { CareCard } from './care-card.tsx';
import { ApprovedBy, HrAnswerView } from './hr-answer-view.tsx';
import { Icon, type IconName } from './icons.tsx';
import { Pill, Source } from './source-card.tsx';
import { fill } from './texts/fill.ts';
import type { Texts } from './texts/texts.ts';

/** What a reply shows, fresh or from the log. */
export type ShownReply = Pick<ChatReply, 'conversationId' | 'messageId' | 'kind' | 'answer' | 'citations'> &
  Partial<
    Pick<ChatReply, 'conflict' | 'nearMisses' | 'lang' | 'curated' | 'care' | 'plain' | 'flow' | 'flows'>
  > & {
    rating?: 'up' | 'down' | null;
    /** What HR answered since. */
    hrAnswer?: HrAnswer;
  };

interface ReplyProps {
  t: Texts['chat'];
  /** Word for a page number, '{page}' inside. */
  pageText: string;
  reply: ShownReply;
  /** Shown to somebody whom it does not answer: without thumbs and the like. */
  readOnly?: boolean;
}

const kindIcons: Partial<Record<ChatReply['kind'], IconName>> = {
  abstention: 'search',
  declaration: 'file',
  mutation: 'person',
  status: 'inbox',
  handoff: 'heart',
};

/**
 * One answer of the Assistent. Drawn by the server without scripts, and by the same code in the browser; everything is
 * text, nothing in it is ever read as HTML. Behaviour hangs on `data-action`.
 */
export function ReplyView({ t, pageText, reply, readOnly }: ReplyProps) {
  const icon = kindIcons[reply.kind];
  const label = reply.conflict ? t.conflict : t.kinds[reply.kind];
  return (
    <div
      class={`reply reply-${reply.kind}`}
      data-message={reply.messageId}
      data-conversation={reply.conversationId}
    >
      {reply.curated && <ApprovedBy t={t} approval={reply.curated} />}
      {label !== '' && (
        <p class="reply-kind">
          <Icon name={reply.conflict ? 'scales' : (icon ?? 'chat')} />
          {label}
        </p>
      )}
      <Answer t={t} pageText={pageText} reply={reply} />
      {(reply.flows ?? (reply.flow ? [reply.flow] : [])).map((flow) => (
        <FlowCard t={t} flow={flow} />
      ))}
      {reply.care && <CareCard t={t} person={reply.care} />}
      {reply.nearMisses && reply.nearMisses.length > 0 && (
        <NearMisses t={t} pageText={pageText} places={reply.nearMisses} />
      )}
      {reply.hrAnswer && <HrAnswerView t={t} pageText={pageText} answer={reply.hrAnswer} />}
      {!readOnly && <Actions t={t} reply={reply} />}
    </div>
  );
}

/** The form that stands ready: what it comes to, and the way to it. Nothing is handed in from here. */
function FlowCard({ t, flow }: { t: Texts['chat']; flow: NonNullable<ChatReply['flow']> }) {
  return (
    <section class="flow-card">
      {flow.sum && (
        <>
          <ul class="plain-list">
            {flow.sum.lines.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
          {flow.sum.total !== null && (
            <p>
              <strong>{fill(t.flowTotal, { total: flow.sum.total })}</strong>
            </p>
          )}
        </>
      )}
      <a class="button primary" href={flow.form}>
        <Icon name="file" />
        {flow.missing.length === 0 ? t.openReady : t.openForm}
      </a>
    </section>
  );
}

function Answer({ t, pageText, reply }: ReplyProps) {
  const blocks = blocksOf(reply.answer, reply.citations);
  const placed = new Set(blocks.map((block) => block.citation));
  const rest = reply.citations.flatMap((citation, i) => (placed.has(i) ? [] : [{ citation, i }]));
  const intro = blocks.findIndex((block) => block.citation !== null);
  const outro = blocks.findLastIndex((block) => block.citation !== null) + 1;
  const draw = (block: AnswerBlock) => <Block t={t} pageText={pageText} reply={reply} block={block} />;
  return (
    <div class="answer">
      {reply.conflict && intro >= 0 ? (
        <>
          {blocks.slice(0, intro).map(draw)}
          <div class="conflict">{blocks.slice(intro, outro).map(draw)}</div>
          {blocks.slice(outro).map(draw)}
        </>
      ) : (
        blocks.map(draw)
      )}
      {rest.length > 0 && (
        <ol class="sources" aria-label={rest.length === 1 ? t.sources.one : t.sources.other}>
          {rest.map(({ citation, i }) => (
            <li>
              <Source
                t={t}
                pageText={pageText}
                citation={citation}
                n={i + 1}
                showQuote={true}
                plain={reply.plain?.[i]}
              />
            </li>
          ))}
        </ol>
      )}
      {reply.lang && reply.lang !== 'nl' && reply.citations.length > 0 && (
        <p class="note">{t.quoteLanguage}</p>
      )}
    </div>
  );
}

function Block({ t, pageText, reply, block }: ReplyProps & { block: AnswerBlock }) {
  const citation = block.citation === null ? undefined : reply.citations[block.citation];
  if (!citation || block.citation === null) {
    return (
      <p class="plain">
        {piecesOf(block.text, reply.citations).map((piece) =>
          'text' in piece ? (
            piece.text
          ) : (
            <Pill t={t} citation={reply.citations[piece.citation]} n={piece.citation + 1} />
          ),
        )}
      </p>
    );
  }
  return (
    <section class="quoted">
      {reply.conflict && <Verdict t={t} conflict={reply.conflict} index={block.citation} />}
      <p class="plain">{block.text}</p>
      <Source
        t={t}
        pageText={pageText}
        citation={citation}
        n={block.citation + 1}
        showQuote={!block.holdsQuote}
        plain={reply.plain?.[block.citation]}
      />
    </section>
  );
}

function Verdict({
  t,
  conflict,
  index,
}: {
  t: Texts['chat'];
  conflict: NonNullable<ChatReply['conflict']>;
  index: number;
}) {
  const decided = conflict.some((side) => side.prevails);
  const prevails = conflict[index]?.prevails ?? false;
  const text = !decided ? t.undecided : prevails ? t.prevails : t.yields;
  return (
    <p class={`verdict ${prevails ? 'verdict-yes' : 'verdict-no'}`}>
      {prevails && <Icon name="check" />}
      {text}
    </p>
  );
}

function NearMisses({
  t,
  pageText,
  places,
}: {
  t: Texts['chat'];
  pageText: string;
  places: readonly NearMiss[];
}) {
  return (
    <div class="near">
      <p class="label">{t.nearMisses}</p>
      <ul>
        {places.map((place) => (
          <li>
            <NearLink place={place} pageText={pageText} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A place in a document as a link. */
export function NearLink({ place, pageText }: { place: NearMiss; pageText: string }) {
  return (
    <a
      class="place"
      href={placeUrl(place)}
      data-action="open-source"
      data-title={place.title}
      data-file={place.document}
    >
      <Icon name="file" />
      <span class="source-where">
        <strong>{place.heading}</strong>
        <span>{`${place.title}, ${fill(pageText, { page: place.page })}`}</span>
      </span>
    </a>
  );
}

/** Which answers may be passed on: what went to a person's care is kept out of HR's list, small talk needs none. */
function mayAskHr(kind: ChatReply['kind']): boolean {
  return kind !== 'handoff' && kind !== 'smalltalk';
}

function Actions({ t, reply }: { t: Texts['chat']; reply: ShownReply }) {
  if (reply.kind === 'smalltalk') return null;
  const rated = reply.rating ?? null;
  const askHr = mayAskHr(reply.kind);
  const query = new URLSearchParams({ gesprek: reply.conversationId, bericht: reply.messageId });
  return (
    <fieldset class="actions">
      <legend class="hidden-text">{t.actions}</legend>
      {askHr && (
        <a
          class={reply.kind === 'abstention' ? 'button primary' : 'action'}
          href={`/vraag-het-hr?${query}`}
          data-action="ask-hr"
        >
          <Icon name="help" />
          {t.askHr}
        </a>
      )}
      <button type="button" class="action needs-script" data-action="copy">
        <Icon name="copy" />
        <span data-label>{t.copy}</span>
      </button>
      {askHr && (
        <>
          <RateButton direction="up" label={t.up} pressed={rated === 'up'} />
          <RateButton direction="down" label={t.down} pressed={rated === 'down'} />
        </>
      )}
      {reply.citations.length > 0 && (
        <a class="action" href={`/antwoord/${encodeURIComponent(reply.messageId)}`}>
          {t.stillValid}
        </a>
      )}
      <span class="action-note" data-note />
    </fieldset>
  );
}

function RateButton({
  direction,
  label,
  pressed,
}: {
  direction: 'up' | 'down';
  label: string;
  pressed: boolean;
}) {
  return (
    <button
      type="button"
      class="action icon-only needs-script"
      data-action={`rate-${direction}`}
      aria-pressed={pressed ? 'true' : 'false'}
      aria-label={label}
      title={label}
    >
      <Icon name={direction} />
    </button>
  );
}
