import type { Migrations } from './migrate.ts';
import { personnelMigration } from './migrations/0009-personnel.ts';
import { workflowsMigration } from './migrations/0010-workflows.ts';
import { declarationsMigration } from './migrations/0011-declarations.ts';
import { mutationsMigration } from './migrations/0012-mutations.ts';
import { contractsMigration } from './migrations/0013-contracts.ts';
import { runsMigration } from './migrations/0015-runs.ts';
import { helpMigration } from './migrations/0016-help.ts';

/**
 * The tables of one employer, oldest first. Drawn up with drizzle-kit from employer-schema.ts.
 * A migration that has shipped is never edited: add a next one.
 */
export const employerMigrations: Migrations = {
  '0001-start': `
CREATE TABLE conversations (
  id text PRIMARY KEY NOT NULL,
  person_id text NOT NULL,
  created_at integer NOT NULL,
  updated_at integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE document_versions (
  id text PRIMARY KEY NOT NULL,
  document_id text NOT NULL,
  file_name text NOT NULL,
  format text NOT NULL,
  sha256 text NOT NULL,
  bytes integer NOT NULL,
  status text NOT NULL,
  stage text DEFAULT 'queued' NOT NULL,
  pages_read integer DEFAULT 0 NOT NULL,
  pages integer DEFAULT 0 NOT NULL,
  passages integer DEFAULT 0 NOT NULL,
  error_code text,
  error_message text,
  health text,
  changes text,
  attempts integer DEFAULT 0 NOT NULL,
  created_at integer NOT NULL,
  updated_at integer NOT NULL,
  FOREIGN KEY (document_id) REFERENCES documents(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX document_versions_document ON document_versions (document_id);
--> statement-breakpoint
CREATE INDEX document_versions_sha ON document_versions (sha256);
--> statement-breakpoint
CREATE TABLE documents (
  id text PRIMARY KEY NOT NULL,
  title text NOT NULL,
  kind text NOT NULL,
  used_by_assistant integer DEFAULT false NOT NULL,
  valid_from text,
  valid_to text,
  visibility text DEFAULT 'employees' NOT NULL,
  precedence integer DEFAULT 0 NOT NULL,
  live_version_id text,
  created_at integer NOT NULL,
  updated_at integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE file_removals (
  file_id text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE messages (
  id text PRIMARY KEY NOT NULL,
  conversation_id text NOT NULL,
  person_id text NOT NULL,
  asked_at integer NOT NULL,
  question text NOT NULL,
  lang text NOT NULL,
  kind text NOT NULL,
  answer text NOT NULL,
  basis text NOT NULL,
  confidence real NOT NULL,
  citations text NOT NULL,
  retrieved text NOT NULL,
  duration_ms real NOT NULL,
  rating text,
  rating_reason text,
  rating_comment text,
  FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX messages_conversation ON messages (conversation_id,asked_at);
--> statement-breakpoint
CREATE INDEX messages_asked ON messages (asked_at);
--> statement-breakpoint
CREATE TABLE pages (
  version_id text NOT NULL,
  number integer NOT NULL,
  width real NOT NULL,
  height real NOT NULL,
  text text NOT NULL,
  FOREIGN KEY (version_id) REFERENCES document_versions(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX pages_version_number ON pages (version_id,number);
--> statement-breakpoint
CREATE TABLE passages (
  rowid integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  id text NOT NULL,
  document_id text NOT NULL,
  version_id text NOT NULL,
  ordinal integer NOT NULL,
  kind text NOT NULL,
  heading_path text NOT NULL,
  article text,
  context text NOT NULL,
  text text NOT NULL,
  table_json text,
  page_from integer NOT NULL,
  page_to integer NOT NULL,
  spans text NOT NULL,
  FOREIGN KEY (document_id) REFERENCES documents(id) ON UPDATE no action ON DELETE cascade,
  FOREIGN KEY (version_id) REFERENCES document_versions(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX passages_id_unique ON passages (id);
--> statement-breakpoint
CREATE INDEX passages_document ON passages (document_id);
--> statement-breakpoint
CREATE UNIQUE INDEX passages_version_ordinal ON passages (version_id,ordinal);
--> statement-breakpoint
CREATE TABLE settings (
  key text PRIMARY KEY NOT NULL,
  value text NOT NULL
);
--> statement-breakpoint
CREATE TABLE unanswered_groups (
  id text PRIMARY KEY NOT NULL,
  question text NOT NULL,
  status text NOT NULL,
  stems text NOT NULL,
  near_misses text NOT NULL,
  created_at integer NOT NULL,
  last_asked_at integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE unanswered_questions (
  id text PRIMARY KEY NOT NULL,
  group_id text NOT NULL,
  message_id text NOT NULL,
  person_id text NOT NULL,
  question text NOT NULL,
  sent_to_hr integer DEFAULT false NOT NULL,
  comment text,
  asked_at integer NOT NULL,
  FOREIGN KEY (group_id) REFERENCES unanswered_groups(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX unanswered_questions_group ON unanswered_questions (group_id);
--> statement-breakpoint
CREATE UNIQUE INDEX unanswered_questions_message ON unanswered_questions (message_id);
--> statement-breakpoint
CREATE TABLE vectors (
  version_id text NOT NULL,
  encoder_id text NOT NULL,
  chunk integer NOT NULL,
  dimension integer NOT NULL,
  title text NOT NULL,
  rowids text NOT NULL,
  data blob NOT NULL,
  FOREIGN KEY (version_id) REFERENCES document_versions(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX vectors_version_encoder_chunk ON vectors (version_id,encoder_id,chunk);
`,
  '0002-passage-index': `
CREATE VIRTUAL TABLE passage_index USING fts5(
  stems, heading, parts, grams,
  content='', contentless_delete=1, detail=full,
  tokenize="unicode61 remove_diacritics 0 tokenchars '_#'"
)
`,
  '0003-message-details': 'ALTER TABLE messages ADD details text',
  '0004-curated-answers': `
CREATE TABLE curated_answers (
  id text PRIMARY KEY NOT NULL,
  kind text NOT NULL,
  question text NOT NULL,
  answer text NOT NULL,
  scope text NOT NULL,
  status text NOT NULL,
  source_document_id text,
  source_hash text,
  source_place text,
  approved_by text NOT NULL,
  approved_name text NOT NULL,
  approved_role text NOT NULL,
  approved_at integer NOT NULL,
  revision integer NOT NULL,
  uses integer DEFAULT 0 NOT NULL,
  last_used_at integer,
  created_at integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE curated_wordings (
  id text PRIMARY KEY NOT NULL,
  answer_id text NOT NULL,
  question text NOT NULL,
  encoder_id text,
  vector blob,
  FOREIGN KEY (answer_id) REFERENCES curated_answers(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX curated_wordings_answer ON curated_wordings (answer_id);
--> statement-breakpoint
CREATE TABLE curated_changes (
  answer_id text NOT NULL,
  revision integer NOT NULL,
  change text NOT NULL,
  person_id text NOT NULL,
  at integer NOT NULL,
  before text,
  PRIMARY KEY(answer_id, revision),
  FOREIGN KEY (answer_id) REFERENCES curated_answers(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE unanswered_questions ADD curated_id text;
--> statement-breakpoint
ALTER TABLE unanswered_questions ADD answer_seen_at integer;
--> statement-breakpoint
CREATE INDEX unanswered_questions_person ON unanswered_questions (person_id);
--> statement-breakpoint
CREATE INDEX unanswered_questions_curated ON unanswered_questions (curated_id);
`,
  '0005-own-words': `
CREATE TABLE own_words (
  id text PRIMARY KEY NOT NULL,
  word text NOT NULL,
  key text NOT NULL,
  meaning text NOT NULL,
  revision integer NOT NULL,
  changed_by text NOT NULL,
  changed_at integer NOT NULL,
  removed_at integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX own_words_standing_key ON own_words (key) WHERE removed_at IS NULL;
`,
  '0006-settled-conflicts': `
CREATE TABLE settled_conflicts (
  id text PRIMARY KEY NOT NULL,
  prevails text NOT NULL,
  decided_by text NOT NULL,
  decided_at integer NOT NULL
);
`,
  '0007-outbox': `
CREATE TABLE IF NOT EXISTS outbox (
  id text PRIMARY KEY NOT NULL,
  message_id text NOT NULL,
  recipient text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  html text NOT NULL,
  status text DEFAULT 'waiting' NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  due_at integer NOT NULL,
  last_error text,
  about text,
  created_at integer NOT NULL,
  sent_at integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX IF NOT EXISTS outbox_message_id_unique ON outbox (message_id);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS outbox_due ON outbox (status, due_at);
`,
  '0008-document-versions': `
ALTER TABLE documents ADD removed_at integer;
--> statement-breakpoint
ALTER TABLE documents ADD removed_version_id text;
--> statement-breakpoint
ALTER TABLE document_versions ADD publish text DEFAULT 'direct' NOT NULL;
--> statement-breakpoint
CREATE TABLE version_drafts (
  version_id text PRIMARY KEY NOT NULL,
  title text NOT NULL,
  document_title text,
  encoder_id text,
  dimension integer NOT NULL,
  FOREIGN KEY (version_id) REFERENCES document_versions(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE draft_pages (
  version_id text NOT NULL,
  number integer NOT NULL,
  width real NOT NULL,
  height real NOT NULL,
  text text NOT NULL,
  PRIMARY KEY(version_id, number),
  FOREIGN KEY (version_id) REFERENCES version_drafts(version_id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE draft_passages (
  version_id text NOT NULL,
  ordinal integer NOT NULL,
  passage text NOT NULL,
  vector blob,
  PRIMARY KEY(version_id, ordinal),
  FOREIGN KEY (version_id) REFERENCES version_drafts(version_id) ON UPDATE no action ON DELETE cascade
);
`,
  '0009-personnel': personnelMigration,
  '0010-workflows': workflowsMigration,
  '0011-declarations': declarationsMigration,
  '0012-mutations': mutationsMigration,
  '0013-contracts': contractsMigration,
  '0015-runs': runsMigration,
  '0016-help': helpMigration,
};
