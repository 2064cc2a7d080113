/** Runs jobs of many keys, a few at a time, and lets no key keep the others waiting. */
export interface FairQueue {
  /** Adds a job to the end of this key's line. A job that is waiting already is not added twice. */
  add(key: string, job: string): void;
  /** Takes a waiting job out; a running one goes on. */
  drop(key: string, job: string): void;
  /** Resolves when this key has nothing waiting or running. */
  idle(key: string): Promise<void>;
  /** Starts nothing more; resolves when what is running has ended. */
  stop(): Promise<void>;
}

interface Line {
  waiting: string[];
  running: number;
  /** Turn in which this key was served last. */
  served: number;
  whenIdle: (() => void)[];
}

/**
 * @param limit how many jobs run at once over all keys
 * @param run must not reject
 */
export function createFairQueue(limit: number, run: (key: string, job: string) => Promise<void>): FairQueue {
  const lines = new Map<string, Line>();
  let active = 0;
  let turn = 0;
  let stopped = false;
  const whenStopped: (() => void)[] = [];

  const start = (key: string, line: Line, job: string) => {
    line.running++;
    line.served = ++turn;
    active++;
    void run(key, job).finally(() => {
      active--;
      line.running--;
      if (line.waiting.length === 0 && line.running === 0) settle(key, line);
      fill();
      if (stopped && active === 0) for (const resolve of whenStopped.splice(0)) resolve();
    });
  };
  const settle = (key: string, line: Line) => {
    lines.delete(key);
    for (const resolve of line.whenIdle) resolve();
  };
  const fill = () => {
    while (active < limit && !stopped) {
      const next = nextLine(lines);
      const job = next?.line.waiting.shift();
      if (next === null || job === undefined) return;
      start(next.key, next.line, job);
    }
  };

  return {
    add(key, job) {
      const line = lines.get(key) ?? { waiting: [], running: 0, served: 0, whenIdle: [] };
      lines.set(key, line);
      if (line.waiting.includes(job)) return;
      line.waiting.push(job);
      fill();
    },
    drop(key, job) {
      const line = lines.get(key);
      if (!line) return;
      line.waiting = line.waiting.filter((waiting) => waiting !== job);
      if (line.waiting.length === 0 && line.running === 0) settle(key, line);
    },
    idle(key) {
      const line = lines.get(key);
      return line ? new Promise((resolve) => line.whenIdle.push(resolve)) : Promise.resolve();
    },
    stop() {
      stopped = true;
      return active === 0 ? Promise.resolve() : new Promise((resolve) => whenStopped.push(resolve));
    },
  };
}

/** The key with the fewest running jobs among those that wait; of equals, the one served longest ago. */
function nextLine(lines: ReadonlyMap<string, Line>): { key: string; line: Line } | null {
  let best: { key: string; line: Line } | null = null;
  for (const [key, line] of lines) {
    if (line.waiting.length === 0) continue;
    const order = best ? line.running - best.line.running || line.served - best.line.served : -1;
    if (order < 0) best = { key, line };
  }
  return best;
}
