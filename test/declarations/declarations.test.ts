import { beforeEach, describe, expect, it } from 'vitest';
import { transitions } from '../../src/declarations/decide.ts';
import type { DeclarationAction, DeclarationStatus } from '../../src/declarations/model.ts';
import { payrollPeriodData } from '../../src/declarations/payroll-data.ts';
import { findRow } from '../../src/declarations/rows.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { declarationEvents } from '../../src/store/declaration-schema.ts';
import {
  actorOf,
  createHouse,
  fuel,
  type House,
  home,
  hr,
  provider,
  request,
  shift,
  trip,
  trips,
  worked,
} from './house.ts';

const jan = actorOf('jan');
const ola = actorOf('ola', 'employee', { isOnCall: true });
let house: House;

beforeEach(() => {
  house = createHouse();
  house.hire('jan');
  house.hire('ola', { isOnCall: true, calculateWorkingHours: false, hoursPerWeek: null, workDays: [] });
});

const code = (fn: () => unknown): string => {
  try {
    fn();
    return 'ok';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
};

describe('handing in', () => {
  it('goes from draft to processed, and tells who did what', () => {
    const { declarations } = house;
    const draft = declarations.save(jan, request(trips(trip('2026-11-18', 42))));
    expect(draft).toMatchObject({ status: 'draft', total: 1470, allowed: ['save', 'submit', 'withdraw'] });
    expect(declarations.submit(jan, draft.id)).toMatchObject({ status: 'submitted', periodId: 202611 });
    expect(declarations.treat(hr, draft.id, 'approve')).toMatchObject({ status: 'approved' });
    const done = declarations.process(provider, draft.id);
    expect(done).toMatchObject({ status: 'processed', periodId: 202611, allowed: [] });
    expect(done.events.map(({ action, person, after }) => [action, person, after])).toEqual([
      ['save', 'jan', 'draft'],
      ['submit', 'jan', 'submitted'],
      ['approve', 'p-hr', 'approved'],
      ['process', 'p-provider', 'processed'],
    ]);
  });

  it('makes nothing new of the same request', () => {
    const { declarations } = house;
    const same = request(home('2026-11-18'));
    const first = declarations.save(jan, same);
    expect(declarations.save(jan, same).id).toBe(first.id);
    expect(declarations.mine(jan)).toHaveLength(1);
  });

  it('keeps a draft that cannot be handed in yet, and says what is missing', async () => {
    const { declarations } = house;
    const draft = declarations.save(jan, request(fuel('2026-11-18', 6140)));
    expect(code(() => declarations.submit(jan, draft.id))).toBe('declaration_blocked');
    await declarations.attach(jan, draft.id, { name: 'bon.jpg', bytes: new Uint8Array([1, 2, 3]) });
    const done = declarations.submit(jan, draft.id);
    expect(done).toMatchObject({ status: 'submitted', total: 6140, receipts: [{ fileName: 'bon.jpg' }] });
    const [receipt] = done.receipts;
    const file = await declarations.receipt(hr, draft.id, receipt?.id ?? '');
    expect(file.bytes).toEqual(new Uint8Array([1, 2, 3]));
    await expect(declarations.receipt(ola, draft.id, receipt?.id ?? '')).rejects.toThrow('not_found');
  });

  it('recognises a receipt that was used before', async () => {
    const { declarations } = house;
    const bytes = new Uint8Array([9, 9, 9]);
    const first = declarations.save(jan, request(fuel('2026-11-16', 5000)));
    await declarations.attach(jan, first.id, { name: 'a.jpg', bytes });
    declarations.submit(jan, first.id);
    const second = declarations.save(jan, request(fuel('2026-11-18', 5000)));
    const view = await declarations.attach(jan, second.id, { name: 'b.jpg', bytes });
    expect(view.findings.map(({ code: found }) => found)).toContain('receipt-used');
  });

  it('refuses a day that was handed in before, until that is withdrawn', () => {
    const { declarations } = house;
    const first = declarations.save(jan, request(home('2026-11-18')));
    declarations.submit(jan, first.id);
    const second = declarations.save(jan, request(home('2026-11-18')));
    expect(code(() => declarations.submit(jan, second.id))).toBe('declaration_blocked');
    declarations.withdraw(jan, first.id);
    expect(declarations.submit(jan, second.id).status).toBe('submitted');
  });

  it('corrects by taking the place of what was handed in', () => {
    const { declarations } = house;
    const first = declarations.save(jan, request(trips(trip('2026-11-17', 20))));
    declarations.submit(jan, first.id);
    const copy = declarations.correct(jan, first.id, 'correct-it-1');
    declarations.save(jan, request(trips(trip('2026-11-17', 25))), copy.id);
    declarations.submit(jan, copy.id);
    expect(declarations.read(jan, first.id).status).toBe('withdrawn');
    expect(declarations.read(jan, copy.id)).toMatchObject({ status: 'submitted', total: 875 });
  });

  it('does not pay both when the first was approved meanwhile', () => {
    const { declarations } = house;
    const first = declarations.save(jan, request(trips(trip('2026-11-17', 20))));
    declarations.submit(jan, first.id);
    const copy = declarations.correct(jan, first.id, 'correct-it-2');
    declarations.treat(hr, first.id, 'approve');
    expect(code(() => declarations.submit(jan, copy.id))).toBe('declaration_state');
    expect(declarations.read(jan, copy.id).status).toBe('draft');
  });

  it('keeps the rate of the day of handing in when the rate changes later', () => {
    const { declarations, db, clock } = house;
    const draft = declarations.save(jan, request(trips(trip('2026-11-17', 100))));
    declarations.submit(jan, draft.id);
    const pay = house.components;
    db.run(
      `INSERT INTO component_rates VALUES ('${pay.untaxed}', '2026-11-01', 250, ${clock.at}, 'p-provider')`,
    );
    expect(declarations.read(jan, draft.id).lines[0]).toMatchObject({ rate: 230, amount: 2300 });
    expect(declarations.preview(jan, trips(trip('2026-11-17', 101))).lines[0]).toMatchObject({ rate: 250 });
  });

  it('is for nobody else to see, hr and provider excepted, and drafts for nobody at all', () => {
    const { declarations } = house;
    const draft = declarations.save(jan, request(home('2026-11-18')));
    for (const other of [ola, hr, provider])
      expect(code(() => declarations.read(other, draft.id))).toBe('not_found');
    declarations.submit(jan, draft.id);
    expect(code(() => declarations.read(ola, draft.id))).toBe('not_found');
    expect(code(() => declarations.read(ola, 'missing'))).toBe('not_found');
    expect(declarations.read(hr, draft.id).allowed).toEqual(['return', 'approve', 'reject']);
  });

  it('takes nothing of who has left, and nothing of who never worked here', () => {
    const { declarations } = house;
    const input = request(home('2026-11-18'));
    expect(code(() => declarations.save({ ...jan, hasLeft: true }, input))).toBe('left_employment');
    expect(code(() => declarations.save(actorOf('stranger'), input))).toBe('no_employment');
    expect(declarations.options({ ...jan, hasLeft: true }).set).toBeNull();
  });

  it('takes hours of on-call workers only, and flags a short call for HR', () => {
    const { declarations } = house;
    const hours = worked('2026-11', shift('2026-11-16', 1.5, { calledHours: 4000 }));
    const fixed = declarations.save(jan, request(hours));
    expect(fixed.findings[0]?.code).toBe('not-in-set');
    const onCall = declarations.save(ola, request(hours));
    expect(declarations.submit(ola, onCall.id)).toMatchObject({ status: 'submitted', flagged: true });
  });
});

describe('treating', () => {
  it('asks why when it refuses or sends back', () => {
    const { declarations } = house;
    const { id } = declarations.save(jan, request(home('2026-11-18')));
    declarations.submit(jan, id);
    expect(code(() => declarations.treat(hr, id, 'reject', ' '))).toBe('reason_missing');
    expect(declarations.treat(hr, id, 'return', 'Welke dag was het?')).toMatchObject({
      status: 'returned',
      reason: 'Welke dag was het?',
    });
    expect(declarations.submit(jan, id).status).toBe('submitted');
  });

  it('lets nobody treat their own', () => {
    const { declarations } = house;
    house.hire('p-hr');
    const own = declarations.save(hr, request(home('2026-11-18')));
    declarations.submit(hr, own.id);
    expect(code(() => declarations.treat(hr, own.id, 'approve'))).toBe('own_declaration');
    expect(code(() => declarations.treat(jan, own.id, 'approve'))).toBe('not_found');
  });

  it('takes a late approval up into the next period that is open', () => {
    const { declarations, db } = house;
    const { id } = declarations.save(jan, request(trips(trip('2026-11-17', 10))));
    declarations.submit(jan, id);
    declarations.treat(hr, id, 'approve');
    db.run(`UPDATE payroll_periods SET closed_at = 1 WHERE id = 202611`);
    expect(code(() => declarations.process(provider, id, 202611))).toBe('period_closed');
    expect(declarations.process(provider, id).periodId).toBe(202612);
  });

  it('agrees with a model over 2,000 random steps, legal and illegal', () => {
    const { declarations } = house;
    let seed = 20261128;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const actions = Object.keys(transitions) as DeclarationAction[];
    const people = { owner: jan, hr, provider };
    const model = new Map<string, DeclarationStatus>();
    const days = Array.from({ length: 28 }, (_, i) => `2026-10-${String(i + 1).padStart(2, '0')}`);
    const final: DeclarationStatus[] = ['rejected', 'processed', 'unprocessable', 'withdrawn'];
    let legal = 0;
    for (let i = 0; i < 2000; i++) {
      if (model.size < 3) {
        const { id } = declarations.save(jan, request(trips(trip(days[random(28)] ?? '', 1 + random(900)))));
        model.set(id, 'draft');
      }
      const id = [...model.keys()][random(model.size)] ?? '';
      const action = actions[random(actions.length)] ?? 'save';
      const who = (['owner', 'hr', 'provider'] as const)[random(3)] ?? 'owner';
      const before = model.get(id) as DeclarationStatus;
      const { from, to, by } = transitions[action];
      const expected = by === who && from.includes(before);
      const outcome = code(() => run(action, people[who], id));
      // The same distance on the same day blocks a submission; the model does not know of other declarations.
      if (outcome === 'declaration_blocked') continue;
      expect([action, who, before, outcome === 'ok'], outcome).toEqual([action, who, before, expected]);
      if (expected) {
        legal++;
        model.set(id, action === 'save' ? before : to);
      }
      expect(findRow(house.db, id)?.status).toBe(model.get(id));
      if (final.includes(model.get(id) as DeclarationStatus)) model.delete(id);
    }
    expect(legal).toBeGreaterThan(200);

    function run(action: DeclarationAction, actor: typeof jan, id: string) {
      switch (action) {
        case 'save':
          return declarations.save(actor, request(trips(trip(days[random(28)] ?? '', 1 + random(900)))), id);
        case 'submit':
          return declarations.submit(actor, id);
        case 'withdraw':
          return declarations.withdraw(actor, id);
        case 'process':
          return declarations.process(actor, id);
        case 'fail':
          return declarations.fail(actor, id, 'Kan niet');
        default:
          return declarations.treat(actor, id, action, 'Omdat');
      }
    }
  });

  it('gives each of 100 declarations one effect out of twenty approvals', () => {
    const { declarations, db } = house;
    const ids = Array.from({ length: 100 }, (_, i) => {
      const { id } = declarations.save(jan, request(trips(trip('2026-11-17', i + 1))));
      return declarations.submit(jan, id).id;
    });
    const outcomes = ids.map((id) =>
      Array.from({ length: 20 }, () => code(() => declarations.treat(hr, id, 'approve'))),
    );
    expect(outcomes.map((tries) => tries.filter((one) => one === 'ok').length)).toEqual(ids.map(() => 1));
    const approvals = db
      .select()
      .from(declarationEvents)
      .all()
      .filter(({ action }) => action === 'approve');
    expect(approvals).toHaveLength(100);
  });
});

describe('lists and totals', () => {
  it('shows HR what was handed in, filtered and searched, and never a draft', () => {
    const { declarations } = house;
    const a = declarations.save(jan, request(home('2026-11-18')));
    declarations.submit(jan, a.id);
    const b = declarations.save(ola, request(worked('2026-11', shift('2026-11-10', 6))));
    declarations.submit(ola, b.id);
    declarations.save(jan, request(home('2026-11-17')));
    const list = (change = {}) =>
      declarations
        .list(hr, { search: '', onCall: 'with', page: 1, ...change })
        .rows.map(({ id }) => id)
        .sort();
    expect(list()).toEqual([a.id, b.id].sort());
    expect(list({ onCall: 'only' })).toEqual([b.id]);
    expect(list({ onCall: 'without' })).toEqual([a.id]);
    expect(list({ search: 'ola' })).toEqual([b.id]);
    expect(list({ form: 'home' })).toEqual([a.id]);
    expect(list({ status: 'draft' })).toEqual([]);
    expect(code(() => declarations.list(jan, { search: '', onCall: 'with', page: 1 }))).toBe('forbidden');
  });

  it('hands payroll totals per employment, period and component, and afterwards only what changed', () => {
    const { declarations } = house;
    const done = (km: number, date: string) => {
      const { id } = declarations.save(jan, request(trips(trip(date, km))));
      declarations.submit(jan, id);
      declarations.treat(hr, id, 'approve');
      declarations.process(provider, id);
    };
    done(42, '2026-11-17');
    done(10, '2026-11-18');
    const rows = declarations.exportTotals(provider, 202611, 'with');
    expect(payrollPeriodData(202611, rows)).toMatchObject([
      {
        payrollPeriod: { year: 2026, periodNumber: 11 },
        payrollComponents: [
          { payrollComponent: { key: 41 }, value: 52 },
          { payrollComponent: { key: 42 }, value: 52 },
        ],
      },
    ]);
    expect(payrollPeriodData(202611, declarations.totals(hr, 202611, 'with'), true)).toEqual([]);
    done(8, '2026-11-19');
    const changed = payrollPeriodData(202611, declarations.exportTotals(provider, 202611, 'with'), true);
    expect(changed[0]?.payrollComponents.map(({ value }) => value)).toEqual([60, 60]);
    expect(declarations.totals(provider, 202611, 'only')).toEqual([]);
  });
});
