import type { Ids } from '../kernel/ids.ts';

/** Links, codes and accesses of signers: made here, kept as hashes only. WebCrypto, so that it runs on every runtime. */

const encoder = new TextEncoder();

/** sha256 in lower case hex. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
}

function hex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What is kept of a secret: HMAC-SHA-256 under the service's own, apart for each purpose. */
export async function keptHash(
  serviceSecret: string,
  purpose: 'link' | 'code' | 'access',
  text: string,
): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(serviceSecret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  return hex(await crypto.subtle.sign('HMAC', key, encoder.encode(`signing-${purpose}:${text}`)));
}

export interface Secret {
  token: string;
  hash: string;
}

/** A personal link's token; it begins with the employer's id, because that says in which database to look. */
export async function newLink(ids: Ids, serviceSecret: string, employerId: string): Promise<Secret> {
  const token = `${employerId}.${ids.secret()}`;
  return { token, hash: await keptHash(serviceSecret, 'link', token) };
}

/** The employer whose database knows this token; '' for what is no token. */
export function employerOf(token: string): string {
  return /^([a-z0-9][a-z0-9-]{0,63})\.[\w-]{20,200}$/.exec(token)?.[1] ?? '';
}

/** Six digits, evenly spread, out of the source of secrets. */
export async function newCode(ids: Ids): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(ids.secret()));
  return String(new DataView(digest).getUint32(0) % 1_000_000).padStart(6, '0');
}
