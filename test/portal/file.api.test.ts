import { beforeAll, describe, expect, it } from 'vitest';
import { faultOf, sizeText, titleFrom } from '../../src/portal/client/chosen-files.ts';
import { shortened } from '../../src/portal/compared-blocks.tsx';
import { markOf } from '../../src/portal/document-mark.ts';
import { issuesOf } from '../../src/portal/health-note.tsx';
import { nl } from '../../src/portal/texts/nl.ts';
import { PASSWORD, view } from '../api/support.ts';
import { portalApp } from '../browser/support/server.ts';

const origin = 'http://vraagbaak.test';
let portal: Awaited<ReturnType<typeof portalApp>>;
let hr: { cookie: string };
let employee: { cookie: string };

beforeAll(async () => {
  portal = await portalApp();
  hr = await signIn('fatima@klaverveld.example');
  employee = await signIn('sanne@klaverveld.example');
});

const send = (path: string, fields: Record<string, string> | null, headers: Record<string, string> = {}) =>
  portal.app.request(`${origin}${path}`, {
    method: fields === null ? 'GET' : 'POST',
    headers: { origin, ...headers },
    ...(fields === null ? {} : { body: new URLSearchParams(fields) }),
  });

async function signIn(email: string): Promise<{ cookie: string }> {
  const response = await send('/aanmelden', { email, password: PASSWORD });
  return { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}

const file = '/hr/documenten';
/** Path with the fields of a form, or null for a page; {id} is a document. */
const all: [string, Record<string, string> | null][] = [
  [`${file}/voorrang`, null],
  [`${file}/voorrang`, { move: 'in {id}', seen: '' }],
  [`${file}/{id}`, { title: 'Nieuw' }],
  [`${file}/{id}/gebruik`, { use: 'on' }],
  [`${file}/{id}/verwijderen`, {}],
  [`${file}/{id}/terugzetten`, {}],
  [`${file}/{id}/opnieuw`, {}],
  [`${file}/{id}/gelezen`, null],
  [`${file}/{id}/versie`, null],
  [`${file}/{id}/versie`, {}],
  [`${file}/{id}/versies/v-2`, null],
  [`${file}/{id}/versies/v-2/live`, {}],
  [`${file}/{id}/versies/v-2/weg`, {}],
];
const withId = (text: string, id: string) => text.replace('{id}', id);
const fieldsFor = (fields: Record<string, string> | null, id: string) =>
  fields && Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, withId(value, id)]));

describe('pages and forms of the employer file', () => {
  it.each(all)('%s %j is HR’s alone', async (path, fields) => {
    const before = JSON.stringify(portal.documents.list({ role: 'hr' } as never));
    const refused = await send(withId(path, 'd-gids'), fieldsFor(fields, 'd-gids'), employee);
    expect(refused.status).toBe(403);
    const visitor = await send(withId(path, 'd-gids'), fieldsFor(fields, 'd-gids'));
    expect(visitor.headers.get('location') ?? '').toMatch(/^\/aanmelden/);
    expect(JSON.stringify(portal.documents.list({ role: 'hr' } as never))).toBe(before);
  });

  it.each(all.filter(([path]) => path.includes('{id}')))(
    '%s %j tells nothing of a document that is not there',
    async (path, fields) => {
      const missing = await send(withId(path, 'nergens'), fields, hr);
      expect(missing.status).toBe(404);
      expect(await missing.text()).toContain('Deze pagina bestaat niet');
    },
  );

  it('takes no move that does not exist, and a filter that does not exist narrows nothing', async () => {
    expect((await send(`${file}/voorrang`, { move: 'weg d-gids' }, hr)).status).toBe(400);
    const page = await send(`${file}?state=weg&sort=x&pagina=99`, null, hr);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('4 documenten');
  });

  it('shows names as text, never as markup', async () => {
    const order = await (await send(`${file}/voorrang`, null, hr)).text();
    const read = await (await send(`${file}/d-gids/gelezen?pagina=2`, null, hr)).text();
    expect(order).toContain('Notitie &lt;b&gt;thuiswerken&lt;/b&gt;');
    expect(read).toContain('Uurlonen &lt;2026&gt;');
  });

  it('says where nothing was read', async () => {
    const page = await (await send(`${file}/d-gids/gelezen?pagina=1`, null, hr)).text();
    expect(page).toContain('Van deze bladzijde is geen tekst gelezen');
  });
});

describe('what the pages are made of', () => {
  it('shortens only long runs that did not change, between changes on both sides', () => {
    const long = `begin ${'woord '.repeat(100)}eind`;
    const parts = [
      { text: long, status: 'same' },
      { text: long, status: 'removed' },
      { text: long, status: 'same' },
      { text: 'x', status: 'added' },
      { text: 'kort', status: 'same' },
    ] as const;
    const [first, removed, middle, added, last] = shortened(parts).map(({ text }) => text);
    expect(first).toMatch(/^ … woord .*eind$/);
    expect(removed).toBe(long);
    expect(middle).toMatch(/^begin .* … .*eind$/);
    expect([added, last]).toEqual(['x', 'kort']);
  });

  it.each([
    ['a.pdf', 1, null],
    ['A.DOCX', 25 * 1024 * 1024, null],
    ['a.pdf', 25 * 1024 * 1024 + 1, 'large'],
    ['a.pdf', 0, 'empty'],
    ['a.exe', 1, 'type'],
    ['pdf', 1, 'type'],
  ] as const)('%s of %i bytes: %s', (name, size, fault) => {
    const faults = nl.hrFile.faults;
    expect(faultOf({ name, size }, faults)).toBe(fault && faults[fault]);
  });

  it('makes a title of a file name, and words of a size', () => {
    expect(titleFrom('Cao_2026--def.v2.pdf')).toBe('Cao 2026 def.v2');
    expect([3, 1500, 15_400, 2_500_000].map((bytes) => sizeText(bytes, nl.hrFile, 'nl'))).toEqual([
      '1 kB',
      '1,5 kB',
      '15 kB',
      '2,5 MB',
    ]);
  });

  it('knows a row again, and one that changed', () => {
    expect(markOf({ ...view })).toBe(markOf(view));
    expect(markOf({ ...view, progress: 0.5 })).not.toBe(markOf(view));
  });

  it('names every kind of thing that may hurt answers', () => {
    const health = {
      passages: 3,
      words: { min: 1, median: 2, max: 3 },
      orphanHeadings: ['Bijlage'],
      midSentence: [1],
      duplicates: [2],
      emptyPages: [4],
      hiddenText: ['wit'],
    };
    expect(issuesOf(health, nl.hrDocuments)).toHaveLength(5);
    expect(issuesOf({ ...health, hiddenText: [], duplicates: [] }, nl.hrDocuments)).toHaveLength(3);
  });
});
