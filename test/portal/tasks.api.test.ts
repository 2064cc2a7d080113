import { beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD } from '../api/support.ts';
import { portalApp } from '../browser/support/server.ts';

const origin = 'http://vraagbaak.test';
let portal: Awaited<ReturnType<typeof portalApp>>;
let cookies: Record<string, string>;

const form = (fields: Record<string, string> | [string, string][], headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
  body: new URLSearchParams(fields),
});
async function as(email: string): Promise<string> {
  const response = await portal.app.request(`${origin}/aanmelden`, form({ email, password: PASSWORD }));
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
const people = { hr: 'fatima', manager: 'joris', employee: 'sanne' };
const send = (who: string, address: string, init: RequestInit = {}) =>
  portal.app.request(`${origin}${address}`, {
    ...init,
    headers: { ...(init.headers as Record<string, string>), cookie: cookies[who] ?? '' },
  });
const get = async (address: string, who = 'hr') => (await send(who, address)).text();
const post = (address: string, fields: Parameters<typeof form>[0], who = 'hr') =>
  send(who, address, form(fields));
const taskOf = (workflowId: string, key: string) =>
  portal.deps.employers
    .open('klaverveld')
    .get<{ id: string }>(
      `SELECT id FROM workflow_tasks WHERE workflow_id = '${workflowId}' AND step_key = '${key}'`,
    )?.id ?? '';
const start = (title: string, who = 'Sanne', trigger = 'sample.two', id = title) =>
  portal.samples.start(trigger, id, title, who);

beforeEach(async () => {
  portal = await portalApp();
  cookies = {};
  for (const [role, name] of Object.entries(people)) cookies[role] = await as(`${name}@klaverveld.example`);
});

describe('the pages of tasks', () => {
  it('are for who has tasks; those of everybody for HR and the provider', async () => {
    const status = async (who: string, address: string) => (await send(who, address)).status;
    for (const address of ['/taken', '/taken/vervanging']) {
      expect([await status('employee', address), await status('manager', address)]).toEqual([403, 200]);
    }
    for (const address of ['/hr/processen', '/hr/werkstromen', '/hr/werkstromen/sample.two'])
      expect([await status('manager', address), await status('hr', address)]).toEqual([403, 200]);
    expect(await get('/taken')).toContain('Er wacht niets op jou');
    expect(await get('/taken', 'manager')).not.toContain('/hr/processen');
    expect(await get('/', 'employee')).not.toContain('href="/taken"');
  });

  it('count what waits in the menu', async () => {
    start('Een');
    start('Twee');
    expect(await get('/')).toMatch(/href="\/taken".*?<span class="badge-count">2<\/span>/);
  });

  it('show each with its rule beside the button, and nothing of it as markup', async () => {
    start('Kilo <b>42</b>');
    const page = await get('/taken');
    expect(page).toContain('Kilo &lt;b&gt;42&lt;/b&gt;');
    expect(page).toContain('Ligt in &lt;b&gt;kast&lt;/b&gt; 3');
    expect(page).toContain('Hooguit 50 kg per keer.');
    expect(page).toContain('Monsterregeling, artikel 2');
    expect(page).toContain('voor 7 maart 2026');
    expect(await get('/taken', 'hr').then((text) => text.includes('style='))).toBe(false);
    const english = await send('hr', '/taken', { headers: {} });
    expect(english.status).toBe(200);
    cookies.hr += '; vb_taal=en';
    expect(await get('/taken')).toContain('due March 7, 2026');
  });

  it('find, filter and keep what was asked for over the pages', async () => {
    for (let i = 0; i < 27; i++) start(`Monster ${i}`);
    start('Van Joris', 'Joris');
    expect(await get('/taken?zoek=joris')).toContain('1 taak<');
    expect(await get('/taken?zoek=nergens')).toContain('Geen taak die hierbij past');
    const first = await get('/taken?op=newest');
    expect(first).toContain('href="/taken?op=newest&amp;bladzijde=2"');
    expect(await get('/taken?op=newest&bladzijde=2')).toContain('Bladzijde 2 van 2');
    expect(await get('/taken?laat=1')).toContain('Geen taak');
    portal.deps.employers.open('klaverveld').run(`UPDATE workflow_tasks SET due_at = 1`);
    expect(await get('/taken?laat=1')).toContain('28 taken');
    expect((await send('hr', '/taken?soort=onzin&op=onzin&bladzijde=-1')).status).toBe(200);
  });
});

describe('deciding', () => {
  it('happens in place and says so on the list it came from', async () => {
    const treat = taskOf(start('Monster A'), 'treat');
    const response = await post(`/taken/${treat}`, { action: 'approve', terug: '/taken?op=newest' });
    expect(response.status).toBe(303);
    const location = response.headers.get('location') ?? '';
    expect(location).toBe(`/taken?op=newest&net=${treat}&gedaan=approve`);
    expect(await get(location)).toContain('Goedgekeurd: Monster A.');
    expect((await post(`/taken/${treat}`, { action: 'approve' })).status).toBe(303);
    expect(portal.samples.heard.steps).toHaveLength(1);
  });

  it('asks for a reason where one is due, and keeps what was typed', async () => {
    const treat = taskOf(start('Monster A'), 'treat');
    const empty = await post(`/taken/${treat}`, { action: 'reject', reason: '  ' });
    expect(empty.status).toBe(400);
    const text = await empty.text();
    expect(text).toMatch(/<details class="reason" open="?"?>/);
    expect(text).toContain('Vul dit in.');
    const long = await post(`/taken/${treat}`, { action: 'return', reason: `kort${'x'.repeat(1000)}` });
    expect([long.status, (await long.text()).includes('kortxxx')]).toEqual([400, true]);
    const done = await post(`/taken/${treat}`, { action: 'return', reason: 'De bon mist.' });
    expect(await get(done.headers.get('location') ?? '')).toContain('Teruggestuurd: Monster A.');
    const page = await get(`/taken/${treat}`);
    expect(page).toContain('teruggestuurd door Fatima el Amrani op 2 maart 2026');
    expect(page).toContain('Reden: De bon mist.');
    expect((await post(`/taken/${treat}`, { action: 'wis' })).status).toBe(400);
  });

  it('hands the chosen fields on, and leads nowhere but to the list', async () => {
    const id = start('Monster A');
    await post(`/taken/${taskOf(id, 'treat')}`, { action: 'approve' });
    const first = await send(
      'hr',
      '/aanmelden',
      form({ email: 'esmee@loonwijs.example', password: PASSWORD }),
    );
    const token = /name="choiceToken" value="([^"]+)"/.exec(await first.text())?.[1];
    expect(token).toBeDefined();
    const chosen = await post('/aanmelden/keuze', { choiceToken: token ?? '', place: 'provider@klaverveld' });
    cookies.provider = (chosen.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const page = await get('/taken', 'provider');
    expect(page).toContain('<option value="b2" selected');
    await post(`/taken/${taskOf(id, 'post')}`, { action: 'process', 'input.bak': 'b1' }, 'provider');
    expect(portal.samples.heard.steps.at(-1)).toMatchObject({ action: 'process', input: { bak: 'b1' } });
    const other = taskOf(start('Monster B'), 'treat');
    const away = await post(`/taken/${other}`, { action: 'approve', terug: 'https://elders.example/taken' });
    expect(away.headers.get('location')).toMatch(/^\/taken\?/);
  });

  it('is refused with the reason when it is about oneself or somebody was first', async () => {
    const own = taskOf(start('Van mij', 'Fatima'), 'treat');
    const response = await post(`/taken/${own}`, { action: 'approve' });
    expect([response.status, (await response.text()).includes('Dit gaat over jezelf')]).toEqual([400, true]);
    expect((await post('/taken/onzin', { action: 'approve' })).status).toBe(404);
    const boss = taskOf(start('Breed', 'Sanne', 'sample.wide'), 'boss');
    await post(`/taken/${boss}`, { action: 'approve' }, 'manager');
    const late = await post(`/taken/${boss}`, { action: 'approve' });
    expect([late.status, (await late.text()).includes('al afgehandeld')]).toEqual([400, true]);
  });

  it('together reports on each', async () => {
    const tasks = ['Een', 'Twee'].map((title) => taskOf(start(title), 'treat'));
    const closed = taskOf(start('Dicht', 'Sanne', 'sample.two', 'dicht'), 'treat');
    const chosen = [...tasks, closed].map((id): [string, string] => ['taak', id]);
    const response = await post('/taken/samen', [...chosen, ['action', 'approve'], ['terug', '/taken']]);
    const location = response.headers.get('location') ?? '';
    expect(location).toBe(`/taken?klaar=2&niet=${closed}.conflict`);
    const page = await get(location);
    expect(page).toContain('2 taken gedaan.');
    expect(page).toContain('1 taak niet gedaan:');
    expect(page).toContain('Dicht: Dit is intussen door iemand anders gewijzigd');
    expect(portal.samples.heard.steps.map(({ subjectId }) => subjectId)).toEqual(['Een', 'Twee']);
    const nothing = await post('/taken/samen', { action: 'approve', terug: '/taken?op=newest' });
    expect(nothing.headers.get('location')).toBe('/taken?op=newest&net=niets');
    expect(await get('/taken?net=niets')).toContain('Kies eerst een of meer taken.');
    expect((await post('/taken/samen', { action: 'reject', taak: closed })).status).toBe(400);
    expect(await get('/taken?klaar=1&niet=onzin.onzin')).toContain('een taak die er niet meer is');
  });
});

