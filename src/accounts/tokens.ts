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

/**
 * A signed note that this person gave the right password.
 * @param expiresAt epoch milliseconds
 */
export async function signChoice(secret: string, personId: string, expiresAt: number): Promise<string> {
  const payload = `${personId}.${expiresAt}`;
  return `${payload}.${await hmac(secret, `choice:${payload}`)}`;
}

/** The person of a genuine, unexpired note; null otherwise. */
export async function readChoice(secret: string, token: string, now: number): Promise<string | null> {
  const match = /^(.{1,200})\.(\d{1,16})\.([0-9a-f]{64})$/.exec(token);
  const [, personId, expires, signature] = match ?? [];
  if (personId === undefined || expires === undefined || signature === undefined) return null;
  const genuine = await hmac(secret, `choice:${personId}.${expires}`);
  return sameText(genuine, signature) && Number(expires) > now ? personId : null;
}

/** Comparison whose time does not tell where two texts differ. */
function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
