/** Shipped, so never edited. */
export const workflowsMigration = `
CREATE TABLE workflow_templates (
  id text PRIMARY KEY NOT NULL,
  trigger text NOT NULL,
  version integer NOT NULL,
  name text NOT NULL,
  active integer NOT NULL,
  steps text NOT NULL,
  origin text NOT NULL,
  changed_by text,
  changed_at integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX workflow_templates_trigger_version ON workflow_templates (trigger, version);
--> statement-breakpoint
CREATE TABLE workflows (
  id text PRIMARY KEY NOT NULL,
  trigger text NOT NULL,
  template_id text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  title text NOT NULL,
  person_id text NOT NULL,
  initiated_by text NOT NULL,
  department_id text,
  link text,
  status text NOT NULL,
  data text NOT NULL,
  started_at integer NOT NULL,
  ended_at integer,
  ended_by text,
  reason text,
  FOREIGN KEY (template_id) REFERENCES workflow_templates(id) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX workflows_running_subject ON workflows (subject_kind, subject_id, trigger) WHERE status = 'running';
--> statement-breakpoint
CREATE INDEX workflows_subject ON workflows (subject_kind, subject_id);
--> statement-breakpoint
CREATE INDEX workflows_started ON workflows (started_at);
--> statement-breakpoint
CREATE INDEX workflows_status ON workflows (status, started_at);
--> statement-breakpoint
CREATE TABLE workflow_tasks (
  id text PRIMARY KEY NOT NULL,
  workflow_id text NOT NULL,
  step_key text NOT NULL,
  kind text NOT NULL,
  blocks integer NOT NULL,
  assignee text NOT NULL,
  escalate_to text,
  state text NOT NULL,
  since integer NOT NULL,
  due_at integer,
  remind_at integer,
  reminded_at integer,
  escalate_at integer,
  escalated_at integer,
  expires_at integer,
  action text,
  decided_by text,
  stands_in_for text,
  decided_at integer,
  reason text,
  FOREIGN KEY (workflow_id) REFERENCES workflows(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX workflow_tasks_step ON workflow_tasks (workflow_id, step_key);
--> statement-breakpoint
CREATE INDEX workflow_tasks_state ON workflow_tasks (state, kind);
--> statement-breakpoint
CREATE TABLE workflow_events (
  seq integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  workflow_id text NOT NULL,
  step_key text,
  kind text NOT NULL,
  by text,
  stands_in_for text,
  reason text,
  at integer NOT NULL,
  FOREIGN KEY (workflow_id) REFERENCES workflows(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX workflow_events_workflow ON workflow_events (workflow_id, seq);
--> statement-breakpoint
CREATE TRIGGER workflow_events_stand BEFORE UPDATE ON workflow_events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
--> statement-breakpoint
CREATE TABLE workflow_absences (
  id text PRIMARY KEY NOT NULL,
  person_id text NOT NULL,
  substitute_id text NOT NULL,
  from_date text NOT NULL,
  to_date text NOT NULL,
  created_by text NOT NULL,
  created_at integer NOT NULL,
  removed_at integer
);
--> statement-breakpoint
CREATE INDEX workflow_absences_person ON workflow_absences (person_id, to_date);
`;
