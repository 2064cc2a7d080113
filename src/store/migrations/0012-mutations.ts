/** Drawn up with drizzle-kit; shipped, so never edited. */
export const mutationsMigration = `
CREATE TABLE mutation_codes (
  person_id text PRIMARY KEY NOT NULL,
  code_hash text NOT NULL,
  created_at integer NOT NULL,
  expires_at integer NOT NULL,
  tries integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE mutation_events (
  mutation_id text NOT NULL,
  seq integer NOT NULL,
  at integer NOT NULL,
  person_id text,
  action text NOT NULL,
  before text,
  after text NOT NULL,
  PRIMARY KEY(mutation_id, seq),
  FOREIGN KEY (mutation_id) REFERENCES mutations(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE mutation_links (
  token_hash text PRIMARY KEY NOT NULL,
  mutation_id text NOT NULL,
  purpose text NOT NULL,
  expires_at integer NOT NULL,
  used_at integer,
  FOREIGN KEY (mutation_id) REFERENCES mutations(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX mutation_links_mutation ON mutation_links (mutation_id);
--> statement-breakpoint
CREATE TABLE mutations (
  id text PRIMARY KEY NOT NULL,
  employee_id text NOT NULL,
  person_id text NOT NULL,
  form text NOT NULL,
  kind text NOT NULL,
  mode text NOT NULL,
  status text NOT NULL,
  before text,
  before_fact_id text,
  after text,
  effective_on text NOT NULL,
  due_at integer,
  created_at integer NOT NULL,
  updated_at integer NOT NULL,
  applied_at integer,
  fact_id text,
  reported_at integer,
  batch_id text NOT NULL,
  request_key text NOT NULL,
  FOREIGN KEY (employee_id) REFERENCES employees(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX mutations_request ON mutations (person_id,request_key,kind);
--> statement-breakpoint
CREATE UNIQUE INDEX mutations_open ON mutations (employee_id,kind) WHERE status IN ('unverified', 'scheduled');
--> statement-breakpoint
CREATE INDEX mutations_status ON mutations (status,created_at);
--> statement-breakpoint
CREATE INDEX mutations_created ON mutations (created_at);
--> statement-breakpoint
CREATE INDEX mutations_employee ON mutations (employee_id,created_at);
--> statement-breakpoint
CREATE INDEX mutations_batch ON mutations (batch_id);
`;
