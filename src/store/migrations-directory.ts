import type { Migrations } from './migrate.ts';
import { outboxCalendarsMigration } from './migrations/0015-runs.ts';

/**
 * The tables of the directory, oldest first. Drawn up with drizzle-kit from directory-schema.ts.
 * A migration that has shipped is never edited: add a next one.
 */
export const directoryMigrations: Migrations = {
  '0001-directory': `
CREATE TABLE employers (
  id text PRIMARY KEY NOT NULL,
  name text NOT NULL,
  created_at integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE memberships (
  person_id text NOT NULL,
  employer_id text NOT NULL,
  role text NOT NULL,
  is_on_call integer DEFAULT false NOT NULL,
  PRIMARY KEY(person_id, employer_id, role),
  FOREIGN KEY (person_id) REFERENCES people(id) ON UPDATE no action ON DELETE cascade,
  FOREIGN KEY (employer_id) REFERENCES employers(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE people (
  id text PRIMARY KEY NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  password_hash text,
  created_at integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX people_email_unique ON people (email);
--> statement-breakpoint
CREATE TABLE sessions (
  token_hash text PRIMARY KEY NOT NULL,
  person_id text NOT NULL,
  employer_id text NOT NULL,
  role text NOT NULL,
  created_at integer NOT NULL,
  last_seen_at integer NOT NULL,
  expires_at integer NOT NULL,
  FOREIGN KEY (person_id) REFERENCES people(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX sessions_person ON sessions (person_id);
`,
  // A Durable Object keeps the directory and its employer in one database: the outbox is there once.
  '0002-people': `
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
--> statement-breakpoint
CREATE TABLE invitations (
  id text PRIMARY KEY NOT NULL,
  token_hash text NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  employer_id text NOT NULL,
  role text NOT NULL,
  is_on_call integer DEFAULT false NOT NULL,
  invited_by text NOT NULL,
  created_at integer NOT NULL,
  sent_at integer NOT NULL,
  expires_at integer NOT NULL,
  accepted_at integer,
  withdrawn_at integer,
  FOREIGN KEY (employer_id) REFERENCES employers(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX invitations_token_hash_unique ON invitations (token_hash);
--> statement-breakpoint
CREATE INDEX invitations_employer ON invitations (employer_id);
--> statement-breakpoint
CREATE TABLE password_resets (
  token_hash text PRIMARY KEY NOT NULL,
  person_id text NOT NULL,
  created_at integer NOT NULL,
  expires_at integer NOT NULL,
  FOREIGN KEY (person_id) REFERENCES people(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE memberships ADD left_on text;
--> statement-breakpoint
ALTER TABLE sessions ADD agent text DEFAULT '' NOT NULL;
`,
  '0003-second-factor': `
CREATE TABLE second_factors (
  person_id text PRIMARY KEY NOT NULL,
  secret text NOT NULL,
  created_at integer NOT NULL,
  confirmed_at integer,
  last_step integer DEFAULT 0 NOT NULL,
  FOREIGN KEY (person_id) REFERENCES people(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE recovery_codes (
  code_hash text PRIMARY KEY NOT NULL,
  person_id text NOT NULL,
  FOREIGN KEY (person_id) REFERENCES people(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX recovery_codes_person ON recovery_codes (person_id);
--> statement-breakpoint
ALTER TABLE sessions ADD second_factor text DEFAULT 'none' NOT NULL;
`,
  '0004-oidc': `
CREATE TABLE identities (
  issuer text NOT NULL,
  subject text NOT NULL,
  person_id text NOT NULL,
  created_at integer NOT NULL,
  last_used_at integer NOT NULL,
  PRIMARY KEY(issuer, subject),
  FOREIGN KEY (person_id) REFERENCES people(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX identities_person ON identities (person_id, issuer);
`,
  '0015-outbox-calendars': outboxCalendarsMigration,
};
