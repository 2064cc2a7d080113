import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DocumentsService } from '../../src/employer/documents.ts';
import { createDocuments } from '../../src/employer/documents.ts';
import type { DocumentInput, DocumentView } from '../../src/employer/model.ts';
import { readVectors } from '../../src/store/vectors.ts';
import { actorOf, bytesOf, createFakeEncoder, plainReading } from './support.ts';
import type { TestDeps } from './test-deps.ts';
import { createTestDeps } from './test-deps.ts';

const hr = actorOf('hr');
const employee = actorOf('employee');
const input: DocumentInput = { title: 'Verlofregeling', kind: 'scheme' };

let deps: TestDeps;
let documents: DocumentsService;

beforeEach(() => {
  deps = createTestDeps();
  documents = createDocuments(deps, plainReading);
});

const db = () => deps.employers.open('acme');
const find = (word: string) =>
  db()
    .all<{ text: string }>(
      sql`SELECT p.text FROM passage_index JOIN passages p ON p.rowid = passage_index.rowid WHERE passage_index MATCH ${word}`,
    )
    .map(({ text }) => text);
const count = (table: string) =>
  db().get<{ n: number }>(sql`SELECT count(*) AS n FROM ${sql.identifier(table)}`)?.n ?? -1;
const drafts = () => ['version_drafts', 'draft_pages', 'draft_passages'].map(count);

async function upload(
  text: string,
  replaces?: string,
  extra: Partial<DocumentInput> = {},
): Promise<DocumentView> {
  const file = { name: 'regeling.txt', bytes: bytesOf(text) };
  const options = replaces === undefined ? {} : { replaces, publish: 'wait' as const };
  const { id } = await documents.upload(hr, file, { ...input, ...extra }, options);
  await documents.settled('acme');
  return documents.get(hr, id);
}

/** A live document of one line with a version that waits. */
async function withWaiting(extra: Partial<DocumentInput> = {}) {
  const { id } = await upload('oud verlof');
  const view = await upload('nieuw verlof\nen een tweede regel', id, extra);
  return { id, view, versionId: view.next?.versionId ?? '' };
}

