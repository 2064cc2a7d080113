import { z } from 'zod';
import { type CalendarDate, isValidOn } from '../kernel/dates.ts';
import rows from './data/statutory-rates.json' with { type: 'json' };

export const statutoryKinds = ['untaxed-km', 'home-day'] as const;
export type StatutoryKind = (typeof statutoryKinds)[number];

const rateSchema = z.object({
  kind: z.enum(statutoryKinds),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  /** Milli-euro a unit. */
  value: z.number().int().positive(),
  /** When a retroactive change was decided; null where it was known in time. */
  decidedOn: z.iso.date().nullable(),
  source: z.string(),
});
export type StatutoryRate = z.infer<typeof rateSchema>;

/** What the law leaves untaxed, by date. Never what an employer pays: that is the rate of a component. */
export const statutoryRates: readonly StatutoryRate[] = z.array(rateSchema).parse(rows);

/** The maximum that held on `date`; null before the first we know. */
export function statutoryRate(kind: StatutoryKind, date: CalendarDate): StatutoryRate | null {
  return statutoryRates.find((rate) => rate.kind === kind && isValidOn(rate, date)) ?? null;
}
