import { z } from 'zod';
import {
  assigneeRoles,
  bilingualSchema,
  eventKinds,
  stepKinds,
  stepSchema,
  subjectViewSchema,
  taskActions,
  taskStates,
  workflowStatuses,
} from './model.ts';

const personId = z.string().min(1).max(100);

/** Somebody as the screens name them; role null for who is named as a person. */
export const personSchema = z.object({ personId: z.string(), name: z.string() });
export type PersonName = z.infer<typeof personSchema>;

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
