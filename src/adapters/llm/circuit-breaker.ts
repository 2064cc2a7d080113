import type { Clock } from '../../kernel/dates.ts';

/** Keeps callers away from an endpoint that keeps failing. */
export interface Breaker {
  allows(): boolean;
  succeeded(): void;
  failed(): void;
  /** The caller went away: says nothing about the endpoint. */
  released(): void;
}

/** Opens after this many failures in a row, lets one try through after this many milliseconds. */
const FAILURES = 5;
const REST_MS = 30_000;

export function createBreaker(clock: Clock): Breaker {
  let failures = 0;
  let openedAt: number | null = null;
  let trying = false;
  return {
    allows() {
      if (openedAt === null) return true;
      if (clock.now() - openedAt < REST_MS || trying) return false;
      trying = true;
      return true;
    },
    succeeded() {
      failures = 0;
      openedAt = null;
      trying = false;
    },
    failed() {
      failures++;
      trying = false;
      if (failures >= FAILURES) openedAt = clock.now();
    },
    released() {
      trying = false;
    },
  };
}
