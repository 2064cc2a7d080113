import type { FileStore } from '../../deps.ts';

/** What we use of an R2 bucket. */
export interface Bucket {
  put(key: string, bytes: Uint8Array): Promise<unknown>;
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>;
  delete(key: string): Promise<void>;
}

/** Uploads in an R2 bucket under '<employer id>/<file id>'. R2 shows an object whole or not at all. */
export function createBucketFileStore(bucket: Bucket): FileStore {
  const keyOf = (employerId: string, fileId: string) => `${employerId}/${fileId}`;
  return {
    async put(employerId, fileId, bytes) {
      await bucket.put(keyOf(employerId, fileId), bytes);
    },
    async get(employerId, fileId) {
      const object = await bucket.get(keyOf(employerId, fileId));
      return object && new Uint8Array(await object.arrayBuffer());
    },
    remove: (employerId, fileId) => bucket.delete(keyOf(employerId, fileId)),
  };
}

/** Uploads in memory, gone with the process: for local trials without a bucket, the eval harness and tests. */
export function createMemoryFileStore(): FileStore {
  const files = new Map<string, Uint8Array>();
  const keyOf = (employerId: string, fileId: string) => `${employerId}/${fileId}`;
  return {
    async put(employerId, fileId, bytes) {
      files.set(keyOf(employerId, fileId), new Uint8Array(bytes));
    },
    async get(employerId, fileId) {
      return files.get(keyOf(employerId, fileId)) ?? null;
    },
    async remove(employerId, fileId) {
      files.delete(keyOf(employerId, fileId));
    },
  };
}
