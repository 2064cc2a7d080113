import { beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD } from '../api/support.ts';
import { portalHouse } from '../mutations/portal-house.ts';

const origin = 'http://vraagbaak.test';
const OLD = 'sanne@oud.example';
let house: Awaited<ReturnType<typeof portalHouse>>;
let sanne: { cookie: string };

const form = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
  body: new URLSearchParams(fields),
});
async function as(email: string): Promise<{ cookie: string }> {
  const response = await house.app.request(`${origin}/aanmelden`, form({ email, password: PASSWORD }));
  return { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}
const get = (path: string, headers: Record<string, string> = sanne) =>
  house.app.request(`${origin}${path}`, { headers });
const page = async (path: string, headers = sanne) => (await get(path, headers)).text();
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = sanne) =>
  house.app.request(`${origin}${path}`, form(fields, headers));
/** The hidden fields of the last form on a page: what a browser would send along. */
const hidden = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]),
  ) as Record<string, string>;
/** Fills in a form, reads it back and confirms. */
async function hand(path: string, fields: Record<string, string>, more: Record<string, string> = {}) {
  const review = await (await post(path, { ...fields, step: 'check' })).text();
  return post(path, { ...hidden(review), ...more, step: 'confirm' });
}
const move = { street: 'Kerkplein', houseNumber: '3 bis', postcode: '7201cd', city: 'Zutphen', fromDate: '' };
const bank = { iban: 'NL20 INGB 0001 2345 67', holder: 'S. Vermeulen' };

beforeEach(async () => {
  house = await portalHouse();
  sanne = await as('sanne@klaverveld.example');
});

describe('my data', () => {
  it('show what holds, the account by its end, and the history of each', async () => {
    const text = await page('/gegevens');
    for (const part of ['Dorpsstraat 12a, 3511 AB Utrecht', '030 234 5678', OLD, '…4300', 'Noodcontact'])
      expect(text).toContain(part);
    expect(text).toContain('Nog niet bekend.');
    expect(text).toContain('Geschiedenis');
    expect(text).not.toContain('NL91');
    expect(await page('/gegevens', { cookie: `${sanne.cookie}; vb_taal=en` })).toContain('Emergency contact');
  });

  it('of who has no employment here say so, and open no form', async () => {
    const fatima = await as('fatima@klaverveld.example');
    expect(await page('/gegevens', fatima)).toContain('geen dienstverband');
    for (const name of ['adres', 'contact', 'noodcontact', 'rekening'])
      expect((await get(`/gegevens/${name}`, fatima)).status).toBe(422);
  });

  it('need a sign-in', async () => {
    for (const path of ['/gegevens', '/gegevens/rekening']) {
      const response = await get(path, {});
      expect([response.status, response.headers.get('location')]).toEqual([
        303,
        `/aanmelden?naar=${encodeURIComponent(path)}`,
      ]);
    }
  });
});

