import type { UiLanguage } from '../api/env.ts';
import { formatEuro, formatEuroMilli } from '../kernel/money.ts';
import type { RunFilter } from '../payroll-runs/model.ts';
import { percentText, quantityText } from '../payroll-runs/numbers.ts';
import type { Cause, Check, ComponentColumn, Header, MutationRow } from '../payroll-runs/report-model.ts';
import { periodTitle } from '../payroll-runs/titles.ts';
import { dateText, fill } from './texts/fill.ts';
import type { Texts } from './texts/texts.ts';

type Words = { t: Texts; language: UiLanguage };

/** 'november 2026'. */
export function periodText(period: Parameters<typeof periodTitle>[0], language: UiLanguage): string {
  return periodTitle(period, language);
}

/** Cents as money, also below zero; '–' for null. */
export function euroText(cents: number | null): string {
  if (cents === null) return '–';
  return cents < 0 ? `-${formatEuro(-cents)}` : formatEuro(cents);
}

/** '12,5 uur', '€ 40'. */
export function amountText(quantity: number, unit: ComponentColumn['unit'], { t }: Words): string {
  if (unit === 'eur') return `${t.runs.units.eur} ${quantityText(quantity)}`;
  return `${quantityText(quantity)} ${t.runs.units[unit]}`;
}

/** '+4 uur': how much more or less. */
export function differenceText(quantity: number, unit: ComponentColumn['unit'], words: Words): string {
  return `${quantity > 0 ? '+' : ''}${amountText(quantity, unit, words)}`;
}

/** The filter of a report in one sentence. */
export function filterSentence(header: Header, { t, language }: Words): string {
  const { reports } = t.runs;
  return fill(reports.filterIs, {
    period: periodText({ ...header, id: header.periodId }, language),
    onCall: t.runs.filterShort[header.onCall],
    set: header.set?.name ?? reports.allSets,
    run: header.run === null ? '' : fill(reports.inRun, { number: header.run.number }),
  });
}

export function causeText({ kind, data }: Cause, { t, language }: Words): string {
  const { causes } = t.runs.comparison;
  switch (kind) {
    case 'new-hire':
    case 'leaver':
      return fill(causes[kind], { date: dateText(String(data.date), language) });
    case 'mutation':
      return fill(causes.mutation, { field: fieldText(String(data.field), t) });
    case 'rate':
      return fill(causes.rate, {
        from: formatEuroMilli(Number(data.from)),
        to: formatEuroMilli(Number(data.to)),
      });
    case 'on-call':
      return fill(causes['on-call'], { now: t.runs.filterShort[data.now as RunFilter] });
    case 'declaration':
    case 'calendar':
    case 'import':
    case 'unknown':
      return fill(causes[kind], data);
  }
}

export function checkText({ code, data }: Check, { t, language }: Words): string {
  const { codes } = t.runs.checks;
  const value = data.hours ?? data.days ?? data.quantity;
  const milli = (one: string | number | undefined) => quantityText(Number(one ?? 0));
  return fill(codes[code], {
    ...data,
    value: milli(value),
    most: milli(data.most),
    before: milli(data.before),
    now: milli(data.now),
    percent: percentText(Number(data.permille ?? 0)),
    ...(typeof data.date === 'string' ? { date: dateText(data.date, language) } : {}),
  });
}

export function fieldText(field: string, t: Texts): string {
  const names: Record<string, string> = t.runs.mutations.fields;
  return names[field] ?? field;
}

/** A value of a change in words, where there are words for it. */
export function valueText({ kind, field }: MutationRow, value: string, { t, language }: Words): string {
  const names: Record<string, string> = t.runs.mutations.values;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return dateText(value, language);
  if (kind === 'declaration' || field === 'isOnCall' || field === 'calculateWorkingHours')
    return names[value] ?? value;
  return value;
}

/** A moment in the Netherlands: '5 nov 2026 14:03'. */
export function momentText(at: number, language: UiLanguage): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'nl-NL', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Amsterdam',
  }).format(at);
}
