/** Drawn up with drizzle-kit; shipped, so never edited. */
export const declarationsMigration = `
CREATE TABLE declaration_events (
  declaration_id text NOT NULL,
  seq integer NOT NULL,
  at integer NOT NULL,
  person_id text NOT NULL,
  action text NOT NULL,
  before text,
  after text NOT NULL,
  reason text,
  PRIMARY KEY(declaration_id, seq),
  FOREIGN KEY (declaration_id) REFERENCES declarations(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE declaration_lines (
  declaration_id text NOT NULL,
  seq integer NOT NULL,
  component_id text NOT NULL,
  date text NOT NULL,
  quantity integer NOT NULL,
  rate integer,
  rate_from text,
  amount integer,
  PRIMARY KEY(declaration_id, seq),
  FOREIGN KEY (declaration_id) REFERENCES declarations(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX declaration_lines_date ON declaration_lines (component_id,date);
--> statement-breakpoint
CREATE TABLE declarations (
  id text PRIMARY KEY NOT NULL,
  employment_id text NOT NULL,
  person_id text NOT NULL,
  form text NOT NULL,
  status text NOT NULL,
  input text NOT NULL,
  comment text DEFAULT '' NOT NULL,
  reason text,
  created_at integer NOT NULL,
  updated_at integer NOT NULL,
  submitted_at integer,
  from_date text NOT NULL,
  to_date text NOT NULL,
  total integer,
  period_id integer,
  replaces_id text,
  request_key text NOT NULL,
  flagged integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX declarations_request ON declarations (person_id,request_key);
--> statement-breakpoint
CREATE INDEX declarations_person ON declarations (person_id,created_at);
--> statement-breakpoint
CREATE INDEX declarations_status ON declarations (status,submitted_at);
--> statement-breakpoint
CREATE INDEX declarations_employment ON declarations (employment_id,to_date);
--> statement-breakpoint
CREATE INDEX declarations_period ON declarations (period_id,status);
--> statement-breakpoint
CREATE TABLE payroll_exports (
  period_id integer NOT NULL,
  employment_id text NOT NULL,
  component_key integer NOT NULL,
  quantity integer NOT NULL,
  exported_at integer NOT NULL,
  PRIMARY KEY(period_id, employment_id, component_key)
);
--> statement-breakpoint
CREATE TABLE receipts (
  id text PRIMARY KEY NOT NULL,
  declaration_id text NOT NULL,
  file_name text NOT NULL,
  type text NOT NULL,
  bytes integer NOT NULL,
  sha256 text NOT NULL,
  created_at integer NOT NULL,
  FOREIGN KEY (declaration_id) REFERENCES declarations(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX receipts_declaration ON receipts (declaration_id);
--> statement-breakpoint
CREATE INDEX receipts_sha ON receipts (sha256);
`;
