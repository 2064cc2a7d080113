import { beforeEach, describe, expect, it } from 'vitest';
import { createIds } from '../../src/adapters/node/ids.ts';
import type { OutboxDb } from '../../src/notifications/model.ts';
import { outbox } from '../../src/store/outbox-schema.ts';
import { PASSWORD } from '../api/support.ts';
import { portalApp } from '../browser/support/server.ts';
import { testSeal } from '../contracts/support.ts';

const origin = 'http://vraagbaak.test';
const path = '/hr/contracten';
const SANNE = 'sanne@klaverveld.example';
const FATIMA = 'fatima@klaverveld.example';
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
const get = (address: string, headers: Record<string, string> = cookie) =>
  portal.app.request(`${origin}${address}`, { headers });
const text = async (address: string, headers: Record<string, string> = cookie) =>
  (await get(address, headers)).text();
const post = (address: string, fields: Record<string, string>, headers: Record<string, string> = cookie) =>
  portal.app.request(`${origin}${address}`, form(fields, headers));
const actor = () => ({
  personId: 'x',
  name: 'Fatima',
  employerId: 'klaverveld',
  role: 'hr' as const,
  isOnCall: false,
});
const found = (recipient: string, pattern: RegExp) =>
  (portal.deps.employers.open('klaverveld') as OutboxDb)
    .select()
    .from(outbox)
    .all()
    .filter((mail) => mail.recipient === recipient)
    .flatMap(({ body }) => body.match(pattern)?.[1] ?? [])
    .at(-1) ?? '';

let templateId: string;
const typed = (fields: Record<string, string> = {}) => ({
  sjabloon: templateId,
  voor: 'niemand',
  title: 'Kort contract',
  'veld-functie': 'plukker <b>',
  'employee-name': 'Sanne Vermeulen',
  'employee-email': SANNE,
  'employer-name': 'Fatima el Amrani',
  'employer-email': FATIMA,
  'other-name': '',
  'other-email': '',
  order: 'employer',
  ...fields,
});
const make = async (fields: Record<string, string> = {}) =>
  (await post(`${path}/nieuw`, typed(fields))).headers.get('location') ?? '';

beforeEach(async () => {
  portal = await portalApp({ platformSeal: testSeal(), ids: createIds() });
  cookie = await as(FATIMA);
  templateId = portal.contracts.templates.add(actor(), {
    name: 'Kort',
    forOnCall: false,
    body: '# Kort\n\n{{functie}}',
  }).id;
});

