import { describe, expect, it } from 'vitest';
import { type CheckContext, checkDeclaration, type DeclaredDay } from '../../src/declarations/checks.ts';
import { linesOf, quantitiesOf, totalOf } from '../../src/declarations/lines.ts';
import type { DeclarationInput } from '../../src/declarations/model.ts';
import type { ComponentSet, WageComponent } from '../../src/pay/model.ts';
import { periodsOf } from '../../src/pay/periods.ts';
import { fuel, home, shift, trip, trips, worked } from './house.ts';

/** A Thursday. */
const today = '2026-11-19';
const component = (
  id: string,
  form: WageComponent['form'],
  unit: WageComponent['unit'],
  rate: number | null,
  change: Partial<WageComponent> = {},
): WageComponent => ({
  ...{ id, key: 1, description: id, employeeLabel: id, unit, form, taxTreatment: 'untaxed' },
  ...{ requiresAttachment: false, requiresDate: true, requiresVehicle: false },
  rates: rate === null ? [] : [{ validFrom: '2026-01-01', rate }],
  ...change,
});
const set = (...components: WageComponent[]): ComponentSet => ({
  ...{ id: 's', name: 'A', level: 'employer', isDefault: true, tripSplit: 'perKm', forOnCall: false },
  components,
});
const setA = set(
  component('untaxed', 'trip', 'km', 230),
  component('taxed', 'trip', 'km', 120, { taxTreatment: 'taxed' }),
  component('fuel', 'fuel', 'eur', null, { requiresAttachment: true, requiresVehicle: true }),
  component('home', 'home', 'day', 2400),
);
const setB = set(
  component('hours', 'worked', 'hour', null, { taxTreatment: 'taxed' }),
  component('days', 'worked', 'day', null, { taxTreatment: 'taxed' }),
);

function found(input: DeclarationInput, change: Partial<CheckContext> = {}): string[] {
  const chosen = change.set === undefined ? (input.form === 'worked' ? setB : setA) : change.set;
  const findings = checkDeclaration(input, {
    today,
    employment: {
      startDate: '2025-01-01',
      endDate: null,
      workDays: [1, 2, 3, 4],
      isOnCall: input.form === 'worked',
    },
    set: chosen,
    lines: linesOf(input, chosen, today),
    declared: [],
    periods: periodsOf(2026, 'month').map((p) => ({ ...p, closedAt: null, closedBy: null })),
    receipts: 1,
    receiptUsed: false,
    ...change,
  });
  return findings.map(({ code, severity }) => `${severity} ${code}`);
}
const day = (form: DeclaredDay['form'], date: string, change: Partial<DeclaredDay> = {}): DeclaredDay => ({
  ...{ declarationId: 'd1', form, date, quantity: 1000 },
  ...change,
});

describe('lines', () => {
  it('makes two lines of one trip: 42 km at € 0,23 and € 0,12 (domain 2.2)', () => {
    const lines = linesOf(trips(trip('2026-11-18', 42)), setA, today);
    expect(lines.map(({ componentId, amount }) => [componentId, amount])).toEqual([
      ['untaxed', 966],
      ['taxed', 504],
    ]);
    expect(totalOf(lines)).toBe(1470);
    expect(quantitiesOf(lines)).toEqual([{ unit: 'km', quantity: 42_000 }]);
  });

  it('keeps the kinds of km apart where the set does', () => {
    const separate = { ...setA, tripSplit: 'separate' as const };
    const lines = linesOf(trips(trip('2026-11-18', 84, { part: 'taxed' })), separate, today);
    expect(lines.map(({ componentId, amount }) => [componentId, amount])).toEqual([['taxed', 1008]]);
  });

  it('takes the rate that held on the day, and keeps which one that was', () => {
    const changed = set(
      component('untaxed', 'trip', 'km', null, {
        rates: [
          { validFrom: '2026-01-01', rate: 230 },
          { validFrom: '2026-11-01', rate: 250 },
        ],
      }),
    );
    const lines = linesOf(trips(trip('2026-10-31', 100), trip('2026-11-01', 100)), changed, today);
    expect(lines.map(({ rate, rateFrom, amount }) => [rate, rateFrom, amount])).toEqual([
      [230, '2026-01-01', 2300],
      [250, '2026-11-01', 2500],
    ]);
  });

  it('rounds once a line, halves away from zero', () => {
    const lines = linesOf(trips({ ...trip('2026-11-18', 0), km: 21_500 }), setA, today);
    // 21,5 km x € 0,23 = € 4,945
    expect(lines[0]?.amount).toBe(495);
  });

  it('counts the days on which was worked once, however many shifts', () => {
    const lines = linesOf(
      worked('2026-11', shift('2026-11-02', 4), shift('2026-11-02', 2.5), shift('2026-11-03', 3)),
      setB,
      today,
    );
    expect(quantitiesOf(lines)).toEqual([
      { unit: 'hour', quantity: 9500 },
      { unit: 'day', quantity: 2000 },
    ]);
    expect(totalOf(lines)).toBeNull();
  });

  it('puts the total of a past month on its last day, of a running one on today', () => {
    const total = { hours: 48_500, days: 7 };
    const of = (month: string) =>
      linesOf({ form: 'worked', month, entries: [], total }, setB, today).map(({ date }) => date);
    expect(of('2026-10')).toEqual(['2026-10-31', '2026-10-31']);
    expect(of('2026-11')).toEqual([today, today]);
  });
});