describe('giving away and standing in', () => {
  it('shows with whom it lies then', async () => {
    const id = start('Breed', 'Sanne', 'sample.wide');
    const boss = taskOf(id, 'boss');
    expect(await get(`/taken/${boss}`)).toContain('Ligt bij Joris Hendriks');
    const given = await post(`/taken/${boss}/geven`, { persoon: portal.samples.idOf('Fatima') });
    expect(await get(given.headers.get('location') ?? '')).toContain('De taak ligt nu bij Fatima el Amrani.');
    const sanne = await post(`/taken/${boss}/geven`, { persoon: portal.samples.idOf('Sanne') });
    expect([sanne.status, (await sanne.text()).includes('mag deze taak niet doen')]).toEqual([400, true]);
    const hers = taskOf(start('Nog een', 'Sanne', 'sample.wide'), 'boss');
    const away = await post(`/taken/${hers}/geven`, { persoon: portal.samples.idOf('Fatima') }, 'manager');
    expect(away.headers.get('location')).toBe('/taken');
    expect((await send('manager', `/taken/${hers}`)).status).toBe(404);
  });

  it('is arranged on a page of its own, for oneself or by HR', async () => {
    const [joris, fatima] = ['Joris', 'Fatima'].map(portal.samples.idOf) as [string, string];
    const days = { from: '2026-03-01', to: '2026-03-08' };
    const absence = { personId: joris, substituteId: fatima, ...days };
    const wrong = await post('/taken/vervanging', { ...absence, to: '2026-02-01' }, 'manager');
    expect([wrong.status, (await wrong.text()).includes('Laatste dag: De laatste dag ligt')]).toEqual([
      400,
      true,
    ]);
    const same = await post('/taken/vervanging', { ...absence, substituteId: joris }, 'manager');
    expect((await same.text()).includes('Kies twee verschillende mensen')).toBe(true);
    const saved = await post('/taken/vervanging', absence, 'manager');
    const page = await get(saved.headers.get('location') ?? '', 'manager');
    expect(page).toContain(
      'Fatima el Amrani vervangt Joris Hendriks, van 1 maart 2026 tot en met 8 maart 2026.',
    );
    const boss = taskOf(start('Breed', 'Sanne', 'sample.wide'), 'boss');
    expect(await get(`/taken/${boss}`)).toContain('Fatima el Amrani (vervangt Joris Hendriks)');
    const id = /action="\/taken\/vervanging\/([^"]+)"/.exec(page)?.[1] ?? '';
    const removed = await post(`/taken/vervanging/${id}`, { action: 'remove' });
    expect(await get(removed.headers.get('location') ?? '')).toContain('Er is geen vervanging geregeld.');
    expect((await post('/taken/vervanging/onzin', {})).status).toBe(404);
  });
});

