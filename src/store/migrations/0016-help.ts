/** Shipped, so never edited. */
export const helpMigration = `
CREATE TABLE sample_employees (
  id text PRIMARY KEY NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  is_on_call integer NOT NULL,
  hours_per_week integer,
  in_service_since text,
  age_group text,
  department text DEFAULT '' NOT NULL,
  changed_by text NOT NULL,
  changed_at integer NOT NULL,
  removed_at integer
);
--> statement-breakpoint
CREATE TABLE care_contacts (
  reason text PRIMARY KEY NOT NULL,
  name text NOT NULL,
  job_title text NOT NULL,
  phone text NOT NULL,
  email text NOT NULL,
  text text NOT NULL,
  revision integer NOT NULL,
  changed_by text NOT NULL,
  changed_at integer NOT NULL,
  removed_at integer
);
--> statement-breakpoint
CREATE TABLE dismissed_cards (
  person_id text NOT NULL,
  card_key text NOT NULL,
  dismissed_at integer NOT NULL,
  PRIMARY KEY(person_id, card_key)
);
--> statement-breakpoint
ALTER TABLE unanswered_questions ADD named integer DEFAULT false NOT NULL;
`;
