import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DocumentsService } from '../../src/employer/documents.ts';
import { createDocuments } from '../../src/employer/documents.ts';
import type { DocumentInput, DocumentView } from '../../src/employer/model.ts';
import type { Passage } from '../../src/ingestion/model.ts';
import { documentVersions, vectors } from '../../src/store/employer-schema.ts';
import { readGeneration } from '../../src/store/settings.ts';
import { readVectors } from '../../src/store/vectors.ts';
import { actorOf, bytesOf, createFakeEncoder, plainReading } from './support.ts';
import type { TestDeps } from './test-deps.ts';
import { createTestDeps } from './test-deps.ts';

const hr = actorOf('hr');
const input: DocumentInput = { title: 'Regeling', kind: 'scheme' };

let deps: TestDeps;
let documents: DocumentsService;
beforeEach(() => {
  deps = createTestDeps();
  documents = createDocuments(deps, plainReading);
});

const upload = (text: string, name: string, employerId = 'acme') =>
  documents.upload(actorOf('hr', employerId), { name, bytes: bytesOf(text) }, input);

const db = () => deps.employers.open('acme');
const versionsOf = (documentId: string) =>
  db().select().from(documentVersions).where(eq(documentVersions.documentId, documentId)).all();

describe('the queue', () => {
  it('takes fifty uploads at once, reads two at a time and loses none', async () => {
    deps.reader.hold();
    const views = await Promise.all(Array.from({ length: 50 }, (_, i) => upload(`tekst ${i}`, `d${i}.txt`)));
    expect(new Set(views.map((view) => view.id)).size).toBe(50);
    deps.reader.release();
    await documents.settled('acme');
    const listed = documents.list(hr);
    expect(listed).toHaveLength(50);
    expect(listed.every((view) => view.status === 'ready' && view.live)).toBe(true);
    expect(deps.reader.most).toBe(2);
    const rows = (table: string) =>
      db().get<{ n: number }>(sql`SELECT count(*) AS n FROM ${sql.identifier(table)}`)?.n;
    expect([rows('passages'), rows('passage_index'), rows('vectors')]).toEqual([50, 50, 50]);
  });

  it('lets a second employer in before the first one is through', async () => {
    deps.reader.hold();
    await Promise.all(Array.from({ length: 10 }, (_, i) => upload(`tekst ${i}`, `acme${i}.txt`)));
    await upload('een', 'borealis0.txt', 'borealis');
    deps.reader.release();
    await documents.settled('borealis');
    expect(deps.reader.started.indexOf('borealis0.txt')).toBe(2);
    await documents.settled('acme');
    expect(deps.reader.started).toHaveLength(11);
  });

  it('tells listeners of this employer each stage, in order, and stops when they leave', async () => {
    const seen: DocumentView[] = [];
    const foreign: DocumentView[] = [];
    const stop = documents.subscribe(hr, (view) => void seen.push(view));
    documents.subscribe(actorOf('hr', 'borealis'), (view) => void foreign.push(view));
    documents.subscribe(hr, () => {
      throw new Error('a listener that fails');
    });
    const { id } = await upload('een\ntwee\ndrie', 'a.txt');
    await documents.settled('acme');
    const statuses = seen.map((view) => `${view.status}/${view.stage}`);
    expect([...new Set(statuses)]).toEqual([
      'processing/reading',
      'processing/encoding',
      'processing/publishing',
      'ready/ready',
    ]);
    const shares = seen.map((view) => view.progress);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(foreign).toEqual([]);
    const heard = seen.length;
    stop();
    documents.patch(hr, id, { title: 'Anders' });
    expect(seen).toHaveLength(heard);
  });

  it('shows progress page by page from memory, and writes it to its row at most five times a second', async () => {
    const written: number[] = [];
    deps.clock.step = 20;
    db().run(sql`CREATE TABLE progress_writes (page INTEGER)`);
    db().run(sql`
      CREATE TRIGGER watch_progress AFTER UPDATE OF pages_read ON document_versions WHEN new.status = 'processing'
      BEGIN INSERT INTO progress_writes VALUES (new.pages_read); END`);
    const lines = Array.from({ length: 100 }, (_, i) => `regel ${i}`).join('\n');
    deps.reader.hold();
    const started = deps.reader.hasStarted(1);
    const { id } = await upload(lines, 'lang.txt');
    await started;
    expect(documents.get(hr, id)).toMatchObject({ status: 'processing', pagesRead: 1, pages: 100 });
    deps.reader.release();
    await documents.settled('acme');
    for (const row of db().all<{ page: number }>(sql`SELECT page FROM progress_writes`))
      written.push(row.page);
    // 100 pages and some 13 batches of encoding at 20 ms each are 2.3 seconds: at most twelve writes.
    expect(written.length).toBeGreaterThan(3);
    expect(written.length).toBeLessThanOrEqual(12);
  });
});

