import { z } from 'zod';
import type { Summary } from './summary.ts';

/** Lowest (or highest) figure that passes. A figure is named by its path: 'kinds.direct.hit5', 'overRefusal'. */
export const gateSchema = z.record(
  z.string(),
  z.object({ min: z.number().optional(), max: z.number().optional() }),
);
export type Gate = z.infer<typeof gateSchema>;

export interface GateFailure {
  figure: string;
  value: number | null;
  limit: string;
}

/** Fails closed: a figure that is missing, null or not a number is a failure, and so is a run without cases. */
export function checkGate(summary: Summary, gate: Gate): GateFailure[] {
  const failures: GateFailure[] = [];
  if (summary.cases === 0) failures.push({ figure: 'cases', value: 0, limit: 'more than 0' });
  if (Object.keys(gate).length === 0)
    failures.push({ figure: 'gate', value: null, limit: 'at least one threshold' });
  for (const [figure, { min, max }] of Object.entries(gate)) {
    const value = figureAt(summary, figure);
    if (value === null) failures.push({ figure, value, limit: 'a number' });
    else if (min !== undefined && value < min) failures.push({ figure, value, limit: `at least ${min}` });
    else if (max !== undefined && value > max) failures.push({ figure, value, limit: `at most ${max}` });
  }
  return failures;
}

function figureAt(summary: Summary, path: string): number | null {
  let value: unknown = summary;
  for (const key of path.split('.')) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
