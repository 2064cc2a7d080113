import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { PasswordHasher } from '../../accounts/model.ts';

const KEY_LENGTH = 32;

/** scrypt at one of the equal settings of the OWASP password storage sheet; this one takes 32 MiB, so four at once fit. */
export const defaultCost = { N: 2 ** 15, r: 8, p: 3 };
/** What OpenSSL needs beside the tables, generously, in bytes. */
const SLACK = 2 ** 20;

/**
 * @param cost scrypt parameters for new hashes; stored ones keep their own
 */
export function createPasswordHasher(
  cost: { N: number; r: number; p: number } = defaultCost,
): PasswordHasher {
  return {
    async hash(password) {
      const salt = randomBytes(16);
      const key = await derive(password, salt, cost);
      return `scrypt$${cost.N}$${cost.r}$${cost.p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
    },
    async verify(password, stored) {
      const [scheme, n, r, p, salt, hash] = stored.split('$');
      if (scheme !== 'scrypt' || salt === undefined || hash === undefined) return false;
      const expected = Buffer.from(hash, 'base64url');
      const parameters = { N: Number(n), r: Number(r), p: Number(p) };
      if (expected.length !== KEY_LENGTH || !isUsable(parameters)) return false;
      const key = await derive(password, Buffer.from(salt, 'base64url'), parameters);
      return timingSafeEqual(key, expected);
    },
  };
}

/** Keeps a damaged stored value from throwing or from taking all memory. */
function isUsable({ N, r, p }: { N: number; r: number; p: number }): boolean {
  return N > 1 && N <= 2 ** 20 && Number.isInteger(Math.log2(N)) && inRange(r) && inRange(p);
}

function inRange(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 64;
}

function derive(password: string, salt: Buffer, cost: { N: number; r: number; p: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...cost, maxmem: 128 * cost.r * (cost.N + cost.p + 2) + SLACK };
    scrypt(password.normalize('NFC'), salt, KEY_LENGTH, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
