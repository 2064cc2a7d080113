import { AppError } from '../kernel/errors.ts';

/** Uploads taken in at once, in all and of one employer: each may hold a file of 25 MB, and its copies, in memory. */
const AT_ONCE = 6;
const PER_EMPLOYER = 2;
/** More than these waiting is no work of people. */
const MAX_WAITING = 200;

/** Lets uploads in by turns, so that many at once cost time and not memory. */
export interface UploadIntake {
  /**
   * Waits for a turn; what a client sends meanwhile stays on its side.
   * @returns to be called once, when the upload is stored or refused
   * @throws AppError too_many_requests when too many wait; file_incomplete when the signal is aborted meanwhile
   */
  enter(employerId: string, signal: AbortSignal): Promise<() => void>;
}

interface Waiting {
  employerId: string;
  begin: () => void;
}

export function createUploadIntake(): UploadIntake {
  const running = new Map<string, number>();
  const waiting: Waiting[] = [];
  let active = 0;

  const mayEnter = (employerId: string) => active < AT_ONCE && (running.get(employerId) ?? 0) < PER_EMPLOYER;
  const take = (employerId: string) => {
    active++;
    running.set(employerId, (running.get(employerId) ?? 0) + 1);
  };
  const leaveOnce = (employerId: string) => {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      active--;
      const rest = (running.get(employerId) ?? 1) - 1;
      if (rest > 0) running.set(employerId, rest);
      else running.delete(employerId);
      letIn();
    };
  };
  const letIn = () => {
    const at = waiting.findIndex(({ employerId }) => mayEnter(employerId));
    const next = waiting[at];
    if (next === undefined) return;
    waiting.splice(at, 1);
    take(next.employerId);
    next.begin();
  };

  return {
    async enter(employerId, signal) {
      if (signal.aborted) throw new AppError('file_incomplete');
      if (mayEnter(employerId)) {
        take(employerId);
        return leaveOnce(employerId);
      }
      if (waiting.length >= MAX_WAITING)
        throw new AppError('too_many_requests', { data: { retryAfter: 60 } });
      await new Promise<void>((resolve, reject) => {
        const mine = { employerId, begin: () => done(resolve) };
        const giveUp = () => {
          waiting.splice(waiting.indexOf(mine), 1);
          done(() => reject(new AppError('file_incomplete')));
        };
        const done = (settle: () => void) => {
          signal.removeEventListener('abort', giveUp);
          settle();
        };
        waiting.push(mine);
        signal.addEventListener('abort', giveUp, { once: true });
      });
      return leaveOnce(employerId);
    },
  };
}
