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