describe('making a contract', () => {
  it('is for HR and the provider only', async () => {
    const sanne = await as(SANNE);
    const url = await make();
    for (const address of [
      path,
      `${path}/nieuw`,
      `${path}/sjablonen`,
      `${path}/controleren`,
      url,
      `${url}/wijzigen`,
    ])
      expect((await get(address, sanne)).status).toBe(403);
    for (const word of ['versturen', 'intrekken', 'link', 'lezers', 'verwijderen', 'wijzigen'])
      expect((await post(`${url}/${word}`, { reason: 'x' }, sanne)).status).toBe(403);
    expect((await get(url, await as('esmee@loonwijs.example'))).status).toBeLessThan(400);
  });

  it('asks for both in step 1, and refuses a subject that is not there', async () => {
    const half = await get(`${path}/nieuw?stap=velden&sjabloon=${templateId}`);
    expect([half.status, (await half.text()).includes('Kies een sjabloon en voor wie')]).toEqual([400, true]);
    for (const who of ['employment:onzin', 'concept:onzin', 'iets:anders', ''])
      expect((await get(`${path}/nieuw?stap=velden&sjabloon=${templateId}&voor=${who}`)).status).toBe(
        who === '' ? 400 : 404,
      );
    expect((await get(`${path}/nieuw?stap=velden&sjabloon=onzin&voor=niemand`)).status).toBe(404);
    expect(await text(`${path}/nieuw?zoek=niemandheetzo`)).toContain('Niemand gevonden');
  });

  it.each<[string, Record<string, string>, string[]]>([
    [
      'a field that is empty',
      { 'veld-functie': ' ' },
      ['“Functie” is niet ingevuld', 'href="#veld-functie"'],
    ],
    ['a wrong address', { 'employee-email': 'sanne' }, ['id="employee-email-fault"', 'niet de juiste vorm']],
    ['no name', { 'employer-name': '' }, ['id="employer-name-fault"', 'Vul dit veld in.']],
    ['one person twice', { 'employee-email': FATIMA }, ['een persoon kan niet voor twee tekenen']],
    ['half a third signer', { 'other-name': 'Ouder' }, ['id="other-email-fault"']],
    [
      'a character that cannot be printed',
      { 'veld-functie': 'plukker 王' },
      ['Dit teken kan niet in de PDF', '王'],
    ],
    ['no title', { title: '' }, ['id="title-fault"', 'Vul dit veld in.']],
  ])('comes back with everything typed: %s', async (_, fields, wanted) => {
    const response = await post(`${path}/nieuw`, typed(fields));
    const page = await response.text();
    expect(response.status).toBe(400);
    for (const part of [...wanted, 'role="alert"', 'Fatima el Amrani'].filter(
      (one) => fields['employer-name'] !== '' || one !== 'Fatima el Amrani',
    ))
      expect(page).toContain(part);
  });

  it('shows the draft, changes it, sends it, sends a link again, withdraws it; each with a word on it', async () => {
    const url = await make();
    expect(await text(url)).toContain('Versturen ter ondertekening');
    expect(await text(`${url}/wijzigen`)).toContain('value="plukker &lt;b&gt;"');
    const stale = await post(`${url}/wijzigen`, { ...typed({ title: 'Nieuw' }), revision: '9' });
    expect([stale.status, (await stale.text()).includes('intussen door iemand anders')]).toEqual([400, true]);
    expect(
      (await post(`${url}/wijzigen`, { ...typed({ title: 'Nieuwe titel' }), revision: '1' })).status,
    ).toBe(303);
    const late = await post(`${url}/versturen`, { revision: '2', expiresOn: '2020-01-01' });
    expect([late.status, (await late.text()).includes('role="alert"')]).toEqual([400, true]);
    const sent = await post(`${url}/versturen`, { revision: '2', expiresOn: '2026-04-01' });
    expect(sent.headers.get('location')).toBe(`${url}?net=sent`);
    const page = await text(`${url}?net=sent`);
    expect(page).toContain('Het contract is verstuurd.');
    expect(page).toContain('0 van 2 getekend');
    expect(page).toContain('1 april 2026');
    const signer = /name="signer" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const first = found(FATIMA, /\/ondertekenen\/(\S+)/);
    expect((await post(`${url}/link`, { signer })).headers.get('location')).toBe(`${url}?net=resent`);
    expect((await get(`/ondertekenen/${first}`, {})).status).toBe(404);
    expect((await get(`/ondertekenen/${found(FATIMA, /\/ondertekenen\/(\S+)/)}`, {})).status).toBe(200);
    const why = await post(`${url}/intrekken`, { reason: ' ' });
    expect([why.status, (await why.text()).includes('Schrijf erbij waarom')]).toEqual([400, true]);
    expect((await post(`${url}/intrekken`, { reason: 'Fout' })).status).toBe(303);
    expect(await text(url)).toContain('Reden: Fout');
    expect((await post(`${url}/versturen`, { revision: '2' })).status).toBe(400);
    expect((await post(`${path}/onzin/versturen`, { revision: '1' })).status).toBe(404);
  });

  it('deletes a draft, filters and searches the list, in English too', async () => {
    const url = await make();
    expect(await text(`${path}?toon=draft&zoek=kort`)).toContain('1 contract');
    expect(await text(`${path}?toon=completed`)).toContain('Geen contract gevonden');
    expect(await text(path, { cookie: `${cookie.cookie}; vb_taal=en` })).toContain('New contract');
    expect((await post(`${url}/verwijderen`, {})).headers.get('location')).toBe(`${path}?net=removed`);
    expect((await get(url)).status).toBe(404);
    expect(await text(`${path}?toon=onzin&pagina=-3`)).toContain('Er is nog geen contract');
  });
});

describe('templates', () => {
  it('are changed from the version that was read, keep the earlier ones, and can be put away', async () => {
    const url = `${path}/sjablonen/${templateId}`;
    const save = (version: string, body: string) =>
      post(url, { action: 'save', name: 'Kort', body, version });
    expect((await save('1', '# Kort\r\n\r\n{{functie}} en {{uren}}')).headers.get('location')).toBe(
      `${path}/sjablonen?net=${templateId}`,
    );
    const stale = await save('1', '# Mijn tekst');
    const page = await stale.text();
    expect([
      stale.status,
      page.includes('Iemand anders heeft'),
      page.includes('# Mijn tekst'),
      page.includes('name="version" value="2"'),
    ]).toEqual([400, true, true, true]);
    expect(await text(`${url}?versie=1`)).toContain('{{functie}}</textarea>');
    const faulty = await (await save('2', '{{functi}}\n{{loon')).text();
    expect(faulty).toContain('Regel 1: het invulveld “functi” bestaat niet.');
    expect(faulty).toContain('Regel 2: hier staan accolades');
    expect((await post(url, { action: 'archive' })).status).toBe(303);
    expect((await get(url)).status).toBe(404);
    expect(await text(`${path}/sjablonen`)).toContain('meegeleverd');
  });
});

