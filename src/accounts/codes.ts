import { Secret, TOTP } from 'otpauth';
import type { Ids } from '../kernel/ids.ts';
import { randomBytes } from './vault.ts';

/** Codes of a second factor: time-based ones (RFC 6238) and the ones for when the phone is gone. */

const ISSUER = 'Vraagbaak';
const PERIOD = 30;
/** One step back and forth, for clocks that differ (RFC 6238, 5.2). */
const WINDOW = 1;
/** 160 bits, what RFC 4226, 4 recommends. */
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
const RECOVERY_LENGTH = 10;
/** Crockford's base32: no letter that reads as another. */
const signs = '0123456789abcdefghjkmnpqrstvwxyz';

/** A new shared secret, in base32. */
export async function newSecret(ids: Ids): Promise<string> {
  const bytes = await randomBytes(ids, SECRET_BYTES);
  return new Secret({ buffer: bytes.buffer }).base32;
}

/** What an app reads from the QR code. @param account the person's e-mail address */
export function keyUri(secret: string, account: string): string {
  return new TOTP({ issuer: ISSUER, label: account, secret, period: PERIOD }).toString();
}

/**
 * The time step that a code belongs to; null for a wrong code and for one that was accepted before or is older than
 * one that was (RFC 6238, 5.2: a code is accepted once).
 * @param secret base32
 * @param lastStep step of the newest accepted code
 * @param now epoch milliseconds
 */
export function acceptedStep(secret: string, code: string, lastStep: number, now: number): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const totp = new TOTP({ secret, period: PERIOD });
  const delta = totp.validate({ token, timestamp: now, window: WINDOW });
  if (delta === null) return null;
  const step = totp.counter({ timestamp: now }) + delta;
  return step > lastStep ? step : null;
}

/** Ten codes of 50 bits each, as they are kept: without the dash. */
export async function newRecoveryCodes(ids: Ids): Promise<string[]> {
  const all = Array.from({ length: RECOVERY_CODES }, () => randomBytes(ids, RECOVERY_LENGTH));
  return (await Promise.all(all)).map((bytes) => [...bytes].map((byte) => signs[byte & 31]).join(''));
}

/** A recovery code as people read and type it: 'abcde-fghjk'. */
export function shownRecoveryCode(code: string): string {
  return `${code.slice(0, RECOVERY_LENGTH / 2)}-${code.slice(RECOVERY_LENGTH / 2)}`;
}

/** A typed recovery code as it is kept; null for what cannot be one. */
export function typedRecoveryCode(text: string): string | null {
  const code = text.toLowerCase().replace(/[\s-]/g, '').replace(/[il]/g, '1').replace(/o/g, '0');
  return code.length === RECOVERY_LENGTH && [...code].every((sign) => signs.includes(sign)) ? code : null;
}
