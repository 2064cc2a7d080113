import type { Actor, Role } from '../kernel/actor.ts';
import type { EmployerDb } from '../store/db.ts';
import type {
  Step,
  SubjectView,
  TaskAction,
  TaskCommand,
  TemplateFault,
  TemplateInput,
  TemplateSummary,
  WorkflowStatus,
  WorkflowTemplate,
} from './model.ts';
import type {
  Absence,
  AbsenceInput,
  ActResult,
  PersonName,
  ProcessPage,
  ProcessQuery,
  ProcessRow,
  ProcessView,
  TaskPage,
  TaskQuery,
  TaskView,
} from './view-model.ts';

export type Language = 'nl' | 'en';

/** One step of a subject was decided. */
export interface StepFact {
  subjectId: string;
  workflowId: string;
  step: Step;
  action: TaskAction;
  actor: Actor;
  /** With reject and return; null otherwise. */
  reason: string | null;
  /** Answers to the `fields` of the description; empty when nothing was asked or answered. */
  input: Readonly<Record<string, string>>;
  /** What the owner gave along at the start. */
  data: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  at: number;
}

/** A workflow came to its end. */
export interface OutcomeFact {
  subjectId: string;
  workflowId: string;
  status: Exclude<WorkflowStatus, 'running'>;
  /** Who decided; null when it ended by itself: it had no blocking step. */
  actor: Actor | null;
  reason: string | null;
  data: Readonly<Record<string, unknown>>;
  at: number;
}

/**
 * What the module that owns a kind of subject does when its workflow moves. Both callbacks run in the transaction of the decision and after its rows are
 * written; throwing an AppError takes all of it back and is what the person gets to read. No promises: a transaction is synchronous.
 */
export interface SubjectHandler {
  /** After every decided step, also of one that does not block. */
  onStep(tx: EmployerDb, fact: StepFact): void;
  /** Once, when the workflow ends; after the onStep of the last step. Not called for `cancel`, which the owner itself calls. */
  onOutcome(tx: EmployerDb, fact: OutcomeFact): void;
  /** What is shown beside a task; null when this reader may not see it. */
  describe(db: EmployerDb, subjectId: string, reader: Actor, language: Language): SubjectView | null;
}

/** By subject kind. A kind without a handler is shown with its title only. */
export type SubjectHandlers = Readonly<Record<string, SubjectHandler>>;

/** Who leads which department; reads the employer's database it is made for. */
export interface Departments {
  /** @returns the person's id; null for a department without a manager, or an unknown one */
  managerOf(departmentId: string): string | null;
  departmentOf(personId: string): string | null;
}

/** Somebody who works or worked at this employer. */
export interface Colleague extends PersonName {
  email: string;
  /** Roles held now; empty for who has left. */
  roles: readonly Role[];
}

export interface StartInput {
  trigger: string;
  subject: {
    kind: string;
    id: string;
    /** What lists and mails call it. No amounts that a mail should not hold. */
    title: string;
    /** Whose it is. */
    personId: string;
    /** Found from the person when absent. */
    departmentId?: string | null;
    /** Path on this site where who handed it in can see it, for the mail about the outcome. */
    link?: string;
  };
  /** Person who handed it in. */
  initiatedBy: string;
  /** Kept with the workflow and given back with every fact, for the owner. */
  data?: Readonly<Record<string, unknown>>;
  /** Where links in mails lead; the service's own address when absent. */
  origin?: string;
}

export interface Started {
  workflowId: string;
  status: WorkflowStatus;
}

/** A list of steps that cannot be saved, or may be. */
export interface TemplateCheck {
  faults: readonly TemplateFault[];
}

/** What `tick` did. */
export interface Ticked {
  reminded: number;
  escalated: number;
  expired: number;
}