describe('a version that waits', () => {
  it('is read beside the live one, which answers on', async () => {
    const { id, view } = await withWaiting({ title: 'Verlof 2027' });
    expect(view).toMatchObject({
      status: 'ready',
      title: 'Verlofregeling',
      passages: 1,
      next: { status: 'waiting', publish: 'wait', fileName: 'regeling.txt' },
    });
    expect(find('verlof')).toEqual(['oud verlof']);
    expect(find('2027')).toEqual([]);
    expect(readVectors(db(), 'fake-1')).toHaveLength(1);
    expect(documents.get(employee, id)).toMatchObject({ next: null, passages: 1 });
    expect(drafts()).toEqual([1, 2, 2]);
    expect(deps.files.held.size).toBe(2);
  });

  it('goes live whole at HR’s word, with its title, its vectors and without being read again', async () => {
    const { id, versionId } = await withWaiting({ title: 'Verlof 2027', validFrom: '2027-01-01' });
    const readings = deps.reader.started.length;
    const view = await documents.publish(hr, id, versionId);
    expect(view).toMatchObject({ title: 'Verlof 2027', validFrom: '2027-01-01', passages: 2, next: null });
    expect(find('nieuw')).toEqual(['nieuw verlof']);
    expect(find('2027')).toHaveLength(2);
    expect(readVectors(db(), 'fake-1')).toHaveLength(2);
    expect(deps.reader.started).toHaveLength(readings);
    expect(drafts()).toEqual([0, 0, 0]);
    expect([...deps.files.held.keys()]).toEqual([`acme/${versionId}`]);
    expect(documents.readPages(hr, id)).toHaveLength(2);
    await expect(documents.publish(hr, id, versionId)).resolves.toMatchObject({ passages: 2 });
  });

  it('is thrown away without a trace', async () => {
    const { id, versionId } = await withWaiting({ title: 'Anders' });
    expect(await documents.discard(hr, id, versionId)).toMatchObject({ title: 'Verlofregeling', next: null });
    expect(drafts()).toEqual([0, 0, 0]);
    expect(deps.files.held.size).toBe(1);
    expect(find('verlof')).toEqual(['oud verlof']);
    await expect(documents.publish(hr, id, versionId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(documents.discard(hr, id, versionId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(upload('nieuw verlof\nen een tweede regel', id)).resolves.toMatchObject({
      next: { status: 'waiting' },
    });
  });

  it('gives way to a later one, waiting or live', async () => {
    const { id, versionId: first } = await withWaiting();
    const second = (await upload('derde verlof', id)).next?.versionId ?? '';
    expect(second).not.toBe(first);
    expect(drafts()).toEqual([1, 1, 1]);
    await expect(documents.publish(hr, id, first)).rejects.toMatchObject({ code: 'not_found' });
    await documents.upload(hr, { name: 'a.txt', bytes: bytesOf('vierde verlof') }, input, { replaces: id });
    await documents.settled('acme');
    expect(find('verlof')).toEqual(['vierde verlof']);
    expect(documents.get(hr, id).next).toBeNull();
    expect(drafts()).toEqual([0, 0, 0]);
    expect(deps.files.held.size).toBe(1);
  });

  it('may fail, be tried again and still waits', async () => {
    const { id } = await upload('oud verlof');
    const failed = await upload('fail:scan', id);
    expect(failed).toMatchObject({ status: 'failed', live: true, next: { status: 'failed' } });
    const read = createTestDeps().reader;
    deps.reader.read = async (_bytes, name, options) => read.read(bytesOf('nu wel verlof'), name, options);
    documents.retry(hr, id);
    await documents.settled('acme');
    expect(documents.get(hr, id).next).toMatchObject({ status: 'waiting' });
    expect(find('verlof')).toEqual(['oud verlof']);
  });

  it('can be thrown away while it is read', async () => {
    const { id } = await upload('oud verlof');
    deps.reader.hold();
    const started = deps.reader.hasStarted(2);
    const file = { name: 'b.txt', bytes: bytesOf('nieuw verlof') };
    const { next } = await documents.upload(hr, file, input, { replaces: id, publish: 'wait' });
    await started;
    expect(await documents.discard(hr, id, next?.versionId ?? '')).toMatchObject({
      status: 'ready',
      next: null,
    });
    deps.reader.release();
    await documents.settled('acme');
    expect([documents.get(hr, id).next, ...drafts(), deps.files.held.size]).toEqual([null, 0, 0, 0, 1]);
  });

  it('takes HR’s later title along, and keeps its own period', async () => {
    const { id, versionId } = await withWaiting({ title: 'Tweede', validFrom: '2027-01-01' });
    documents.patch(hr, id, { title: 'Laatste woord', validTo: '2026-12-31' });
    const { becomes } = await documents.compare(hr, id, versionId);
    expect(becomes).toMatchObject({ title: 'Laatste woord', validFrom: '2027-01-01', validTo: null });
    await documents.publish(hr, id, versionId);
    expect(documents.get(hr, id)).toMatchObject({ title: 'Laatste woord', validTo: null });
    expect(find('laatste')).toHaveLength(2);
    await documents.settled('acme');
    const titles = db().all<{ title: string }>(sql`SELECT DISTINCT title FROM vectors`);
    expect(titles).toEqual([{ title: 'Laatste woord' }]);
  });

  it('gets today’s vectors after going live when the encoder changed meanwhile', async () => {
    const { id, versionId } = await withWaiting();
    await documents.stop();
    const next = { ...deps, encoder: createFakeEncoder('fake-2') };
    documents = createDocuments(next, plainReading);
    await documents.resume('acme');
    await documents.publish(hr, id, versionId);
    await documents.settled('acme');
    expect([readVectors(db(), 'fake-1').length, readVectors(db(), 'fake-2').length]).toEqual([0, 2]);
  });

  it('is the first version’s only way: without a live one it answers at once', async () => {
    const file = { name: 'a.txt', bytes: bytesOf('eerste verlof') };
    const { id } = await documents.upload(hr, file, input, { publish: 'wait' });
    await documents.settled('acme');
    expect(documents.get(hr, id)).toMatchObject({ live: true, next: null });
  });

  it('counts as the same file', async () => {
    await withWaiting();
    await expect(upload('nieuw verlof\nen een tweede regel')).rejects.toMatchObject({
      code: 'document_duplicate',
    });
  });

  it('goes with its document', async () => {
    const { id } = await withWaiting();
    await documents.remove(hr, id);
    expect([...drafts(), count('document_versions'), deps.files.held.size]).toEqual([0, 0, 0, 0, 0]);
  });

  it('can be looked at: what changes, its pages, passages and file', async () => {
    const { id, versionId } = await withWaiting();
    const { comparison, document, passages } = await documents.compare(hr, id, versionId);
    expect(document.id).toBe(id);
    expect(comparison.counts).toEqual({ same: 0, changed: 1, added: 1, removed: 0 });
    expect(passages.map(({ text }) => text)).toEqual(['nieuw verlof', 'en een tweede regel']);
    expect(documents.version(hr, id, versionId)).toMatchObject({ status: 'waiting', pages: 2 });
    expect(documents.version(hr, id)).toMatchObject({ status: 'ready', pages: 1 });
    expect(documents.readPages(hr, id, versionId)).toHaveLength(2);
    expect(documents.readPassages(hr, id, versionId)).toMatchObject([{ id: '', text: 'nieuw verlof' }, {}]);
    const { bytes } = await documents.versionFile(hr, id, versionId);
    expect(new TextDecoder().decode(bytes)).toContain('nieuw verlof');
    await expect(documents.compare(hr, id, documents.version(hr, id).versionId)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is nobody’s business but HR’s, and no other document’s', async () => {
    const { id, versionId } = await withWaiting();
    const other = await upload('ander document');
    const calls = (actor: typeof hr, documentId: string) => [
      async () => documents.compare(actor, documentId, versionId),
      async () => documents.publish(actor, documentId, versionId),
      async () => documents.discard(actor, documentId, versionId),
      async () => documents.versionFile(actor, documentId, versionId),
      async () => documents.version(actor, documentId, versionId),
      async () => documents.readPages(actor, documentId, versionId),
    ];
    for (const call of calls(employee, id)) await expect(call()).rejects.toMatchObject({ code: 'forbidden' });
    for (const call of calls(hr, other.id)) await expect(call()).rejects.toMatchObject({ code: 'not_found' });
    for (const call of calls(actorOf('hr', 'borealis'), id))
      await expect(call()).rejects.toMatchObject({ code: 'not_found' });
    expect(find('verlof')).toEqual(['oud verlof']);
  });
});

describe('an order of precedence', () => {
  it('is written for all, and refused when somebody else changed it', async () => {
    const [a, b, c] = [await upload('a'), await upload('b'), await upload('c')].map(({ id }) => id);
    const order = [c ?? '', a ?? ''];
    documents.setPrecedence(hr, order, []);
    const numbers = () => [a, b, c].map((id) => documents.get(hr, id ?? '').precedence);
    expect(numbers()).toEqual([1, 0, 2]);
    documents.setPrecedence(hr, order, order);
    const conflict = expect.objectContaining({ code: 'conflict' });
    expect(() => documents.setPrecedence(hr, [b ?? ''], [])).toThrow(conflict);
    expect(() => documents.setPrecedence(hr, [b ?? '', b ?? ''])).toThrow(
      expect.objectContaining({ code: 'bad_request' }),
    );
    expect(() => documents.setPrecedence(hr, ['nergens'])).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
    expect(() => documents.setPrecedence(employee, [])).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
    expect(numbers()).toEqual([1, 0, 2]);
  });
});
