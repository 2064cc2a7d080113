import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DocumentsService } from '../../src/employer/documents.ts';
import { createDocuments } from '../../src/employer/documents.ts';
import type { DocumentInput, DocumentView } from '../../src/employer/model.ts';
import type { EmployerDb } from '../../src/store/db.ts';
import { readGeneration } from '../../src/store/settings.ts';
import { readVectors } from '../../src/store/vectors.ts';
import { actorOf, bytesOf, plainReading } from './support.ts';
import type { TestDeps } from './test-deps.ts';
import { createTestDeps } from './test-deps.ts';

const hr = actorOf('hr');
const employee = actorOf('employee');
const manager = actorOf('manager');
const input: DocumentInput = { title: 'Verlofregeling', kind: 'scheme' };

let deps: TestDeps;
let documents: DocumentsService;

beforeEach(() => {
  deps = createTestDeps();
  documents = createDocuments(deps, plainReading);
});

const file = (text: string, name = 'regeling.txt') => ({ name, bytes: bytesOf(text) });

async function ingest(
  text: string,
  extra: Partial<DocumentInput> = {},
  replaces?: string,
): Promise<DocumentView> {
  const options = replaces === undefined ? {} : { replaces };
  const { id } = await documents.upload(hr, file(text), { ...input, ...extra }, options);
  await documents.settled('acme');
  return documents.get(hr, id);
}

const db = (): EmployerDb => deps.employers.open('acme');

/** Texts of the passages that a word finds through the lexical index. */
function find(word: string): string[] {
  return db()
    .all<{ text: string }>(
      sql`SELECT p.text FROM passage_index JOIN passages p ON p.rowid = passage_index.rowid
          WHERE passage_index MATCH ${word} ORDER BY p.rowid`,
    )
    .map((row) => row.text);
}

/** Rows per table that a document leaves, and its files. */
function rowCounts(): Record<string, number> {
  const count = (table: string) =>
    db().get<{ n: number }>(sql`SELECT count(*) AS n FROM ${sql.identifier(table)}`)?.n ?? -1;
  const tables = [
    'documents',
    'document_versions',
    'pages',
    'passages',
    'passage_index',
    'vectors',
    'file_removals',
  ];
  return { ...Object.fromEntries(tables.map((table) => [table, count(table)])), files: deps.files.held.size };
}

const nothing = {
  documents: 0,
  document_versions: 0,
  pages: 0,
  passages: 0,
  passage_index: 0,
  vectors: 0,
  file_removals: 0,
  files: 0,
};

