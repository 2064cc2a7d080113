import { createMemoryStores } from '../../src/adapters/node/sqlite.ts';
import type { Actor, Role } from '../../src/kernel/actor.ts';
import { AppError } from '../../src/kernel/errors.ts';
import type { OutboxDb } from '../../src/notifications/model.ts';
import { inTransaction } from '../../src/store/in-transaction.ts';
import { outbox } from '../../src/store/outbox-schema.ts';
import type { Assignee, Step, TemplateSeed } from '../../src/workflow/model.ts';
import type { WorkflowDeps } from '../../src/workflow/scene.ts';
import type { Colleague, OutcomeFact, StartInput, StepFact } from '../../src/workflow/service.ts';
import { createWorkflows } from '../../src/workflow/workflows.ts';

export const DAY = 24 * 60 * 60 * 1000;
export const START = Date.parse('2026-11-25T09:00:00Z');

/** Everybody at the employer of these tests. Two HR, one provider, a manager for each of two departments. */
export const cast: Record<string, { name: string; roles: Role[]; department: string | null }> = {
  hr1: { name: 'Hanna Riemers', roles: ['hr', 'employee'], department: 'noord' },
  hr2: { name: 'Henk Rosier', roles: ['hr'], department: null },
  prov: { name: 'Petra Overbeek', roles: ['provider'], department: null },
  mgrN: { name: 'Mark Noordhof', roles: ['manager', 'employee'], department: 'noord' },
  mgrZ: { name: 'Mira Zuidema', roles: ['manager'], department: 'zuid' },
  emp1: { name: 'Els Een', roles: ['employee'], department: 'noord' },
  emp2: { name: 'Ed Twee', roles: ['employee'], department: 'zuid' },
  gone: { name: 'Guus Gegaan', roles: [], department: 'zuid' },
};

/** Somebody in their first role, or in the one named. */
export function as(personId: string, role: Role = cast[personId]?.roles[0] ?? 'employee'): Actor {
  return { personId, name: cast[personId]?.name ?? '', employerId: 'acme', role, isOnCall: false };
}

export function role(name: 'hr' | 'provider' | 'manager', department: 'subject' | null = null): Assignee {
  return { kind: 'role', role: name, department, substituteId: null };
}

export function step(key: string, values: Partial<Step>): Step {
  return {
    key,
    name: { nl: `Stap ${key}`, en: `Step ${key}` },
    kind: 'approve',
    assignee: role('hr'),
    order: 1,
    blocks: true,
    deadlineDays: null,
    reminderAfterDays: null,
    escalateTo: null,
    ...values,
  };
}

/** One after the other; nothing that blocks; and in parallel with all that can be set. */
export const seeds: TemplateSeed[] = [
  {
    trigger: 'sample.two',
    name: { nl: 'Monster in twee stappen', en: 'Sample in two steps' },
    active: true,
    requires: ['approve', 'process'],
    steps: [
      step('treat', { deadlineDays: 5, reminderAfterDays: 3, escalateTo: role('provider') }),
      step('post', { kind: 'process', assignee: role('provider'), order: 2, deadlineDays: 7 }),
    ],
  },
  {
    trigger: 'sample.side',
    name: { nl: 'Monster dat niets tegenhoudt', en: 'Sample that holds nothing' },
    active: true,
    requires: [],
    steps: [
      step('flowers', { kind: 'task', assignee: role('manager', 'subject'), blocks: false, deadlineDays: 7 }),
      step('check', { kind: 'task', assignee: role('provider'), blocks: false }),
      step('note', { kind: 'inform', blocks: false }),
    ],
  },
  {
    trigger: 'sample.wide',
    name: { nl: 'Monster met alles', en: 'Sample with everything' },
    active: true,
    requires: [],
    steps: [
      step('boss', { assignee: role('manager', 'subject') }),
      step('hr', {}),
      step('peek', { assignee: role('provider'), blocks: false }),
      step('post', { kind: 'process', assignee: role('provider'), order: 2 }),
      step('tell', { kind: 'inform', order: 2, blocks: false }),
      step('named', {
        kind: 'task',
        assignee: { kind: 'user', personId: 'mgrZ', substituteId: 'hr2' },
        order: 3,
      }),
    ],
  },
];

