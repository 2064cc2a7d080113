import { beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD } from '../api/support.ts';
import { portalApp } from '../browser/support/server.ts';

const origin = 'http://vraagbaak.test';
const path = '/hr/werkstromen/sample.two';
let portal: Awaited<ReturnType<typeof portalApp>>;
let cookie = '';

const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin, cookie },
  body: new URLSearchParams(fields),
});
const get = async (address: string) =>
  (await portal.app.request(`${origin}${address}`, { headers: { cookie } })).text();
const post = (address: string, fields: Record<string, string>) =>
  portal.app.request(`${origin}${address}`, form(fields));

/** What a browser would post of the form on the page: inputs, ticks and choices as they stand. */
function formOn(page: string): Record<string, string> {
  const html = page.slice(page.indexOf('id="wijzigen"'), page.indexOf('Eerdere versies'));
  const fields: Record<string, string> = {};
  const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    if (attribute(tag, 'type') === 'checkbox' && !/\bchecked\b/.test(tag)) continue;
    fields[attribute(tag, 'name') ?? ''] = attribute(tag, 'value') ?? '';
  }
  for (const [select] of html.matchAll(/<select[\s\S]*?<\/select>/g)) {
    const chosen = /<option value="([^"]*)" selected/.exec(select)?.[1];
    fields[attribute(select, 'name') ?? ''] = chosen ?? '';
  }
  return fields;
}

beforeEach(async () => {
  portal = await portalApp();
  const signIn = form({ email: 'fatima@klaverveld.example', password: PASSWORD });
  const response = await portal.app.request(`${origin}/aanmelden`, signIn);
  cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
});

describe('the editor of workflows', () => {
  it('lists them and draws each as an ordered list', async () => {
    const list = await get('/hr/werkstromen');
    for (const name of ['Monster in twee stappen', 'Monster dat niets tegenhoudt', 'Monster met alles'])
      expect(list).toContain(name);
    const page = await get(path);
    expect(page).toMatch(/<ol class="flow">.*Ingediend.*Stap treat.*Stap post.*Afgerond/s);
    expect(page).toContain('goedkeuren: HR');
    expect(page).toContain('te laat: ook salarisadministratie');
    expect(await get('/hr/werkstromen/sample.wide')).toContain('tegelijk');
    expect(page).not.toContain('lopen ernaast');
    expect(await get('/hr/werkstromen/sample.side')).toContain('deze stappen lopen ernaast');
    expect((await portal.app.request(`${origin}/hr/werkstromen/onzin`, { headers: { cookie } })).status).toBe(
      404,
    );
  });

  it('adds and removes a step on the page, and keeps it only when asked to', async () => {
    const added = await post(path, { ...formOn(await get(path)), action: 'add' });
    const page = await added.text();
    expect(page).toContain('Nog niet bewaard');
    expect(page).toContain('Stap 3: Nieuwe stap');
    expect(await get(path)).not.toContain('Nieuwe stap');
    const fields = { ...formOn(page), 'steps.2.name.nl': 'Nabellen', 'steps.2.name.en': '' };
    const without = await (await post(path, { ...fields, action: 'remove.0' })).text();
    expect(without).toContain('Stap 1: Stap post');
    expect(without).not.toContain('Stap 3');
    const saved = await post(path, { ...fields, action: 'save' });
    expect(saved.headers.get('location')).toBe(`${path}?net=1`);
    const after = await get(`${path}?net=1`);
    expect(after).toContain('Bewaard als versie 2.');
    expect(after).toContain('Nabellen');
    expect(after).toMatch(/Versie 2<\/strong> \(geldt nu\).*door Fatima el Amrani/s);
    const same = await post(path, { ...formOn(await get(path)), action: 'save' });
    expect(same.headers.get('location')).toBe(`${path}?net=zelfde`);
  });

  it('shows what is wrong, beside its field or above, with everything that was typed', async () => {
    const fields = formOn(await get(path));
    const late = await post(path, { ...fields, 'steps.0.deadlineDays': '999', action: 'save' });
    const page = await late.text();
    expect(late.status).toBe(400);
    expect(page).toMatch(/name="steps.0.deadlineDays" value="999"[^>]*aria-invalid="true"/);
    expect(page).toContain('id="steps.0.deadlineDays-fault"');
    const removed = formOn(await (await post(path, { ...fields, action: 'remove.0' })).text());
    const faulty = await post(path, { ...removed, action: 'save' });
    expect([faulty.status, (await faulty.text()).includes('Iemand moet hier goedkeuren')]).toEqual([
      400,
      true,
    ]);
    expect((await post(path, { ...fields, action: 'wis' })).status).toBe(400);
  });

  it('tells that somebody else was first, and lets the reader go over that', async () => {
    const fields = formOn(await get(path));
    await post(path, { ...fields, 'name.nl': 'Van de ander', action: 'save' });
    const mine = { ...fields, 'name.nl': 'Van mij', action: 'save' };
    const late = await post(path, mine);
    const page = await late.text();
    expect(late.status).toBe(400);
    expect(page).toContain('Iemand anders bewaarde intussen versie 2.');
    expect(page).toContain('value="Van mij"');
    const again = await post(path, { ...formOn(page), action: 'save' });
    expect(again.status).toBe(303);
    expect(await get(path)).toContain('<h1>Van mij</h1>');
  });

  it('turns a workflow off and on, and goes back', async () => {
    const { active: _, ...fields } = formOn(await get(path));
    await post(path, { ...fields, action: 'save' });
    expect(await get('/hr/werkstromen')).toMatch(/Monster in twee stappen.*?tag-bad">uit</s);
    const back = await post(`${path}/terug`, { readVersion: '2', version: 'seed' });
    expect(back.status).toBe(303);
    expect(await get(path)).not.toContain('tag-bad">uit<');
    const late = await post(`${path}/terug`, { readVersion: '1', version: '1' });
    expect([late.status, (await late.text()).includes('intussen versie 3')]).toEqual([400, true]);
    expect((await post(`${path}/terug`, { readVersion: '3', version: '77' })).status).toBe(404);
  });
});