describe('after a stop', () => {
  it('takes up what was queued or half read', async () => {
    deps.reader.hold();
    const started = deps.reader.hasStarted(2);
    const ids = (await Promise.all(['een', 'twee', 'drie'].map((text) => upload(text, `${text}.txt`)))).map(
      (view) => view.id,
    );
    await started;
    expect(ids.map((id) => documents.get(hr, id).status).sort()).toEqual([
      'processing',
      'processing',
      'queued',
    ]);
    const next = createDocuments({ ...deps, reader: createTestDeps().reader }, plainReading);
    await next.resume('acme');
    await next.settled('acme');
    expect(ids.map((id) => next.get(hr, id).status)).toEqual(['ready', 'ready', 'ready']);
    deps.reader.release();
    await documents.settled('acme');
    expect(db().get(sql`SELECT count(*) AS n FROM passages`)).toEqual({ n: 3 });
  });

  it('gives up after three attempts, says so, and can be tried again', async () => {
    deps.reader.hold();
    const started = deps.reader.hasStarted(1);
    const { id } = await upload('gevaarlijk', 'bom.txt');
    await started;
    db().update(documentVersions).set({ attempts: 3 }).run();
    const next = createDocuments({ ...deps, reader: createTestDeps().reader }, plainReading);
    await next.resume('acme');
    await next.settled('acme');
    expect(next.get(hr, id)).toMatchObject({ status: 'failed', error: { code: 'ingestion_interrupted' } });
    next.retry(hr, id);
    await next.settled('acme');
    expect(next.get(hr, id).status).toBe('ready');
    deps.reader.release();
  });

  it('an orderly stop is no attempt', async () => {
    deps.reader.hold();
    const started = deps.reader.hasStarted(1);
    const { id } = await upload('rustig', 'a.txt');
    await started;
    const stopped = documents.stop();
    deps.reader.release();
    await stopped;
    expect(versionsOf(id)).toMatchObject([{ status: 'queued', attempts: 0 }]);
    const next = createDocuments({ ...deps, reader: createTestDeps().reader }, plainReading);
    await next.resume('acme');
    await next.settled('acme');
    expect(next.get(hr, id).status).toBe('ready');
  });

  it('clears files that an interrupted upload or removal left', async () => {
    await deps.files.put('acme', 'orphan', bytesOf('x'));
    db().run(sql`INSERT INTO file_removals (file_id) VALUES ('orphan')`);
    await documents.resume('acme');
    expect(deps.files.held.size).toBe(0);
    expect(db().get(sql`SELECT count(*) AS n FROM file_removals`)).toEqual({ n: 0 });
  });

  it('tries a file that could not be removed again later', async () => {
    const { id } = await upload('weg ermee', 'a.txt');
    await documents.settled('acme');
    const remove = deps.files.remove;
    deps.files.remove = async () => {
      throw new Error('storage is away');
    };
    await documents.remove(hr, id);
    expect(deps.files.held.size).toBe(1);
    deps.files.remove = remove;
    await documents.resume('acme');
    expect(deps.files.held.size).toBe(0);
  });
});