describe('upload', () => {
  it('queues, reads and publishes with index entries and vectors', async () => {
    const queued = await documents.upload(hr, file('dertig vrije dagen\nplus feestdagen'), input);
    expect(queued).toMatchObject({
      usedByAssistant: false,
      visibility: 'employees',
      live: false,
      error: null,
    });
    await documents.settled('acme');
    expect(documents.get(hr, queued.id)).toMatchObject({
      status: 'ready',
      stage: 'ready',
      progress: 1,
      live: true,
      pages: 2,
      pagesRead: 2,
      passages: 2,
      format: 'text',
      fileName: 'regeling.txt',
      bytes: 34,
    });
    expect(find('feestdagen')).toEqual(['plus feestdagen']);
    expect(readVectors(db(), 'fake-1')).toHaveLength(2);
    expect(readGeneration(db())).toBe(1);
    expect(rowCounts()).toMatchObject({ files: 1, file_removals: 0 });
  });

  it('refuses what is empty, too large or of an unknown kind, and keeps nothing', async () => {
    await expect(
      documents.upload(hr, { name: 'a.pdf', bytes: new Uint8Array() }, input),
    ).rejects.toMatchObject({
      code: 'file_empty',
    });
    const large = { name: 'a.pdf', bytes: new Uint8Array(25 * 1024 * 1024 + 1) };
    await expect(documents.upload(hr, large, input)).rejects.toMatchObject({ code: 'file_too_large' });
    await expect(documents.upload(hr, file('x', 'a.pdf.exe'), input)).rejects.toMatchObject({
      code: 'file_type_unsupported',
    });
    await expect(
      documents.upload(hr, file('x'), { ...input, validFrom: '2026-02-01', validTo: '2026-01-01' }),
    ).rejects.toMatchObject({ code: 'document_period_reversed' });
    expect(rowCounts()).toEqual(nothing);
  });

  it('keeps only the harmless part of a file name', async () => {
    const view = await documents.upload(hr, file('x', '../..\\etc/pas\u202eswd\u0000.TXT'), input);
    expect(view).toMatchObject({ fileName: 'passwd.TXT', format: 'text' });
  });

  it('recognises the same file, ready or waiting, and names the twin', async () => {
    const first = await ingest('dezelfde tekst');
    const again = documents.upload(hr, file('dezelfde tekst', 'ander.md'), input);
    await expect(again).rejects.toMatchObject({ code: 'document_duplicate', data: { documentId: first.id } });
    deps.reader.hold();
    const waiting = await documents.upload(hr, file('nog een'), input);
    await expect(documents.upload(hr, file('nog een'), input)).rejects.toMatchObject({
      data: { documentId: waiting.id },
    });
    deps.reader.release();
    await documents.settled('acme');
    expect(rowCounts()).toMatchObject({ documents: 2, files: 2, file_removals: 0 });
  });

  it('lets one of ten identical uploads at once through', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => documents.upload(hr, file('tegelijk'), input)),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    await documents.settled('acme');
    expect(rowCounts()).toMatchObject({ documents: 1, document_versions: 1, files: 1, file_removals: 0 });
  });

  it('does not mix employers: the same file at another employer is no twin', async () => {
    await ingest('gedeelde tekst');
    const other = await documents.upload(actorOf('hr', 'borealis'), file('gedeelde tekst'), input);
    await documents.settled('borealis');
    expect(documents.list(actorOf('hr', 'borealis')).map((d) => d.id)).toEqual([other.id]);
  });

  it('clears the file away when its rows cannot be written', async () => {
    const doc = await ingest('oud');
    deps.reader.hold();
    const put = deps.files.put;
    deps.files.put = async (...args) => {
      await put(...args);
      await documents.remove(hr, doc.id);
    };
    const upload = documents.upload(hr, file('nieuw'), input, { replaces: doc.id });
    await expect(upload).rejects.toMatchObject({ code: 'not_found' });
    expect(rowCounts()).toEqual(nothing);
  });
});

describe('a failing document', () => {
  it('tells the code and a Dutch text, and can be tried again', async () => {
    const view = await ingest('fail:scan');
    expect(view).toMatchObject({ status: 'failed', live: false, error: { code: 'pdf_scan_without_text' } });
    expect(view.error?.message).toContain('scan');
    const read = createTestDeps().reader;
    deps.reader.read = async (_bytes, name, options) => read.read(bytesOf('nu wel'), name, options);
    expect(documents.retry(hr, view.id).error).toBeNull();
    await documents.settled('acme');
    expect(documents.get(hr, view.id)).toMatchObject({ status: 'ready', live: true, error: null });
    expect(() => documents.retry(hr, view.id)).toThrow(expect.objectContaining({ code: 'conflict' }));
  });

  it('calls a defect of ours internal, and logs it', async () => {
    expect(await ingest('fail:crash')).toMatchObject({ status: 'failed', error: { code: 'internal' } });
    expect(deps.logged).toContainEqual({ level: 'error', message: 'ingestion failed' });
  });

  it('fails clearly when its file is gone', async () => {
    deps.files.get = async () => null;
    expect(await ingest('weg')).toMatchObject({ status: 'failed', error: { code: 'file_missing' } });
  });

  it('does not count as a twin when the file is sent again', async () => {
    const failed = await ingest('fail:scan');
    const again = await ingest('fail:scan');
    expect(again.id).not.toBe(failed.id);
  });
});

