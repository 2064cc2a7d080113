/** Columns beside each mail that carries a file for a calendar; the directory has the same table. */
export const outboxCalendarsMigration = `
CREATE TABLE IF NOT EXISTS outbox_calendars (
  mail_id text PRIMARY KEY NOT NULL,
  file_name text NOT NULL,
  content text NOT NULL,
  FOREIGN KEY (mail_id) REFERENCES outbox(id) ON UPDATE no action ON DELETE cascade
);
`;

/** Shipped, so never edited. The check ties the slot of an open run to its status. */
export const runsMigration = `
CREATE TABLE payroll_runs (
  id text PRIMARY KEY NOT NULL,
  period_id integer NOT NULL,
  number integer NOT NULL,
  on_call text NOT NULL,
  status text NOT NULL,
  open_slot integer,
  created_by text NOT NULL,
  created_at integer NOT NULL,
  trial_started_at integer,
  round integer DEFAULT 0 NOT NULL,
  deadline text,
  approved_at integer,
  approved_seq integer,
  reason text,
  updated_at integer NOT NULL,
  CHECK ((status IN ('approved', 'cancelled')) = (open_slot IS NULL)),
  CHECK (open_slot IS NULL OR open_slot = 1)
);
--> statement-breakpoint
CREATE UNIQUE INDEX payroll_runs_open ON payroll_runs (open_slot);
--> statement-breakpoint
CREATE UNIQUE INDEX payroll_runs_number ON payroll_runs (period_id,number);
--> statement-breakpoint
CREATE UNIQUE INDEX payroll_runs_approved ON payroll_runs (approved_seq);
--> statement-breakpoint
CREATE TABLE run_events (
  run_id text NOT NULL,
  seq integer NOT NULL,
  at integer NOT NULL,
  person_id text NOT NULL,
  action text NOT NULL,
  before text,
  after text NOT NULL,
  reason text,
  data text NOT NULL,
  PRIMARY KEY(run_id, seq),
  FOREIGN KEY (run_id) REFERENCES payroll_runs(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE payroll_entries (
  id text PRIMARY KEY NOT NULL,
  period_id integer NOT NULL,
  employment_id text NOT NULL,
  run_id text,
  component_key integer NOT NULL,
  quantity integer NOT NULL,
  amount integer,
  source text NOT NULL,
  source_id text DEFAULT '' NOT NULL,
  is_on_call integer NOT NULL,
  created_at integer NOT NULL,
  FOREIGN KEY (run_id) REFERENCES payroll_runs(id) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX payroll_entries_once ON payroll_entries (period_id,employment_id,component_key,source,source_id);
--> statement-breakpoint
CREATE UNIQUE INDEX payroll_entries_declaration ON payroll_entries (source_id,component_key) WHERE source = 'declaration';
--> statement-breakpoint
CREATE INDEX payroll_entries_run ON payroll_entries (run_id);
--> statement-breakpoint
CREATE INDEX payroll_entries_source ON payroll_entries (source,source_id);
--> statement-breakpoint
CREATE TABLE period_closings (
  period_id integer NOT NULL,
  scope text NOT NULL,
  run_id text,
  closed_at integer NOT NULL,
  closed_by text NOT NULL,
  PRIMARY KEY(period_id, scope)
);
--> statement-breakpoint
CREATE TABLE run_remarks (
  id text PRIMARY KEY NOT NULL,
  run_id text NOT NULL,
  employment_id text,
  component_key integer,
  body text NOT NULL,
  person_id text NOT NULL,
  at integer NOT NULL,
  settled_at integer,
  request_key text NOT NULL,
  FOREIGN KEY (run_id) REFERENCES payroll_runs(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX run_remarks_request ON run_remarks (run_id,request_key);
--> statement-breakpoint
CREATE TABLE run_answers (
  remark_id text NOT NULL,
  seq integer NOT NULL,
  body text NOT NULL,
  person_id text NOT NULL,
  at integer NOT NULL,
  PRIMARY KEY(remark_id, seq),
  FOREIGN KEY (remark_id) REFERENCES run_remarks(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE run_results (
  run_id text NOT NULL,
  employment_id text NOT NULL,
  gross integer NOT NULL,
  net integer NOT NULL,
  tax integer,
  imported_at integer NOT NULL,
  PRIMARY KEY(run_id, employment_id),
  FOREIGN KEY (run_id) REFERENCES payroll_runs(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE run_mail_addresses (
  level text NOT NULL,
  address text NOT NULL,
  language text NOT NULL,
  PRIMARY KEY(level, address)
);
--> statement-breakpoint
CREATE TABLE run_mail_texts (
  level text NOT NULL,
  language text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  updated_by text NOT NULL,
  updated_at integer NOT NULL,
  PRIMARY KEY(level, language)
);
--> statement-breakpoint
CREATE TABLE run_reminders (
  kind text NOT NULL,
  subject text NOT NULL,
  recipient text NOT NULL,
  at integer NOT NULL,
  PRIMARY KEY(kind, subject, recipient)
);
--> statement-breakpoint${outboxCalendarsMigration}`;
