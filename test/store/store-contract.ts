import assert from 'node:assert/strict';
import { eq, sql } from 'drizzle-orm';
import type { Passage } from '../../src/ingestion/model.ts';
import { publishVersion, removeDocumentRows } from '../../src/ingestion/publish.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { readOwnWords } from '../../src/retrieval/own-words.ts';
import { curatedAnswers, curatedChanges, curatedWordings } from '../../src/store/curated-schema.ts';
import type { EmployerDb } from '../../src/store/db.ts';
import {
  documents,
  documentVersions,
  pages,
  passages,
  settings,
  vectors,
} from '../../src/store/employer-schema.ts';
import { inTransaction } from '../../src/store/in-transaction.ts';
import { migrate } from '../../src/store/migrate.ts';
import { employerMigrations } from '../../src/store/migrations-employer.ts';
import { ownWords } from '../../src/store/own-word-schema.ts';
import {
  bumpGeneration,
  claimDatabase,
  readGeneration,
  readSetting,
  writeSetting,
} from '../../src/store/settings.ts';
import { insertVectors, readVectors, vectorsPerChunk } from '../../src/store/vectors.ts';

/** Where drivers may differ: a Durable Object holds 2 MB in a row. */
export interface StoreLimits {
  maxRowBytes: number | null;
}

/** One promise of every store. Runs under vitest and inside a Durable Object alike, so it only throws on failure. */
export interface StoreCase {
  name: string;
  run(db: EmployerDb, limits: StoreLimits): void;
}

function passageOf(ordinal: number, text: string): Passage {
  const span = { start: 0, end: text.length, page: 1, box: null };
  return {
    ordinal,
    kind: 'text',
    headingPath: ['Hoofdstuk'],
    article: null,
    context: '',
    text,
    table: null,
    pageFrom: 1,
    pageTo: 1,
    spans: [span],
  };
}

function insertDocument(db: EmployerDb, id: string): void {
  db.insert(documents).values({ id, title: id, kind: 'scheme', createdAt: 1, updatedAt: 1 }).run();
}

function insertVersion(db: EmployerDb, documentId: string, id: string, createdAt = 1): void {
  db.insert(documentVersions)
    .values({
      id,
      documentId,
      fileName: 'a.txt',
      format: 'text',
      sha256: id,
      bytes: 1,
      status: 'processing',
      createdAt,
      updatedAt: createdAt,
    })
    .run();
}

function count(db: EmployerDb, table: string): number {
  return db.get<{ n: number }>(sql`SELECT count(*) AS n FROM ${sql.identifier(table)}`)?.n ?? -1;
}

function publish(db: EmployerDb, versionId: string, texts: string[], dimension = 4) {
  const all = texts.map((text, i) => passageOf(i, text));
  const analyse = (passage: Passage) => ({ stems: passage.text, heading: 'kop', parts: '', grams: '' });
  let id = 0;
  return publishVersion(
    db,
    versionId,
    {
      document: {
        format: 'text',
        title: null,
        pages: [{ number: 1, width: 0, height: 0, text: texts.join('\n') }],
        passages: all,
        health: {
          passages: all.length,
          words: { min: 1, median: 1, max: 1 },
          orphanHeadings: [],
          midSentence: [],
          duplicates: [],
          emptyPages: [],
          hiddenText: [],
        },
      },
      title: 'anders',
      terms: all.map(analyse),
      encoded: {
        encoder: { id: 'e', dimension },
        vectors: all.map(() => new Float32Array(dimension).fill(0.5)),
      },
    },
    { analyse, nextId: () => `${versionId}-${++id}`, now: 5 },
  );
}

/** Ids of the passages that match, best first. */
function match(db: EmployerDb, query: string): number[] {
  return db
    .all<{ rowid: number }>(
      sql`SELECT rowid FROM passage_index WHERE passage_index MATCH ${query} ORDER BY bm25(passage_index, 1, 1, 1, 1), rowid`,
    )
    .map((row) => row.rowid);
}

function addTerms(db: EmployerDb, rowid: number, stems: string): void {
  db.run(
    sql`INSERT INTO passage_index (rowid, stems, heading, parts, grams) VALUES (${rowid}, ${stems}, '', '', '')`,
  );
}