describe('a new version', () => {
  it('answers only when it is complete; until then the old one does', async () => {
    const doc = await ingest('oude tekst over verlof');
    const oldFiles = [...deps.files.held.keys()];
    deps.reader.hold();
    const started = deps.reader.hasStarted(2);
    await documents.upload(
      hr,
      file('nieuwe tekst over verlof'),
      { ...input, title: 'Verlof 2027', validFrom: '2027-01-01' },
      { replaces: doc.id },
    );
    await started;
    expect(find('verlof')).toEqual(['oude tekst over verlof']);
    expect(documents.get(hr, doc.id)).toMatchObject({
      status: 'processing',
      live: true,
      title: 'Verlofregeling',
      validFrom: null,
    });
    expect(documents.get(employee, doc.id)).toMatchObject({ status: 'ready', passages: 1 });
    deps.reader.release();
    await documents.settled('acme');
    expect(find('verlof')).toEqual(['nieuwe tekst over verlof']);
    expect(find('2027')).toEqual(['nieuwe tekst over verlof']);
    expect(documents.get(hr, doc.id)).toMatchObject({
      status: 'ready',
      title: 'Verlof 2027',
      validFrom: '2027-01-01',
    });
    expect(rowCounts()).toMatchObject({
      documents: 1,
      document_versions: 2,
      pages: 1,
      passages: 1,
      passage_index: 1,
      vectors: 1,
      files: 1,
    });
    expect([...deps.files.held.keys()]).not.toEqual(oldFiles);
  });

  it('leaves the old one live, with its title, when it fails', async () => {
    const doc = await ingest('blijft staan');
    const failed = await ingest('fail:scan', { title: 'Mislukt' }, doc.id);
    expect(failed).toMatchObject({ status: 'failed', live: true, title: 'Verlofregeling' });
    expect(find('blijft')).toEqual(['blijft staan']);
    expect(documents.get(employee, doc.id)).toMatchObject({ status: 'ready', error: null });
    const { bytes } = await documents.file(employee, doc.id);
    expect(new TextDecoder().decode(bytes)).toBe('blijft staan');
  });

  it('never takes over from a newer one that was quicker', async () => {
    const doc = await ingest('een');
    deps.reader.hold();
    const slow = deps.reader.hasStarted(2);
    await documents.upload(hr, file('twee'), input, { replaces: doc.id });
    await slow;
    const quick = createTestDeps().reader;
    const original = deps.reader.read;
    deps.reader.read = quick.read;
    const published = new Promise<void>((resolve) => {
      const stop = documents.subscribe(hr, (view) => {
        if (view.status !== 'ready') return;
        stop();
        resolve();
      });
    });
    await documents.upload(hr, file('drie'), input, { replaces: doc.id });
    await published;
    deps.reader.read = original;
    deps.reader.release();
    await documents.settled('acme');
    expect(find('drie')).toEqual(['drie']);
    expect(find('twee')).toEqual([]);
    expect(documents.get(hr, doc.id)).toMatchObject({ status: 'ready', passages: 1 });
    expect(rowCounts()).toMatchObject({ passages: 1, passage_index: 1, vectors: 1, files: 1 });
  });

  it('cannot make a ticked document unreadable for employees', async () => {
    const doc = await ingest('getikt');
    documents.patch(hr, doc.id, { usedByAssistant: true });
    const hidden = documents.upload(hr, file('anders'), { ...input, visibility: 'hr' }, { replaces: doc.id });
    await expect(hidden).rejects.toMatchObject({ code: 'document_not_readable_by_employees' });
  });
});

