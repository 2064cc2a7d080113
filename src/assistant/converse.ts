import { eq, sql } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { requireKeeper } from '../kernel/access.ts';
import { type Actor, readableVisibilities } from '../kernel/actor.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import type { Pending, Understood } from '../messages/model.ts';
import { understand } from '../messages/understand.ts';
import { mendMessage } from '../retrieval/mend.ts';
import { readOwnWords } from '../retrieval/own-words.ts';
import { allowedDocuments, type RetrievalResult, type RetrievalScope } from '../retrieval/retrieve.ts';
import { curatedAnswers } from '../store/curated-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { messages } from '../store/employer-schema.ts';
import type { OnWeighed } from './answer.ts';
import { askHr } from './ask-hr.ts';
import { setNamed } from './askers.ts';
import { withoutCommands } from './commands.ts';
import { composeAnswer } from './compose.ts';
import { consultHr } from './curated-reply.ts';
import { draftParts } from './draft-parts.ts';
import { handoffDraft, unlistedDraft } from './handoff.ts';
import { detectLanguage, type FrameLanguage, frameLanguages } from './language.ts';
import { earlierTurns, ownMessage, pendingIn, readConversation, writeLog } from './log.ts';
import { type ChatProgress, type ChatReply, type ChatRequest, MAX_MESSAGE_LENGTH } from './model.ts';
import { withHrAnswers } from './my-questions.ts';
import { withPlain } from './plain.ts';
import { redact } from './redact.ts';
import { type RoutedDraft, routedReply, withForms } from './routed-reply.ts';
import { sensitiveReason } from './sensitive.ts';
import type { Assistant, Forms } from './service.ts';
import { standingOf } from './standing.ts';
import { suggestQuestions } from './suggest.ts';
import type { TellDeps } from './tell-askers.ts';
import { frameTexts } from './texts.ts';
import { groupingStems, listUnanswered, recordUnanswered, setGroupStatus } from './unanswered.ts';

export type AssistantDeps = Pick<
  Deps,
  'clock' | 'ids' | 'log' | 'employers' | 'encoder' | 'vectorIndexes' | 'languageModel'
> &
  Pick<TellDeps, 'contacts'> & {
    /** Absent: forms are opened without a sum, and nothing is known of what was handed in. */
    forms?: Forms;
  };

/** The whole way of a message: route -> retrieve -> answer -> log, with what is not answered on HR's list. */
export function createAssistant(deps: AssistantDeps): Assistant {
  const open = (actor: Actor) => deps.employers.open(actor.employerId);
  return {
    ask: (actor, request, progress, signal) => ask(deps, actor, request, progress ?? {}, signal),
    conversation: (actor, conversationId) =>
      withHrAnswers(
        deps,
        open(actor),
        actor,
        readConversation(open(actor), actor.personId, conversationId),
      ).map(withPlain),
    pastAnswer(actor, messageId) {
      const db = open(actor);
      const message = ownMessage(db, actor.personId, messageId);
      const { id, conversationId, askedAt, question, answer } = message;
      const standing = standingOf(db, scopeOf(deps, actor), message);
      return { messageId: id, conversationId, askedAt, question, answer, standing };
    },
    rate(actor, messageId, rating) {
      const db = open(actor);
      ownMessage(db, actor.personId, messageId);
      db.update(messages)
        .set({
          rating: rating.rating,
          ratingReason: rating.rating === null ? null : (rating.reason ?? null),
          ratingComment: rating.rating === null ? null : redact(rating.comment ?? ''),
        })
        .where(eq(messages.id, messageId))
        .run();
    },
    askHr(actor, messageId, input) {
      if (actor.hasLeft) throw new AppError('left_employment');
      return askHr(deps, actor, messageId, input);
    },
    setNamed: (actor, unansweredId, named) => setNamed(open(actor), actor, unansweredId, named),
    suggestions: (actor) => suggestQuestions(open(actor), scopeOf(deps, actor)),
    unanswered(actor, filter) {
      requireKeeper(actor);
      return listUnanswered(
        open(actor),
        filter?.status,
        (ids) => deps.contacts?.(actor.employerId, ids) ?? [],
      );
    },
    setUnansweredStatus(actor, groupId, status) {
      requireKeeper(actor);
      setGroupStatus(open(actor), groupId, status);
    },
  };
}