describe('another encoder', () => {
  it('encodes what is live anew, once, and keeps it answering meanwhile', async () => {
    const { id } = await upload('een\ntwee', 'a.txt');
    await documents.settled('acme');
    const generation = readGeneration(db());
    const next = createDocuments({ ...deps, encoder: createFakeEncoder('fake-2') }, plainReading);
    await next.resume('acme');
    await next.settled('acme');
    expect(readVectors(db(), 'fake-1')).toEqual([]);
    expect(readVectors(db(), 'fake-2').map((entry) => entry.id)).toEqual([1, 2]);
    expect(readGeneration(db())).toBe(generation + 1);
    await next.resume('acme');
    await next.settled('acme');
    expect(readGeneration(db())).toBe(generation + 1);
    expect(next.get(hr, id).status).toBe('ready');
  });

  it('is also asked when the title changes, since it is encoded with the passages', async () => {
    const reading = {
      ...plainReading,
      encodingText: (passage: Passage, title: string) => `${title} ${passage.text}`,
    };
    documents = createDocuments(deps, reading);
    const { id } = await upload('een', 'a.txt');
    await documents.settled('acme');
    const under = async (title: string) => [
      ...((await deps.encoder?.encodePassages([`${title} een`]))?.[0] ?? []),
    ];
    const stored = () => readVectors(db(), 'fake-1').map((entry) => [...entry.vector]);
    expect(stored()).toEqual([await under('Regeling')]);
    documents.patch(hr, id, { title: 'Fietsplan' });
    documents.patch(hr, id, { title: 'Fietsregeling' });
    await documents.settled('acme');
    expect(stored()).toEqual([await under('Fietsregeling')]);
  });

  it('is asked again when the title changed while the document was read', async () => {
    deps.reader.hold();
    const started = deps.reader.hasStarted(1);
    const { id } = await upload('een', 'a.txt');
    await started;
    documents.patch(hr, id, { title: 'Fietsplan' });
    deps.reader.release();
    await documents.settled('acme');
    expect(db().select({ title: vectors.title }).from(vectors).all()).toEqual([{ title: 'Fietsplan' }]);
  });

  it('that fails leaves the document as it was', async () => {
    const { id } = await upload('een', 'a.txt');
    await documents.settled('acme');
    const broken = {
      ...createFakeEncoder('fake-3'),
      encodePassages: async () => [new Float32Array([Number.NaN])],
    };
    const next = createDocuments({ ...deps, encoder: broken }, plainReading);
    await next.resume('acme');
    await next.settled('acme');
    expect(next.get(hr, id)).toMatchObject({ status: 'ready', live: true });
    expect(readVectors(db(), 'fake-1')).toHaveLength(1);
    expect(deps.logged).toContainEqual({
      level: 'error',
      message: 'a live version could not be encoded anew',
    });
  });
});

describe('a full disk', () => {
  const limit = (pages: number) => db().get(sql.raw(`PRAGMA max_page_count = ${pages}`));
  const pageCount = () => db().get<{ page_count: number }>(sql`PRAGMA page_count`)?.page_count ?? 0;
  const long = Array.from({ length: 200 }, (_, i) => `regel ${i} ${'tekst '.repeat(50)}`).join('\n');

  it('fails a new version with storage_full and leaves the old one answering', async () => {
    const first = await upload('oud', 'a.txt');
    await documents.settled('acme');
    await documents.upload(hr, { name: 'b.txt', bytes: bytesOf(`eerst ${long}`) }, input, {
      replaces: first.id,
    });
    limit(pageCount() + 4);
    await documents.settled('acme');
    expect(documents.get(hr, first.id)).toMatchObject({
      live: true,
      status: 'failed',
      error: { code: 'storage_full' },
    });
    expect(db().get(sql`SELECT count(*) AS n, max(text) AS text FROM passages`)).toEqual({
      n: 1,
      text: 'oud',
    });
    limit(100_000);
    documents.retry(hr, first.id);
    await documents.settled('acme');
    expect(documents.get(hr, first.id)).toMatchObject({ status: 'ready', passages: 200 });
  });

  it('refuses an upload, or takes it whole', async () => {
    limit(pageCount());
    let refused = 0;
    for (let i = 0; i < 400 && refused === 0; i++) {
      await upload(`fail:scan ${i}`, `${'n'.repeat(150)}${i}.txt`).catch((error) => {
        expect(error).toMatchObject({ code: 'storage_full' });
        refused++;
      });
    }
    expect(refused).toBe(1);
    const listed = documents.list(hr).length;
    limit(100_000);
    await documents.settled('acme');
    expect(documents.list(hr)).toHaveLength(listed);
    expect(deps.files.held.size).toBe(listed);
  });

  it('shows a failure that could not be written either, and lets HR try again', async () => {
    const { id } = await upload('even', 'a.txt');
    await documents.settled('acme');
    db().run(sql`
      CREATE TRIGGER no_failures BEFORE UPDATE ON document_versions WHEN new.status = 'failed'
      BEGIN SELECT RAISE(ABORT, 'no room'); END`);
    const failing = await upload('fail:scan', 'b.txt');
    await documents.settled('acme');
    expect(documents.get(hr, failing.id)).toMatchObject({
      status: 'failed',
      error: { code: 'pdf_scan_without_text' },
    });
    db().run(sql`DROP TRIGGER no_failures`);
    documents.retry(hr, failing.id);
    await documents.settled('acme');
    expect(versionsOf(failing.id)).toMatchObject([{ status: 'failed', errorCode: 'pdf_scan_without_text' }]);
    expect(documents.get(hr, id).status).toBe('ready');
  });
});
