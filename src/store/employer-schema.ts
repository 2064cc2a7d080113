import { blob, index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { ChatReply, Citation, NearMiss } from '../assistant/model.ts';
import type { ChunkHealth, PassageSpan, PassageTable } from '../ingestion/model.ts';
import type { Visibility } from '../kernel/actor.ts';
import { visibilities } from '../kernel/actor.ts';
import type { Pending } from '../messages/model.ts';

/** The database of one employer: rows are the truth, every index is made from them. Times are epoch milliseconds. */

export const documentKinds = ['scheme', 'cao', 'pension', 'protocol', 'handbook', 'other'] as const;
/** 'waiting': read and complete, it waits for HR's word (draft-schema.ts); 'replaced': it answers no more and never will. */
export const versionStatuses = ['queued', 'processing', 'waiting', 'ready', 'failed', 'replaced'] as const;
/** How a new version goes live: as soon as it is read, or when HR says so. */
export const publishings = ['direct', 'wait'] as const;

/** Facts of a document that a new version brings along. */
export interface DocumentChanges {
  title: string;
  kind: (typeof documentKinds)[number];
  validFrom: string | null;
  validTo: string | null;
  visibility: Visibility;
  precedence: number;
}

/** Key-value facts about this database: employer id and name, `generation` of the vectors. */
export const settings = sqliteTable('settings', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});

