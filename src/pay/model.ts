import { z } from 'zod';
import type { Actor } from '../kernel/actor.ts';
import type { CalendarDate } from '../kernel/dates.ts';
import { onOneLine } from '../kernel/one-line.ts';
import {
  componentUnits,
  declarationForms,
  periodKinds,
  setLevels,
  taxTreatments,
  tripSplits,
} from '../store/pay-schema.ts';

export type PeriodKind = (typeof periodKinds)[number];
export type DeclarationForm = (typeof declarationForms)[number];

const date = z.iso.date('Gebruik een bestaande datum als 2026-01-31.');

export const componentRateSchema = z.object({
  validFrom: date,
  /** Milli-euro a unit. */
  rate: z.number().int().min(0).max(10_000_000),
});
export type ComponentRate = z.infer<typeof componentRateSchema>;

/** Longest payroll description in Loket. */
export const MAX_DESCRIPTION = 14;

export const componentInputSchema = z.object({
  key: z.number().int().min(1).max(9999),
  description: z.string().overwrite(onOneLine).min(1).max(MAX_DESCRIPTION),
  employeeLabel: z.string().overwrite(onOneLine).min(1).max(60),
  unit: z.enum(componentUnits),
  taxTreatment: z.enum(taxTreatments),
  form: z.enum(declarationForms),
  requiresAttachment: z.boolean().default(false),
  requiresDate: z.boolean().default(true),
  requiresVehicle: z.boolean().default(false),
});
export type ComponentInput = z.infer<typeof componentInputSchema>;

export const wageComponentSchema = componentInputSchema.extend({
  id: z.string(),
  /** Oldest first; empty for a component in euros. */
  rates: z.array(componentRateSchema),
});
export type WageComponent = z.infer<typeof wageComponentSchema>;

export const setInputSchema = z.object({
  name: z.string().overwrite(onOneLine).min(1).max(60),
  level: z.enum(setLevels),
  isDefault: z.boolean().default(false),
  tripSplit: z.enum(tripSplits).default('perKm'),
  forOnCall: z.boolean().default(false),
  componentIds: z.array(z.string().max(100)).max(50),
});
export type SetInput = z.infer<typeof setInputSchema>;

export const componentSetSchema = setInputSchema.omit({ componentIds: true }).extend({
  id: z.string(),
  components: z.array(wageComponentSchema),
});
export type ComponentSet = z.infer<typeof componentSetSchema>;

export const payrollPeriodSchema = z.object({
  /** yyyypp, such as 202611. */
  id: z.number().int(),
  kind: z.enum(periodKinds),
  startsOn: date,
  endsOn: date,
  /** Last day on which employees hand in for it. */
  closesOn: date,
  /** Epoch milliseconds; null while payroll still takes input. */
  closedAt: z.number().nullable(),
  closedBy: z.string().nullable(),
});
export type PayrollPeriod = z.infer<typeof payrollPeriodSchema>;

/**
 * Wage components, their rates and sets, and the periods things are paid in. Read by every role through other services; changed by the
 * provider, and by hr where the level of a set allows. Made by createPay in pay.ts.
 */
export interface Pay {
  /** @throws AppError forbidden unless hr or provider */
  components(actor: Actor): WageComponent[];
  /** Null id for a new one. @throws AppError forbidden unless provider, not_found, component_exists */
  saveComponent(actor: Actor, id: string | null, input: ComponentInput): WageComponent;
  /** A rate from a date on; the same date again replaces it. Lines already declared keep the rate they have. @throws AppError forbidden unless provider, not_found */
  setRate(actor: Actor, id: string, rate: ComponentRate): WageComponent;
  /** @throws AppError forbidden unless hr or provider */
  sets(actor: Actor): ComponentSet[];
  /** Null id for a new one; a new default takes the place of the old one. @throws AppError forbidden (a provider's set by hr), not_found (also for a component) */
  saveSet(actor: Actor, id: string | null, input: SetInput): ComponentSet;
  /** Periods whose end lies in the year, made when missing. @throws AppError forbidden unless hr or provider */
  periods(actor: Actor, year: number): PayrollPeriod[];
  /** @throws AppError forbidden, not_found, period_closed */
  setClosing(actor: Actor, periodId: number, closesOn: CalendarDate): PayrollPeriod;
}
