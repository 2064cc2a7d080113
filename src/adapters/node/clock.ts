import type { Clock } from '../../kernel/dates.ts';

/** The computer's clock. */
export const systemClock: Clock = { now: () => Date.now() };
