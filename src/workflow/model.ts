import { z } from 'zod';

/** What a step asks: do something, approve something, post something that was approved, or only know of it. */
export const stepKinds = ['task', 'approve', 'process', 'inform'] as const;
export type StepKind = (typeof stepKinds)[number];

/** Roles that tasks can be given to. */
export const assigneeRoles = ['manager', 'hr', 'provider'] as const;
export type AssigneeRole = (typeof assigneeRoles)[number];

const personId = z.string().min(1).max(100);
const shortText = z.string().trim().min(1).max(80);

/**
 * Who a step is for. A role outlives the people in it. `department: 'subject'` narrows a role to the department of who it is about; for managers that is the
 * one manager of it. `substituteId` is a standing substitute: may always act, and is mailed when nobody else can be.
 */
export const assigneeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('role'),
    role: z.enum(assigneeRoles),
    department: z.literal('subject').nullable().default(null),
    substituteId: personId.nullable().default(null),
  }),
  z.object({ kind: z.literal('user'), personId, substituteId: personId.nullable().default(null) }),
]);
export type Assignee = z.infer<typeof assigneeSchema>;

/** The same text in both languages of the screens. */
export const bilingualSchema = z.object({ nl: shortText, en: shortText });
export type Bilingual = z.infer<typeof bilingualSchema>;

const days = z.number().int().min(1).max(365);
export const stepSchema = z.object({
  /** Unique within the template; what a subject's handler tells its steps apart by. */
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  name: bilingualSchema,
  kind: z.enum(stepKinds),
  assignee: assigneeSchema,
  /** Steps of equal order run in parallel; a step opens when every blocking step of a lower order is done. */
  order: z.number().int().min(1).max(20),
  /** A step that does not block never holds the outcome, nor another step. */
  blocks: z.boolean(),
  /** Days after opening; null for no deadline. */
  deadlineDays: days.nullable().default(null),
  /** Days after opening; null for no reminder. */
  reminderAfterDays: days.nullable().default(null),
  /** Who may act as well once the deadline has passed. */
  escalateTo: assigneeSchema.nullable().default(null),
});
export type Step = z.infer<typeof stepSchema>;

export const MAX_STEPS = 12;
/** What may be wrong with a list of steps as a whole; `rules.ts` finds it. */
export const templateFaults = [
  'keys_not_unique',
  'inform_blocks',
  'escalation_without_deadline',
  'reminder_after_deadline',
  'required_kind_missing',
  'person_unknown',
] as const;
export type TemplateFault = (typeof templateFaults)[number];

export const templateInputSchema = z.object({
  name: bilingualSchema,
  active: z.boolean(),
  steps: z.array(stepSchema).max(MAX_STEPS),
});
export type TemplateInput = z.infer<typeof templateInputSchema>;

/** What the caller delivers for a trigger. An employer's template begins as this and can always go back to it. */
export interface TemplateSeed extends TemplateInput {
  /** E.g. 'sample.small'; the caller's name for the occasion. */
  trigger: string;
  /** Kinds of which at least one blocking step must stay, so that no edit lets something through unseen. */
  requires: readonly StepKind[];
}

export const templateOrigins = ['seed', 'edit'] as const;
export const templateSchema = templateInputSchema.extend({
  id: z.string(),
  trigger: z.string(),
  version: z.number().int(),
  /** Where this version comes from: delivered, or saved by somebody here. */
  origin: z.enum(templateOrigins),
  /** Null for the service itself. */
  changedBy: z.string().nullable(),
  changedAt: z.number(),
});
export type WorkflowTemplate = z.infer<typeof templateSchema>;

/** A trigger as the editor lists it. */
export const templateSummarySchema = templateSchema.extend({
  /** Workflows that run now, by any version. */
  running: z.number().int(),
  /** It stands as it was delivered. */
  isSeed: z.boolean(),
});
export type TemplateSummary = z.infer<typeof templateSummarySchema>;

