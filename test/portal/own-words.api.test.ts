import { beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD } from '../api/support.ts';
import { portalApp } from '../browser/support/server.ts';

const origin = 'http://vraagbaak.test';
const path = '/hr/woorden';
const input = { word: 'De <b>Loods</b>', meaning: 'magazijn Noord' };
let portal: Awaited<ReturnType<typeof portalApp>>;
let cookie: { cookie: string };

const form = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
  body: new URLSearchParams(fields),
});
async function as(email: string): Promise<{ cookie: string }> {
  const response = await portal.app.request(`${origin}/aanmelden`, form({ email, password: PASSWORD }));
  return { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}
const get = async (address: string, headers = cookie) =>
  (await portal.app.request(`${origin}${address}`, { headers })).text();
const post = async (address: string, fields: Record<string, string>, headers = cookie) =>
  portal.app.request(`${origin}${address}`, form(fields, headers));
/** Adds a word; gives where the browser is sent. */
async function add(fields = input): Promise<{ location: string; id: string }> {
  const location = (await post(path, fields)).headers.get('location') ?? '';
  return { location, id: new URL(location, origin).searchParams.get('net') ?? '' };
}

beforeEach(async () => {
  portal = await portalApp();
  cookie = await as('fatima@klaverveld.example');
});

describe('the page of own words', () => {
  it('is for HR only', async () => {
    const { id } = await add();
    const sanne = await as('sanne@klaverveld.example');
    expect((await portal.app.request(`${origin}${path}`, { headers: sanne })).status).toBe(403);
    for (const address of [path, `${path}/${id}`, `${path}/${id}/actie`])
      expect((await post(address, { ...input, action: 'remove' }, sanne)).status).toBe(403);
  });

  it('is reached from the employer file, and says what to do while it is empty', async () => {
    expect(await get('/hr/documenten')).toContain(`href="${path}"`);
    expect(await get(path)).toContain('Er staat nog niets op de lijst. Typ hierboven');
    expect(await get(path, { cookie: `${cookie.cookie}; vb_taal=en` })).toContain(
      'Nothing is on the list yet. Type above',
    );
  });

  it('adds, changes, removes and puts back, each with a word on what happened', async () => {
    const { location, id } = await add();
    const added = await get(location);
    expect(added).toContain('“De &lt;b&gt;Loods&lt;/b&gt;” staat op de lijst');
    expect(added).toContain('1 woord');
    const editing = await get(`${path}?wijzig=${id}`);
    expect(editing).toContain(`action="${path}/${id}"`);
    expect(editing).toContain('value="magazijn Noord"');
    const edited = await post(`${path}/${id}`, { ...input, meaning: 'hal 2', revision: '1' });
    expect([edited.status, edited.headers.get('location')]).toEqual([303, `${path}?net=${id}`]);
    expect(await get(path)).toContain('hal 2');
    const removed = await post(`${path}/${id}/actie`, { action: 'remove' });
    const page = await get(removed.headers.get('location') ?? '');
    expect(page).toContain('is verwijderd');
    expect(page).toMatch(/value="restore"/);
    expect(page).toContain('Er staat nog niets op de lijst');
    const restored = await post(`${path}/${id}/actie`, { action: 'restore' });
    expect(restored.status).toBe(303);
    expect(await get(path)).toContain('hal 2');
  });

  it.each([
    ['nothing filled in', { word: '', meaning: '' }, ['word-fault', 'meaning-fault', 'Vul dit veld in.']],
    ['too long', { ...input, word: 'x'.repeat(61) }, ['word-fault', 'ten hoogste 60 tekens', 'xxxxx']],
    ['a stop word', { ...input, word: 'de' }, ['word-fault', 'Kies een naam', 'magazijn Noord']],
    ['a meaning without words', { ...input, meaning: 'dat' }, ['meaning-fault', 'De &lt;b&gt;Loods']],
  ])('comes back with everything typed and the fault beside its field: %s', async (_, fields, wanted) => {
    const response = await post(path, fields);
    const text = await response.text();
    expect(response.status).toBe(400);
    for (const part of wanted) expect(text).toContain(part);
    expect(text).toContain('role="alert"');
  });

  it('refuses the same word twice, also when the old one comes back', async () => {
    const { id } = await add();
    const twice = await post(path, { ...input, word: 'de <B>loods</B>' });
    expect([twice.status, (await twice.text()).includes('staat al op de lijst')]).toEqual([400, true]);
    await post(`${path}/${id}/actie`, { action: 'remove' });
    await add();
    const back = await post(`${path}/${id}/actie`, { action: 'restore' });
    expect([back.status, (await back.text()).includes('staat al op de lijst')]).toEqual([400, true]);
  });

  it('keeps what was typed when somebody else changed it meanwhile', async () => {
    const { id } = await add();
    await post(`${path}/${id}`, { ...input, meaning: 'hal 2', revision: '1' });
    const response = await post(`${path}/${id}`, { ...input, meaning: 'hal 3', revision: '1' });
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(text).toContain('Nu staat er: “hal 2”');
    expect(text).toContain('value="hal 3"');
    expect(text).toContain('name="revision" value="2"');
  });

  it('tells nothing of a word that is not there', async () => {
    expect(await get(`${path}?net=onzin&wijzig=onzin`)).toContain('Woord toevoegen');
    expect((await post(`${path}/onzin/actie`, { action: 'remove' })).status).toBe(404);
    expect((await post(`${path}/onzin`, { ...input, revision: '1' })).status).toBe(404);
    expect((await post(`${path}/onzin/actie`, { action: 'wis' })).status).toBe(400);
  });
});