describe('a move', () => {
  it('is read back, old and new, before anything is written', async () => {
    const response = await post('/gegevens/adres', { ...move, step: 'check' });
    const text = await response.text();
    expect(response.status).toBe(200);
    for (const part of [
      'Klopt dit?',
      'Dorpsstraat 12a',
      'Kerkplein 3 bis, 7201 CD Zutphen',
      'Je leidinggevende',
    ])
      expect(text).toContain(part);
    expect(house.facts().address).toMatchObject({ street: 'Dorpsstraat' });
    const back = await (await post('/gegevens/adres', { ...hidden(text), step: 'edit' })).text();
    expect(back).toContain('value="3 bis"');
    const done = await post('/gegevens/adres', { ...hidden(text), step: 'confirm' });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/gegevens?net=address']);
    expect(house.facts().address).toMatchObject({ street: 'Kerkplein', houseNumber: 3, addition: 'bis' });
    await post('/gegevens/adres', { ...hidden(text), step: 'confirm' });
    expect(house.mutations.list({ ...hrActor }, { search: '', page: 1, reported: false }).total).toBe(1);
  });

  it.each([
    [{ postcode: '12' }, ['postcode-fault', 'vier cijfers en twee letters']],
    [{ street: '', houseNumber: 'x' }, ['street-fault', 'houseNumber-fault', 'Begin het huisnummer']],
    [{ fromDate: '2020-01-01' }, ['fromDate-fault', 'sinds 1 maart 2024']],
  ])('comes back with the fault beside its field: %j', async (wrong, parts) => {
    const response = await post('/gegevens/adres', { ...move, ...wrong, step: 'check' });
    const text = await response.text();
    expect(response.status).toBe(400);
    for (const part of [...parts, 'role="alert"', 'aria-invalid="true"', 'value="Zutphen"'])
      expect(text).toContain(part);
  });

  it('warns without stopping', async () => {
    const text = await (
      await post('/gegevens/adres', { ...move, postcode: '7201 SS', step: 'check' })
    ).text();
    expect(text).toContain('Postcodes op SS worden niet uitgegeven');
    expect(text).toContain('value="confirm"');
  });

  it('is filled in by a link, and says so; nothing of it is markup', async () => {
    const query = 'street=%3Cb%3EKerkplein&house_number=3&addition=bis&postcode=7201CD&city=Zutphen';
    const text = await page(`/gegevens/adres?${query}&from_date=1-4-2026`);
    for (const part of ['value="&lt;b&gt;Kerkplein"', 'value="3"', 'value="2026-04-01"', 'vooraf ingevuld'])
      expect(text).toContain(part);
    expect(text.match(/vooraf ingevuld[;<]/g)).toHaveLength(6);
    expect(await page('/gegevens/adres')).not.toContain('vooraf ingevuld');
  });

  it('is told apart from a correction, which starts with what is there', async () => {
    const text = await page('/gegevens/adres?mode=correction');
    expect(text).toContain('value="Dorpsstraat"');
    expect(text).not.toContain('name="fromDate"');
    await hand('/gegevens/adres', { ...move, street: 'Dorpstraat', mode: 'correction' });
    expect(await page('/gegevens')).toContain('was fout, is verbeterd');
  });
});

describe('contact data', () => {
  it('put a mobile number from a link in its own field', async () => {
    const text = await page('/gegevens/contact?phone=0612345678&email=nieuw@s.example');
    expect(text).toMatch(/id="mobile" name="mobile" value="0612345678"/);
    expect(text).toMatch(/id="phone" name="phone" value="030 234 5678"/);
    expect(text).toMatch(/id="email" name="email" value="nieuw@s.example"/);
  });

  it('ask which address is right, and take either answer', async () => {
    const typed = { email: 'Sanne@gmail.con', phone: '030 2345678', mobile: '' };
    const response = await post('/gegevens/contact', { ...typed, step: 'check' });
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(text).toContain('Bedoel je sanne@gmail.com?');
    const asked = hidden(text);
    expect(asked.emailAsked).toBe('sanne@gmail.con');
    const either = async (emailChoice: string, email = typed.email) =>
      (await post('/gegevens/contact', { ...typed, email, ...asked, emailChoice, step: 'check' })).text();
    expect(await either('suggested')).toContain('<strong>sanne@gmail.com</strong>');
    const kept = await either('typed');
    expect(kept).toContain('<strong>sanne@gmail.con</strong>');
    // The answer was about that address only.
    expect(await either('typed', 'sanne@hotmail.con')).toContain('Bedoel je sanne@hotmail.com?');
    const done = await post('/gegevens/contact', { ...hidden(kept), step: 'confirm' });
    expect(done.headers.get('location')).toBe('/gegevens?net=verify');
    expect(house.mailsTo('sanne@gmail.con')).toHaveLength(1);
  });

  it('can be withdrawn and undone from the page', async () => {
    await hand('/gegevens/contact', { email: 'nieuw@s.example', phone: '', mobile: '0612345678' });
    const text = await page('/gegevens?net=verify');
    expect(text).toContain('Open die binnen 48 uur');
    expect(text).toContain('wacht op je bevestiging');
    const actions = [...text.matchAll(/action="(\/gegevens\/wijzigingen\/[^"]+)"/g)].map((m) => m[1] ?? '');
    expect(actions).toHaveLength(3);
    for (const path of actions) {
      const isMail = (await post(path, { action: 'withdraw' })).status === 303;
      if (!isMail) expect((await post(path, { action: 'undo' })).status).toBe(303);
    }
    expect(house.facts()).toMatchObject({ email: { email: OLD }, phone: { phone: '+31302345678' } });
    expect(house.facts().mobile).toBeUndefined();
    expect((await post(actions[0] ?? '', { action: 'wis' })).status).toBe(400);
  });
});

