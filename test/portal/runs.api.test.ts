import { beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD } from '../api/support.ts';
import { klaverveldRuns } from '../browser/support/runs.ts';
import { portalApp } from '../browser/support/server.ts';

const origin = 'http://vraagbaak.test';
let portal: Awaited<ReturnType<typeof portalApp>>;
let house: ReturnType<typeof klaverveldRuns>;

const form = (fields: Record<string, string>, headers: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
  body: new URLSearchParams(fields),
});
async function as(email: string): Promise<{ cookie: string }> {
  const response = await portal.app.request(`${origin}/aanmelden`, form({ email, password: PASSWORD }, {}));
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  if (email.startsWith('esmee')) {
    const place = form({ place: 'provider@klaverveld' }, { cookie });
    const chosen = await portal.app.request(`${origin}/aanmelden/kies`, place);
    return { cookie: (chosen.headers.get('set-cookie') ?? cookie).split(';')[0] ?? '' };
  }
  return { cookie };
}
const get = (path: string, headers: { cookie: string }) =>
  portal.app.request(`${origin}${path}`, { headers });

beforeEach(async () => {
  portal = await portalApp(
    {},
    {
      payrollRuns: (deps) => {
        house = klaverveldRuns(deps);
        return house.runs;
      },
    },
  );
});

const desk = ['/loonruns', '/loonruns/gegevens?periode=202611', '/loonruns/controles?periode=202611'];
const both = ['/proefrun', '/proefrun/mail'];

describe('the pages of payroll runs', () => {
  it('are for HR as far as trials go, and for nobody else', async () => {
    const [hr, employee] = [await as('fatima@klaverveld.example'), await as('sanne@klaverveld.example')];
    const [run] = house.runs.list({
      personId: 'x',
      name: '',
      employerId: 'klaverveld',
      role: 'hr',
      isOnCall: false,
    });
    for (const path of both) expect((await get(path, hr)).status).toBe(200);
    expect((await get(`/proefrun/${run?.id}`, hr)).status).toBe(200);
    for (const path of desk) expect((await get(path, hr)).status).toBe(403);
    for (const path of [...desk, ...both, `/proefrun/${run?.id}`, `/proefrun/${run?.id}/verloop`])
      expect((await get(path, employee)).status).toBe(403);
    for (const path of ['/loonruns', '/loonruns/x', '/loonruns/periode/202611', '/loonruns/x/inlezen'])
      expect((await portal.app.request(`${origin}${path}`, form({ action: 'close' }, hr))).status).toBe(403);
    const body = { action: 'approve', body: 'x', level: 'employer' };
    for (const path of [
      '/proefrun/x/besluit',
      '/proefrun/x/opmerkingen',
      '/proefrun/x/opmerkingen/y',
      '/proefrun/mail',
    ])
      expect((await portal.app.request(`${origin}${path}`, form(body, employee))).status).toBe(403);
  });

  it('speak English too, and tell the same of a run that is not there and one that is not ready', async () => {
    const hr = await as('fatima@klaverveld.example');
    const english = { cookie: `${hr.cookie}; vb_taal=en` };
    expect(await (await get('/proefrun', english)).text()).toContain('Trial run October 2026');
    const provider = {
      personId: 'x',
      name: '',
      employerId: 'klaverveld',
      role: 'provider',
      isOnCall: false,
    } as const;
    const run = house.runs.create(provider, { periodId: 202611, onCall: 'without' });
    for (const id of [run.id, 'bestaat-niet']) expect((await get(`/proefrun/${id}`, hr)).status).toBe(404);
  });

  it('keep what was typed in a mail text with the faults, and lines that are no address', async () => {
    const hr = await as('fatima@klaverveld.example');
    const send = (fields: Record<string, string>) =>
      portal.app.request(`${origin}/proefrun/mail`, form({ level: 'provider', ...fields }, hr));
    const text = await send({ action: 'save', language: 'nl', subject: 'x', body: '<b>{{link}}</b> € 5' });
    expect(text.status).toBe(400);
    const page = await text.text();
    expect(page).toContain('&lt;b&gt;{{link}}&lt;/b&gt; € 5');
    expect(page).toContain('lijkt op een bedrag');
    const wrong = await send({ action: 'addresses', addresses: 'jo@acme.example en\ngeen adres' });
    expect([wrong.status, (await wrong.text()).includes('“geen adres” is geen e-mailadres')]).toEqual([
      400,
      true,
    ]);
    expect((await send({ action: 'addresses', addresses: 'jo@acme.example en' })).status).toBe(303);
    // HR has its own level only, whatever the form says.
    const kept = house.runs.mail({
      personId: 'x',
      name: '',
      employerId: 'klaverveld',
      role: 'hr',
      isOnCall: false,
    });
    expect([kept.employer.addresses, kept.provider.addresses]).toEqual([
      [{ address: 'jo@acme.example', language: 'en' }],
      [],
    ]);
  });
});
