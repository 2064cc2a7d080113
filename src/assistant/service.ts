import type { Actor } from '../kernel/actor.ts';
import type {
  AskedQuestion,
  ChatProgress,
  ChatReply,
  ChatRequest,
  Citation,
  CuratedImpact,
  CuratedInput,
  CuratedState,
  CuratedView,
  HrAnswer,
  NearMiss,
  NextSource,
  OwnWord,
  OwnWordInput,
  PastAnswer,
  Place,
} from './model.ts';

/** What api/, portal/, the CLI and the eval harness call. Made by createAssistant(deps) in converse.ts. */
export interface Assistant {
  /**
   * Answers one message for this actor, logs it and puts an unanswered one on HR's list.
   * @throws AppError message_empty, message_too_long, not_found (somebody else's conversation), left_employment
   */
  ask(actor: Actor, request: ChatRequest, progress?: ChatProgress, signal?: AbortSignal): Promise<ChatReply>;
  /** The actor's own conversation, oldest first. @throws AppError not_found */
  conversation(actor: Actor, conversationId: string): LoggedMessage[];
  /** An own answer of before, and whether it still holds. @throws AppError not_found */
  pastAnswer(actor: Actor, messageId: string): PastAnswer;
  /** Thumbs on an own message; null takes it back. @throws AppError not_found */
  rate(
    actor: Actor,
    messageId: string,
    rating: { rating: 'up' | 'down' | null; reason?: RatingReason; comment?: string },
  ): void;
  /** "Vraag het HR": puts an own message on HR's list, once; without the name unless `named`. Returns the id of the unanswered question. @throws AppError not_found */
  askHr(
    actor: Actor,
    messageId: string,
    input: { comment?: string; named?: boolean },
  ): { unansweredId: string };
  /** Lets HR know who sent an own question, or takes the name away again. @throws AppError not_found */
  setNamed(actor: Actor, unansweredId: string, named: boolean): void;
  /** A few real questions that the ticked documents answer, for the empty chat. */
  suggestions(actor: Actor): string[];
  /** HR's list, most asked first. @throws AppError forbidden unless hr or provider */
  unanswered(actor: Actor, filter?: { status?: 'open' | 'dismissed' | 'answered' }): UnansweredGroup[];
  /** @throws AppError forbidden, not_found, conflict (HR answered it) */
  setUnansweredStatus(actor: Actor, groupId: string, status: 'open' | 'dismissed'): void;
}

/** HR answers a question once; made by createCuratedAnswers(deps) in curated.ts. All but `mine`, `unseen` and `seen` are for hr and provider. */
export interface CuratedAnswers {
  /** Newest first. @param filter `q` is words to look for in question, answer and wordings @throws AppError forbidden */
  list(actor: Actor, filter?: { state?: CuratedState; q?: string }): CuratedView[];
  /** @throws AppError forbidden, not_found */
  get(actor: Actor, id: string): CuratedView;
  /**
   * The places of documents that all employees may read nearest to a text.
   * @param keep id of a passage that is shown first, whatever the text
   * @throws AppError forbidden
   */
  places(actor: Actor, text: string, keep?: string): Promise<Place[]>;
  /** Answers that may be meant by a group's questions too, nearest first. @throws AppError forbidden, not_found */
  similar(actor: Actor, groupId: string): Promise<CuratedView[]>;
  /**
   * Answers all questions of a group at once; those who asked see it and get a mail, those who ask the same later get it.
   * @param origin where the link in that mail leads
   * @throws AppError forbidden, not_found, conflict (answered meanwhile), curated_answer_empty, curated_passage_unusable, curated_question_unclear
   */
  answer(actor: Actor, groupId: string, input: CuratedInput, origin?: string): Promise<CuratedView>;
  /** The group is answered by what HR said before; its wordings are found by from now on. @throws AppError as answer */
  answerAs(actor: Actor, groupId: string, id: string, origin?: string): Promise<CuratedView>;
  /** Changes and approves anew. @param revision the one that was read @throws AppError as answer */
  edit(actor: Actor, id: string, revision: number, input: CuratedInput): Promise<CuratedView>;
  /** Nobody gets it any more. @throws AppError forbidden, not_found, conflict */
  withdraw(actor: Actor, id: string, revision: number): CuratedView;
  /** Takes the last change back: what was answered is open again, what was changed or withdrawn stands as before. @throws AppError forbidden, not_found, conflict */
  undo(actor: Actor, id: string, revision: number): CuratedView;
  /** Which answers would no longer be given if a document said this. @throws AppError forbidden */
  impact(actor: Actor, documentId: string, next: NextSource): CuratedImpact;
  /** The actor's own questions to HR, newest first. */
  mine(actor: Actor): AskedQuestion[];
  /** How many of them were answered since the actor last looked. */
  unseen(actor: Actor): number;
  /** The actor has looked. */
  seen(actor: Actor): void;
}

