import { addMonths, weekday } from '../kernel/calendar.ts';
import type { CalendarDate } from '../kernel/dates.ts';
import type { ComponentSet, PayrollPeriod } from '../pay/model.ts';
import { landingPeriod } from '../pay/periods.ts';
import { statutoryRate } from '../pay/statutory.ts';
import type { Employment } from '../personnel/model.ts';
import { datesOf } from './lines.ts';
import {
  type DeclarationInput,
  type Finding,
  type FindingCode,
  type Line,
  MAX_UNITS,
  type Worked,
} from './model.ts';

/** A day that stands in another live declaration of the same employment. */
export interface DeclaredDay {
  declarationId: string;
  form: DeclarationInput['form'];
  date: CalendarDate;
  /** Thousandths; of trips the kilometres. */
  quantity: number;
  tripKind?: 'business' | 'commute';
  /** Totals of a whole month instead of days. */
  isTotal?: boolean;
  start?: string | null;
  end?: string | null;
}

export interface CheckContext {
  today: CalendarDate;
  employment: Pick<Employment, 'startDate' | 'endDate' | 'workDays' | 'isOnCall'> | null;
  set: ComponentSet | null;
  lines: readonly Line[];
  /** Live declarations but this one and the one it replaces. */
  declared: readonly DeclaredDay[];
  periods: readonly PayrollPeriod[];
  receipts: number;
  /** A receipt with the same content hangs on another declaration. */
  receiptUsed: boolean;
}

/** Cents above which fuel is looked at again, and thousandths of an hour from which a day is long. */
const HIGH_FUEL = 20_000;
const LONG_DAY = 12_000;
/** Wage for at least three hours is due for a call (7:628a BW, domain 2.4): fewer is for HR to see. */
const SHORT_CALL = 3_000;
const LONG_AGO_MONTHS = 3;

type Data = Finding['data'];
const finding = (
  code: FindingCode,
  severity: Finding['severity'],
  dates: readonly CalendarDate[] = [],
  data: Data = {},
): Finding => ({ code, severity, dates: [...new Set(dates)].sort(), data });

/**
 * What is wrong or worth knowing about a declaration before it is handed in; blocking findings first. Pure: everything it weighs comes in.
 */
export function checkDeclaration(input: DeclarationInput, context: CheckContext): Finding[] {
  const found = [
    ...placeFindings(input, context),
    ...dayFindings(input, context),
    ...amountFindings(input, context),
    ...(input.form === 'worked' ? workedFindings(input, context) : []),
    ...periodFindings(input, context),
  ];
  const order = { block: 0, warn: 1, info: 2 };
  return found.sort((a, b) => order[a.severity] - order[b.severity]);
}

function placeFindings(input: DeclarationInput, { set, employment, today }: CheckContext): Finding[] {
  const dates = datesOf(input, today);
  const outside = dates.filter(
    (date) =>
      employment === null ||
      date < employment.startDate ||
      (employment.endDate !== null && date > employment.endDate),
  );
  return [
    ...(set?.components.some(({ form }) => form === input.form) ? [] : [finding('not-in-set', 'block')]),
    ...(outside.length === 0 ? [] : [finding('no-employment', 'block', outside)]),
  ];
}

function dayFindings(input: DeclarationInput, context: CheckContext): Finding[] {
  const { today, declared } = context;
  const dates = datesOf(input, today);
  const future = dates.filter((date) => date > today);
  const old = dates.filter((date) => date < addMonths(today, -LONG_AGO_MONTHS));
  const same = declared.filter((day) => isSame(input, day));
  return [
    ...(future.length === 0 ? [] : [finding('future-day', 'block', future)]),
    ...(same.length === 0
      ? []
      : [
          finding(
            'duplicate',
            'block',
            same.map(({ date }) => date),
            { declarationId: same[0]?.declarationId ?? '' },
          ),
        ]),
    ...twiceInThis(input),
    ...homeAndCommute(input, declared),
    ...patternFindings(input, context),
    ...(old.length === 0 ? [] : [finding('long-ago', 'warn', old)]),
  ];
}