/** A document in the employer file; what it says is in its live version. */
export const documents = sqliteTable('documents', {
  id: text('id').primaryKey(),
  title: text('title').notNull(),
  kind: text('kind', { enum: documentKinds }).notNull(),
  usedByAssistant: integer('used_by_assistant', { mode: 'boolean' }).notNull().default(false),
  validFrom: text('valid_from'),
  validTo: text('valid_to'),
  visibility: text('visibility', { enum: visibilities }).notNull().default('employees'),
  /** Higher prevails when two ticked documents say different things; 0 is no rule. */
  precedence: integer('precedence').notNull().default(0),
  /** The version that answers; null until the first one is ready, and while the document is set aside. */
  liveVersionId: text('live_version_id'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  /** When HR removed it; shortly after that everything of it goes. Null while it stands. */
  removedAt: integer('removed_at'),
  /** The live version of before the removal, for who takes the removal back. */
  removedVersionId: text('removed_version_id'),
});

/** One uploaded file. At most one version of a document is live; a new one takes over in one transaction when it is complete. */
export const documentVersions = sqliteTable(
  'document_versions',
  {
    id: text('id').primaryKey(),
    documentId: text('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    /** As uploaded, for display and download only. */
    fileName: text('file_name').notNull(),
    format: text('format').notNull(),
    sha256: text('sha256').notNull(),
    bytes: integer('bytes').notNull(),
    status: text('status', { enum: versionStatuses }).notNull(),
    stage: text('stage').notNull().default('queued'),
    pagesRead: integer('pages_read').notNull().default(0),
    pages: integer('pages').notNull().default(0),
    passages: integer('passages').notNull().default(0),
    errorCode: text('error_code'),
    errorMessage: text('error_message'),
    health: text('health', { mode: 'json' }).$type<ChunkHealth>(),
    /** What the document becomes when this version goes live; until then the old title and dates stand. */
    changes: text('changes', { mode: 'json' }).$type<DocumentChanges>(),
    attempts: integer('attempts').notNull().default(0),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    publish: text('publish', { enum: publishings }).notNull().default('direct'),
  },
  (t) => [index('document_versions_document').on(t.documentId), index('document_versions_sha').on(t.sha256)],
);

/** Files in the file store that no row needs; written in the transaction that lets go of them, deleted once the file is gone. */
export const fileRemovals = sqliteTable('file_removals', {
  fileId: text('file_id').primaryKey(),
});

/** What the assistant read, page by page. */
export const pages = sqliteTable(
  'pages',
  {
    versionId: text('version_id')
      .notNull()
      .references(() => documentVersions.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    width: real('width').notNull(),
    height: real('height').notNull(),
    text: text('text').notNull(),
  },
  (t) => [uniqueIndex('pages_version_number').on(t.versionId, t.number)],
);

/** Passages of live versions only. `rowid` is the key in the lexical index and the vector index. */
export const passages = sqliteTable(
  'passages',
  {
    rowid: integer('rowid').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    documentId: text('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    versionId: text('version_id')
      .notNull()
      .references(() => documentVersions.id, { onDelete: 'cascade' }),
    ordinal: integer('ordinal').notNull(),
    kind: text('kind', { enum: ['text', 'table'] }).notNull(),
    headingPath: text('heading_path', { mode: 'json' }).$type<string[]>().notNull(),
    article: text('article'),
    context: text('context').notNull(),
    text: text('text').notNull(),
    table: text('table_json', { mode: 'json' }).$type<PassageTable>(),
    pageFrom: integer('page_from').notNull(),
    pageTo: integer('page_to').notNull(),
    spans: text('spans', { mode: 'json' }).$type<PassageSpan[]>().notNull(),
  },
  (t) => [
    index('passages_document').on(t.documentId),
    uniqueIndex('passages_version_ordinal').on(t.versionId, t.ordinal),
  ],
);

/** Vectors of a version's passages, Float32 little-endian, at most 2,000 rows of 256 a chunk (a Durable Object row holds 2 MB). */
export const vectors = sqliteTable(
  'vectors',
  {
    versionId: text('version_id')
      .notNull()
      .references(() => documentVersions.id, { onDelete: 'cascade' }),
    encoderId: text('encoder_id').notNull(),
    chunk: integer('chunk').notNull(),
    dimension: integer('dimension').notNull(),
    /** The document's title that was encoded with the passages; another title makes these vectors stale. */
    title: text('title').notNull(),
    /** Passage rowids, in the order of the vectors. */
    rowids: text('rowids', { mode: 'json' }).$type<number[]>().notNull(),
    data: blob('data', { mode: 'buffer' }).$type<Uint8Array>().notNull(),
  },
  (t) => [uniqueIndex('vectors_version_encoder_chunk').on(t.versionId, t.encoderId, t.chunk)],
);

export const conversations = sqliteTable('conversations', {
  id: text('id').primaryKey(),
  personId: text('person_id').notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
});

/** The log: each question, what was retrieved, what was answered. Texts are redacted before they come here. */
export const messages = sqliteTable(
  'messages',
  {
    id: text('id').primaryKey(),
    conversationId: text('conversation_id')
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    personId: text('person_id').notNull(),
    askedAt: integer('asked_at').notNull(),
    question: text('question').notNull(),
    lang: text('lang').notNull(),
    kind: text('kind').notNull(),
    answer: text('answer').notNull(),
    basis: text('basis').notNull(),
    confidence: real('confidence').notNull(),
    citations: text('citations', { mode: 'json' }).$type<Citation[]>().notNull(),
    retrieved: text('retrieved', { mode: 'json' }).$type<{ passageId: string; score: number }[]>().notNull(),
    durationMs: real('duration_ms').notNull(),
    /** What only some replies have; null for none of it. */
    details: text('details', { mode: 'json' }).$type<MessageDetails>(),
    rating: text('rating', { enum: ['up', 'down'] }),
    ratingReason: text('rating_reason'),
    ratingComment: text('rating_comment'),
  },
  (t) => [
    index('messages_conversation').on(t.conversationId, t.askedAt),
    index('messages_asked').on(t.askedAt),
  ],
);

/**
 * Rule of precedence shown with an answer, the places nearest to a question without one, who approved an answer of HR, whom a handoff named, and what
 * stands in the chat to be completed (of the last message of a conversation only; never an account number).
 */
export type MessageDetails = Pick<ChatReply, 'conflict' | 'nearMisses' | 'curated' | 'care'> & {
  pending?: Pending;
};

/** HR's list: one row per question that people ask, however they word it. */
export const unansweredGroups = sqliteTable('unanswered_groups', {
  id: text('id').primaryKey(),
  question: text('question').notNull(),
  status: text('status', { enum: ['open', 'dismissed', 'answered'] }).notNull(),
  /** Stems that stand for the group; grouping compares them. */
  stems: text('stems', { mode: 'json' }).$type<string[]>().notNull(),
  nearMisses: text('near_misses', { mode: 'json' }).$type<NearMiss[]>().notNull(),
  createdAt: integer('created_at').notNull(),
  lastAskedAt: integer('last_asked_at').notNull(),
});

/** One asking of an unanswered question. `sentToHr` is true when the employee pressed "Vraag het HR". */
export const unansweredQuestions = sqliteTable(
  'unanswered_questions',
  {
    id: text('id').primaryKey(),
    groupId: text('group_id')
      .notNull()
      .references(() => unansweredGroups.id, { onDelete: 'cascade' }),
    messageId: text('message_id').notNull(),
    personId: text('person_id').notNull(),
    question: text('question').notNull(),
    sentToHr: integer('sent_to_hr', { mode: 'boolean' }).notNull().default(false),
    /** The employee lets HR know who asks. Without it nobody but the asker can tell. */
    named: integer('named', { mode: 'boolean' }).notNull().default(false),
    comment: text('comment'),
    askedAt: integer('asked_at').notNull(),
    /** HR's answer to this asking; null while there is none. */
    curatedId: text('curated_id'),
    /** When the asker looked at that answer. */
    answerSeenAt: integer('answer_seen_at'),
  },
  (t) => [
    index('unanswered_questions_group').on(t.groupId),
    index('unanswered_questions_person').on(t.personId),
    index('unanswered_questions_curated').on(t.curatedId),
    uniqueIndex('unanswered_questions_message').on(t.messageId),
  ],
);
