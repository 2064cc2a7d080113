import { createRateLimit } from '../accounts/rate-limit.ts';
import type { Clock } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';

const PER_MINUTE = 30;
const AT_ONCE = 3;

/** Holds one person to 30 questions a minute and 3 at the same time. */
export interface ChatLimits {
  /** @returns to be called once, when the answer is done. @throws AppError too_many_requests with data.retryAfter in seconds */
  enter(personId: string): () => void;
}

export function createChatLimits(clock: Clock): ChatLimits {
  const perMinute = createRateLimit(PER_MINUTE, 60_000, clock);
  const running = new Map<string, number>();
  return {
    enter(personId) {
      const wait = perMinute.retryAfter(personId);
      if (wait !== null) throw new AppError('too_many_requests', { data: { retryAfter: wait } });
      const now = running.get(personId) ?? 0;
      if (now >= AT_ONCE) throw new AppError('too_many_requests', { data: { retryAfter: 2 } });
      perMinute.hit(personId);
      running.set(personId, now + 1);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        const rest = (running.get(personId) ?? 1) - 1;
        if (rest > 0) running.set(personId, rest);
        else running.delete(personId);
      };
    },
  };
}
