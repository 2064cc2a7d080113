import type { Migrations } from './migrate.ts';

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
};
