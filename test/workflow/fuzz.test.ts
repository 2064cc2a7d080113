import { describe, expect, it } from 'vitest';
import { workflowSeeds } from '../../src/employer/workflow-seeds.ts';
import type { Role } from '../../src/kernel/actor.ts';
import { inTransaction } from '../../src/store/in-transaction.ts';
import type { Step, TaskAction, TaskCommand } from '../../src/workflow/model.ts';
import { as, cast, codeOf, seeded, seeds, workflowHouse } from './house.ts';

/**
 * The rules of workflows, written down a second time: nothing is kept but what was accepted, and everything else is worked out from the whole of that
 * each time.
 */
interface Case {
  workflowId: string;
  subjectId: string;
  personId: string;
  initiatedBy: string;
  /** What was accepted, in order. */
  log: { key: string; action: TaskAction; by: string }[];
  isCancelled: boolean;
  /** Its subject was taken back, whether it still ran or not. */
  isTakenBack: boolean;
}

const positive: readonly TaskAction[] = ['approve', 'process', 'complete'];
const fits: Record<Step['kind'], readonly TaskAction[]> = {
  approve: ['approve', 'reject', 'return'],
  process: ['process', 'reject', 'return'],
  task: ['complete'],
  inform: ['complete'],
};

function expected(steps: readonly Step[], one: Case): { status: string; states: Record<string, string> } {
  const states: Record<string, string> = {};
  let ending: string | null = null;
  const pass = (key: string) => states[key] === 'done';
  const openUp = () => {
    for (const step of steps)
      if (!(step.key in states) && steps.every((s) => !s.blocks || s.order >= step.order || pass(s.key)))
        states[step.key] = 'open';
  };
  openUp();
  for (const { key, action } of one.log) {
    states[key] = positive.includes(action) ? 'done' : action === 'reject' ? 'rejected' : 'returned';
    const blocks = steps.find((step) => step.key === key)?.blocks ?? false;
    if (blocks && !pass(key)) ending = states[key];
    else openUp();
  }
  const isDone = steps.every((step) => !step.blocks || pass(step.key));
  if (one.isCancelled && !isDone) ending ??= 'cancelled';
  // What an ended workflow left behind goes too when its subject is taken back.
  if (ending !== null || one.isTakenBack)
    for (const key in states) if (states[key] === 'open') states[key] = 'cancelled';
  return { status: ending ?? (isDone ? 'completed' : 'running'), states };
}

/** Who is meant by each step, by hand; `boss` follows the department, mgrN is away and hr2 stands in. */
const meant: Record<string, (personId: string) => string[]> = {
  treat: () => ['hr1/hr', 'hr2/hr'],
  hr: () => ['hr1/hr', 'hr2/hr'],
  note: () => ['hr1/hr', 'hr2/hr'],
  tell: () => ['hr1/hr', 'hr2/hr'],
  post: () => ['prov/provider'],
  check: () => ['prov/provider'],
  peek: () => ['prov/provider'],
  boss: (personId) => bossOf(personId),
  flowers: (personId) => bossOf(personId),
  named: () => ['mgrZ/manager', 'hr2/hr'],
  process: () => ['prov/provider'],
  commuting: () => ['prov/provider'],
  notice: () => ['hr1/hr', 'hr2/hr'],
};
const bossOf = (personId: string) =>
  cast[personId]?.department === 'noord'
    ? ['mgrN/manager', 'hr2/hr']
    : cast[personId]?.department === 'zuid'
      ? ['mgrZ/manager']
      : [];

function mayAct(step: Step, one: Case, who: string): boolean {
  const own = ['approve', 'process'].includes(step.kind) ? [one.personId, one.initiatedBy] : [];
  const without = (all: string[]) => all.filter((each) => !own.includes(each.split('/')[0] ?? ''));
  const wanted = meant[step.key]?.(one.personId) ?? [];
  // Nobody stands in for whom it is about.
  const named = own.includes('mgrN') && wanted.includes('mgrN/manager') ? [] : without(wanted);
  const chain = [named, without(['hr1/hr', 'hr2/hr']), without(['prov/provider'])];
  return (chain.find((some) => some.length > 0) ?? []).includes(who);
}

