import { endOfMonth } from '../kernel/calendar.ts';
import type { CalendarDate } from '../kernel/dates.ts';
import type { ComponentSet, DeclarationForm, WageComponent } from '../pay/model.ts';
import { amountOf, rateOn } from '../pay/reckon.ts';
import type { DeclarationInput, Line, Trip } from './model.ts';

/**
 * What payroll gets of a declaration: a line for each component and date. A kilometre of a trip counts on every km component of a set that
 * splits per km (untaxed and taxed part, domain 2.2), otherwise on the part that was chosen.
 */
export function linesOf(input: DeclarationInput, set: ComponentSet | null, today: CalendarDate): Line[] {
  if (set === null) return [];
  const of = (form: DeclarationForm) => set.components.filter((component) => component.form === form);
  switch (input.form) {
    case 'trip':
      return input.trips.flatMap((trip) =>
        of('trip')
          .filter((component) => countsFor(component, trip, set))
          .map((component) => line(component, trip.date, trip.km)),
      );
    case 'fuel':
      return of('fuel').map((component) => line(component, input.date, input.amount * 10));
    case 'home':
      return input.dates.flatMap((date) => of('home').map((component) => line(component, date, 1000)));
    case 'worked':
      return workedLines(input, of('worked'), today);
  }
}

function countsFor(component: WageComponent, trip: Trip, set: ComponentSet): boolean {
  return set.tripSplit === 'perKm' || trip.part === 'both' || trip.part === component.taxTreatment;
}

function workedLines(
  input: Extract<DeclarationInput, { form: 'worked' }>,
  components: readonly WageComponent[],
  today: CalendarDate,
): Line[] {
  const hours = components.filter(({ unit }) => unit === 'hour');
  const days = components.filter(({ unit }) => unit === 'day');
  if (input.total !== null) {
    const { total } = input;
    const end = endOfMonth(`${input.month}-01`);
    const date = end < today || input.month > today.slice(0, 7) ? end : today;
    return [
      ...hours.map((component) => line(component, date, total.hours)),
      ...days.map((component) => line(component, date, total.days * 1000)),
    ];
  }
  const dates = [...new Set(input.entries.map((entry) => entry.date))].sort();
  return dates.flatMap((date) => {
    const worked = input.entries
      .filter((entry) => entry.date === date)
      .reduce((sum, entry) => sum + entry.hours, 0);
    return [
      ...hours.map((component) => line(component, date, worked)),
      ...days.map((component) => line(component, date, 1000)),
    ];
  });
}

/** A component in euros carries its amount as its quantity; hours and days without a rate are reckoned by payroll. */
function line(component: WageComponent, date: CalendarDate, quantity: number): Line {
  const { id, employeeLabel, unit, taxTreatment, rates } = component;
  const rate = rateOn(rates, date);
  return {
    componentId: id,
    label: employeeLabel,
    unit,
    taxTreatment,
    date,
    quantity,
    rate: rate?.rate ?? null,
    rateFrom: rate?.validFrom ?? null,
    amount: unit === 'eur' ? amountOf(quantity, 1000) : rate ? amountOf(quantity, rate.rate) : null,
  };
}

/** Sum in cents; null as soon as payroll reckons one of the lines. */
export function totalOf(lines: readonly Pick<Line, 'amount'>[]): number | null {
  return lines.reduce<number | null>(
    (sum, { amount }) => (sum === null || amount === null ? null : sum + amount),
    0,
  );
}

/** Dates that are filled in, in order, each once. */
export function datesOf(input: DeclarationInput, today: CalendarDate): CalendarDate[] {
  const dates = {
    trip: () => (input.form === 'trip' ? input.trips.map((trip) => trip.date) : []),
    fuel: () => (input.form === 'fuel' ? [input.date] : []),
    home: () => (input.form === 'home' ? input.dates : []),
    worked: () => (input.form === 'worked' ? workedDates(input, today) : []),
  }[input.form]();
  return [...new Set(dates)].sort();
}

function workedDates(
  input: Extract<DeclarationInput, { form: 'worked' }>,
  today: CalendarDate,
): CalendarDate[] {
  if (input.total === null && input.entries.length > 0) return input.entries.map(({ date }) => date);
  const end = endOfMonth(`${input.month}-01`);
  return [input.month === today.slice(0, 7) && today < end ? today : end];
}

/** Quantities per unit: a kilometre on two components is one kilometre. */
export function quantitiesOf(
  lines: readonly Pick<Line, 'componentId' | 'unit' | 'quantity'>[],
): { unit: Line['unit']; quantity: number }[] {
  const perComponent = new Map<string, { unit: Line['unit']; quantity: number }>();
  for (const { componentId, unit, quantity } of lines) {
    const known = perComponent.get(componentId) ?? { unit, quantity: 0 };
    known.quantity += quantity;
    perComponent.set(componentId, known);
  }
  const units = new Map<Line['unit'], number>();
  for (const { unit, quantity } of perComponent.values())
    units.set(unit, Math.max(units.get(unit) ?? 0, quantity));
  return [...units].map(([unit, quantity]) => ({ unit, quantity }));
}
