import type { Logger } from '../../deps.ts';
import type { Clock } from '../../kernel/dates.ts';
import type { Ids } from '../../kernel/ids.ts';

export const workerClock: Clock = { now: () => Date.now() };

/** Identifiers are random UUIDs; secrets are 256 bits in base64url. */
export function createWorkerIds(): Ids {
  return {
    next: () => crypto.randomUUID(),
    secret: () =>
      btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replace(/=+$/, ''),
  };
}

/** JSON lines on the console, where the platform collects them. Errors are told by name and code: a message can carry what people typed. */
export function createWorkerLogger(): Logger {
  const line = (level: 'info' | 'warn' | 'error') => (fields: Record<string, unknown>, message: string) => {
    const told = Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [
        key,
        value instanceof Error ? { type: value.name } : value,
      ]),
    );
    console[level](JSON.stringify({ level, message, ...told }));
  };
  return { info: line('info'), warn: line('warn'), error: line('error') };
}
