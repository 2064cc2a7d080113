import { describe, expect, it } from 'vitest';
import { documentsCsv } from '../../src/api/document-csv.ts';
import {
  type DocumentFilter,
  documentFilterSchema,
  selectDocuments,
  statesOf,
} from '../../src/employer/document-list.ts';
import type { DocumentView } from '../../src/employer/model.ts';
import { moved, orderOf, precedencesOf } from '../../src/employer/precedence.ts';
import { view } from '../api/support.ts';

const day = '2026-11-28';
const doc = (id: string, rest: Partial<DocumentView> = {}): DocumentView => ({
  ...view,
  id,
  title: id,
  ...rest,
});
const waiting = {
  versionId: 'v',
  status: 'waiting',
  publish: 'wait',
  fileName: 'b.pdf',
  createdAt: 0,
} as const;

const all = [
  doc('verlof', { title: 'Verlofregeling', kind: 'scheme', validTo: '2026-12-31' }),
  doc('cao', { title: 'Cao Groothandel', kind: 'cao', fileName: 'cao-2024.pdf', validTo: '2025-12-31' }),
  doc('gids', { title: 'Éénmalige gids', usedByAssistant: false, next: waiting }),
  doc('scan', { title: 'Oude scan', status: 'failed', usedByAssistant: false, kind: 'other' }),
  doc('nieuw', { title: 'Nieuw protocol', status: 'processing', kind: 'protocol', usedByAssistant: false }),
];
const select = (filter: Partial<DocumentFilter>) =>
  selectDocuments(all, { sort: 'newest', ...filter }, day).map(({ id }) => id);

describe('the list of documents', () => {
  it.each([
    [{}, ['verlof', 'cao', 'gids', 'scan', 'nieuw']],
    [{ q: 'REGELING' }, ['verlof']],
    [{ q: 'cao 2024' }, ['cao']],
    [{ q: 'cao 2023' }, []],
    [{ use: 'used' }, ['verlof', 'cao']],
    [{ use: 'unused', kind: 'protocol' }, ['nieuw']],
    [{ state: 'busy' }, ['nieuw']],
    [{ state: 'failed' }, ['scan']],
    [{ state: 'waiting' }, ['gids']],
    [{ state: 'outdated' }, ['cao']],
    [{ sort: 'title' }, ['cao', 'gids', 'nieuw', 'scan', 'verlof']],
    [{ sort: 'until' }, ['cao', 'verlof', 'gids', 'nieuw', 'scan']],
    [{ sort: 'kind' }, ['verlof', 'cao', 'nieuw', 'gids', 'scan']],
  ] as const)('is narrowed and sorted by %j', (filter, expected) => {
    expect(select(filter)).toEqual(expected);
  });

  it('knows all that is true of a document', () => {
    const old = doc('x', { validTo: '2026-11-27', next: waiting });
    expect(statesOf(old, day)).toEqual(['ready', 'waiting', 'outdated']);
    expect(statesOf(doc('y', { validFrom: day, validTo: day }), day)).toEqual(['ready']);
  });

  it('takes only filters that exist', () => {
    expect(documentFilterSchema.parse({})).toEqual({ sort: 'newest' });
    expect(documentFilterSchema.safeParse({ state: 'weg' }).success).toBe(false);
  });

  it('goes along as a CSV that runs no formula', () => {
    const lines = documentsCsv([
      doc('a', { title: '=1+1; "x"', next: waiting, createdAt: 86_400_000 }),
    ]).split('\r\n');
    expect(lines[0]).toMatch(/^\ufefftitel;soort;gebruikt/);
    expect(lines[1]).toBe(
      `"'=1+1; ""x""";handboek;ja;werknemers;;;0;nieuwe versie wacht;gids.pdf;1;1;1970-01-02`,
    );
  });
});

describe('the order of precedence', () => {
  const ranked = [
    { id: 'c', title: 'C', precedence: 10 },
    { id: 'a', title: 'B', precedence: 20 },
    { id: 'b', title: 'A', precedence: 20 },
    { id: 'none', title: 'N', precedence: 0 },
  ];

  it('is highest first, equal ones by title, without those that have none', () => {
    expect(orderOf(ranked)).toEqual(['b', 'a', 'c']);
  });

  it.each([
    ['c', 'up', ['b', 'c', 'a']],
    ['b', 'up', ['b', 'a', 'c']],
    ['b', 'down', ['a', 'b', 'c']],
    ['c', 'down', ['b', 'a', 'c']],
    ['a', 'out', ['b', 'c']],
    ['none', 'in', ['b', 'a', 'c', 'none']],
    ['b', 'in', ['b', 'a', 'c']],
    ['none', 'up', ['b', 'a', 'c']],
  ] as const)('after moving %s %s is %j', (id, move, expected) => {
    expect(moved(orderOf(ranked), id, move)).toEqual(expected);
  });

  it('is kept by numbers above 0, and comes back from them', () => {
    const order = ['x', 'y', 'z'];
    const numbers = precedencesOf(order);
    expect([...numbers]).toEqual([
      ['x', 3],
      ['y', 2],
      ['z', 1],
    ]);
    const rows = order.map((id) => ({ id, title: 'zelfde', precedence: numbers.get(id) ?? 0 }));
    expect(orderOf(rows.reverse())).toEqual(order);
  });
});