describe('the overview of processes', () => {
  it('tells with whom and since when, and what came of what is over', async () => {
    const id = start('Monster A');
    start('Bijzaken', 'Sanne', 'sample.side');
    const open = await get('/hr/processen');
    expect(open).toContain('2 processen');
    expect(open).toContain('Stap treat, sinds 2 maart 2026');
    expect(open).toContain('Fatima el Amrani');
    expect(open).toMatch(/href="\/api\/employers\/klaverveld\/workflows\/export\?tab=open"/);
    expect(await get('/hr/processen?tab=historisch')).toContain('Er is nog niets afgerond.');
    await post(`/taken/${taskOf(id, 'treat')}`, { action: 'reject', reason: 'dubbel' });
    expect(await get('/hr/processen?tab=historisch')).toContain('Geweigerd');
    const one = await get(`/hr/processen/${id}`);
    for (const part of ['Reden: dubbel', 'Loopt volgens versie 1', 'Afgewezen', 'Sanne Vermeulen'])
      expect(one).toContain(part);
    expect(await get('/hr/processen?proces=sample.side')).toContain('1 proces<');
    expect(await get('/hr/processen?van=2026-03-03')).toContain('Geen proces dat hierbij past');
    expect((await send('hr', '/hr/processen?van=gisteren')).status).toBe(200);
    expect((await send('hr', '/hr/processen/onzin')).status).toBe(404);
  });

  it('shows what nobody can do as such', async () => {
    const id = start('Monster A');
    portal.deps.directory.run(`DELETE FROM memberships WHERE role = 'provider'`);
    const hr = portal.samples.idOf('Fatima');
    portal.deps.employers
      .open('klaverveld')
      .run(`UPDATE workflows SET initiated_by = '${hr}' WHERE id = '${id}'`);
    expect(await get('/hr/processen')).toContain('niemand');
    expect(await get(`/taken/${taskOf(id, 'treat')}`)).toContain('Er is niemand die dit mag doen');
  });
});
