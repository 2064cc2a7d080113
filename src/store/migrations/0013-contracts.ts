/** Drawn up with drizzle-kit; shipped, so never edited. */
export const contractsMigration = `
CREATE TABLE contract_events (
  contract_id text NOT NULL,
  seq integer NOT NULL,
  kind text NOT NULL,
  at integer NOT NULL,
  who text NOT NULL,
  signer_id text,
  address text,
  agent text,
  detail text,
  PRIMARY KEY(contract_id, seq),
  FOREIGN KEY (contract_id) REFERENCES contracts(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE contract_seals (
  contract_id text PRIMARY KEY NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  due_at integer NOT NULL,
  last_error text,
  done_at integer,
  FOREIGN KEY (contract_id) REFERENCES contracts(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE contract_signers (
  id text PRIMARY KEY NOT NULL,
  contract_id text NOT NULL,
  signing_order integer NOT NULL,
  role text NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  box text NOT NULL,
  sent_at integer,
  asked_at integer,
  viewed_at integer,
  signed_at integer,
  declined_at integer,
  decline_reason text,
  reminders_sent integer DEFAULT 0 NOT NULL,
  reminded_at integer,
  wrong_codes integer DEFAULT 0 NOT NULL,
  method text,
  signature text,
  signed_sha256 text,
  address text,
  agent text,
  FOREIGN KEY (contract_id) REFERENCES contracts(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX contract_signers_order ON contract_signers (contract_id,signing_order);
--> statement-breakpoint
CREATE UNIQUE INDEX contract_signers_email ON contract_signers (contract_id,email);
--> statement-breakpoint
CREATE TABLE contract_template_versions (
  template_id text NOT NULL,
  version integer NOT NULL,
  name text NOT NULL,
  body text NOT NULL,
  saved_by text NOT NULL,
  saved_at integer NOT NULL,
  PRIMARY KEY(template_id, version),
  FOREIGN KEY (template_id) REFERENCES contract_templates(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE contract_templates (
  id text PRIMARY KEY NOT NULL,
  seed text,
  name text NOT NULL,
  for_on_call integer NOT NULL,
  version integer NOT NULL,
  archived_at integer,
  updated_at integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX contract_templates_seed ON contract_templates (seed);
--> statement-breakpoint
CREATE TABLE contracts (
  id text PRIMARY KEY NOT NULL,
  title text NOT NULL,
  template_id text NOT NULL,
  template_version integer NOT NULL,
  subject_kind text NOT NULL,
  subject_id text,
  subject_name text NOT NULL,
  is_on_call integer NOT NULL,
  body text NOT NULL,
  fields text NOT NULL,
  revision integer NOT NULL,
  file_id text NOT NULL,
  sha256 text NOT NULL,
  bytes integer NOT NULL,
  pages integer NOT NULL,
  status text NOT NULL,
  mode text NOT NULL,
  expires_on text,
  origin text,
  is_read_by_employee integer NOT NULL,
  is_read_by_employer integer NOT NULL,
  is_read_by_provider integer NOT NULL,
  created_by text NOT NULL,
  owner_name text NOT NULL,
  owner_email text NOT NULL,
  created_at integer NOT NULL,
  updated_at integer NOT NULL,
  sent_at integer,
  ended_at integer,
  end_reason text,
  seal_file_id text,
  seal_sha256 text,
  log_sha256 text
);
--> statement-breakpoint
CREATE INDEX contracts_status ON contracts (status,updated_at);
--> statement-breakpoint
CREATE INDEX contracts_subject ON contracts (subject_kind,subject_id);
--> statement-breakpoint
CREATE INDEX contracts_seal ON contracts (seal_sha256);
--> statement-breakpoint
CREATE TABLE signing_accesses (
  token_hash text PRIMARY KEY NOT NULL,
  signer_id text NOT NULL,
  expires_at integer NOT NULL,
  FOREIGN KEY (signer_id) REFERENCES contract_signers(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE signing_codes (
  id text PRIMARY KEY NOT NULL,
  signer_id text NOT NULL,
  code_hash text NOT NULL,
  created_at integer NOT NULL,
  expires_at integer NOT NULL,
  tries integer DEFAULT 0 NOT NULL,
  used_at integer,
  FOREIGN KEY (signer_id) REFERENCES contract_signers(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX signing_codes_signer ON signing_codes (signer_id,created_at);
--> statement-breakpoint
CREATE TABLE signing_links (
  token_hash text PRIMARY KEY NOT NULL,
  signer_id text NOT NULL,
  created_at integer NOT NULL,
  revoked_at integer,
  FOREIGN KEY (signer_id) REFERENCES contract_signers(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX signing_links_signer ON signing_links (signer_id);
`;