/** What this person may get answers from today. */
export function scopeOf(deps: Pick<Deps, 'clock'>, actor: Actor): RetrievalScope {
  return {
    employerId: actor.employerId,
    today: today(deps.clock),
    visibilities: readableVisibilities(actor.role),
  };
}

/** Control characters out, white space folded. @throws AppError message_empty, message_too_long */
export function cleanMessage(message: string): string {
  if (message.length > MAX_MESSAGE_LENGTH) throw new AppError('message_too_long');
  const clean = message
    .normalize('NFC')
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
      '',
    )
    .replace(/[\u{e0000}-\u{e007f}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(clean)) throw new AppError('message_empty');
  return clean;
}

async function ask(
  deps: AssistantDeps,
  actor: Actor,
  request: ChatRequest,
  progress: ChatProgress,
  signal: AbortSignal | undefined,
): Promise<ChatReply> {
  if (actor.hasLeft) throw new AppError('left_employment');
  const startedAt = deps.clock.now();
  const message = cleanMessage(request.message);
  const db = deps.employers.open(actor.employerId);
  const turns =
    request.conversationId === undefined ? [] : earlierTurns(db, actor.personId, request.conversationId);
  const standing =
    request.conversationId === undefined ? null : pendingIn(db, actor.personId, request.conversationId);
  const asked = { message, turns, standing };
  const considered = await considerMessage(deps, actor, db, asked, { progress, signal });
  signal?.throwIfAborted();
  return finish(deps, actor, db, { request, message, turns, startedAt, ...considered });
}

/** A short answer to what was asked is in the language of the question. */
function languageOf(message: string, { continues }: Understood, before: string | undefined): FrameLanguage {
  const known = frameLanguages.find((lang) => lang === before);
  return continues === undefined || known === undefined ? detectLanguage(message) : known;
}

/** A question in between leaves standing what was not yet confirmed; "laat maar" and a new request take its place. */
function stillPending(
  understood: Understood,
  routed: RoutedDraft | null,
  before: Pending | undefined,
): Pending | undefined {
  if (routed?.pending !== undefined) return routed.pending;
  return understood.continues === 'dropped' || understood.intent === 'handoff' ? undefined : before;
}

interface Outcome {
  draft: RoutedDraft;
  retrieved: RetrievalResult | null;
}

/** A reply before it is kept: nothing has been written down. */
export interface Considered extends Outcome {
  understood: Understood;
  /** What stands in the chat, not yet confirmed, once this reply is given. */
  pending: Pending | undefined;
  lang: FrameLanguage;
}

/** Who follows how a reply comes about. */
export interface Followers {
  progress: ChatProgress;
  signal: AbortSignal | undefined;
  /** The message as it was looked up: typing errors mended, orders to the machine left out. */
  onRead?: (readable: string) => void;
  onWeighed?: OnWeighed;
}

/**
 * The whole way of a message up to its reply, for this person; writes nothing.
 * @param asked cleaned message, and the person's earlier ones in the conversation
 */
export async function considerMessage(
  deps: AssistantDeps,
  actor: Actor,
  db: EmployerDb,
  asked: Asked,
  followers: Followers,
): Promise<Considered> {
  followers.progress.onStage?.('routing');
  const { message, standing } = asked;
  const understood = understand(message, {
    today: today(deps.clock),
    pending: standing?.pending,
    isOnCall: actor.isOnCall,
  });
  const lang = languageOf(message, understood, standing?.lang);
  const routed =
    understood.intent === 'handoff'
      ? handoffDraft(db, understood.handoff ?? 'health', lang)
      : routedReply(understood, lang, actor.isOnCall);
  const pending = stillPending(understood, routed, standing?.pending);
  if (routed !== null) {
    const draft = withForms(routed, actor, lang, deps.forms);
    return { draft, retrieved: null, understood, lang, pending };
  }
  const { draft, retrieved } = await answerQuestion(deps, actor, db, asked, lang, followers);
  return { draft: withPlain(draft), retrieved, understood, lang, pending };
}

