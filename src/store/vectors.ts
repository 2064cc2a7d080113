import { and, asc, eq } from 'drizzle-orm';
import type { EmployerDb } from './db.ts';
import { vectors } from './employer-schema.ts';

/** A Durable Object row holds 2 MB, rowids included; half of it leaves room and keeps reads in small pieces. */
const maxChunkBytes = 1_000_000;

/** Vectors of one passage each, by the passage's rowid. */
export interface StoredVector {
  id: number;
  vector: Float32Array;
}

/** How many vectors of this dimension go in one row. */
export function vectorsPerChunk(dimension: number): number {
  return Math.max(1, Math.min(2000, Math.floor(maxChunkBytes / (dimension * 4))));
}

/**
 * Stores the vectors of a version in chunks. All vectors have `dimension` numbers. Run it inside a transaction.
 * @param title the document's title when they were made
 */
export function insertVectors(
  db: EmployerDb,
  versionId: string,
  encoder: { id: string; dimension: number },
  title: string,
  entries: readonly StoredVector[],
): void {
  const { id: encoderId, dimension } = encoder;
  const perChunk = vectorsPerChunk(dimension);
  for (let chunk = 0; chunk * perChunk < entries.length; chunk++) {
    const part = entries.slice(chunk * perChunk, (chunk + 1) * perChunk);
    const data = new Float32Array(part.length * dimension);
    part.forEach((entry, i) => {
      if (entry.vector.length !== dimension) throw new RangeError('vector of the wrong dimension');
      data.set(entry.vector, i * dimension);
    });
    db.insert(vectors)
      .values({
        versionId,
        encoderId,
        chunk,
        dimension,
        title,
        rowids: part.map((entry) => entry.id),
        data: bytesOf(data),
      })
      .run();
  }
}

/** The encoders whose vectors answer for live versions now; several while documents are encoded anew. */
export function encodersInUse(db: EmployerDb): string[] {
  return db
    .selectDistinct({ id: vectors.encoderId })
    .from(vectors)
    .orderBy(asc(vectors.encoderId))
    .all()
    .map((row) => row.id);
}

/** All vectors that this encoder made for this employer; live versions only, as only those have rows. */
export function readVectors(db: EmployerDb, encoderId: string, versionId?: string): StoredVector[] {
  const rows = db
    .select()
    .from(vectors)
    .where(
      versionId === undefined
        ? eq(vectors.encoderId, encoderId)
        : and(eq(vectors.encoderId, encoderId), eq(vectors.versionId, versionId)),
    )
    .orderBy(asc(vectors.versionId), asc(vectors.chunk))
    .all();
  return rows.flatMap((row) => {
    const data = floatsOf(row.data);
    return row.rowids.map((id, i) => ({
      id,
      vector: data.subarray(i * row.dimension, (i + 1) * row.dimension),
    }));
  });
}

function bytesOf(floats: Float32Array): Uint8Array {
  return new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength);
}

/** Copies, because a driver's buffer need not start at a multiple of four (and Buffer.slice would not copy). */
function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}
