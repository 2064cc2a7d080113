import { datesBetween, endOfMonth, weekday } from '../kernel/calendar.ts';
import { type CalendarDate, isCalendarDate } from '../kernel/dates.ts';
import { formatMilli, parseEuroMilli, parseMilli } from '../kernel/money.ts';
import type { DeclarationForm } from '../pay/model.ts';
import type { DeclarationInput, Worked } from './model.ts';

/** What stands in the fields, as typed. */
export interface TripValues {
  date: string;
  km: string;
  way: 'single' | 'return';
  kind: 'business' | 'commute';
  destination: string;
  part: 'both' | 'untaxed' | 'taxed';
}
export interface DayValues {
  date: string;
  hours: string;
  start: string;
  end: string;
  pause: string;
  called: string;
}
export interface FormValues {
  form: DeclarationForm;
  comment: string;
  trips: TripValues[];
  fuel: { date: string; amount: string; litres: string; plate: string; vehicle: '' | 'company' | 'own' };
  home: string[];
  /** 'YYYY-MM' of the calendar or the hours. */
  month: string;
  days: DayValues[];
  total: { hours: string; days: string };
  /** Came out of a message: to be checked by the person. */
  prefilled: boolean;
}

/** What is wrong, by field name; the code is a key of the texts. */
export type FormFaults = Record<string, 'number' | 'date' | 'money' | 'time' | 'empty' | 'days' | 'order'>;

const emptyTrip: TripValues = {
  ...{ date: '', km: '', way: 'single', kind: 'business', destination: '', part: 'both' },
};
const emptyDay = { hours: '', start: '', end: '', pause: '', called: '' };
export const MAX_TRIPS = 20;

export function emptyValues(form: DeclarationForm, today: CalendarDate): FormValues {
  return {
    ...{ form, comment: '', trips: [{ ...emptyTrip }], home: [], days: [] },
    fuel: { date: '', amount: '', litres: '', plate: '', vehicle: '' },
    ...{ month: today.slice(0, 7), total: { hours: '', days: '' }, prefilled: false },
  };
}

type Read = (name: string) => string;

/** Fields as they were sent. */
export function valuesFromBody(
  form: DeclarationForm,
  read: Read,
  all: readonly string[],
  today: CalendarDate,
): FormValues {
  const values = emptyValues(form, today);
  const month = /^\d{4}-(?:0[1-9]|1[0-2])$/.test(read('month')) ? read('month') : values.month;
  const rows = Math.min(MAX_TRIPS, Math.max(1, Number(read('rows')) || 1));
  return {
    ...values,
    month,
    comment: read('comment'),
    trips: Array.from({ length: rows }, (_, i) => ({
      date: read(`date-${i}`),
      km: read(`km-${i}`),
      way: read(`way-${i}`) === 'return' ? 'return' : 'single',
      kind: read(`kind-${i}`) === 'commute' ? 'commute' : 'business',
      destination: read(`destination-${i}`),
      part: partOf(read(`part-${i}`)),
    })),
    fuel: {
      date: read('date'),
      amount: read('amount'),
      litres: read('litres'),
      plate: read('plate'),
      vehicle: vehicleOf(read('vehicle')),
    },
    home: all.filter((date) => isCalendarDate(date)),
    days: daysOfMonth(month).map((date) => ({
      date,
      hours: read(`hours-${date}`),
      start: read(`start-${date}`),
      end: read(`end-${date}`),
      pause: read(`pause-${date}`),
      called: read(`called-${date}`),
    })),
    total: { hours: read('total-hours'), days: read('total-days') },
    prefilled: false,
  };
}

const partOf = (value: string): TripValues['part'] =>
  value === 'untaxed' || value === 'taxed' ? value : 'both';
const vehicleOf = (value: string) => (value === 'company' || value === 'own' ? value : '');

export function daysOfMonth(month: string): CalendarDate[] {
  return datesBetween(`${month}-01`, endOfMonth(`${month}-01`));
}

/** Fields filled in from what the Assistant understood (slots of the design, section 5), carried in the address. */
export function valuesFromQuery(form: DeclarationForm, read: Read, today: CalendarDate): FormValues {
  const values = emptyValues(form, today);
  const dates = datesFromQuery(read);
  const first = dates[0] ?? '';
  const month = read('month') || read('period') || first.slice(0, 7);
  const filled: FormValues = {
    ...values,
    month: /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) ? month : values.month,
    home: dates,
    trips: tripsFromQuery(read, dates),
    fuel: {
      ...{ date: first, amount: comma(read('amount')), litres: comma(read('litres')) },
      plate: read('license_plate'),
      vehicle: vehicleOf(read('vehicle')),
    },
    days: daysFromQuery(read, dates),
    total: {
      hours: dates.length === 0 ? comma(read('hours')) : '',
      days: dates.length === 0 ? read('days') : '',
    },
  };
  const known = [
    'date',
    'dates',
    'dates_from',
    'period',
    'km_total',
    'distance_single_km',
    'amount',
    'hours',
    'days',
    'entries',
    'start',
  ];
  return { ...filled, prefilled: known.some((name) => read(name) !== '') };
}

