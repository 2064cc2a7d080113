import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import {
  type Assignee,
  type Bilingual,
  eventKinds,
  type Step,
  stepKinds,
  taskActions,
  taskStates,
  templateOrigins,
  workflowStatuses,
} from '../workflow/model.ts';

/** Workflows of one employer. Times are epoch milliseconds, dates 'YYYY-MM-DD'. */

/** Every version of every template; the highest of a trigger is the present one, and a running workflow keeps its own. */
export const workflowTemplates = sqliteTable(
  'workflow_templates',
  {
    id: text('id').primaryKey(),
    trigger: text('trigger').notNull(),
    version: integer('version').notNull(),
    name: text('name', { mode: 'json' }).$type<Bilingual>().notNull(),
    active: integer('active', { mode: 'boolean' }).notNull(),
    steps: text('steps', { mode: 'json' }).$type<Step[]>().notNull(),
    origin: text('origin', { enum: templateOrigins }).notNull(),
    /** Null for the service itself. */
    changedBy: text('changed_by'),
    changedAt: integer('changed_at').notNull(),
  },
  (t) => [uniqueIndex('workflow_templates_trigger_version').on(t.trigger, t.version)],
);

export const workflows = sqliteTable(
  'workflows',
  {
    id: text('id').primaryKey(),
    trigger: text('trigger').notNull(),
    templateId: text('template_id')
      .notNull()
      .references(() => workflowTemplates.id),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    title: text('title').notNull(),
    /** Whose it is; and who handed it in. */
    personId: text('person_id').notNull(),
    initiatedBy: text('initiated_by').notNull(),
    departmentId: text('department_id'),
    /** Path on this site for who handed it in. */
    link: text('link'),
    status: text('status', { enum: workflowStatuses }).notNull(),
    data: text('data', { mode: 'json' }).$type<Readonly<Record<string, unknown>>>().notNull(),
    startedAt: integer('started_at').notNull(),
    endedAt: integer('ended_at'),
    endedBy: text('ended_by'),
    /** Why it was rejected or returned. */
    reason: text('reason'),
  },
  (t) => [
    // A subject runs through one workflow of a trigger at a time, however often its start is retried.
    uniqueIndex('workflows_running_subject')
      .on(t.subjectKind, t.subjectId, t.trigger)
      .where(sql`status = 'running'`),
    index('workflows_subject').on(t.subjectKind, t.subjectId),
    index('workflows_started').on(t.startedAt),
    index('workflows_status').on(t.status, t.startedAt),
  ],
);

export const workflowTasks = sqliteTable(
  'workflow_tasks',
  {
    id: text('id').primaryKey(),
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.id, { onDelete: 'cascade' }),
    stepKey: text('step_key').notNull(),
    kind: text('kind', { enum: stepKinds }).notNull(),
    blocks: integer('blocks', { mode: 'boolean' }).notNull(),
    /** The step's, or the person it was given to since. */
    assignee: text('assignee', { mode: 'json' }).$type<Assignee>().notNull(),
    escalateTo: text('escalate_to', { mode: 'json' }).$type<Assignee>(),
    state: text('state', { enum: taskStates }).notNull(),
    since: integer('since').notNull(),
    dueAt: integer('due_at'),
    /** What the clock has to do, and when it did it. */
    remindAt: integer('remind_at'),
    remindedAt: integer('reminded_at'),
    escalateAt: integer('escalate_at'),
    escalatedAt: integer('escalated_at'),
    expiresAt: integer('expires_at'),
    action: text('action', { enum: taskActions }),
    decidedBy: text('decided_by'),
    /** Whom the person who decided stood in for. */
    standsInFor: text('stands_in_for'),
    decidedAt: integer('decided_at'),
    reason: text('reason'),
  },
  (t) => [
    uniqueIndex('workflow_tasks_step').on(t.workflowId, t.stepKey),
    index('workflow_tasks_state').on(t.state, t.kind),
  ],
);

/** What happened, in order; rows are added and never changed (the migration has a trigger that refuses it). */
export const workflowEvents = sqliteTable(
  'workflow_events',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.id, { onDelete: 'cascade' }),
    stepKey: text('step_key'),
    kind: text('kind', { enum: eventKinds }).notNull(),
    /** Null for the service itself. */
    by: text('by'),
    standsInFor: text('stands_in_for'),
    reason: text('reason'),
    at: integer('at').notNull(),
  },
  (t) => [index('workflow_events_workflow').on(t.workflowId, t.seq)],
);

/** Somebody is away, both days included, and somebody else does their tasks. */
export const workflowAbsences = sqliteTable(
  'workflow_absences',
  {
    id: text('id').primaryKey(),
    personId: text('person_id').notNull(),
    substituteId: text('substitute_id').notNull(),
    from: text('from_date').notNull(),
    to: text('to_date').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: integer('created_at').notNull(),
    /** Taken back; null while it stands. */
    removedAt: integer('removed_at'),
  },
  (t) => [index('workflow_absences_person').on(t.personId, t.to)],
);
