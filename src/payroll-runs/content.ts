import type { RunFilter, RunStatus, Scope } from './model.ts';
import type { EntrySource } from './report-model.ts';

/** A quantity for payroll, kept or about to be. */
export interface Entry {
  periodId: number;
  employmentId: string;
  /** Null while no trial took it up. */
  runId: string | null;
  componentKey: number;
  /** Thousandths. */
  quantity: number;
  /** Cents; null where payroll reckons. */
  amount: number | null;
  source: EntrySource;
  sourceId: string;
  isOnCall: boolean;
}

/** Number of the component for hours worked in every Loket administration (domain 1.4). */
export const HOURS_KEY = 1;

export function scopesOf(filter: RunFilter): readonly Scope[] {
  return filter === 'with' ? ['without', 'only'] : [filter];
}

export function scopeOf(isOnCall: boolean): Scope {
  return isOnCall ? 'only' : 'without';
}

/** Whether the three-state filter lets an employment through. */
export function matches(filter: RunFilter, isOnCall: boolean): boolean {
  return filter === 'with' || (filter === 'only') === isOnCall;
}

/** Whether two filters share anybody. */
export function overlaps(a: RunFilter, b: RunFilter): boolean {
  return a === 'with' || b === 'with' || a === b;
}

/** Statuses in which a run holds lines of its own. */
export function holdsLines(status: RunStatus): boolean {
  return (
    status === 'trial_started' || status === 'trial_ready' || status === 'remarks' || status === 'approved'
  );
}

export interface Sum {
  quantity: number;
  amount: number | null;
  sources: EntrySource[];
  /** Declarations in it. */
  declarations: string[];
}

/** Totals per employment and component; an amount is null where one of the parts has none. */
export function sumsOf(entries: readonly Entry[]): Map<string, Map<number, Sum>> {
  const sums = new Map<string, Map<number, Sum>>();
  for (const entry of entries) {
    const mine = sums.get(entry.employmentId) ?? new Map<number, Sum>();
    sums.set(entry.employmentId, mine);
    const known = mine.get(entry.componentKey);
    mine.set(entry.componentKey, {
      quantity: (known?.quantity ?? 0) + entry.quantity,
      amount: known === undefined ? entry.amount : plus(known.amount, entry.amount),
      sources: [...new Set([...(known?.sources ?? []), entry.source])],
      declarations: [
        ...(known?.declarations ?? []),
        ...(entry.source === 'declaration' ? [entry.sourceId] : []),
      ],
    });
  }
  return sums;
}

function plus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

/** Tenths of a per cent, to the nearest; null when there was nothing before. */
export function permilleOf(before: number, now: number): number | null {
  return before === 0 ? null : Math.round(((now - before) * 1000) / Math.abs(before));
}