/** Workflows, their tasks and who does them; made by createWorkflows in workflows.ts. */
export interface Workflows {
  /**
   * Starts the workflow of a trigger inside the caller's transaction: rows, first tasks and mails, or nothing. One that already runs for this subject is
   * given back. One without a blocking step is completed at once, before this returns.
   * @throws AppError workflow_inactive when HR has turned it off, not_found for a trigger that nobody delivered
   */
  start(tx: EmployerDb, input: StartInput, now: number): Started;
  /**
   * The owner of the subject takes it back, inside the owner's transaction; open tasks disappear, also those that an ended workflow left behind; onOutcome
   * is not called. Silent when nothing is open.
   * The owner has checked that this actor may.
   */
  cancel(tx: EmployerDb, subject: { kind: string; id: string }, actor: Actor, now: number): void;
  /** The latest workflow of a subject: status, and with whom it lies since when. Null when there is none. For the owner's own pages. */
  ofSubject(db: EmployerDb, subject: { kind: string; id: string }): ProcessRow | null;

  /** Tasks the actor may do now. @throws AppError forbidden unless manager, hr or provider */
  tasks(actor: Actor, query: TaskQuery, language: Language): TaskPage;
  /** One task, open or settled. @throws AppError not_found, also for one that is not the actor's to see */
  task(actor: Actor, taskId: string, language: Language): TaskView;
  /** Open tasks of the actor, without notices; 0 for who has no tasks. */
  count(actor: Actor): number;
  /**
   * Does something with a task. The same by the same person again answers the same and changes nothing.
   * @throws AppError not_found, task_own (initiator or person concerned), task_settled (somebody was first), task_action (not with this kind)
   */
  act(actor: Actor, taskId: string, command: TaskCommand, language: Language, origin?: string): TaskView;
  /** The same with many, each in a transaction of its own: what is refused leaves the others done. */
  actAll(actor: Actor, taskIds: readonly string[], command: TaskCommand, origin?: string): ActResult[];
  /** Who could take over a task. @throws as reassign */
  candidates(actor: Actor, taskId: string): PersonName[];
  /** Gives a task to one person. @throws AppError not_found, forbidden, task_settled, task_person (may not do it) */
  reassign(actor: Actor, taskId: string, personId: string, language: Language, origin?: string): TaskView;

  /** Everybody's processes. @throws AppError forbidden unless hr or provider */
  processes(actor: Actor, query: ProcessQuery): ProcessPage;
  /** All rows of a query, for a file; at most 10,000. @throws as processes */
  exportRows(actor: Actor, query: ProcessQuery): ProcessRow[];
  /** One with its history. For hr, provider, who has or had a task in it, initiator and person concerned. @throws AppError not_found */
  process(actor: Actor, workflowId: string, language: Language): ProcessView;
  /** The initiator or person concerned takes it back; the subject's handler is told. @throws AppError not_found, forbidden, left_employment, conflict (ended) */
  cancelProcess(actor: Actor, workflowId: string): ProcessRow;

  /** Every trigger with its present version. @throws AppError forbidden unless hr or provider */
  templates(actor: Actor): TemplateSummary[];
  /** @throws AppError forbidden, not_found */
  template(actor: Actor, trigger: string): { template: TemplateSummary; history: WorkflowTemplate[] };
  /** What is wrong with these steps for this trigger. @throws as template */
  checkTemplate(actor: Actor, trigger: string, input: TemplateInput): TemplateCheck;
  /**
   * Saves a new version over the one that was read; running workflows keep theirs.
   * @throws AppError forbidden, not_found, conflict, template_faulty
   */
  saveTemplate(actor: Actor, trigger: string, readVersion: number, input: TemplateInput): TemplateSummary;
  /** Makes an earlier version, or what was delivered, the present one, as a new version. @throws as saveTemplate */
  restoreTemplate(
    actor: Actor,
    trigger: string,
    readVersion: number,
    version: number | 'seed',
  ): TemplateSummary;
  /** Who can be named in a step or as a substitute. @throws AppError forbidden unless manager, hr or provider */
  colleagues(actor: Actor): PersonName[];

  /** Present and coming absences: of everybody for hr and provider, own ones for a manager. */
  absences(actor: Actor): Absence[];
  /** @throws AppError forbidden (somebody else's, by a manager), absence_person (not a person who may do tasks), absence_overlap */
  addAbsence(actor: Actor, input: AbsenceInput): Absence;
  /** Takes it back. @throws AppError not_found */
  removeAbsence(actor: Actor, absenceId: string): void;

  /** Reminds once, escalates once and lets notices lapse, for one employer. Can run as often as one likes. */
  tick(employerId: string): Ticked;
}