describe('checks', () => {
  it('finds nothing wrong with a plain trip', () => {
    expect(found(trips(trip('2026-11-18', 42)))).toEqual([]);
  });

  it.each<[string, DeclarationInput, Partial<CheckContext>, string]>([
    ['a day that is still to come', home('2026-11-20'), {}, 'block future-day'],
    ['what is not in the set', worked('2026-11', shift('2026-11-02', 4)), { set: setA }, 'block not-in-set'],
    ['somebody who may not declare', home('2026-11-18'), { set: null }, 'block not-in-set'],
    [
      'the same trip again',
      trips(trip('2026-11-18', 42)),
      { declared: [day('trip', '2026-11-18', { quantity: 42_000 })] },
      'block duplicate',
    ],
    ['a home day again', home('2026-11-18'), { declared: [day('home', '2026-11-18')] }, 'block duplicate'],
    ['one day twice', home('2026-11-18', '2026-11-18'), {}, 'block twice-in-this'],
    [
      'home working and commuting on one day',
      home('2026-11-18'),
      { declared: [day('trip', '2026-11-18', { tripKind: 'commute' })] },
      'block home-and-commute',
    ],
    [
      'commuting on a day that was worked at home',
      trips(trip('2026-11-18', 18, { kind: 'commute' })),
      { declared: [day('home', '2026-11-18')] },
      'block home-and-commute',
    ],
    ['a day off', home('2026-11-13'), {}, 'warn not-a-work-day'],
    ['more than 999,99 units', trips(trip('2026-11-18', 1200)), {}, 'block too-many-units'],
    ['fuel for the own car', fuel('2026-11-18', 6140, 'own'), {}, 'block own-car-fuel'],
    ['a receipt that is missing', fuel('2026-11-18', 6140), { receipts: 0 }, 'block receipt-missing'],
    ['a receipt used before', fuel('2026-11-18', 6140), { receiptUsed: true }, 'warn receipt-used'],
    ['a lot of fuel', fuel('2026-11-18', 20_001), {}, 'warn high-amount'],
    ['a call of less than three hours', worked('2026-11', shift('2026-11-16', 1.5)), {}, 'info short-call'],
    [
      'sent home early',
      worked('2026-11', shift('2026-11-16', 3.5, { calledHours: 5000 })),
      {},
      'info short-call',
    ],
    ['a very long day', worked('2026-11', shift('2026-11-16', 13)), {}, 'warn long-day'],
    ['more hours than a day has', worked('2026-11', shift('2026-11-16', 25)), {}, 'block long-day'],
    [
      'shifts at the same time',
      worked(
        '2026-11',
        shift('2026-11-16', 4, { start: '09:00', end: '13:00' }),
        shift('2026-11-16', 4, { start: '12:00', end: '16:00' }),
      ),
      {},
      'block overlapping',
    ],
    ['a day of another month', worked('2026-11', shift('2026-10-30', 4)), {}, 'block other-month'],
    ['nothing filled in', worked('2026-11'), {}, 'block empty'],
    [
      'a month total beside days that are in already',
      { form: 'worked', month: '2026-11', entries: [], total: { hours: 62_000, days: 9 } },
      { declared: [day('worked', '2026-11-03', { quantity: 4000 })] },
      'block duplicate',
    ],
    ['a day in a closed period', trips(trip('2026-10-05', 42)), {}, 'info next-period'],
    ['long ago', trips(trip('2026-07-05', 42)), {}, 'warn long-ago'],
    ['commuting', trips(trip('2026-11-18', 18, { kind: 'commute' })), {}, 'info commute-trip'],
    [
      'before the employment',
      home('2025-12-31'),
      { employment: { startDate: '2026-01-01', endDate: null, workDays: [], isOnCall: false } },
      'block no-employment',
    ],
  ])('finds %s', (_what, input, change, expected) => {
    expect(found(input, change)).toContain(expected);
  });

  it('lets a business trip stand beside a day at home (domain 2.3)', () => {
    expect(
      found(home('2026-11-18'), { declared: [day('trip', '2026-11-18', { tripKind: 'business' })] }),
    ).toEqual([]);
    expect(found(trips(trip('2026-11-18', 31)), { declared: [day('home', '2026-11-18')] })).toEqual([]);
  });

  it('lets two shifts stand on one day that do not overlap, also over midnight', () => {
    const late = shift('2026-11-16', 6, { start: '22:00', end: '04:00' });
    const early = shift('2026-11-16', 3, { start: '09:00', end: '12:00' });
    expect(found(worked('2026-11', early, late))).toEqual([]);
  });

  it('allows as many home days as the pattern has, and no more', () => {
    const days = (count: number) =>
      Array.from({ length: count }, (_, i) => `2026-10-${String(i + 1).padStart(2, '0')}`);
    expect(found(home(...days(20)))).not.toContain('block more-than-pattern');
    expect(found(home(...days(21)))).toContain('block more-than-pattern');
  });

  it('tells payroll of an untaxed rate above what the law leaves untaxed, and blocks nothing', () => {
    const high = set(component('untaxed', 'trip', 'km', 300));
    expect(found(trips(trip('2026-11-18', 42)), { set: high })).toEqual(['info above-maximum']);
  });

  it('puts what blocks first', () => {
    const all = found(trips(trip('2026-11-20', 1200), trip('2026-07-01', 5, { kind: 'commute' })));
    const order = all.map((one) => one.split(' ')[0]);
    expect(order).toEqual(
      [...order].sort((a, b) => 'bwi'.indexOf(a?.[0] ?? '') - 'bwi'.indexOf(b?.[0] ?? '')),
    );
    expect(order[0]).toBe('block');
  });
});