/** HR's list of words that only mean something at this employer; made by createOwnWordList(deps) in own-words.ts. For hr and provider. */
export interface OwnWordList {
  /** Those that stand, by word. @throws AppError forbidden */
  list(actor: Actor): OwnWord[];
  /** One that stands or was removed lately. @throws AppError forbidden, not_found */
  get(actor: Actor, id: string): OwnWord;
  /**
   * Works at the next question.
   * @throws AppError forbidden, own_word_unclear, own_word_meaning_unclear, own_word_exists, own_words_full
   */
  add(actor: Actor, input: OwnWordInput): OwnWord;
  /** @param revision the one that was read @throws AppError forbidden, not_found, conflict, as add */
  edit(actor: Actor, id: string, revision: number, input: OwnWordInput): OwnWord;
  /** Off the list, and back with `restore`. @throws AppError forbidden, not_found */
  remove(actor: Actor, id: string): OwnWord;
  /** @throws AppError forbidden, not_found, own_word_exists (added anew meanwhile), own_words_full */
  restore(actor: Actor, id: string): OwnWord;
}

export const ratingReasons = ['wrong', 'outdated', 'incomplete', 'not_for_me', 'other'] as const;
export type RatingReason = (typeof ratingReasons)[number];

export interface LoggedMessage {
  id: string;
  askedAt: number;
  question: string;
  kind: ChatReply['kind'];
  answer: string;
  lang: string;
  citations: Citation[];
  conflict?: ChatReply['conflict'];
  nearMisses?: NearMiss[];
  curated?: ChatReply['curated'];
  care?: ChatReply['care'];
  plain?: ChatReply['plain'];
  /** The forms that stand ready, with the last message of a conversation alone. */
  flow?: ChatReply['flow'];
  flows?: ChatReply['flows'];
  /** What HR answered since. */
  hrAnswer?: HrAnswer;
  rating: 'up' | 'down' | null;
}

export interface UnansweredGroup {
  id: string;
  question: string;
  status: 'open' | 'dismissed' | 'answered';
  /** How often asked, and by how many different people. */
  count: number;
  people: number;
  sentToHr: number;
  /** Names of those who let HR know that they ask; nobody else is ever named. */
  names: string[];
  /** How many of the people work on call; null below three people, so that nobody can be guessed. */
  onCall: number | null;
  /** The wordings, newest first, at most 20; redacted and without names. */
  wordings: string[];
  /** What people wrote with "Vraag het HR", newest first, at most 20; redacted and without names. */
  comments: string[];
  nearMisses: NearMiss[];
  createdAt: number;
  lastAskedAt: number;
}

/** What stands behind the forms that the Assistant opens, as it sees them; nothing here writes. */
export interface Forms {
  /** What a filled-in form would come to; null when something is missing, or when it comes to nothing. */
  sum(actor: Actor, form: string): { lines: string[]; total: string | null } | null;
  /** Where the latest things that somebody handed in stand, newest first, in words; empty for none. */
  standing(actor: Actor, lang: 'nl' | 'en'): string[];
}