describe('an emergency contact', () => {
  it('is filled in by a link and applied', async () => {
    const text = await page('/gegevens/noodcontact?name=Bo&relation=broer&phone=0612345678');
    expect(text.match(/vooraf ingevuld[;<]/g)).toHaveLength(3);
    const done = await hand('/gegevens/noodcontact', { name: 'Bo', relation: 'broer', phone: '0612345678' });
    expect(done.headers.get('location')).toBe('/gegevens?net=emergency-contact');
    expect(await page('/gegevens')).toContain('Bo (broer), 06 12345678');
  });
});

describe('the protected page of the bank account', () => {
  it('takes nothing from a link', async () => {
    const text = await page('/gegevens/rekening?iban=NL20INGB0001234567&holder=Dief');
    expect(text).not.toMatch(/value="(?:NL20INGB|Dief)/);
  });

  it('reads it back, mails a code to the old address, and waits', async () => {
    const review = await post('/gegevens/rekening', { ...bank, step: 'check' });
    const text = await review.text();
    for (const part of ['NL20 INGB 0001 2345 67', '…4300', 's…@oud.example', 'one-time-code'])
      expect(text).toContain(part);
    const wrong = await post('/gegevens/rekening', { ...hidden(text), code: '1', step: 'confirm' });
    const again = await wrong.text();
    expect([wrong.status, again.includes('code-fault')]).toEqual([400, true]);
    const code = house.codeTo(OLD);
    const done = await post('/gegevens/rekening', { ...hidden(again), code, step: 'confirm' });
    expect(done.headers.get('location')).toBe('/gegevens?net=bank-account');
    const mine = await page('/gegevens');
    expect(mine).toContain('gaat in op 5 maart 2026');
    expect(mine).toContain('…4567');
    expect(mine).not.toContain('NL20');
    const logged = JSON.stringify(house.deps.logged);
    expect(logged).not.toMatch(/NL20|0001234567/);
    expect(logged).toContain('/gegevens/rekening');
  });

  it('sends a new code on asking, and says when it was asked too often', async () => {
    await post('/gegevens/rekening', { ...bank, step: 'check' });
    const again = await (await post('/gegevens/rekening', { ...bank, step: 'code' })).text();
    expect(again).toContain('Er is een nieuwe code gestuurd');
    for (let i = 0; i < 4; i++) await post('/gegevens/rekening', { ...bank, step: 'code' });
    expect(house.mailsTo(OLD)).toHaveLength(5);
    const full = await post('/gegevens/rekening', { ...bank, step: 'code' });
    expect([full.status, (await full.text()).includes('rustig aan')]).toEqual([400, true]);
  });

  it.each([
    [{ iban: 'NL21INGB0001234567' }, 'controlecijfers'],
    [{ iban: '' }, 'iban-fault'],
    [{ holder: '' }, 'holder-fault'],
  ])('sends no code for %j', async (wrong, part) => {
    const response = await post('/gegevens/rekening', { ...bank, ...wrong, step: 'check' });
    expect(await response.text()).toContain(part);
    expect(house.mailsTo(OLD)).toEqual([]);
  });
});

describe('links in mails', () => {
  const visitor = {};
  it('do nothing when opened, and what they say when pressed, without a sign-in', async () => {
    await hand('/gegevens/contact', { email: 'nieuw@s.example', phone: '', mobile: '' });
    const verify = house.linkTo('nieuw@s.example');
    expect(await page(verify, visitor as { cookie: string })).toContain('Is dit jouw e-mailadres?');
    expect(house.facts().email).toEqual({ email: OLD });
    const done = await post(verify, {}, visitor);
    expect(await done.text()).toContain('Dit adres is nu in gebruik');
    expect(house.facts().email).toEqual({ email: 'nieuw@s.example' });
    const report = house.linkTo(OLD);
    const asked = await page(report, visitor as { cookie: string });
    expect(asked).toContain('vast nummer en e-mailadres');
    expect(await (await post(report, {}, visitor)).text()).toContain('Wijzig nu ook je wachtwoord');
    // Beside the notices of the workflow: one mail about the report.
    const reported = house
      .mailsTo('fatima@klaverveld.example')
      .filter(({ subject }) => subject.includes('dit was ik niet'));
    expect(reported).toHaveLength(1);
  });

  it.each(['/wijziging/onzin', '/wijziging/klaverveld.onzin', '/wijziging/elders.secret-1-xxxx'])(
    '%s does not exist',
    async (path) => {
      for (const response of [await get(path, visitor), await post(path, {}, visitor)])
        expect(response.status).toBe(404);
    },
  );

  it('leave no secret in the log', async () => {
    await hand('/gegevens/contact', { email: 'nieuw@s.example', phone: '', mobile: '' });
    const link = house.linkTo('nieuw@s.example');
    await get(link, visitor);
    expect(JSON.stringify(house.deps.logged)).not.toContain(link.split('.')[1]);
  });
});

const hrActor = { personId: 'x', name: 'x', employerId: 'klaverveld', role: 'hr', isOnCall: false } as const;

describe('the list of HR', () => {
  it('is not for employees', async () => {
    for (const path of ['/hr/wijzigingen', `/hr/wijzigingen/medewerker/${house.employeeId}`])
      expect((await get(path)).status).toBe(403);
  });

  it('shows, filters, opens, takes back and sets the waiting period', async () => {
    const fatima = await as('fatima@klaverveld.example');
    expect(await page('/hr/documenten', fatima)).toContain('href="/hr/wijzigingen"');
    expect(await page('/hr/wijzigingen', fatima)).toContain('Er is niets gewijzigd dat hierbij past');
    await hand('/gegevens/adres', { ...move, fromDate: '2026-06-01' });
    await hand('/gegevens/contact', { email: OLD, phone: '030 2345678', mobile: '0612345678' });
    const all = await page('/hr/wijzigingen', fatima);
    expect(all).toContain('2 wijzigingen');
    expect(all).toContain('geen → 06 12345678');
    const found = await page('/hr/wijzigingen?soort=address&zoek=vermeulen&status=scheduled', fatima);
    expect(found).toContain('1 wijziging<');
    expect(found).toContain('/mutations/export?form=address&amp;status=scheduled&amp;search=vermeulen');
    expect(await page('/hr/wijzigingen?gemeld=true', fatima)).toContain('0 wijzigingen');
    expect(await page('/hr/wijzigingen?status=onzin&pagina=-2', fatima)).toContain('2 wijzigingen');
    const path = /action="(\/hr\/wijzigingen\/[^"]+)\/actie"/.exec(found)?.[1] ?? '';
    const taken = await post(`${path}/actie`, { action: 'withdraw' }, fatima);
    const detail = await page(taken.headers.get('location') ?? '', fatima);
    for (const part of ['Ingetrokken.', 'Wat er gebeurde', 'door Sanne Vermeulen', 'door Fatima el Amrani'])
      expect(detail).toContain(part);
    expect((await post(`${path}/actie`, { action: 'withdraw' }, fatima)).status).toBe(409);
    const history = await page(`/hr/wijzigingen/medewerker/${house.employeeId}`, fatima);
    for (const part of ['Geschiedenis van Sanne Vermeulen', '…4300', 'vastgelegd op 2 maart 2026'])
      expect(history).toContain(part);
    for (const id of ['onzin', 'medewerker/onzin'])
      expect((await get(`/hr/wijzigingen/${id}`, fatima)).status).toBe(404);
    const saved = await post('/hr/wijzigingen/instellingen', { days: '7' }, fatima);
    expect(await page(saved.headers.get('location') ?? '', fatima)).toContain('De wachttijd is bewaard');
    for (const days of ['', '0', '31', 'x']) {
      const refused = await post('/hr/wijzigingen/instellingen', { days }, fatima);
      expect([refused.status, (await refused.text()).includes('days-fault')]).toEqual([400, true]);
    }
    expect(house.mutations.settings({ ...hrActor })).toEqual({ bankWaitingDays: 7 });
  });
});
