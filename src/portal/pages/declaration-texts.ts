import type { DeclarationSummary, Finding, Line } from '../../declarations/model.ts';
import { formatEuro, formatEuroMilli, formatMilli } from '../../kernel/money.ts';
import { count, fill } from '../texts/fill.ts';
import type { View } from '../view.ts';

type Worded = Pick<View, 't' | 'language'>;

/** '42,5 km', '3 dagen', '€ 61,40'. @param quantity thousandths */
export function quantityText({ t, language }: Worded, unit: Line['unit'], quantity: number): string {
  const { units } = t.declarations;
  switch (unit) {
    case 'km':
      return fill(units.km, { n: formatMilli(quantity) });
    case 'hour':
      return fill(units.hour, { n: formatMilli(quantity) });
    case 'day':
      return quantity % 1000 === 0
        ? count(units.day, quantity / 1000, language)
        : fill(units.day.other, { n: formatMilli(quantity) });
    case 'eur':
      return formatEuro(quantity / 10);
  }
}

/** What a declaration comes to: its amount, otherwise its quantities. */
export function sumText(view: Worded, declaration: DeclarationSummary): string {
  const quantities = declaration.quantities
    .filter(({ unit }) => unit !== 'eur')
    .map(({ unit, quantity }) => quantityText(view, unit, quantity));
  const amount = declaration.total === null ? [] : [formatEuro(declaration.total)];
  return [...quantities, ...amount].join(', ');
}

/** '1, 2 en 5 november' as short dates. */
export function datesText({ language }: Worded, dates: readonly string[]): string {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const shown = dates.slice(0, 6).map((date) => format.format(new Date(`${date}T00:00:00Z`)));
  const rest = dates.length > shown.length ? ['…'] : [];
  return new Intl.ListFormat(language, { type: 'conjunction' }).format([...shown, ...rest]);
}

export function spanText(view: Worded, from: string, to: string): string {
  if (from === to) return datesText(view, [from]);
  return `${datesText(view, [from])} – ${datesText(view, [to])}`;
}

export function findingText(view: Worded, finding: Finding): string {
  const text = fill(view.t.declarations.findings[finding.code], {
    dates: datesText(view, finding.dates),
    period: finding.data.period === undefined ? '' : periodText(view, Number(finding.data.period)),
  });
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** 202611 as 'november 2026'; a period of four weeks, of which there is a thirteenth, by its number. */
export function periodText({ language }: Worded, periodId: number, kind = 'month'): string {
  const [year, number] = [Math.floor(periodId / 100), periodId % 100];
  if (kind !== 'month' || number > 12) return `${number} (${year})`;
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(Date.UTC(year, number - 1, 1)),
  );
}

export function rateText({ rate, unit }: Pick<Line, 'rate' | 'unit'>): string {
  return rate === null || unit === 'eur' ? '' : formatEuroMilli(rate);
}

/** Tone of a status. */
export function statusTag(status: DeclarationSummary['status']): string {
  switch (status) {
    case 'approved':
    case 'processed':
      return 'tag tag-good';
    case 'rejected':
    case 'unprocessable':
      return 'tag tag-bad';
    case 'returned':
    case 'submitted':
      return 'tag tag-busy';
    case 'draft':
    case 'withdrawn':
      return 'tag';
  }
}