describe('remove', () => {
  it('leaves no row, index entry, vector or file', async () => {
    const doc = await ingest('een\ntwee\ndrie');
    await ingest('vier\nvijf', {}, doc.id);
    await ingest('fail:scan', {}, doc.id);
    await documents.remove(hr, doc.id);
    expect(rowCounts()).toEqual(nothing);
    expect(deps.forgotten).toEqual(['acme']);
    expect(() => documents.get(hr, doc.id)).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  it('stops a reading that goes on', async () => {
    deps.reader.hold();
    const started = deps.reader.hasStarted(1);
    const { id } = await documents.upload(hr, file('halverwege'), input);
    await started;
    await documents.remove(hr, id);
    deps.reader.release();
    await documents.settled('acme');
    expect(rowCounts()).toEqual(nothing);
  });

  it('leaves other documents as they were', async () => {
    const keep = await ingest('blijft');
    const gone = await ingest('verdwijnt');
    await documents.remove(hr, gone.id);
    expect(documents.list(hr).map((d) => d.id)).toEqual([keep.id]);
    expect(find('blijft')).toEqual(['blijft']);
    expect(readVectors(db(), 'fake-1')).toHaveLength(1);
  });
});

describe('patch', () => {
  it('ticks only what employees may read', async () => {
    const doc = await ingest('voor leidinggevenden', { visibility: 'managers' });
    const refused = expect.objectContaining({ code: 'document_not_readable_by_employees' });
    expect(() => documents.patch(hr, doc.id, { usedByAssistant: true })).toThrow(refused);
    expect(documents.patch(hr, doc.id, { visibility: 'employees', usedByAssistant: true })).toMatchObject({
      usedByAssistant: true,
      visibility: 'employees',
    });
    expect(() => documents.patch(hr, doc.id, { visibility: 'hr' })).toThrow(refused);
    expect(documents.get(hr, doc.id).visibility).toBe('employees');
  });

  it('changes only what is named, and clears a date with null', async () => {
    const doc = await ingest('x', { validFrom: '2026-01-01', validTo: '2026-12-31', precedence: 5 });
    expect(documents.patch(hr, doc.id, { validTo: null })).toMatchObject({
      validFrom: '2026-01-01',
      validTo: null,
      precedence: 5,
      title: 'Verlofregeling',
    });
    expect(() => documents.patch(hr, doc.id, { validTo: '2025-01-01' })).toThrow(
      expect.objectContaining({ code: 'document_period_reversed' }),
    );
  });

  it('writes a new title into the lexical index', async () => {
    const doc = await ingest('tekst');
    documents.patch(hr, doc.id, { title: 'Fietsplan' });
    expect(find('fietsplan')).toEqual(['tekst']);
    expect(find('verlofregeling')).toEqual([]);
  });

  it('also reaches a version that is still being read', async () => {
    const doc = await ingest('oud');
    deps.reader.hold();
    const started = deps.reader.hasStarted(2);
    await documents.upload(hr, file('nieuw'), { ...input, title: 'Tweede' }, { replaces: doc.id });
    await started;
    documents.patch(hr, doc.id, { title: 'Laatste woord' });
    deps.reader.release();
    await documents.settled('acme');
    expect(documents.get(hr, doc.id).title).toBe('Laatste woord');
    expect(find('laatste')).toEqual(['nieuw']);
    expect(find('tweede')).toEqual([]);
  });
});

describe('who may what', () => {
  it('shows each role the live documents it may read, without what HR works with', async () => {
    const open = await ingest('open');
    const forManagers = await ingest('managers', { visibility: 'managers' });
    const forHr = await ingest('hr', { visibility: 'hr' });
    const failed = await ingest('fail:scan');
    const seen = (role: Parameters<typeof actorOf>[0]) =>
      documents
        .list(actorOf(role))
        .map((d) => d.id)
        .sort();
    const sorted = (...docs: DocumentView[]) => docs.map((d) => d.id).sort();
    expect(seen('hr')).toEqual(sorted(open, forManagers, forHr, failed));
    expect(seen('provider')).toEqual(sorted(open, forManagers, forHr, failed));
    expect(seen('manager')).toEqual(sorted(open, forManagers));
    expect(seen('employee')).toEqual(sorted(open));
    expect(seen('candidate')).toEqual([]);
    expect(documents.get(hr, open.id).health).not.toBeNull();
    expect(documents.get(employee, open.id)).toMatchObject({ health: null, error: null });
  });

  it('refuses changes by readers before it looks at any id or file', async () => {
    const doc = await ingest('x');
    deps.files.calls.length = 0;
    const forbidden = expect.objectContaining({ code: 'forbidden' });
    for (const actor of [employee, manager, actorOf('candidate')]) {
      for (const id of [doc.id, 'nope']) {
        await expect(documents.upload(actor, file('y'), input, { replaces: id })).rejects.toEqual(forbidden);
        await expect(documents.remove(actor, id)).rejects.toEqual(forbidden);
        expect(() => documents.patch(actor, id, { title: 'z' })).toThrow(forbidden);
        expect(() => documents.retry(actor, id)).toThrow(forbidden);
        expect(() => documents.readPages(actor, id)).toThrow(forbidden);
        expect(() => documents.readPassages(actor, id)).toThrow(forbidden);
      }
      expect(() => documents.subscribe(actor, () => {})).toThrow(forbidden);
    }
    expect(deps.files.calls).toEqual([]);
  });

  it('gives missing, foreign and hidden ids the same answer and touches no file', async () => {
    const hidden = await ingest('geheim', { visibility: 'hr' });
    const other = actorOf('hr', 'borealis');
    const foreign = await documents.upload(other, file('elders'), input);
    await documents.settled('borealis');
    deps.files.calls.length = 0;
    const attempts = [
      [employee, hidden.id],
      [employee, foreign.id],
      [employee, 'nope'],
      [hr, foreign.id],
      [hr, 'nope'],
    ] as const;
    for (const [actor, id] of attempts) {
      const missing = expect.objectContaining({ code: 'not_found', detail: undefined, data: undefined });
      expect(() => documents.get(actor, id)).toThrow(missing);
      expect(() => documents.passage(actor, id, 'id1')).toThrow(missing);
      await expect(documents.file(actor, id)).rejects.toEqual(missing);
      if (actor.role !== 'hr') continue;
      await expect(documents.remove(actor, id)).rejects.toEqual(missing);
      await expect(documents.upload(actor, file('z'), input, { replaces: id })).rejects.toEqual(missing);
      expect(() => documents.patch(actor, id, { title: 'z' })).toThrow(missing);
      expect(() => documents.retry(actor, id)).toThrow(missing);
      expect(() => documents.readPages(actor, id)).toThrow(missing);
      expect(() => documents.readPassages(actor, id)).toThrow(missing);
    }
    expect(deps.files.calls).toEqual([]);
  });
});

describe('reading', () => {
  it('gives a passage with its pages and places, and only through its own document', async () => {
    const doc = await ingest('een\ntwee');
    const other = await ingest('drie');
    const row = db().get<{ id: string }>(sql`SELECT id FROM passages WHERE text = 'twee'`);
    expect(documents.passage(employee, doc.id, row?.id ?? '')).toMatchObject({
      documentId: doc.id,
      text: 'twee',
      headingPath: ['Hoofdstuk 1', 'Artikel 2'],
      pageFrom: 2,
      pages: [{ number: 2, width: 595, height: 842 }],
      spans: [{ start: 0, end: 4, page: 2, box: { x0: 1, y0: 2, x1: 3, y1: 4 } }],
    });
    expect(() => documents.passage(hr, other.id, row?.id ?? '')).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
    expect(documents.readPages(hr, doc.id)).toEqual([
      { number: 1, text: 'een' },
      { number: 2, text: 'twee' },
    ]);
    expect(documents.readPassages(hr, doc.id)).toMatchObject([
      { ordinal: 0, text: 'een', article: '1', pageFrom: 1, table: null },
      { ordinal: 1, text: 'twee', headingPath: ['Hoofdstuk 1', 'Artikel 2'], context: '' },
    ]);
  });

  it('has no source or pages before the first version is ready', async () => {
    const doc = await ingest('fail:scan');
    await expect(documents.file(hr, doc.id)).rejects.toMatchObject({ code: 'document_not_ready' });
    expect(() => documents.readPages(hr, doc.id)).toThrow(
      expect.objectContaining({ code: 'document_not_ready' }),
    );
  });
});