const comma = (value: string) => value.replace('.', ',');

function datesFromQuery(read: Read): CalendarDate[] {
  const listed = [read('date'), ...read('dates').split(',')].filter(isCalendarDate);
  const [from, to] = [read('dates_from'), read('dates_to')];
  if (listed.length > 0 || !isCalendarDate(from) || !isCalendarDate(to)) return [...new Set(listed)].sort();
  const span = datesBetween(from, to).slice(0, 31);
  // A range without more means working days; when it is only a weekend, that is what was meant.
  const weekdays = span.filter((date) => weekday(date) <= 5);
  return weekdays.length === 0 ? span : weekdays;
}

function tripsFromQuery(read: Read, dates: readonly CalendarDate[]): TripValues[] {
  const days = dates.length === 0 ? [''] : dates.slice(0, MAX_TRIPS);
  const single = parseMilli(comma(read('distance_single_km')));
  const total = parseMilli(comma(read('km_total')));
  const isReturn = read('trip') === 'return';
  const each = total === null ? null : Math.round(total / days.length / 10) * 10;
  const km =
    single !== null
      ? { km: formatMilli(single), way: isReturn ? ('return' as const) : ('single' as const) }
      : each === null
        ? { km: '', way: isReturn ? ('return' as const) : ('single' as const) }
        : isReturn && each % 20 === 0
          ? { km: formatMilli(each / 2), way: 'return' as const }
          : { km: formatMilli(each), way: 'single' as const };
  const where = [read('destination'), read('purpose')].filter((part) => part !== '').join(', ');
  const kind = read('trip_kind') === 'commute' ? ('commute' as const) : ('business' as const);
  return days.map((date) => ({ ...emptyTrip, date, ...km, kind, destination: where }));
}

function daysFromQuery(read: Read, dates: readonly CalendarDate[]): DayValues[] {
  const one = {
    ...emptyDay,
    hours: comma(read('hours')),
    start: read('start'),
    end: read('end'),
    pause: read('break_minutes'),
    called: comma(read('called_hours')),
  };
  const listed = entriesOf(read('entries'));
  if (listed.length > 0) return listed;
  return dates.map((date) => ({ ...one, date }));
}

/** 'date_hours' or 'date_start_end_break', joined by commas, as an address of the Assistant has them. */
function entriesOf(text: string): DayValues[] {
  return text.split(',').flatMap((entry): DayValues[] => {
    const [date = '', ...rest] = entry.split('_');
    if (!isCalendarDate(date)) return [];
    const [first = '', second = '', third = ''] = rest;
    const work = second === '' ? { hours: comma(first) } : { start: first, end: second, pause: third };
    return [{ ...emptyDay, date, ...work }];
  });
}

/** Fields of a declaration that is changed. */
export function valuesFromInput(input: DeclarationInput, comment: string, today: CalendarDate): FormValues {
  const values = { ...emptyValues(input.form, today), comment };
  switch (input.form) {
    case 'trip':
      return {
        ...values,
        trips: input.trips.map(({ date, km, kind, destination, part }) => ({
          ...{ date, km: formatMilli(km), way: 'single' as const, kind, destination, part },
        })),
      };
    case 'fuel':
      return {
        ...values,
        fuel: {
          date: input.date,
          amount: formatMilli(input.amount * 10),
          litres: input.litres === null ? '' : formatMilli(input.litres),
          plate: input.plate,
          vehicle: input.vehicle,
        },
      };
    case 'home':
      return { ...values, home: [...input.dates], month: (input.dates[0] ?? today).slice(0, 7) };
    case 'worked':
      return {
        ...values,
        month: input.month,
        days: input.entries.map((entry) => ({
          date: entry.date,
          hours: entry.start ? '' : formatMilli(entry.hours),
          start: entry.start ?? '',
          end: entry.end ?? '',
          pause: entry.breakMinutes === 0 ? '' : String(entry.breakMinutes),
          called: entry.calledHours === null ? '' : formatMilli(entry.calledHours),
        })),
        total: input.total
          ? { hours: formatMilli(input.total.hours), days: String(input.total.days) }
          : values.total,
      };
  }
}

type Parsed = { ok: true; input: unknown } | { ok: false; faults: FormFaults };

/** Fields to an input for the schema of the model, or what is wrong with which field. */
export function parseValues(values: FormValues): Parsed {
  const faults: FormFaults = {};
  const input = {
    trip: () => parseTrips(values, faults),
    fuel: () => parseFuel(values, faults),
    home: () => {
      if (values.home.length === 0) faults.home = 'days';
      return { form: 'home', dates: [...values.home].sort() };
    },
    worked: () => parseWorked(values, faults),
  }[values.form]();
  return Object.keys(faults).length === 0 ? { ok: true, input } : { ok: false, faults };
}

