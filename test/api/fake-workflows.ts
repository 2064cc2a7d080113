import { AppError } from '../../src/kernel/errors.ts';
import type { TemplateSummary } from '../../src/workflow/model.ts';
import type { Workflows } from '../../src/workflow/service.ts';
import type { Absence, ProcessRow, ProcessView, TaskView } from '../../src/workflow/view-model.ts';

const person = { personId: 'p2', name: 'Persoon' };
const name = { nl: 'Monster', en: 'Sample' };

export const taskView: TaskView = {
  id: 't1',
  workflowId: 'w1',
  trigger: 'sample',
  process: name,
  step: name,
  stepKey: 'treat',
  kind: 'approve',
  state: 'open',
  blocks: true,
  subjectKind: 'sample',
  subjectId: 's1',
  title: 'Monster A',
  person,
  initiator: person,
  since: 0,
  dueAt: null,
  overdue: false,
  escalatedAt: null,
  holders: [],
  actions: ['approve'],
  mayReassign: true,
  decidedBy: null,
  decidedAt: null,
  reason: null,
  subject: null,
};

export const processRow: ProcessRow = {
  workflowId: 'w1',
  trigger: 'sample',
  process: name,
  subjectKind: 'sample',
  subjectId: 's1',
  title: '=1+1; "Monster"',
  person,
  initiator: person,
  startedAt: Date.parse('2026-11-25T09:00:00Z'),
  endedAt: null,
  status: 'running',
  reason: null,
  open: [
    {
      taskId: 't1',
      step: name,
      kind: 'approve',
      blocks: true,
      since: Date.parse('2026-11-25T09:00:00Z'),
      dueAt: null,
      overdue: false,
      holders: ['Hanna', 'Henk'],
    },
  ],
};

const template: TemplateSummary = {
  id: 'v1',
  trigger: 'sample',
  version: 1,
  name,
  active: true,
  steps: [],
  origin: 'seed',
  changedBy: null,
  changedAt: 0,
  running: 0,
  isSeed: true,
};

/** One task 't1', one process 'w1', one trigger 'sample', one absence 'b1'; counts its calls. */
export function fakeWorkflows(
  overrides: Partial<Workflows> = {},
): Workflows & { calls: { method: string; args: unknown[] }[] } {
  const calls: { method: string; args: unknown[] }[] = [];
  const absence: Absence = { id: 'b1', person, substitute: person, from: '2026-01-01', to: '2026-01-02' };
  const view: ProcessView = {
    ...processRow,
    templateVersion: 1,
    steps: [],
    events: [],
    subject: null,
    mayCancel: false,
  };
  const known = <T>(method: string, id: string, mine: string, result: T, ...args: unknown[]): T => {
    calls.push({ method, args });
    if (id !== mine) throw new AppError('not_found');
    return result;
  };
  const task = (method: string, id: string, ...args: unknown[]) => known(method, id, 't1', taskView, ...args);
  return {
    calls,
    start: () => ({ workflowId: 'w1', status: 'running' }),
    cancel: () => undefined,
    ofSubject: () => null,
    tasks: (_actor, query) => {
      calls.push({ method: 'tasks', args: [query] });
      return { tasks: [taskView], total: 1, page: 1, pages: 1, subjects: ['sample'] };
    },
    task: (_actor, id) => task('task', id),
    count: () => 0,
    act: (_actor, id, command, _language, origin) => task('act', id, command, origin),
    actAll: (_actor, ids, command) =>
      ids.map((taskId) => {
        calls.push({ method: 'actAll', args: [taskId, command] });
        return { taskId, title: '', ok: taskId === 't1', code: taskId === 't1' ? null : 'not_found' };
      }),
    candidates: (_actor, id) => known('candidates', id, 't1', [person]),
    reassign: (_actor, id, personId) => task('reassign', id, personId),
    processes: (_actor, query) => {
      calls.push({ method: 'processes', args: [query] });
      return { processes: [processRow], total: 1, page: 1, pages: 1 };
    },
    exportRows: () => [processRow],
    process: (_actor, id) => known('process', id, 'w1', view),
    cancelProcess: (_actor, id) => known('cancelProcess', id, 'w1', processRow),
    templates: () => [template],
    template: (_actor, trigger) => known('template', trigger, 'sample', { template, history: [] }),
    checkTemplate: (_actor, trigger) => known('checkTemplate', trigger, 'sample', { faults: [] }),
    saveTemplate: (_actor, trigger, version, input) =>
      known('saveTemplate', trigger, 'sample', template, version, input),
    restoreTemplate: (_actor, trigger, read, version) =>
      known('restoreTemplate', trigger, 'sample', template, read, version),
    colleagues: () => [person],
    absences: () => [absence],
    addAbsence: () => absence,
    removeAbsence: (_actor, id) => known('removeAbsence', id, 'b1', undefined),
    tick: () => ({ reminded: 0, escalated: 0, expired: 0 }),
    ...overrides,
  };
}