export const storeContract: readonly StoreCase[] = [
  {
    name: 'migrations are applied once',
    run(db) {
      assert.deepEqual(migrate(db, employerMigrations), []);
      assert.equal(count(db, 'migrations'), Object.keys(employerMigrations).length);
      assert.equal(count(db, 'passage_index'), 0);
    },
  },
  {
    name: 'a migration that fails leaves nothing, and goes through once it is mended',
    run(db) {
      const first = 'CREATE TABLE trial (x INTEGER)';
      const broken = { '9001-trial': `${first}\n--> statement-breakpoint\nCREATE TABLE trial (x INTEGER)` };
      assert.throws(() => migrate(db, broken));
      assert.throws(() => count(db, 'trial'));
      assert.deepEqual(migrate(db, { '9001-trial': first }), ['9001-trial']);
      assert.equal(count(db, 'trial'), 0);
    },
  },
  {
    name: 'a transaction gives back its result and keeps its writes',
    run(db) {
      const result = inTransaction(db, (tx) => {
        writeSetting(tx, 'a', '1');
        return 42;
      });
      assert.equal(result, 42);
      assert.equal(readSetting(db, 'a'), '1');
    },
  },
  {
    name: 'a transaction that throws leaves nothing',
    run(db) {
      const attempt = () =>
        inTransaction(db, (tx) => {
          insertDocument(tx, 'd');
          throw new RangeError('stop');
        });
      assert.throws(attempt, RangeError);
      assert.equal(count(db, 'documents'), 0);
    },
  },
  {
    name: 'a transaction refuses a promise, and what was written before it is gone',
    run(db) {
      const body = (tx: EmployerDb): unknown => {
        insertDocument(tx, 'd');
        return Promise.resolve();
      };
      const hidden = body as (tx: EmployerDb) => string;
      assert.throws(() => inTransaction(db, hidden), /promise/);
      // biome-ignore lint/suspicious/noThenProperty: a promise of another library looks like this
      const thenable = { then: () => undefined };
      const other = ((tx: EmployerDb) => {
        insertDocument(tx, 'e');
        return thenable;
      }) as unknown as (tx: EmployerDb) => string;
      assert.throws(() => inTransaction(db, other), /promise/);
      assert.equal(count(db, 'documents'), 0);
    },
  },
  {
    name: 'a transaction within a transaction is refused, through either handle, and nothing stays',
    run(db) {
      for (const inner of [(_tx: EmployerDb) => db, (tx: EmployerDb) => tx]) {
        const nested = () =>
          inTransaction(db, (tx) => {
            insertDocument(tx, 'd');
            inTransaction(inner(tx), (again) => insertDocument(again, 'e'));
          });
        assert.throws(nested, /nest/);
      }
      assert.equal(count(db, 'documents'), 0);
      inTransaction(db, (tx) => insertDocument(tx, 'd'));
      assert.equal(count(db, 'documents'), 1);
    },
  },
  {
    name: 'foreign keys hold and deletes go down to the leaves',
    run(db) {
      assert.throws(() => insertVersion(db, 'nobody', 'v'));
      insertDocument(db, 'd');
      insertVersion(db, 'd', 'v');
      publish(db, 'v', ['een', 'twee']);
      db.delete(documents).where(eq(documents.id, 'd')).run();
      for (const table of ['document_versions', 'pages', 'passages', 'vectors'])
        assert.equal(count(db, table), 0);
    },
  },
  {
    name: 'json, booleans, nulls and fractions come back as they went in',
    run(db) {
      insertDocument(db, 'd');
      insertVersion(db, 'd', 'v');
      publish(db, 'v', ['été, naïef, 漢字 en 😀']);
      db.insert(pages).values({ versionId: 'v', number: 2, width: 595.28, height: 841.89, text: '' }).run();
      const passage = db.select().from(passages).get();
      assert.equal(passage?.text, 'été, naïef, 漢字 en 😀');
      assert.deepEqual(passage?.headingPath, ['Hoofdstuk']);
      assert.equal(passage?.table, null);
      assert.equal(db.all(sql`SELECT 1 FROM passages WHERE table_json IS NULL`).length, 1);
      const document = db.select().from(documents).get();
      assert.equal(document?.usedByAssistant, false);
      assert.equal(document?.validFrom, null);
      const page = db.select().from(pages).where(eq(pages.number, 2)).get();
      assert.deepEqual([page?.width, page?.height], [595.28, 841.89]);
      assert.equal(db.select().from(settings).where(eq(settings.key, 'none')).get(), undefined);
    },
  },
  {
    name: 'vectors come back bit for bit',
    run(db) {
      insertDocument(db, 'd');
      insertVersion(db, 'd', 'v');
      const vector = new Float32Array([0.1, -1 / 3, 1e-20, 1]);
      insertVectors(db, 'v', { id: 'e', dimension: 4 }, 't', [
        { id: 7, vector },
        { id: 3, vector: vector.map((x) => -x) },
      ]);
      const read = readVectors(db, 'e');
      assert.deepEqual(
        read.map((entry) => entry.id),
        [7, 3],
      );
      assert.deepEqual([...(read[0]?.vector ?? [])], [...vector]);
      assert.deepEqual(readVectors(db, 'other'), []);
      assert.throws(
        () => insertVectors(db, 'v', { id: 'f', dimension: 3 }, 't', [{ id: 1, vector }]),
        RangeError,
      );
    },
  },
  {
    name: 'vectors of a large document are cut into rows far below 2 MB',
    run(db) {
      insertDocument(db, 'd');
      insertVersion(db, 'd', 'v');
      const entries = Array.from({ length: 3000 }, (_, i) => ({
        id: i + 1,
        vector: new Float32Array(256).fill(i),
      }));
      inTransaction(db, (tx) => insertVectors(tx, 'v', { id: 'e', dimension: 256 }, 't', entries));
      const sizes = db.select({ n: sql<number>`length(data) + length(rowids)` }).from(vectors).all();
      assert.equal(sizes.length, Math.ceil(3000 / vectorsPerChunk(256)));
      for (const { n } of sizes) assert.ok(n < 1_200_000, `row of ${n} bytes`);
      const read = readVectors(db, 'e');
      assert.equal(read.length, 3000);
      assert.equal(read[2999]?.id, 3000);
      assert.equal(read[2999]?.vector[255], 2999);
    },
  },
  {
    name: 'the lexical index finds, ranks by bm25 and forgets',
    run(db) {
      addTerms(db, 1, 'verlof verlof dag');
      addTerms(db, 2, 'verlof dag dag dag dag dag dag');
      addTerms(db, 3, 'fiets');
      assert.deepEqual(match(db, 'verlof'), [1, 2]);
      assert.deepEqual(match(db, 'stems:fiets'), [3]);
      db.run(sql`DELETE FROM passage_index WHERE rowid IN (SELECT value FROM json_each('[1]'))`);
      assert.deepEqual(match(db, 'verlof'), [2]);
      addTerms(db, 1, 'fiets fiets');
      assert.deepEqual(match(db, 'fiets'), [1, 3]);
    },
  },
  {
    name: 'the lexical index keeps accents, underscores and hashes inside a token',
    run(db) {
      addTerms(db, 1, 'één #ver_lof');
      assert.deepEqual(match(db, '"één"'), [1]);
      assert.deepEqual(match(db, '"een"'), []);
      assert.deepEqual(match(db, '"#ver_lof"'), [1]);
      assert.deepEqual(match(db, '"lof"'), []);
    },
  },
  {
    name: 'more than a hundred ids go along as one parameter',
    run(db) {
      for (let i = 0; i < 150; i++) insertDocument(db, `d${i}`);
      const ids = JSON.stringify(Array.from({ length: 150 }, (_, i) => `d${i}`));
      const rows = db
        .select({ id: documents.id })
        .from(documents)
        .where(sql`${documents.id} IN (SELECT value FROM json_each(${ids}))`)
        .all();
      assert.equal(rows.length, 150);
    },
  },
  {
    name: 'a row beyond the limit is an error with a code, and nothing stays',
    run(db, { maxRowBytes }) {
      insertDocument(db, 'd');
      insertVersion(db, 'd', 'v');
      const long = 'x'.repeat(2_500_000);
      if (maxRowBytes === null) {
        assert.equal(publish(db, 'v', [long]), 'published');
        return;
      }
      assert.throws(
        () => publish(db, 'v', [long]),
        (error) => error instanceof AppError && error.code === 'file_too_large',
      );
      for (const table of ['pages', 'passages', 'vectors', 'passage_index'])
        assert.equal(count(db, table), 0);
    },
  },
  {
    name: 'the generation counts up, and a database keeps its owner',
    run(db) {
      const before = readGeneration(db);
      bumpGeneration(db);
      bumpGeneration(db);
      assert.equal(readGeneration(db), before + 2);
      claimDatabase(db, 'contract');
      assert.throws(() => claimDatabase(db, 'somebody-else'), /another employer/);
    },
  },
  {
    name: 'a curated answer keeps its source, its vectors and its changes; a removal of the document takes the words',
    run(db) {
      insertDocument(db, 'd');
      const place = { document: 'a.txt', title: 'A', heading: 'Kop', page: 1, text: 'Geheime woorden.' };
      const row = {
        kind: 'text' as const,
        question: 'Mag mijn hond mee?',
        answer: 'Ja.',
        scope: 'on_call' as const,
        status: 'active' as const,
        sourceDocumentId: 'd',
        sourceHash: 'h',
        sourcePlace: place,
        approvedBy: 'p',
        approvedName: 'P',
        approvedRole: 'hr' as const,
        approvedAt: 5,
      };
      db.insert(curatedAnswers)
        .values({ id: 'a', ...row, revision: 1, createdAt: 5 })
        .run();
      const vector = new Uint8Array(new Float32Array([0.5, -1]).buffer);
      db.insert(curatedWordings)
        .values({ id: 'w', answerId: 'a', question: 'x', encoderId: 'e', vector })
        .run();
      db.insert(curatedChanges)
        .values({ answerId: 'a', revision: 1, change: 'edited', personId: 'p', at: 5, before: { row } })
        .run();
      assert.deepEqual(db.select().from(curatedAnswers).get()?.sourcePlace, place);
      const kept = db.select().from(curatedWordings).get()?.vector;
      assert.deepEqual([...new Float32Array(new Uint8Array(kept ?? []).buffer)], [0.5, -1]);
      inTransaction(db, (tx) => removeDocumentRows(tx, 'd'));
      assert.deepEqual(db.select().from(curatedAnswers).get()?.sourcePlace, { ...place, text: '' });
      const before = db.select().from(curatedChanges).get()?.before;
      assert.deepEqual(before?.row?.sourcePlace, { ...place, text: '' });
      db.delete(curatedAnswers).run();
      for (const table of ['curated_wordings', 'curated_changes']) assert.equal(count(db, table), 0);
    },
  },
  {
    name: 'an own word stands once; a removed one leaves room for the same word',
    run(db) {
      const row = { word: 'De Loods', key: 'loods', meaning: 'magazijn Noord', revision: 1 };
      const put = (id: string) =>
        db
          .insert(ownWords)
          .values({ id, ...row, changedBy: 'p', changedAt: 1 })
          .run();
      put('a');
      assert.throws(() => put('b'));
      db.update(ownWords).set({ removedAt: 2 }).run();
      put('b');
      assert.equal(count(db, 'own_words'), 2);
      assert.deepEqual([...readOwnWords(db)], [['loods', 'magazijn Noord']]);
    },
  },
  {
    name: 'a new version takes over whole, an older one never does, and a removal leaves nothing',
    run(db) {
      insertDocument(db, 'd');
      insertVersion(db, 'd', 'v1', 1);
      insertVersion(db, 'd', 'v2', 2);
      insertVersion(db, 'd', 'v3', 3);
      assert.equal(publish(db, 'v1', ['oud', 'verlof']), 'published');
      assert.equal(publish(db, 'v3', ['nieuw']), 'published');
      assert.equal(publish(db, 'v2', ['tussenin']), 'superseded');
      assert.equal(publish(db, 'nope', ['x']), 'gone');
      assert.deepEqual(match(db, 'oud OR verlof OR tussenin'), []);
      assert.equal(match(db, 'nieuw').length, 1);
      for (const table of ['pages', 'passages', 'passage_index', 'vectors'])
        assert.equal(count(db, table), 1);
      inTransaction(db, (tx) => removeDocumentRows(tx, 'd'));
      for (const table of [
        'documents',
        'document_versions',
        'pages',
        'passages',
        'passage_index',
        'vectors',
      ]) {
        assert.equal(count(db, table), 0);
      }
      assert.equal(count(db, 'file_removals'), 3);
    },
  },
];
