import type { Clock } from '../kernel/dates.ts';

/** Counts per key in a sliding window. In memory: it guards one process, and forgets on a restart. */
export interface RateLimit {
  /** Null when there is room (nothing is counted yet), else the seconds until there is. */
  retryAfter(key: string): number | null;
  /** Counts one. */
  hit(key: string): void;
  /** Takes the newest one back, e.g. after a success that was counted beforehand. */
  undo(key: string): void;
  /** Forgets the key. */
  clear(key: string): void;
}

/** Above this many keys the stale ones are dropped, so that an attacker cannot grow the map without end. */
const MAX_KEYS = 10_000;

/**
 * @param limit how many hits fit in the window
 * @param windowMs length of the window in milliseconds
 */
export function createRateLimit(limit: number, windowMs: number, clock: Clock): RateLimit {
  const hits = new Map<string, number[]>();
  const recent = (key: string): number[] => {
    const since = clock.now() - windowMs;
    return (hits.get(key) ?? []).filter((at) => at > since && at <= clock.now());
  };
  const sweep = (): void => {
    for (const key of hits.keys()) if (recent(key).length === 0) hits.delete(key);
    for (const key of hits.keys()) {
      if (hits.size <= MAX_KEYS) break;
      hits.delete(key);
    }
  };
  return {
    retryAfter(key) {
      const times = recent(key);
      const oldest = times[times.length - limit];
      if (oldest === undefined) return null;
      return Math.max(1, Math.ceil((oldest + windowMs - clock.now()) / 1000));
    },
    hit(key) {
      const times = recent(key);
      times.push(clock.now());
      hits.delete(key);
      hits.set(key, times);
      if (hits.size > MAX_KEYS) sweep();
    },
    undo(key) {
      hits.set(key, recent(key).slice(0, -1));
    },
    clear(key) {
      hits.delete(key);
    },
  };
}

/**
 * The part of an address that one attacker can't vary: IPv4 whole (also when mapped into IPv6), IPv6 to its /64.
 * Anything else is taken as it stands, lower-cased.
 */
export function addressKey(address: string): string {
  const bare = address
    .trim()
    .toLowerCase()
    .replace(/%.*$/, '')
    .replace(/^\[|\]$/g, '');
  const mapped = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare);
  if (mapped?.[1]) return mapped[1];
  if (!bare.includes(':')) return bare;
  const [head = '', tail] = bare.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
