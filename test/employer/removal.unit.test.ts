import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UNDO_MS } from '../../src/employer/document-removal.ts';
import type { DocumentsService } from '../../src/employer/documents.ts';
import { createDocuments } from '../../src/employer/documents.ts';
import { actorOf, bytesOf, plainReading } from './support.ts';
import type { TestDeps } from './test-deps.ts';
import { createTestDeps } from './test-deps.ts';

const hr = actorOf('hr');
const employee = actorOf('employee');
const missing = expect.objectContaining({ code: 'not_found' });

let deps: TestDeps;
let documents: DocumentsService;
let ahead = 0;

beforeEach(() => {
  ahead = 0;
  deps = createTestDeps();
  const clock = deps.clock;
  deps = { ...deps, clock: { step: 1, now: () => clock.now() + ahead } };
  documents = createDocuments(deps, plainReading);
});
afterEach(async () => {
  await documents.stop();
  vi.useRealTimers();
});

const db = () => deps.employers.open('acme');
const send = (text: string, options = {}) =>
  documents.upload(
    hr,
    { name: 'a.txt', bytes: bytesOf(text) },
    { title: 'Regeling', kind: 'scheme' },
    options,
  );

async function ready(text: string): Promise<string> {
  const { id } = await send(text);
  await documents.settled('acme');
  documents.patch(hr, id, { usedByAssistant: true });
  return id;
}

/** Rows in every table that a document leaves something in, and files. */
function left(): number[] {
  const tables = ['documents', 'document_versions', 'pages', 'passages', 'passage_index', 'vectors'];
  const more = ['version_drafts', 'draft_pages', 'draft_passages', 'file_removals'];
  const counts = [...tables, ...more].map(
    (table) => db().get<{ n: number }>(sql`SELECT count(*) AS n FROM ${sql.identifier(table)}`)?.n ?? -1,
  );
  return [...counts, deps.files.held.size];
}

const answering = () =>
  db().all(sql`SELECT id FROM documents WHERE live_version_id IS NOT NULL AND used_by_assistant = 1`).length;

describe('a removal', () => {
  it('takes a document out of every list and answer at once, for everybody', async () => {
    const id = await ready('verlof');
    const removed = documents.setAside(hr, id);
    expect(removed).toMatchObject({ id, title: 'Regeling' });
    expect(removed.undoMs).toBeGreaterThan(UNDO_MS - 1000);
    expect(documents.removed(hr)).toMatchObject([{ id, purgeAt: removed.purgeAt }]);
    expect([documents.list(hr), documents.list(employee)]).toEqual([[], []]);
    expect(answering()).toBe(0);
    for (const actor of [hr, employee]) {
      expect(() => documents.get(actor, id)).toThrow(missing);
      await expect(documents.file(actor, id)).rejects.toEqual(missing);
    }
    expect(() => documents.patch(hr, id, { title: 'x' })).toThrow(missing);
    expect(() => documents.readPages(hr, id)).toThrow(missing);
    await expect(documents.remove(hr, id)).rejects.toEqual(missing);
  });

  it('is taken back as it was', async () => {
    const id = await ready('verlof');
    const before = documents.get(hr, id);
    documents.setAside(hr, id);
    expect(documents.restore(hr, id)).toEqual(before);
    expect(documents.restore(hr, id)).toEqual(before);
    expect([answering(), documents.removed(hr)]).toEqual([1, []]);
  });

  it('leaves nothing once its time is over', async () => {
    const id = await ready('een\ntwee');
    await send('drie', { replaces: id, publish: 'wait' });
    await documents.settled('acme');
    const { purgeAt } = documents.setAside(hr, id);
    expect(documents.setAside(hr, id).purgeAt).toBe(purgeAt);
    await documents.resume('acme');
    expect(left()[0]).toBe(1);
    ahead = UNDO_MS;
    expect(documents.removed(hr)).toEqual([]);
    await documents.resume('acme');
    expect(left()).toEqual(Array.from({ length: 11 }, () => 0));
    expect(deps.forgotten).toContain('acme');
    expect(() => documents.restore(hr, id)).toThrow(missing);
  });

  it('is carried out by its own timer', async () => {
    const id = await ready('verlof');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    documents.setAside(hr, id);
    ahead = UNDO_MS;
    await vi.advanceTimersByTimeAsync(UNDO_MS + 1000);
    expect(left()).toEqual(Array.from({ length: 11 }, () => 0));
  });

  it('stops a reading that goes on, which begins anew when it is taken back', async () => {
    deps.reader.hold();
    const started = deps.reader.hasStarted(1);
    const { id } = await send('halverwege');
    await started;
    documents.setAside(hr, id);
    deps.reader.release();
    await documents.settled('acme');
    expect(left()[3]).toBe(0);
    await documents.resume('acme');
    await documents.settled('acme');
    expect(left()[3]).toBe(0);
    documents.restore(hr, id);
    await documents.settled('acme');
    expect(documents.get(hr, id)).toMatchObject({ status: 'ready', live: true });
  });

  it('lets the same file come in anew, and is not taken back then', async () => {
    const id = await ready('verlof');
    documents.setAside(hr, id);
    const again = await ready('verlof');
    expect(() => documents.restore(hr, id)).toThrow(expect.objectContaining({ code: 'document_duplicate' }));
    expect(documents.list(hr).map((document) => document.id)).toEqual([again]);
  });

  it('is HR’s to do and to undo, at the own employer', async () => {
    const id = await ready('verlof');
    const forbidden = expect.objectContaining({ code: 'forbidden' });
    expect(() => documents.setAside(employee, id)).toThrow(forbidden);
    expect(() => documents.removed(employee)).toThrow(forbidden);
    expect(() => documents.setAside(actorOf('hr', 'borealis'), id)).toThrow(missing);
    expect(() => documents.setAside(hr, 'nergens')).toThrow(missing);
    documents.setAside(hr, id);
    expect(() => documents.restore(employee, id)).toThrow(forbidden);
    expect(() => documents.restore(actorOf('hr', 'borealis'), id)).toThrow(missing);
  });
});
