import { beforeEach, describe, expect, it } from 'vitest';
import { payrollEntries, payrollRuns } from '../../src/store/run-schema.ts';
import { actorOf, hr, ORIGIN, provider, stage } from './support.ts';

const NOV = 202611;
let house: ReturnType<typeof stage>;

beforeEach(() => {
  house = stage();
});

/** A fixed worker with contract hours and an on-call worker with processed hours in November. */
function staffed() {
  const fixed = house.hire({ lastName: 'Vast' });
  const onCall = house.hire({ lastName: 'Oproep', isOnCall: true });
  const hours = house.declare(onCall, { date: '2026-11-05', quantity: 12_500 });
  house.declared.process(provider, hours);
  house.runs.fillHours(provider, NOV);
  return { fixed, onCall, hours };
}

const linesOf = (runId: string) =>
  house.db
    .select()
    .from(payrollEntries)
    .all()
    .filter((entry) => entry.runId === runId)
    .map(({ employmentId, componentKey, quantity, source }) => [
      employmentId,
      componentKey,
      quantity,
      source,
    ]);

describe('two runs in a period', () => {
  it('pay fixed staff first and on-call workers then, each once', () => {
    const { fixed, onCall } = staffed();
    const first = house.runs.create(provider, { periodId: NOV, onCall: 'without' });
    house.go(first.id, 'close', 'check', 'start', 'ready', 'approve');
    expect(linesOf(first.id)).toEqual([[fixed, 1, 168_000, 'automatic']]);
    const second = house.runs.create(provider, { periodId: NOV, onCall: 'only' });
    expect(second.number).toBe(2);
    house.go(second.id, 'close', 'check', 'start', 'ready', 'approve');
    expect(linesOf(second.id)).toEqual([[onCall, 1, 12_500, 'declaration']]);
  });

  it('never stand beside each other: neither service nor database lets a second open', () => {
    staffed();
    house.runs.create(provider, { periodId: NOV, onCall: 'without' });
    for (const onCall of ['without', 'only', 'with'] as const)
      expect(() => house.runs.create(provider, { periodId: NOV, onCall })).toThrow('run_open');
    expect(() => house.runs.create(provider, { periodId: 202612, onCall: 'only' })).toThrow('run_open');
    const row = house.db.select().from(payrollRuns).get();
    const second = { ...row, id: 'zomaar', number: 2 } as typeof payrollRuns.$inferInsert;
    expect(() => house.db.insert(payrollRuns).values(second).run()).toThrow(/UNIQUE/);
    const unslotted = { ...second, openSlot: null };
    expect(() => house.db.insert(payrollRuns).values(unslotted).run()).toThrow(/CHECK/);
  });

  it('leave one winner of twenty requests at once', async () => {
    staffed();
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, async () => house.runs.create(provider, { periodId: NOV, onCall: 'with' })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { id } = house.runs.list(provider)[0] ?? { id: '' };
    for (const action of ['close', 'check', 'start', 'ready'] as const) {
      const steps = await Promise.allSettled(
        Array.from({ length: 20 }, async () => house.runs.act(provider, id, { action, reason: '' }, ORIGIN)),
      );
      expect(steps.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
    expect(house.mails()).toHaveLength(2);
    const approvals = await Promise.allSettled(
      Array.from({ length: 20 }, async () =>
        house.runs.act(hr, id, { action: 'approve', reason: '' }, ORIGIN),
      ),
    );
    expect(approvals.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(house.runs.events(provider, id).map(({ action }) => action)).toEqual([
      'create',
      'close',
      'check',
      'start',
      'ready',
      'approve',
    ]);
  });

  it('leave a declaration that comes after the start to the next period', () => {
    const { fixed } = staffed();
    const late = house.declare(fixed, { date: '2026-11-06', key: 41, quantity: 42_000 });
    const first = house.runs.create(provider, { periodId: NOV, onCall: 'without' });
    house.go(first.id, 'close');
    expect(() => house.declared.process(provider, late, NOV)).toThrow('period_closed');
    expect(house.declared.process(provider, late).periodId).toBe(202612);
    house.go(first.id, 'check', 'start', 'ready', 'approve');
    expect(linesOf(first.id)).toHaveLength(1);
    const onCall = house.hire({ isOnCall: true });
    const open = house.declare(onCall, { date: '2026-11-07' });
    expect(house.declared.process(provider, open).periodId).toBe(NOV);
  });

  it('take along later what an earlier approved period missed, and say so in its history', () => {
    const { fixed, onCall, hours } = staffed();
    const first = house.runs.create(provider, { periodId: NOV, onCall: 'without' });
    house.go(first.id, 'close', 'check', 'start', 'ready', 'approve');
    house.at('2026-12-20T09:00:00Z');
    house.runs.fillHours(provider, 202612);
    const next = house.runs.create(provider, { periodId: 202612, onCall: 'with' });
    house.go(next.id, 'close', 'check', 'start');
    expect(linesOf(next.id)).toEqual(
      expect.arrayContaining([
        [onCall, 1, 12_500, 'declaration'],
        [fixed, 1, 184_000, 'automatic'],
      ]),
    );
    const moved = house.declared.read(provider, hours);
    expect(moved.periodId).toBe(202612);
    expect(moved.events.at(-1)?.reason).toContain('202612');
  });
});

describe('steps', () => {
  it('need the right role, and the approver did not work on it', () => {
    staffed();
    expect(() => house.runs.create(hr, { periodId: NOV, onCall: 'with' })).toThrow('forbidden');
    for (const role of ['employee', 'manager', 'candidate'] as const) {
      expect(() => house.runs.list(actorOf(role))).toThrow('forbidden');
      expect(() => house.runs.create(actorOf(role), { periodId: NOV, onCall: 'with' })).toThrow('forbidden');
    }
    const run = house.runs.create(provider, { periodId: NOV, onCall: 'with' });
    house.go(run.id, 'close', 'check', 'start', 'ready');
    const act = (actor: typeof hr) =>
      house.runs.act(actor, run.id, { action: 'approve', reason: '' }, ORIGIN);
    expect(() => act(provider)).toThrow('forbidden');
    expect(() => act(actorOf('hr', provider.personId))).toThrow('run_own');
    expect(house.runs.read(actorOf('hr', provider.personId), run.id).allowed).toEqual(['return']);
    expect(act(hr).status).toBe('approved');
  });

  it('do not show a run to HR before it is ready, nor one that is not there', () => {
    staffed();
    const run = house.runs.create(provider, { periodId: NOV, onCall: 'with' });
    const refusals = [run.id, 'onzin'].map((id) => {
      try {
        return house.runs.trial(hr, id);
      } catch (error) {
        return String(error);
      }
    });
    expect(refusals[0]).toBe(refusals[1]);
    expect(house.runs.list(hr)).toEqual([]);
    house.go(run.id, 'close', 'check', 'start', 'ready');
    expect(house.runs.list(hr)).toHaveLength(1);
  });

  it('stop at what the checks call red, and at an empty run', () => {
    house.hire();
    const run = house.runs.create(provider, { periodId: NOV, onCall: 'without' });
    house.go(run.id, 'close');
    expect(() => house.go(run.id, 'check')).toThrow('run_checks_open');
    expect(house.runs.fillHours(provider, NOV)).toMatchObject({ made: 1 });
    expect(house.runs.fillHours(provider, NOV)).toMatchObject({ made: 0, changed: 0, kept: 1 });
    house.go(run.id, 'check', 'cancel');
    const empty = house.runs.create(provider, { periodId: NOV, onCall: 'only' });
    expect(() => house.go(empty.id, 'close', 'check', 'start')).toThrow('run_empty');
  });

  it('undo only the last approval, while nothing else is open, and want a reason', () => {
    const { fixed } = staffed();
    const approve = (periodId: number, onCall: 'without' | 'only') => {
      const run = house.runs.create(provider, { periodId, onCall });
      house.go(run.id, 'close', 'check', 'start', 'ready', 'approve');
      return run.id;
    };
    const first = approve(NOV, 'without');
    const second = approve(NOV, 'only');
    expect(() => house.go(first, 'undo')).toThrow('run_not_last');
    const undo = (reason: string) => house.runs.act(provider, second, { action: 'undo', reason }, ORIGIN);
    expect(() => undo(' ')).toThrow('reason_missing');
    expect(undo('verkeerde uren').status).toBe('trial_ready');
    house.go(second, 'cancel');
    expect(house.go(first, 'undo').status).toBe('trial_ready');
    house.go(first, 'approve');
    house.runs.create(provider, { periodId: NOV, onCall: 'only' });
    expect(() => house.go(first, 'undo')).toThrow('run_open');
    expect(linesOf(first)).toEqual([[fixed, 1, 168_000, 'automatic']]);
  });

  it('let go of what a run held when it is reopened or cancelled', () => {
    const { onCall, hours } = staffed();
    const run = house.runs.create(provider, { periodId: NOV, onCall: 'only' });
    house.go(run.id, 'close', 'check', 'start', 'ready', 'return', 'reopen');
    expect(linesOf(run.id)).toEqual([]);
    const more = house.declare(onCall, { date: '2026-11-09', quantity: 4000 });
    expect(house.declared.process(provider, more).periodId).toBe(NOV);
    house.go(run.id, 'close', 'check', 'start', 'cancel');
    const again = house.runs.create(provider, { periodId: NOV, onCall: 'only' });
    house.go(again.id, 'close', 'check', 'start');
    expect(linesOf(again.id)).toHaveLength(2);
    expect(house.declared.read(provider, hours).status).toBe('processed');
  });
});

describe('a period', () => {
  it('is closed for everybody, takes its run along, and opens again while none was approved', () => {
    staffed();
    const run = house.runs.create(provider, { periodId: NOV, onCall: 'without' });
    expect(house.runs.closePeriod(provider, NOV)).toMatchObject({ closedScopes: ['only', 'without'] });
    expect(() => house.runs.closePeriod(provider, NOV)).toThrow('period_closed');
    expect(house.runs.read(provider, run.id).status).toBe('closed_for_input');
    expect(() => house.go(run.id, 'reopen')).toThrow('period_closed');
    expect(house.runs.reopenPeriod(provider, NOV).closedAt).toBeNull();
    expect(house.runs.read(provider, run.id).status).toBe('collecting');
    house.go(run.id, 'close', 'check', 'start');
    expect(() => house.runs.reopenPeriod(provider, NOV)).toThrow('run_open');
    house.go(run.id, 'ready', 'approve');
    expect(() => house.runs.reopenPeriod(provider, NOV)).toThrow('period_run_approved');
    expect(() => house.runs.closePeriod(hr, NOV)).toThrow('forbidden');
  });

  it('is closed as a whole once fixed staff and on-call workers both are', () => {
    staffed();
    const first = house.runs.create(provider, { periodId: NOV, onCall: 'without' });
    house.go(first.id, 'close');
    const [view] = house.runs.periods(provider, 2026).filter(({ id }) => id === NOV);
    expect(view).toMatchObject({ closedAt: null, closedScopes: ['without'] });
    house.go(first.id, 'check', 'start', 'ready', 'approve');
    const second = house.runs.create(provider, { periodId: NOV, onCall: 'only' });
    house.go(second.id, 'close');
    const [closed] = house.runs.periods(provider, 2026).filter(({ id }) => id === NOV);
    expect(closed?.closedAt).not.toBeNull();
    house.go(second.id, 'reopen');
    expect(house.runs.periods(provider, 2026).find(({ id }) => id === NOV)).toMatchObject({
      closedAt: null,
      closedScopes: ['without'],
      mayReopen: false,
    });
  });
});
