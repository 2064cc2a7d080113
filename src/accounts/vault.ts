import type { Ids } from '../kernel/ids.ts';
import { fromBase64url, toBase64url } from './base64url.ts';

const encoder = new TextEncoder();
const IV_BYTES = 12;

/** Keeps small secrets unreadable at rest: AES-256-GCM under a key derived from the service's secret (HKDF, RFC 5869). */
export interface Vault {
  /** @param context what the text belongs to; it opens only under the same one */
  seal(context: string, text: string): Promise<string>;
  /** Null for what was changed, moved to another context, or sealed under another secret. */
  open(context: string, sealed: string): Promise<string | null>;
}

/** WebCrypto only, so that it runs on every runtime. */
export function createVault(secret: string, ids: Ids): Vault {
  let key: Promise<CryptoKey> | undefined;
  const ours = () => {
    key ??= deriveKey(secret);
    return key;
  };
  return {
    async seal(context, text) {
      const iv = await randomBytes(ids, IV_BYTES);
      const additionalData = encoder.encode(context);
      const algorithm = { name: 'AES-GCM', iv, additionalData };
      const cipher = await crypto.subtle.encrypt(algorithm, await ours(), encoder.encode(text));
      return `${toBase64url(iv)}.${toBase64url(new Uint8Array(cipher))}`;
    },
    async open(context, sealed) {
      const [iv, cipher] = sealed.split('.');
      if (!iv || !cipher) return null;
      try {
        const additionalData = encoder.encode(context);
        const algorithm = { name: 'AES-GCM', iv: fromBase64url(iv), additionalData };
        const text = await crypto.subtle.decrypt(algorithm, await ours(), fromBase64url(cipher));
        return new TextDecoder().decode(text);
      } catch {
        return null;
      }
    },
  };
}

/**
 * Random bytes out of the one source of randomness that services have: a hash of a fresh secret of 256 bits.
 * @param count at most 32
 */
export async function randomBytes(ids: Ids, count: number): Promise<Uint8Array<ArrayBuffer>> {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(`bytes:${ids.secret()}`));
  return new Uint8Array(digest).slice(0, count);
}

async function deriveKey(secret: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey']);
  const salt = encoder.encode('vraagbaak');
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info: encoder.encode('secrets at rest') },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
