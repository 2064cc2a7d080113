import { asc, eq } from 'drizzle-orm';
import type { EmployerDb } from '../store/db.ts';
import { draftPages, draftPassages, versionDrafts } from '../store/draft-schema.ts';
import type { documentVersions } from '../store/employer-schema.ts';
import type { IngestedDocument, Passage, ReadPage } from './model.ts';
import type { PreparedVersion } from './publish.ts';

/** Keeps all that going live needs of a version that was read. Run it inside a transaction. */
export function insertDraft(tx: EmployerDb, versionId: string, prepared: PreparedVersion): void {
  const { document, title, encoded } = prepared;
  tx.insert(versionDrafts)
    .values({
      versionId,
      title,
      documentTitle: document.title,
      encoderId: encoded?.encoder.id ?? null,
      dimension: encoded?.encoder.dimension ?? 0,
    })
    .run();
  for (const page of document.pages)
    tx.insert(draftPages)
      .values({ versionId, ...page })
      .run();
  document.passages.forEach((passage, i) => {
    const vector = encoded?.vectors[i];
    tx.insert(draftPassages)
      .values({
        versionId,
        ordinal: passage.ordinal,
        passage,
        vector: vector ? new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength) : null,
      })
      .run();
  });
}

/** Its pages and passages go by cascade. */
export function deleteDraft(tx: EmployerDb, versionId: string): void {
  tx.delete(versionDrafts).where(eq(versionDrafts.versionId, versionId)).run();
}

export function draftPagesOf(db: EmployerDb, versionId: string): ReadPage[] {
  const { number, width, height, text } = draftPages;
  return db
    .select({ number, width, height, text })
    .from(draftPages)
    .where(eq(draftPages.versionId, versionId))
    .orderBy(asc(draftPages.number))
    .all();
}

export function draftPassagesOf(db: EmployerDb, versionId: string): Passage[] {
  return draftRows(db, versionId).map(({ passage }) => passage);
}

function draftRows(db: EmployerDb, versionId: string) {
  return db
    .select()
    .from(draftPassages)
    .where(eq(draftPassages.versionId, versionId))
    .orderBy(asc(draftPassages.ordinal))
    .all();
}

/** What was read of a waiting version, without the terms of the lexical index; null when there is no draft. */
export function readDraft(
  db: EmployerDb,
  version: typeof documentVersions.$inferSelect,
): Omit<PreparedVersion, 'terms'> | null {
  const draft = db.select().from(versionDrafts).where(eq(versionDrafts.versionId, version.id)).get();
  if (draft === undefined || version.health === null) return null;
  const rows = draftRows(db, version.id);
  const { encoderId, dimension, title } = draft;
  const document: IngestedDocument = {
    format: version.format as IngestedDocument['format'],
    title: draft.documentTitle,
    pages: draftPagesOf(db, version.id),
    passages: rows.map(({ passage }) => passage),
    health: version.health,
  };
  const vectors = rows.flatMap(({ vector }) => (vector === null ? [] : [floatsOf(vector)]));
  const encoded = encoderId === null ? null : { encoder: { id: encoderId, dimension }, vectors };
  return { document, title, encoded };
}

/** Copies, because a driver's buffer need not start at a multiple of four. */
function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}
