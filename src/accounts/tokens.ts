import { base64urlToText, textToBase64url } from './base64url.ts';

/** Token arithmetic with WebCrypto only, so that it runs on every runtime. */

const encoder = new TextEncoder();

function hex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function hmac(secret: string, text: string): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  return hex(await crypto.subtle.sign('HMAC', key, encoder.encode(text)));
}

/** What is kept of a session token: HMAC-SHA-256 under the service's secret, in hex. A stolen database opens nothing. */
export function hashToken(secret: string, token: string): Promise<string> {
  return hmac(secret, `session:${token}`);
}

/** What is kept of a recovery code; bound to its person, so that a row moved to somebody else opens nothing. */
export function hashRecoveryCode(secret: string, personId: string, code: string): Promise<string> {
  return hmac(secret, `recovery:${personId}:${code}`);
}

/**
 * A signed note for the next step of a sign-in. Signed, not secret: put nothing in that its bearer may not read.
 * @param purpose a note for one step is worth nothing at another
 * @param expiresAt epoch milliseconds
 */
export async function signNote<T extends object>(
  secret: string,
  purpose: string,
  content: T,
  expiresAt: number,
): Promise<string> {
  const body = textToBase64url(JSON.stringify({ ...content, expiresAt }));
  return `${body}.${await hmac(secret, `${purpose}:${body}`)}`;
}

/** What a genuine, unexpired note says; null otherwise. */
export async function readNote(
  secret: string,
  purpose: string,
  note: string,
  now: number,
): Promise<Record<string, unknown> | null> {
  const [, body, signature] = /^([\w-]{1,2000})\.([0-9a-f]{64})$/.exec(note) ?? [];
  if (body === undefined || signature === undefined) return null;
  if (!sameText(await hmac(secret, `${purpose}:${body}`), signature)) return null;
  const content = JSON.parse(base64urlToText(body)) as Record<string, unknown>;
  return Number(content.expiresAt) > now ? content : null;
}

/** Comparison whose time does not tell where two texts differ. */
function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