/** The same thing on the same day: a home day, an hour that was worked, the same distance, the same amount of fuel. */
function isSame(input: DeclarationInput, day: DeclaredDay): boolean {
  if (day.form !== input.form) return false;
  switch (input.form) {
    case 'trip':
      return input.trips.some((trip) => trip.date === day.date && trip.km === day.quantity);
    case 'fuel':
      return input.date === day.date && input.amount * 10 === day.quantity;
    case 'home':
      return input.dates.includes(day.date);
    case 'worked':
      return input.total !== null || day.isTotal
        ? day.date.startsWith(input.month)
        : input.entries.some((entry) => entry.date === day.date && overlaps(entry, day));
  }
}

function overlaps(
  a: { start?: string | null; end?: string | null },
  b: { start?: string | null; end?: string | null },
): boolean {
  if (!a.start || !a.end || !b.start || !b.end) return true;
  return spans(a.start, a.end).some(([from, to]) =>
    spans(b.start as string, b.end as string).some(([start, end]) => from < end && start < to),
  );
}

/** A shift over midnight counts on the day it began: '22:00' to '06:00' is 22 to 30. */
function spans(start: string, end: string): [number, number][] {
  const from = minutes(start);
  const to = minutes(end);
  return [[from, to > from ? to : to + 24 * 60]];
}

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return hours * 60 + rest;
}

function twiceInThis(input: DeclarationInput): Finding[] {
  const keys =
    input.form === 'trip'
      ? input.trips.map((trip) => ({ date: trip.date, key: `${trip.date} ${trip.km} ${trip.destination}` }))
      : input.form === 'home'
        ? input.dates.map((date) => ({ date, key: date }))
        : [];
  const twice = keys.filter(({ key }, i) => keys.findIndex((other) => other.key === key) < i);
  return twice.length === 0
    ? []
    : [
        finding(
          'twice-in-this',
          'block',
          twice.map(({ date }) => date),
        ),
      ];
}

/** Home working and commuting cannot both be untaxed on a day (domain 2.3); a business trip that day is allowed. */
function homeAndCommute(input: DeclarationInput, declared: readonly DeclaredDay[]): Finding[] {
  const clash =
    input.form === 'home'
      ? input.dates.filter((date) => declared.some((day) => day.date === date && day.tripKind === 'commute'))
      : input.form === 'trip'
        ? input.trips
            .filter(
              ({ kind, date }) =>
                kind === 'commute' && declared.some((day) => day.form === 'home' && day.date === date),
            )
            .map(({ date }) => date)
        : [];
  return clash.length === 0 ? [] : [finding('home-and-commute', 'block', clash)];
}

function patternFindings(input: DeclarationInput, { employment, declared }: CheckContext): Finding[] {
  if (input.form !== 'home' || !employment || employment.workDays.length === 0) return [];
  const off = input.dates.filter((date) => !employment.workDays.includes(weekday(date)));
  const months = [...new Set(input.dates.map((date) => date.slice(0, 7)))];
  const perWeek = employment.workDays.length;
  const full = months.filter((month) => {
    const count = [
      ...input.dates,
      ...declared.filter((day) => day.form === 'home').map((day) => day.date),
    ].filter((date) => date.startsWith(month)).length;
    return count > perWeek * 5;
  });
  return [
    ...(off.length === 0 ? [] : [finding('not-a-work-day', 'warn', off)]),
    ...(full.length === 0 ? [] : [finding('more-than-pattern', 'block', [], { days: perWeek })]),
  ];
}

