import { sql } from 'drizzle-orm';
import type { Encoder, FormerEncoders, Logger, VectorIndexes } from '../deps.ts';
import type { EmployerDb } from '../store/db.ts';
import { readGeneration } from '../store/settings.ts';
import { encodersInUse, readVectors } from '../store/vectors.ts';

export interface VectorDeps {
  encoder: Encoder | null;
  formerEncoders?: FormerEncoders;
  vectorIndexes: VectorIndexes;
  log?: Logger;
}

/** A question in the space of an encoder, made once; null for an empty one and when the encoder fails. */
export type QuestionVectors = (encoder: Encoder) => Promise<Float32Array | null>;

/** A failing encoder leaves the words to answer. */
export function questionVectors(text: string, log: Logger | undefined): QuestionVectors {
  const made = new Map<Encoder, Promise<Float32Array | null>>();
  const encode = async (encoder: Encoder) => {
    if (text.trim() === '') return null;
    try {
      return await encoder.encodeQuestion(text);
    } catch (err) {
      log?.error({ encoder: encoder.id, err }, 'a question could not be encoded, words answer alone');
      return null;
    }
  };
  return (encoder) => {
    const vector = made.get(encoder) ?? encode(encoder);
    made.set(encoder, vector);
    return vector;
  };
}

/**
 * Passages of these documents by nearness to the question, best first, at most `limit` an encoder. Each document is asked
 * with the vectors that answer for it: those of a former encoder until today's has encoded it. Nearness begins at the
 * encoder's floor, so that what two encoders say can stand in one list.
 */
export async function vectorLeg(
  deps: VectorDeps,
  db: EmployerDb,
  employerId: string,
  questions: QuestionVectors,
  documents: readonly string[],
  limit: number,
): Promise<{ id: number; score: number }[]> {
  const queries: { encoder: Encoder; query: Float32Array }[] = [];
  for (const encoder of await answering(deps, db)) {
    const query = await questions(encoder);
    if (query !== null) queries.push({ encoder, query });
  }
  // Nothing is awaited from here on: a document that gets its new vectors meanwhile is neither missed nor found twice.
  const generation = readGeneration(db);
  const allowed = passagesOf(db, documents);
  const hits = queries.flatMap(({ encoder, query }) => {
    const { floor = 0 } = encoder;
    const index = deps.vectorIndexes.open(employerId, generation, encoder, () => readVectors(db, encoder.id));
    return index
      .search(query, limit, (id) => allowed.has(id))
      .map(({ id, score }) => ({ id, score: (score - floor) / (1 - floor) }));
  });
  return hits.sort((a, b) => b.score - a.score || a.id - b.id);
}

/** Today's encoder, and those of before whose vectors still answer for some document. */
async function answering(deps: VectorDeps, db: EmployerDb): Promise<Encoder[]> {
  const { encoder: current, formerEncoders } = deps;
  if (current === null) return [];
  const former = encodersInUse(db).filter((id) => id !== current.id);
  const opened = await Promise.all(former.map((id) => formerEncoders?.open(id) ?? null));
  return [current, ...opened.filter((encoder) => encoder !== null)];
}

function passagesOf(db: EmployerDb, documents: readonly string[]): Set<number> {
  const rows = db.all<{ id: number }>(sql`
    SELECT rowid AS id FROM passages
    WHERE document_id IN (SELECT value FROM json_each(${JSON.stringify(documents)}))`);
  return new Set(rows.map((row) => row.id));
}