/** A real database in memory, and an owner of samples who writes down what it hears. */
export function workflowHouse(overrides: Partial<WorkflowDeps> = {}) {
  let now = START;
  let count = 0;
  const clock = { now: () => now };
  const ids = { next: () => `id-${++count}`, secret: () => `secret-${++count}` };
  const employers = createMemoryStores();
  const db = employers.create('acme');
  const heard: { steps: StepFact[]; outcomes: OutcomeFact[] } = { steps: [], outcomes: [] };
  const people = structuredClone(cast);
  const managers: Record<string, string> = { noord: 'mgrN', zuid: 'mgrZ' };
  const deps: WorkflowDeps = {
    clock,
    ids,
    employers,
    origin: 'https://vraagbaak.example',
    seeds,
    colleagues: () =>
      Object.entries(people).map(
        ([personId, { name, roles }]): Colleague => ({
          personId,
          name,
          roles,
          email: `${personId}@acme.example`,
        }),
      ),
    departments: () => ({
      managerOf: (id) => managers[id] ?? null,
      departmentOf: (id) => people[id]?.department ?? null,
    }),
    handlers: {
      sample: {
        onStep(_tx, fact) {
          if (fact.input.refuse === 'yes') throw new AppError('conflict', { detail: 'De bak is dicht.' });
          heard.steps.push(fact);
        },
        onOutcome: (_tx, fact) => void heard.outcomes.push(fact),
        describe: (_db, subjectId, reader, language) =>
          subjectId === 'secret' && reader.role === 'manager'
            ? null
            : {
                title: `Monster ${subjectId}`,
                lines: [{ label: language === 'nl' ? 'Gewicht' : 'Weight', value: '42 kg' }],
                rule: { text: 'Hooguit 50 kg per keer.', source: 'Monsterregeling, artikel 2' },
                link: `/monsters/${subjectId}`,
                fields: [],
              },
      },
    },
    ...overrides,
  };
  const workflows = createWorkflows(deps);
  /** Starts in a transaction of its own, as the owner of a subject would. */
  const start = (trigger: string, subject: Partial<StartInput['subject']> = {}, initiatedBy = 'emp1') =>
    inTransaction(db, (tx) =>
      workflows.start(
        tx,
        {
          trigger,
          subject: { kind: 'sample', id: `s${++count}`, title: 'Monster A', personId: 'emp1', ...subject },
          initiatedBy,
        },
        now,
      ),
    );
  const tasks = (workflowId: string) =>
    db.all<{ id: string; step_key: string; state: string; kind: string }>(
      `SELECT * FROM workflow_tasks WHERE workflow_id = '${workflowId}' ORDER BY rowid`,
    );
  const taskOf = (workflowId: string, key: string) =>
    tasks(workflowId).find(({ step_key }) => step_key === key)?.id ?? 'none';
  return {
    db,
    deps,
    workflows,
    heard,
    people,
    managers,
    start,
    tasks,
    taskOf,
    /** Step key to state. */
    states: (workflowId: string) =>
      Object.fromEntries(tasks(workflowId).map((task) => [task.step_key, task.state])),
    status: (workflowId: string) =>
      db.get<{ status: string }>(`SELECT status FROM workflows WHERE id = '${workflowId}'`)?.status,
    mails: () => (db as OutboxDb).select().from(outbox).all(),
    /** Who got a mail with this in its subject. */
    mailed: (subject: string) =>
      (db as OutboxDb)
        .select()
        .from(outbox)
        .all()
        .filter((mail) => mail.subject.includes(subject))
        .map((mail) => mail.recipient.split('@')[0]),
    advance: (ms: number) => {
      now += ms;
    },
  };
}

/** The code of what is thrown; 'ok' when nothing is. */
export function codeOf(work: () => unknown): string {
  try {
    work();
    return 'ok';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** Numbers in [0, 1) that are the same at every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