/** Everything but `running` is final. `completed`: every blocking step is done; steps that do not block may still be open. */
export const workflowStatuses = ['running', 'completed', 'rejected', 'returned', 'cancelled'] as const;
export type WorkflowStatus = (typeof workflowStatuses)[number];

/** Everything but `open` is final. `expired`: a step that holds nothing up was not picked up in time. */
export const taskStates = ['open', 'done', 'rejected', 'returned', 'cancelled', 'expired'] as const;
export type TaskState = (typeof taskStates)[number];

/** What an assignee does with a task. */
export const taskActions = ['approve', 'reject', 'return', 'complete', 'process'] as const;
export type TaskAction = (typeof taskActions)[number];

const reason = z.string().trim().min(1).max(1000);
/** What the subject's handler asked for in `fields`, by name; '' and absence leave it to the handler. */
const input = z.record(z.string().max(60), z.string().max(200)).optional();
export const taskCommandSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('approve'), input }),
  z.object({ action: z.literal('process'), input }),
  z.object({ action: z.literal('complete'), input }),
  z.object({ action: z.literal('reject'), reason }),
  z.object({ action: z.literal('return'), reason }),
]);
export type TaskCommand = z.infer<typeof taskCommandSchema>;

export const eventKinds = [
  'started',
  'opened',
  'approved',
  'rejected',
  'returned',
  'completed',
  'processed',
  'cancelled',
  'reassigned',
  'reminded',
  'escalated',
  'expired',
  'ended',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** Somebody as the screens name them; role null for who is named as a person. */
export const personSchema = z.object({ personId: z.string(), name: z.string() });
export type PersonName = z.infer<typeof personSchema>;

/** What a subject shows of itself beside a task. Texts are in the language asked for. */
export const subjectViewSchema = z.object({
  title: z.string(),
  lines: z.array(z.object({ label: z.string(), value: z.string() })),
  /** The rule that applies, quoted beside the button. */
  rule: z.object({ text: z.string(), source: z.string() }).nullable().default(null),
  /** Path on this site where the whole of it stands. */
  link: z.string().nullable().default(null),
  /** What is asked for with an action, as a choice; the handler gets the answers as `input`. */
  fields: z
    .array(
      z.object({
        action: z.enum(taskActions),
        name: z.string(),
        label: z.string(),
        value: z.string(),
        options: z.array(z.object({ value: z.string(), label: z.string() })),
      }),
    )
    .default([]),
});
export type SubjectView = z.infer<typeof subjectViewSchema>;

export const taskViewSchema = z.object({
  id: z.string(),
  workflowId: z.string(),
  trigger: z.string(),
  process: bilingualSchema,
  step: bilingualSchema,
  stepKey: z.string(),
  kind: z.enum(stepKinds),
  state: z.enum(taskStates),
  blocks: z.boolean(),
  subjectKind: z.string(),
  subjectId: z.string(),
  title: z.string(),
  /** Whose it is, and who handed it in. */
  person: personSchema,
  initiator: personSchema,
  /** Epoch milliseconds. */
  since: z.number(),
  dueAt: z.number().nullable(),
  overdue: z.boolean(),
  escalatedAt: z.number().nullable(),
  /** With whom it lies now; empty when nobody may do it, or when it is settled. */
  holders: z.array(
    personSchema.extend({ role: z.enum(assigneeRoles).nullable(), standsInFor: z.string().nullable() }),
  ),
  /** What the reader may do with it now. */
  actions: z.array(z.enum(taskActions)),
  mayReassign: z.boolean(),
  decidedBy: personSchema.nullable(),
  decidedAt: z.number().nullable(),
  reason: z.string().nullable(),
  /** Null when the subject's owner tells nothing to this reader. */
  subject: subjectViewSchema.nullable(),
});
export type TaskView = z.infer<typeof taskViewSchema>;

export const taskSorts = ['due', 'newest', 'oldest', 'person'] as const;
export const taskQuerySchema = z.object({
  /** Tasks that must be done, or notices that are only to be seen. */
  list: z.enum(['tasks', 'notices']).default('tasks'),
  kind: z.enum(stepKinds).optional(),
  subject: z.string().max(60).optional(),
  overdue: z.stringbool().default(false),
  /** In title and names. */
  search: z.string().trim().max(100).default(''),
  sort: z.enum(taskSorts).default('due'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type TaskQuery = z.infer<typeof taskQuerySchema>;

export const taskPageSchema = z.object({
  tasks: z.array(taskViewSchema),
  total: z.number().int(),
  page: z.number().int(),
  pages: z.number().int(),
  /** Subject kinds among all tasks of the reader, for the filter. */
  subjects: z.array(z.string()),
});
export type TaskPage = z.infer<typeof taskPageSchema>;

export const actResultSchema = z.object({
  taskId: z.string(),
  title: z.string(),
  ok: z.boolean(),
  /** Code of the error, null when it was done. */
  code: z.string().nullable(),
});
export type ActResult = z.infer<typeof actResultSchema>;

export const processRowSchema = z.object({
  workflowId: z.string(),
  trigger: z.string(),
  process: bilingualSchema,
  subjectKind: z.string(),
  subjectId: z.string(),
  title: z.string(),
  person: personSchema,
  initiator: personSchema,
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  status: z.enum(workflowStatuses),
  reason: z.string().nullable(),
  /** Open steps: what, with whom, since when. */
  open: z.array(
    z.object({
      taskId: z.string(),
      step: bilingualSchema,
      kind: z.enum(stepKinds),
      blocks: z.boolean(),
      since: z.number(),
      dueAt: z.number().nullable(),
      overdue: z.boolean(),
      holders: z.array(z.string()),
    }),
  ),
});
export type ProcessRow = z.infer<typeof processRowSchema>;

export const processQuerySchema = z.object({
  /** Open: running, or finished with steps that nobody has done yet. */
  tab: z.enum(['open', 'history']).default('open'),
  trigger: z.string().max(60).optional(),
  status: z.enum(workflowStatuses).optional(),
  search: z.string().trim().max(100).default(''),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type ProcessQuery = z.infer<typeof processQuerySchema>;

export const processPageSchema = z.object({
  processes: z.array(processRowSchema),
  total: z.number().int(),
  page: z.number().int(),
  pages: z.number().int(),
});
export type ProcessPage = z.infer<typeof processPageSchema>;

export const eventViewSchema = z.object({
  kind: z.enum(eventKinds),
  step: bilingualSchema.nullable(),
  /** Null for the service itself. */
  by: personSchema.nullable(),
  /** Whom the person stood in for. */
  standsInFor: z.string().nullable(),
  reason: z.string().nullable(),
  at: z.number(),
});
export type EventView = z.infer<typeof eventViewSchema>;

/** One process with everything that happened, oldest first. */
export const processViewSchema = processRowSchema.extend({
  templateVersion: z.number().int(),
  /** Every step of the version it runs by; state null for one whose turn has not come. */
  steps: z.array(
    stepSchema.pick({ key: true, name: true, kind: true, order: true, blocks: true }).extend({
      state: z.enum(taskStates).nullable(),
    }),
  ),
  events: z.array(eventViewSchema),
  subject: subjectViewSchema.nullable(),
  /** Who reads may take it back. */
  mayCancel: z.boolean(),
});
export type ProcessView = z.infer<typeof processViewSchema>;

export const absenceInputSchema = z
  .object({ personId, substituteId: personId, from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'De laatste dag ligt voor de eerste.' });
export type AbsenceInput = z.infer<typeof absenceInputSchema>;

/** Somebody is away, both days included, and somebody else does their tasks. */
export const absenceSchema = z.object({
  id: z.string(),
  person: personSchema,
  substitute: personSchema,
  from: z.iso.date(),
  to: z.iso.date(),
});
export type Absence = z.infer<typeof absenceSchema>;
