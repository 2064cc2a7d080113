import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { AppError } from '../../src/kernel/errors.ts';
import type { RunAction, RunFilter } from '../../src/payroll-runs/model.ts';
import { declarationLines, declarations } from '../../src/store/declaration-schema.ts';
import { employments } from '../../src/store/personnel-schema.ts';
import { payrollEntries, payrollRuns } from '../../src/store/run-schema.ts';
import { actorOf, hr, ORIGIN, provider, stage } from './support.ts';

const SEEDS = 10;
const OPERATIONS = 300;
const periods = [202609, 202610, 202611, 202612];
const filters: RunFilter[] = ['without', 'only', 'with'];
const actions: RunAction[] = [
  'close',
  'reopen',
  'check',
  'start',
  'ready',
  'return',
  'approve',
  'cancel',
  'undo',
];

/** Where a step leads, written anew: 'from>to by whom'. */
const table: Record<RunAction, string[]> = {
  close: ['collecting>closed_for_input provider'],
  reopen: ['closed_for_input', 'checks_done', 'trial_started', 'trial_ready', 'remarks'].map(
    (from) => `${from}>collecting provider`,
  ),
  check: ['closed_for_input>checks_done provider'],
  start: ['checks_done>trial_started provider', 'remarks>trial_started provider'],
  ready: ['trial_started>trial_ready provider', 'remarks>trial_ready provider'],
  return: ['trial_ready>remarks hr'],
  approve: ['trial_ready>approved hr'],
  cancel: ['collecting', 'closed_for_input', 'checks_done', 'trial_started', 'trial_ready', 'remarks'].map(
    (from) => `${from}>cancelled provider`,
  ),
  undo: ['approved>trial_ready provider', 'approved>trial_ready hr'],
};

/** Repeatable numbers from 0 to 1 (mulberry32). */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

type House = ReturnType<typeof stage>;

interface ModelRun {
  id: string;
  period: number;
  filter: RunFilter;
  status: string;
}

class World {
  readonly house: House;
  readonly chance: () => number;
  readonly people: { id: string; isOnCall: boolean; changed: boolean }[] = [];
  readonly runs: ModelRun[] = [];
  readonly approvals: string[] = [];
  counts = { accepted: 0, refused: 0 };

  constructor(seed: number) {
    this.house = stage('2026-12-31T09:00:00Z');
    this.chance = chances(seed);
  }
  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.chance() * list.length)] as T;
  }
  open(): ModelRun | undefined {
    return this.runs.find(({ status }) => status !== 'approved' && status !== 'cancelled');
  }
}