describe('the pages of a signer', () => {
  const sent = async () => {
    const url = await make();
    await post(`${url}/versturen`, { revision: '1' });
    return found(FATIMA, /\/ondertekenen\/(\S+)/);
  };
  const enter = async (token: string) => {
    await post(`/ondertekenen/${token}/code`, {}, {});
    const code = found(FATIMA, /^(\d{6})$/m);
    const response = await post(`/ondertekenen/${token}/openen`, { code }, {});
    return response.headers.get('set-cookie') ?? '';
  };

  it('give nothing away before the code, and a cookie that is for this link alone after it', async () => {
    const token = await sent();
    const door = await text(`/ondertekenen/${token}`, {});
    expect(door).toContain('f…@klaverveld.example');
    for (const secret of ['plukker', SANNE, FATIMA]) expect(door).not.toContain(secret);
    expect((await get(`/ondertekenen/${token}/contract.pdf`, {})).status).toBe(403);
    const set = await enter(token);
    expect(set).toContain(`Path=/ondertekenen/${token}`);
    expect(set).toContain('HttpOnly');
    const access = { cookie: set.split(';')[0] ?? '' };
    expect(await text(`/ondertekenen/${token}`, access)).toContain('plukker &lt;b&gt;');
    const file = await get(`/ondertekenen/${token}/contract.pdf`, access);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('cache-control')).toBe('no-store');
    expect((await get('/ondertekenen/onzin', {})).status).toBe(404);
    expect((await get(`/ondertekenen/${token}x`, access)).status).toBe(404);
  });

  it('refuse a signature without a name, strokes or consent, and one from another website', async () => {
    const token = await sent();
    const access = { cookie: (await enter(token)).split(';')[0] ?? '' };
    await get(`/ondertekenen/${token}`, access);
    const sign = (fields: Record<string, string>, headers = {}) =>
      post(`/ondertekenen/${token}/tekenen`, fields, { ...access, ...headers });
    for (const fields of [
      { method: 'typed', name: '', agreed: '1' },
      { method: 'typed', name: 'Fatima', agreed: '' },
      { method: 'drawn', strokes: '', agreed: '1' },
      { method: 'drawn', strokes: '[[1,2],[9999,1]]', agreed: '1' },
      { method: 'drawn', strokes: 'alert(1)', agreed: '1' },
    ] as Record<string, string>[]) {
      const response = await sign(fields);
      expect([response.status, (await response.text()).includes('vink aan dat je akkoord gaat')]).toEqual([
        400,
        true,
      ]);
    }
    const typedName = { method: 'typed', name: 'Fatima', agreed: '1' };
    expect((await sign(typedName, { origin: 'https://elders.example' })).status).toBe(403);
    expect((await sign(typedName)).status).toBe(303);
    expect((await sign(typedName)).status).toBe(303);
    const seen = portal.contracts.list(actor(), { search: '', show: 'all', page: 1 }).rows[0];
    expect(seen).toMatchObject({ signed: 1, status: 'sent' });
  });

  it('keep the token out of the log', async () => {
    const token = await sent();
    await get(`/ondertekenen/${token}`, {});
    await get(`/api/signing/${token}`, {});
    const lines = JSON.stringify((portal.deps as unknown as { logged: unknown[] }).logged);
    expect(lines).toContain('/ondertekenen/…');
    expect(lines).toContain('/api/signing/…');
    expect(lines).not.toContain(token);
  });

  it('have their like in JSON', async () => {
    const token = await sent();
    const api = `${origin}/api/signing/${token}`;
    const json = (body: unknown, headers = {}): RequestInit => ({
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    expect(await (await portal.app.request(api)).json()).toMatchObject({
      title: 'Kort contract',
      signer: 'sent',
    });
    expect((await portal.app.request(`${api}/contract`)).status).toBe(403);
    expect((await portal.app.request(`${api}/code`, { method: 'POST' })).status).toBe(204);
    expect((await portal.app.request(`${api}/access`, json({ code: 'abc' }))).status).toBe(422);
    const opened = await portal.app.request(`${api}/access`, json({ code: found(FATIMA, /^(\d{6})$/m) }));
    const { access } = (await opened.json()) as { access: string };
    const headers = { 'x-signing-access': access };
    expect(await (await portal.app.request(`${api}/contract`, { headers })).json()).toMatchObject({
      signer: 'viewed',
      pages: 1,
    });
    expect((await portal.app.request(`${api}/file`, { headers })).headers.get('content-type')).toBe(
      'application/pdf',
    );
    expect((await portal.app.request(`${api}/decline`, json({ reason: ' ' }, headers))).status).toBe(422);
    const signed = await portal.app.request(
      `${api}/sign`,
      json({ method: 'typed', name: 'Fatima', agreed: true }, headers),
    );
    expect(await signed.json()).toMatchObject({ signer: 'signed', status: 'sent' });
    expect(
      (
        await portal.app.request(
          `${api}/sign`,
          json({ method: 'typed', name: 'Fatima', agreed: true }, headers),
        )
      ).status,
    ).toBe(409);
    const refused = await portal.app.request(
      `${origin}/api/employers/klaverveld/contract-templates`,
      json({ name: 'X', body: '{{nee}} {{ook}}' }, { ...cookie, origin }),
    );
    expect(await refused.json()).toMatchObject({
      code: 'contract_template_faulty',
      problems: [{ name: 'nee' }, { name: 'ook' }],
    });
  });
});
