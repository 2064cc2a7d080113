import { and, eq, isNull } from 'drizzle-orm';
import type { Deps, Encoder } from '../deps.ts';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { documents, documentVersions } from '../store/employer-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { PassageTerms } from '../store/passage-index.ts';
import type { IngestedDocument, IngestionProgress, Passage } from './model.ts';
import type { PassageAnalyser, PreparedVersion, PublishOutcome } from './publish.ts';
import { publishVersion } from './publish.ts';

export type IngestionDeps = Pick<
  Deps,
  'clock' | 'ids' | 'log' | 'employers' | 'files' | 'reader' | 'encoder' | 'vectorIndexes'
>;

/** What retrieval decides about a passage: its terms in the lexical index, and the text that is encoded. */
export interface PassageReading {
  analyse: PassageAnalyser;
  encodingText: (passage: Passage, documentTitle: string) => string;
}

export interface VersionProgress extends IngestionProgress {
  /** Passages encoded so far. */
  encoded: number;
}

/** Small batches: larger ones are slower on a CPU and make progress jump. */
const encodingBatch = 8;
/** Passages analysed before other requests get a turn. */
const analysisBatch = 50;

/** A version that this process took from the queue. */
export interface Claim {
  versionId: string;
  fileName: string;
  title: string;
}

/** Takes a queued version for reading; null when it is gone, no longer queued, or of a document that HR set aside. */
export function claimVersion(db: EmployerDb, versionId: string, now: number): Claim | null {
  return inTransaction(db, (tx): Claim | null => {
    const row = tx
      .select({ version: documentVersions, title: documents.title })
      .from(documentVersions)
      .innerJoin(documents, eq(documents.id, documentVersions.documentId))
      .where(
        and(
          eq(documentVersions.id, versionId),
          eq(documentVersions.status, 'queued'),
          isNull(documents.removedAt),
        ),
      )
      .get();
    if (!row) return null;
    tx.update(documentVersions)
      .set({ status: 'processing', stage: 'reading', attempts: row.version.attempts + 1, updatedAt: now })
      .where(eq(documentVersions.id, versionId))
      .run();
    const { fileName, changes } = row.version;
    return { versionId, fileName, title: changes?.title ?? row.title };
  });
}

/**
 * Reads, analyses, encodes and publishes one claimed version.
 * @throws AppError with the reason for HR; the signal's reason when it is aborted
 */
export async function ingestVersion(
  deps: IngestionDeps,
  reading: PassageReading,
  db: EmployerDb,
  claim: Claim & { employerId: string },
  options: { signal: AbortSignal; onProgress: (progress: VersionProgress) => void },
): Promise<PublishOutcome> {
  const { signal, onProgress } = options;
  const bytes = await deps.files.get(claim.employerId, claim.versionId);
  if (bytes === null) throw new AppError('file_missing');
  const document = await deps.reader.read(bytes, claim.fileName, {
    signal,
    onProgress: (progress) => onProgress({ ...progress, encoded: 0 }),
  });
  signal.throwIfAborted();
  const counts = {
    page: document.pages.length,
    pages: document.pages.length,
    passages: document.passages.length,
  };
  onProgress({ stage: 'encoding', ...counts, encoded: 0 });
  const encoded = await encodeAll(deps.encoder, reading, document, claim.title, signal, (done) =>
    onProgress({ stage: 'encoding', ...counts, encoded: done }),
  );
  const terms = await analyseAll(reading, document, claim.title, signal);
  onProgress({ stage: 'publishing', ...counts, encoded: counts.passages });
  return publishVersion(
    db,
    claim.versionId,
    { document, title: claim.title, terms, encoded },
    { analyse: reading.analyse, nextId: () => deps.ids.next(), now: deps.clock.now() },
  );
}

async function encodeAll(
  encoder: Deps['encoder'],
  reading: PassageReading,
  document: IngestedDocument,
  title: string,
  signal: AbortSignal,
  onEncoded: (done: number) => void,
): Promise<PreparedVersion['encoded']> {
  if (encoder === null) return null;
  const texts = document.passages.map((passage) => reading.encodingText(passage, title));
  const vectors = await encodeTexts(encoder, texts, signal, onEncoded);
  return { encoder: { id: encoder.id, dimension: encoder.dimension }, vectors };
}

/**
 * Encodes texts a few at a time, so that other requests get their turns.
 * @throws Error when the encoder gives vectors that cannot be compared; the signal's reason when it is aborted
 */
export async function encodeTexts(
  encoder: Encoder,
  texts: readonly string[],
  signal: AbortSignal,
  onEncoded: (done: number) => void,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += encodingBatch) {
    const batch = texts.slice(from, from + encodingBatch);
    const made = await encoder.encodePassages(batch);
    if (made.length !== batch.length || !made.every((vector) => isSound(vector, encoder.dimension))) {
      throw new Error(`encoder ${encoder.id} gave unusable vectors`);
    }
    vectors.push(...made);
    onEncoded(vectors.length);
    await turn();
    signal.throwIfAborted();
  }
  return vectors;
}

function isSound(vector: Float32Array, dimension: number): boolean {
  return vector.length === dimension && vector.every(Number.isFinite);
}

/** The lexical terms of all passages, a few at a time. @throws the signal's reason when it is aborted */
export async function analyseAll(
  reading: PassageReading,
  document: Pick<IngestedDocument, 'passages'>,
  title: string,
  signal: AbortSignal,
): Promise<PassageTerms[]> {
  const terms: PassageTerms[] = [];
  for (const passage of document.passages) {
    terms.push(reading.analyse(passage, title));
    if (terms.length % analysisBatch !== 0) continue;
    await turn();
    signal.throwIfAborted();
  }
  return terms;
}

/** Lets waiting requests go first; a resolved promise alone would not. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