/** What the service does; an AppError's code when it refuses. */
function attempt<T>(fn: () => T): T | string {
  try {
    return fn();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

function hire(world: World): void {
  const isOnCall = world.chance() < 0.4;
  const startDate = world.chance() < 0.7 ? '2025-01-01' : '2026-10-14';
  const endDate = world.chance() < 0.1 ? '2026-11-12' : null;
  const hoursPerWeek = isOnCall ? null : world.pick([16_000, 24_000, 36_000, 40_000]);
  const id = world.house.hire({ isOnCall, startDate, endDate, hoursPerWeek });
  world.people.push({ id, isOnCall, changed: false });
}

function declareAndProcess(world: World): void {
  const person = world.pick(world.people);
  const period = world.pick(periods);
  const date = `${Math.floor(period / 100)}-${String(period % 100).padStart(2, '0')}-16`;
  const key = world.pick(person.isOnCall ? [1, 41] : [41, 50]);
  const id = world.house.declare(person.id, {
    date,
    key,
    quantity: 1000 * (1 + Math.floor(world.chance() * 9)),
  });
  const into = world.chance() < 0.3 ? world.pick(periods) : undefined;
  const before = scopesOpen(world, person.isOnCall);
  const done = attempt(() => world.house.declared.process(provider, id, into));
  if (typeof done === 'string') {
    expect(done).toBe('period_closed');
    if (into !== undefined) expect(before).not.toContain(into);
    world.counts.refused++;
    return;
  }
  // Nothing comes into a period that is closed for these people.
  if (periods.includes(done.periodId ?? 0)) expect(before).toContain(done.periodId);
}

function scopesOpen(world: World, isOnCall: boolean): number[] {
  const scope = isOnCall ? 'only' : 'without';
  return world.house.runs
    .periods(provider, 2026)
    .filter(({ closedAt, closedScopes }) => closedAt === null && !closedScopes.includes(scope))
    .map(({ id }) => id);
}

function flip(world: World): void {
  const person = world.pick(world.people);
  person.isOnCall = !person.isOnCall;
  person.changed = true;
  world.house.db.update(employments).set({ isOnCall: person.isOnCall }).where(idIs(person.id)).run();
}

const idIs = (id: string) => eq(employments.id, id);

function create(world: World): void {
  const input = { periodId: world.pick(periods), onCall: world.pick(filters) };
  const before = world.open();
  const made = attempt(() => world.house.runs.create(provider, input));
  if (before !== undefined) {
    expect(made).toBe('run_open');
    world.counts.refused++;
    return;
  }
  if (typeof made === 'string') throw new Error(`create refused: ${made}`);
  world.runs.push({ id: made.id, period: input.periodId, filter: input.onCall, status: made.status });
}

function step(world: World): void {
  const run = world.chance() < 0.8 ? (world.open() ?? world.pick(world.runs)) : world.pick(world.runs);
  if (run === undefined) return;
  const action = chooseAction(world, run.status);
  if (action === 'check' && world.chance() < 0.7) world.house.runs.fillHours(provider, run.period);
  const legal = table[action].find((one) => one.startsWith(`${run.status}>`));
  const fits = legal !== undefined && world.chance() < 0.9;
  const actor = fits ? (legal.endsWith('hr') ? hr : provider) : world.pick([provider, hr]);
  const both = actorOf(actor.role, world.chance() < 0.1 ? provider.personId : actor.personId);
  const row = table[action].find((one) => one.startsWith(`${run.status}>`) && one.endsWith(` ${both.role}`));
  const done = attempt(() => world.house.runs.act(both, run.id, { action, reason: 'omdat' }, ORIGIN));
  if (typeof done === 'string') {
    world.counts.refused++;
    if (row !== undefined) explain(world, run, action, both.personId, done);
    return;
  }
  if (row === undefined) throw new Error(`${action} was let through from ${run.status} by ${both.role}`);
  world.counts.accepted++;
  if (action === 'approve') {
    expect(both.personId).not.toBe(provider.personId);
    world.approvals.push(run.id);
  }
  if (action === 'undo') {
    expect(world.approvals.at(-1)).toBe(run.id);
    world.approvals.pop();
  }
  run.status = row.slice(row.indexOf('>') + 1, row.indexOf(' '));
  expect(done.status).toBe(run.status);
  if (action === 'start') checkTaken(world, run);
}

const onwards: Record<string, RunAction> = {
  collecting: 'close',
  closed_for_input: 'check',
  checks_done: 'start',
  trial_started: 'ready',
  trial_ready: 'approve',
  remarks: 'ready',
  approved: 'undo',
};

/** Mostly the next step, so that runs get far; otherwise any. */
function chooseAction(world: World, status: string): RunAction {
  if (world.chance() < 0.06) return 'cancel';
  const next = onwards[status];
  return next !== undefined && world.chance() < 0.65 ? next : world.pick(actions);
}

/** A refusal of a step that the table allows has a reason that the model sees too. */
function explain(world: World, run: ModelRun, action: RunAction, personId: string, code: string): void {
  const other = world.open();
  const reasons: Record<string, boolean> = {
    run_own: action === 'approve' && personId === provider.personId,
    run_not_last: action === 'undo' && world.approvals.at(-1) !== run.id,
    run_open: action === 'undo' && other !== undefined && other.id !== run.id,
    run_checks_open: action === 'check',
    run_empty: action === 'start',
    period_closed: action === 'reopen',
    not_found: run.status === 'collecting' || run.status === 'closed_for_input',
  };
  if (!reasons[code]) throw new Error(`${action} on ${run.status} was refused with ${code}`);
}

/** What a trial took up: its own people only, hours of a contract for fixed staff only. */
function checkTaken(world: World, run: ModelRun): void {
  const entries = world.house.db.select().from(payrollEntries).all();
  const mine = entries.filter(({ runId }) => runId === run.id);
  expect(mine.length).toBeGreaterThan(0);
  for (const entry of mine) {
    const person = world.people.find(({ id }) => id === entry.employmentId);
    expect(entry.isOnCall).toBe(person?.isOnCall);
    if (run.filter === 'without') expect(person?.isOnCall).toBe(false);
    if (run.filter === 'only') expect(person?.isOnCall).toBe(true);
    if (entry.source === 'automatic') expect(person?.isOnCall).toBe(false);
  }
}

/** What must hold whatever happened. */
function checkAlways(world: World): void {
  const { db } = world.house;
  const runs = db.select().from(payrollRuns).all();
  expect(runs.filter(({ status }) => status !== 'approved' && status !== 'cancelled').length).toBeLessThan(2);
  expect(runs.map(({ id, status }) => [id, status]).sort()).toEqual(
    world.runs.map(({ id, status }) => [id, status]).sort(),
  );
  const entries = db.select().from(payrollEntries).all();
  const lines = db.select().from(declarationLines).all();
  for (const row of db.select().from(declarations).all()) {
    const mine = entries.filter(({ source, sourceId }) => source === 'declaration' && sourceId === row.id);
    expect(new Set(mine.map(({ runId }) => runId)).size).toBeLessThan(2);
    if (mine.length === 0) continue;
    const run = runs.find(({ id }) => id === mine[0]?.runId);
    expect(row).toMatchObject({ status: 'processed', periodId: run?.periodId });
    const total = lines
      .filter(({ declarationId }) => declarationId === row.id)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    expect(mine.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(total);
  }
  const cancelled = new Set(runs.filter(({ status }) => status === 'cancelled').map(({ id }) => id));
  expect(entries.filter(({ runId }) => runId !== null && cancelled.has(runId))).toEqual([]);
  const automatic = entries
    .filter(({ source }) => source === 'automatic')
    .map(({ periodId, employmentId }) => `${periodId} ${employmentId}`);
  expect(new Set(automatic).size).toBe(automatic.length);
}

function operate(world: World): void {
  const dice = world.chance();
  if (dice < 0.06) hire(world);
  else if (dice < 0.3) declareAndProcess(world);
  else if (dice < 0.33) flip(world);
  else if (dice < 0.4) world.house.runs.fillHours(provider, world.open()?.period ?? world.pick(periods));
  else if (dice < 0.5) create(world);
  else if (dice < 0.54) togglePeriod(world);
  else step(world);
  world.house.advance(60_000);
}

function togglePeriod(world: World): void {
  const period = world.pick(periods);
  const run = world.open();
  const here = run?.period === period ? run : undefined;
  if (world.chance() < 0.5) {
    const done = attempt(() => world.house.runs.closePeriod(provider, period));
    if (typeof done !== 'string' && here?.status === 'collecting') here.status = 'closed_for_input';
    return;
  }
  const approved = world.runs.some((one) => one.period === period && one.status === 'approved');
  const done = attempt(() => world.house.runs.reopenPeriod(provider, period));
  if (typeof done === 'string') return;
  expect(approved).toBe(false);
  if (here) here.status = 'collecting';
}

/** Ends the year: what is open is cancelled, every period gets its last run, and then nothing processed is left out. */
function drain(world: World): void {
  const { house } = world;
  const open = world.open();
  if (open) house.go(open.id, 'cancel');
  for (const periodId of [...periods, 202701]) {
    house.runs.fillHours(provider, periodId);
    const run = house.runs.create(provider, { periodId, onCall: 'with' });
    if (run.status === 'collecting') house.go(run.id, 'close');
    house.go(run.id, 'check');
    const started = attempt(() => house.go(run.id, 'start'));
    if (started === 'run_empty') house.go(run.id, 'cancel');
    else house.go(run.id, 'ready', 'approve');
  }
  const { db } = house;
  const approved = new Set(
    db
      .select()
      .from(payrollRuns)
      .all()
      .filter(({ status }) => status === 'approved')
      .map(({ id }) => id),
  );
  const entries = db.select().from(payrollEntries).all();
  for (const { id } of db
    .select()
    .from(declarations)
    .all()
    .filter(({ status }) => status === 'processed')) {
    const runs = new Set(
      entries
        .filter(({ sourceId, source }) => source === 'declaration' && sourceId === id)
        .map(({ runId }) => runId),
    );
    expect(
      [...runs].filter((one) => approved.has(one ?? '')),
      `declaration ${id}`,
    ).toHaveLength(1);
  }
}

it.each(Array.from({ length: SEEDS }, (_, i) => i + 1))(
  'random months agree with a model, and every declaration ends in exactly one run (seed %i)',
  (seed) => {
    const world = new World(seed);
    for (let i = 0; i < 6; i++) hire(world);
    for (let i = 0; i < OPERATIONS; i++) {
      operate(world);
      checkAlways(world);
    }
    expect(world.counts.accepted).toBeGreaterThan(30);
    expect(world.counts.refused).toBeGreaterThan(10);
    drain(world);
  },
  120_000,
);
