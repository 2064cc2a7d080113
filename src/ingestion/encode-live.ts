import { asc, eq, sql } from 'drizzle-orm';
import type { Encoder } from '../deps.ts';
import type { EmployerDb } from '../store/db.ts';
import { documents, passages, vectors } from '../store/employer-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { bumpGeneration } from '../store/settings.ts';
import { insertVectors } from '../store/vectors.ts';
import type { PassageReading } from './ingest-version.ts';
import { encodeTexts } from './ingest-version.ts';

/**
 * Live versions with passages that this encoder has not encoded as they are now: made under another encoder or without
 * one, or under another title.
 */
export function versionsToEncode(db: EmployerDb, encoderId: string): string[] {
  return db
    .all<{ id: string }>(sql`
      SELECT d.live_version_id AS id FROM documents d
      WHERE d.live_version_id IN (SELECT version_id FROM passages)
        AND (d.live_version_id NOT IN (SELECT version_id FROM vectors WHERE encoder_id = ${encoderId})
          OR d.live_version_id IN (SELECT version_id FROM vectors WHERE title <> d.title))
      ORDER BY d.created_at, d.rowid`)
    .map((row) => row.id);
}

/**
 * Gives a live version the vectors of this encoder and drops those of others, in one transaction: until then the old
 * ones answer, and never a part of either. Does nothing when it has them already or is no longer live.
 * @returns how many passages were encoded
 * @throws Error when the encoder fails; the signal's reason when it is aborted
 */
export async function encodeLiveVersion(
  db: EmployerDb,
  versionId: string,
  encoder: Encoder,
  reading: PassageReading,
  options: { signal: AbortSignal; onEncoded: (done: number, all: number) => void },
): Promise<number> {
  if (!versionsToEncode(db, encoder.id).includes(versionId)) return 0;
  const rows = db
    .select({ passage: passages, title: documents.title })
    .from(passages)
    .innerJoin(documents, eq(documents.id, passages.documentId))
    .where(eq(passages.versionId, versionId))
    .orderBy(asc(passages.ordinal))
    .all();
  const texts = rows.map(({ passage, title }) => reading.encodingText(passage, title));
  const onEncoded = (done: number) => options.onEncoded(done, texts.length);
  const made = await encodeTexts(encoder, texts, options.signal, onEncoded);
  return inTransaction(db, (tx): number => {
    if (!versionsToEncode(tx, encoder.id).includes(versionId)) return 0;
    tx.delete(vectors).where(eq(vectors.versionId, versionId)).run();
    const entries = rows.flatMap(({ passage }, i) => {
      const vector = made[i];
      return vector ? [{ id: passage.rowid, vector }] : [];
    });
    insertVectors(tx, versionId, encoder, rows[0]?.title ?? '', entries);
    bumpGeneration(tx);
    return entries.length;
  });
}