function parseTrips(values: FormValues, faults: FormFaults) {
  const trips = values.trips.map(({ date, km, way, kind, destination, part }, i) => {
    if (!isCalendarDate(date)) faults[`date-${i}`] = 'date';
    const milli = twoDecimals(km);
    if (milli === null) faults[`km-${i}`] = 'number';
    return { date, km: (milli ?? 0) * (way === 'return' ? 2 : 1), kind, destination, part };
  });
  return { form: 'trip', trips };
}

/** Thousandths, above zero and with at most two decimals as Loket takes them; a point counts as a comma. */
function twoDecimals(text: string): number | null {
  const milli = parseMilli(text.trim().replace(/^(\d+)\.(\d{1,2})$/, '$1,$2'));
  return milli !== null && milli > 0 && milli % 10 === 0 ? milli : null;
}

function parseFuel({ fuel }: FormValues, faults: FormFaults) {
  if (!isCalendarDate(fuel.date)) faults.date = 'date';
  const milli = parseEuroMilli(fuel.amount.trim().replace(/^((?:€\s*)?\d+)\.(\d{1,2})$/, '$1,$2'));
  if (milli === null || milli <= 0 || milli % 10 !== 0) faults.amount = 'money';
  const litres = fuel.litres.trim() === '' ? null : twoDecimals(fuel.litres);
  if (fuel.litres.trim() !== '' && litres === null) faults.litres = 'number';
  if (fuel.vehicle === '') faults.vehicle = 'empty';
  return {
    ...{ form: 'fuel', date: fuel.date, amount: (milli ?? 0) / 10, litres },
    ...{ plate: fuel.plate, vehicle: fuel.vehicle },
  };
}

function parseWorked(values: FormValues, faults: FormFaults) {
  const { total, month } = values;
  const filled = values.days.filter(
    ({ hours, start, end }) => hours.trim() !== '' || start.trim() !== '' || end.trim() !== '',
  );
  const entries = filled.map((day) => parseDay(day, faults));
  if (total.hours.trim() === '' && total.days.trim() === '') {
    if (filled.length === 0) faults.worked = 'days';
    return { form: 'worked', month, entries, total: null };
  }
  const hours = twoDecimals(total.hours);
  if (hours === null) faults['total-hours'] = 'number';
  if (!/^(?:[1-9]|[12]\d|3[01])$/.test(total.days.trim())) faults['total-days'] = 'number';
  return { form: 'worked', month, entries: [], total: { hours: hours ?? 0, days: Number(total.days) } };
}

function parseDay(day: DayValues, faults: FormFaults): Worked {
  const { date } = day;
  const [start, end] = [timeOf(day.start), timeOf(day.end)];
  const pause = day.pause.trim() === '' ? 0 : Number(day.pause);
  if (!Number.isInteger(pause) || pause < 0) faults[`pause-${date}`] = 'number';
  const called = day.called.trim() === '' ? null : twoDecimals(day.called);
  if (day.called.trim() !== '' && called === null) faults[`called-${date}`] = 'number';
  if (start === undefined) faults[`start-${date}`] = 'time';
  if (end === undefined) faults[`end-${date}`] = 'time';
  const spent = start && end ? hoursBetween(start, end, pause) : null;
  const typed = day.hours.trim() === '' ? null : twoDecimals(day.hours);
  if (day.hours.trim() !== '' && typed === null) faults[`hours-${date}`] = 'number';
  if (day.hours.trim() === '' && spent === null && start !== undefined && end !== undefined)
    faults[`${start ? 'end' : 'start'}-${date}`] = 'empty';
  if (spent !== null && spent <= 0) faults[`end-${date}`] = 'order';
  return {
    ...{ date, hours: typed ?? spent ?? 0, start: start || null, end: end || null },
    ...{ breakMinutes: pause, calledHours: called },
  };
}

/** '9', '9:30', '9.30' and '0930' as 'HH:MM'; '' for nothing, undefined for what is no time. */
function timeOf(text: string): string | undefined {
  const bare = text.trim();
  if (bare === '') return '';
  const match = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(bare);
  const [hours, minutes] = [Number(match?.[1]), Number(match?.[2] ?? 0)];
  if (match === null || hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** Thousandths of an hour between two times less the break, to a hundredth; an end before the start is the next day. */
export function hoursBetween(start: string, end: string, breakMinutes: number): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const [from, to] = [minutes(start), minutes(end)];
  const worked = (to > from ? to - from : to + 24 * 60 - from) - breakMinutes;
  return Math.round((worked / 60) * 100) * 10;
}