interface Asked {
  message: string;
  turns: readonly string[];
  /** What stood in the chat before; null or absent for a new conversation. */
  standing?: { pending?: Pending | undefined; lang: string } | null;
}

async function answerQuestion(
  deps: AssistantDeps,
  actor: Actor,
  db: EmployerDb,
  { message, turns }: Asked,
  lang: FrameLanguage,
  { progress, signal, onRead, onWeighed }: Followers,
): Promise<Outcome> {
  progress.onStage?.('retrieving');
  const scope = scopeOf(deps, actor);
  const asked = withoutCommands(message);
  const words = readOwnWords(db);
  const readable = lang === 'nl' ? mendMessage(db, asked, words) : asked;
  onRead?.(readable);
  const { approved, pointed } = await consultHr(deps, db, actor, readable, turns, lang);
  if (approved !== null) {
    progress.onText?.(approved.answer);
    return { draft: approved, retrieved: null };
  }
  const onAnswering = () => progress.onStage?.('answering');
  const { draft, retrieved } = await draftParts(
    deps,
    db,
    { ...scope, pointed },
    { message: readable, turns, words },
    lang,
    onAnswering,
    signal,
    onWeighed,
  );
  const careReason = draft.kind === 'abstention' ? sensitiveReason(message) : null;
  if (careReason !== null) return { draft: unlistedDraft(db, careReason, lang), retrieved: null };
  if (draft.kind === 'abstention' && allowedDocuments(db, scope).length === 0) {
    const texts = frameTexts[lang];
    return { draft: { ...draft, answer: `${texts.noDocuments} ${texts.askHr}` }, retrieved };
  }
  if (
    deps.languageModel !== null &&
    draft.basis === 'literal' &&
    draft.kind === 'answer' &&
    !draft.conflict
  ) {
    const composed = await composeAnswer(
      deps.languageModel,
      deps.log,
      redact(message),
      draft,
      lang,
      progress.onText,
      signal ?? new AbortController().signal,
    );
    if (composed !== null) return { draft: composed, retrieved };
  }
  progress.onText?.(draft.answer);
  return { draft, retrieved };
}

interface Finish extends Considered, Omit<Asked, 'standing'> {
  request: ChatRequest;
  startedAt: number;
}

/** One transaction writes the log row and, for an abstention, the row on HR's list. */
function finish(deps: AssistantDeps, actor: Actor, db: EmployerDb, done: Finish): ChatReply {
  const { selections: _, pending: __, ...draft } = done.draft;
  const unansweredId = draft.kind === 'abstention' ? deps.ids.next() : undefined;
  const reply: ChatReply = {
    ...draft,
    conversationId: done.request.conversationId ?? deps.ids.next(),
    messageId: deps.ids.next(),
    lang: done.lang,
    ...(unansweredId === undefined ? {} : { unansweredId }),
  };
  const entry = {
    reply,
    personId: actor.personId,
    question: done.message,
    retrieved: (done.retrieved?.passages ?? []).map(({ view, score }) => ({
      passageId: view.passage.id,
      score: Math.round(score.total * 1000) / 1000,
    })),
    askedAt: done.startedAt,
    durationMs: deps.clock.now() - done.startedAt,
    newConversation: done.request.conversationId === undefined,
    pending: done.pending,
  };
  writeLog(db, entry, (tx) => {
    if (reply.curated !== undefined)
      tx.update(curatedAnswers)
        .set({ uses: sql`${curatedAnswers.uses} + 1`, lastUsedAt: done.startedAt })
        .where(eq(curatedAnswers.id, reply.curated.answerId))
        .run();
    if (unansweredId === undefined) return;
    const question = redact(done.message);
    recordUnanswered(tx, deps.ids.next, {
      id: unansweredId,
      messageId: reply.messageId,
      personId: actor.personId,
      question,
      stems: groupingStems(question),
      nearMisses: reply.nearMisses ?? [],
      askedAt: done.startedAt,
      sentToHr: false,
    });
  });
  return reply;
}
