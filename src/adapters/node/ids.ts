import { randomBytes, randomUUID } from 'node:crypto';
import type { Ids } from '../../kernel/ids.ts';

/** Identifiers are random UUIDs; secrets are 256 bits in base64url. */
export function createIds(): Ids {
  return {
    next: () => randomUUID(),
    secret: () => randomBytes(32).toString('base64url'),
  };
}