function answer(steps: readonly Step[], one: Case, key: string, action: TaskAction, who: string): string {
  const [personId = '', role] = who.split('/') as [string, Role];
  if (role === 'employee') return 'forbidden';
  const step = steps.find((each) => each.key === key);
  const state = expected(steps, one).states[key];
  if (step === undefined || state === undefined) return 'not_found';
  const isOwn = [one.personId, one.initiatedBy].includes(personId);
  const mine = one.log.find((entry) => entry.key === key && entry.by === personId);
  const knows = role === 'hr' || role === 'provider' || isOwn || mine || mayAct(step, one, who);
  if (!knows) return 'not_found';
  if (state !== 'open') return mine?.action === action ? 'ok' : 'task_settled';
  if (!fits[step.kind].includes(action)) return 'task_action';
  if (isOwn && ['approve', 'process'].includes(step.kind)) return 'task_own';
  return mayAct(step, one, who) ? 'ok' : 'forbidden';
}

const actors = Object.entries(cast).flatMap(([personId, { roles }]) =>
  roles.map((role) => `${personId}/${role}`),
);
const actions: readonly TaskAction[] = ['approve', 'reject', 'return', 'complete', 'process'];

const all = [...seeds, ...workflowSeeds];
describe.each(all.map((seed) => [seed.trigger, seed] as const))('%s', (trigger, seed) => {
  it('does in 2,000 random attempts what the rules say, and nothing else', { timeout: 120_000 }, () => {
    const house = workflowHouse({ seeds: all });
    const { workflows, db } = house;
    workflows.addAbsence(as('hr1'), {
      personId: 'mgrN',
      substituteId: 'hr2',
      from: '2026-11-01',
      to: '2026-12-31',
    });
    const random = seeded(20261125 + trigger.length);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const cases: Case[] = [];
    const told = { ok: 0, refused: 0 };
    for (let i = 0; i < 2000; i++) {
      if (i % 12 === 0) {
        const personId = pick(['emp1', 'emp2', 'hr1', 'mgrN', 'prov']);
        const initiatedBy = random() < 0.7 ? personId : pick(['hr1', 'hr2', 'emp1', 'mgrZ']);
        const subjectId = `subject-${i}`;
        const { workflowId } = house.start(trigger, { id: subjectId, personId }, initiatedBy);
        cases.push({
          workflowId,
          subjectId,
          personId,
          initiatedBy,
          log: [],
          isCancelled: false,
          isTakenBack: false,
        });
      }
      const one = random() < 0.8 ? (cases.at(-1) as Case) : pick(cases);
      if (random() < 0.02) {
        inTransaction(db, (tx) => workflows.cancel(tx, { kind: 'sample', id: one.subjectId }, as('emp1'), 1));
        one.isCancelled ||= expected(seed.steps, one).status === 'running';
        one.isTakenBack = true;
      }
      // Half of them aim at something that may be done, so that workflows get somewhere.
      const fitting = seed.steps.flatMap(({ key, kind }) =>
        fits[kind].flatMap((action) => actors.map((who) => ({ key, action, who }))),
      );
      const legal = fitting.filter(
        ({ key, action, who }) => answer(seed.steps, one, key, action, who) === 'ok',
      );
      const aim = random() < 0.5 && legal.length > 0 ? pick(legal) : null;
      const { key, action, who } = aim ?? {
        key: pick(seed.steps).key,
        action: pick(actions),
        who: pick(actors),
      };
      const [personId = '', role] = who.split('/') as [string, Role];
      const command = (
        action === 'reject' || action === 'return' ? { action, reason: 'omdat' } : { action }
      ) as TaskCommand;
      const wanted = answer(seed.steps, one, key, action, who);
      const wasOpen = expected(seed.steps, one).states[key] === 'open';
      const got = codeOf(() =>
        workflows.act(as(personId, role), house.taskOf(one.workflowId, key), command, 'nl'),
      );
      expect(`${i} ${who} ${action} ${key}: ${got}`).toBe(`${i} ${who} ${action} ${key}: ${wanted}`);
      if (got === 'ok' && wasOpen) one.log.push({ key, action, by: personId });
      told[got === 'ok' ? 'ok' : 'refused']++;
      const { status, states } = expected(seed.steps, one);
      expect([house.status(one.workflowId), house.states(one.workflowId)]).toEqual([status, states]);
    }
    expect(told.ok).toBeGreaterThan(100);
    expect(told.refused).toBeGreaterThan(500);
    // The owner heard of each accepted step once, and of each ending once.
    expect(house.heard.steps).toHaveLength(cases.reduce((n, { log }) => n + log.length, 0));
    const ended = cases.filter((one) => !one.isCancelled && expected(seed.steps, one).status !== 'running');
    expect(house.heard.outcomes.map(({ subjectId }) => subjectId).sort()).toEqual(
      ended.map(({ subjectId }) => subjectId).sort(),
    );
  });
});