function amountFindings(input: DeclarationInput, context: CheckContext): Finding[] {
  const { lines, receipts, receiptUsed, set } = context;
  const tooMany = lines.filter(({ unit, quantity }) => unit !== 'eur' && quantity > MAX_UNITS);
  const needsReceipt = set?.components.some(
    ({ form, requiresAttachment }) => form === input.form && requiresAttachment,
  );
  return [
    ...(tooMany.length === 0
      ? []
      : [
          finding(
            'too-many-units',
            'block',
            tooMany.map(({ date }) => date),
          ),
        ]),
    ...(input.form === 'fuel' ? fuelFindings(input, context) : []),
    ...(needsReceipt && receipts === 0 ? [finding('receipt-missing', 'block')] : []),
    ...(receiptUsed ? [finding('receipt-used', 'warn')] : []),
    ...(input.form === 'trip' && input.trips.some(({ kind }) => kind === 'commute')
      ? [
          finding(
            'commute-trip',
            'info',
            input.trips.filter(({ kind }) => kind === 'commute').map(({ date }) => date),
          ),
        ]
      : []),
    ...maximumFindings(lines),
  ];
}

/** Fuel beside a km allowance for the own car is taxed wage (domain 0.9); it is meant for a car of the employer. */
function fuelFindings(input: Extract<DeclarationInput, { form: 'fuel' }>, { set }: CheckContext): Finding[] {
  const needsCar = set?.components.some(({ form, requiresVehicle }) => form === 'fuel' && requiresVehicle);
  return [
    ...(needsCar && input.vehicle === 'own' ? [finding('own-car-fuel', 'block', [input.date])] : []),
    ...(input.amount > HIGH_FUEL ? [finding('high-amount', 'warn', [input.date], { most: HIGH_FUEL })] : []),
  ];
}

/** An untaxed rate above what the law leaves untaxed: for HR and payroll, the employee is paid what the scheme says. */
function maximumFindings(lines: readonly Line[]): Finding[] {
  const above = lines.filter(({ unit, taxTreatment, rate, date }) => {
    if (taxTreatment !== 'untaxed' || rate === null) return false;
    const most =
      unit === 'km'
        ? statutoryRate('untaxed-km', date)
        : unit === 'day'
          ? statutoryRate('home-day', date)
          : null;
    return most !== null && rate > most.value;
  });
  return above.length === 0
    ? []
    : [
        finding(
          'above-maximum',
          'info',
          above.map(({ date }) => date),
        ),
      ];
}

function workedFindings(
  input: Extract<DeclarationInput, { form: 'worked' }>,
  { employment }: CheckContext,
): Finding[] {
  const { entries, month, total } = input;
  if (total === null && entries.length === 0) return [finding('empty', 'block')];
  const other = entries.filter(({ date }) => !date.startsWith(month)).map(({ date }) => date);
  const over = entries.filter((entry, i) =>
    entries.some((earlier, j) => j < i && earlier.date === entry.date && overlaps(entry, earlier)),
  );
  const perDay = [...new Set(entries.map(({ date }) => date))].map((date) => ({
    date,
    hours: entries.filter((entry) => entry.date === date).reduce((sum, { hours }) => sum + hours, 0),
  }));
  const long = perDay.filter(({ hours }) => hours > LONG_DAY);
  const short = employment?.isOnCall ? entries.filter(isShortCall) : [];
  const dates = (list: readonly { date: CalendarDate }[]) => list.map(({ date }) => date);
  return [
    ...(other.length === 0 ? [] : [finding('other-month', 'block', other)]),
    ...(over.length === 0 ? [] : [finding('overlapping', 'block', dates(over))]),
    ...(long.length === 0
      ? []
      : [finding('long-day', long.some(({ hours }) => hours > 24_000) ? 'block' : 'warn', dates(long))]),
    ...(short.length === 0 ? [] : [finding('short-call', 'info', dates(short))]),
  ];
}

function isShortCall({ hours, calledHours }: Worked): boolean {
  return hours < SHORT_CALL || (calledHours !== null && hours < calledHours);
}

function periodFindings(input: DeclarationInput, { today, periods }: CheckContext): Finding[] {
  const dates = datesOf(input, today).filter((date) => date <= today);
  const last = dates.at(-1);
  if (last === undefined) return [];
  const own = periods.find(({ startsOn, endsOn }) => startsOn <= last && last <= endsOn);
  const lands = landingPeriod(periods, last, today);
  if (lands === null) return [finding('no-period', 'block', [last])];
  return own?.id === lands.id ? [] : [finding('next-period', 'info', [last], { period: lands.id })];
}
