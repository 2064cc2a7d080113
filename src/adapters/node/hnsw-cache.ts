import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** What a cached index must belong to; anything else is rebuilt. */
export interface CacheIdentity {
  key: string;
  generation: number;
  encoderId: string;
  dimension: number;
  count: number;
}

const FORMAT = 1;

/** A file name that holds nothing of the key; each encoder has its own. */
export function cacheName({ key, encoderId }: CacheIdentity): string {
  return `${ownerName(key)}-${sha256(Buffer.from(encoderId)).slice(0, 16)}.hnsw`;
}

const ownerName = (key: string) => sha256(Buffer.from(key)).slice(0, 32);

/** Removes what former encoders left of this key a week ago or longer. */
export function dropStale(dir: string, identity: CacheIdentity): void {
  const weekAgo = Date.now() - 7 * 24 * 3600 * 1000;
  for (const name of readdirSync(dir)) {
    if (!name.startsWith(ownerName(identity.key)) || name === cacheName(identity)) continue;
    if (statSync(join(dir, name)).mtimeMs < weekAgo) rmSync(join(dir, name), { force: true });
  }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** First line of the file: format, identity and the hash of what follows. */
function headerOf(identity: CacheIdentity, hash: string): string {
  const { key, generation, encoderId, dimension, count } = identity;
  return `${JSON.stringify({ format: FORMAT, key, generation, encoderId, dimension, count, sha256: hash })}\n`;
}

/**
 * Writes through a temporary file: hnswlib saves in place and reports no error, so what it wrote is read back and hashed, put behind
 * our header, synced and renamed.
 * @throws Error when the file could not be written whole
 */
export function saveVerified(file: string, identity: CacheIdentity, write: (path: string) => void): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const raw = `${file}.${process.pid}.raw`;
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    write(raw);
    if (!existsSync(raw) || statSync(raw).size === 0) throw new Error('the index was not written');
    const payload = readFileSync(raw);
    const handle = openSync(temporary, 'w', 0o600);
    try {
      writeFileSync(handle, headerOf(identity, sha256(payload)));
      writeFileSync(handle, payload);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } finally {
    rmSync(raw, { force: true });
    rmSync(temporary, { force: true });
  }
}

/**
 * Gives a file to the native loader only when its header is exactly the expected one and its bytes have the hash that the header names;
 * null for a file that is missing, stale, foreign or damaged.
 */
export function readVerified<T>(file: string, identity: CacheIdentity, load: (path: string) => T): T | null {
  if (!existsSync(file)) return null;
  const raw = `${file}.${process.pid}.load`;
  try {
    const bytes = readFileSync(file);
    const end = bytes.indexOf(0x0a);
    if (end < 0 || end > 4096) return null;
    const payload = bytes.subarray(end + 1);
    if (bytes.subarray(0, end + 1).toString('utf8') !== headerOf(identity, sha256(payload))) return null;
    writeFileSync(raw, payload, { mode: 0o600 });
    return load(raw);
  } catch {
    return null;
  } finally {
    rmSync(raw, { force: true });
  }
}
