import { beforeEach, describe, expect, it } from 'vitest';
import type { CuratedAnswers } from '../../src/assistant/service.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { curatedAnswer, PASSWORD } from '../api/support.ts';
import { portalApp } from '../browser/support/server.ts';

const origin = 'http://vraagbaak.test';
let portal: Awaited<ReturnType<typeof portalApp>>;
let shelf: CuratedAnswers;
beforeEach(async () => {
  portal = await portalApp();
  shelf = portal.curated;
});

const form = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
  body: new URLSearchParams(fields),
});
async function as(email: string): Promise<{ cookie: string }> {
  const response = await portal.app.request(`${origin}/aanmelden`, form({ email, password: PASSWORD }));
  return { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}
const fatima = () => as('fatima@klaverveld.example');
const post = async (path: string, fields: Record<string, string>) =>
  portal.app.request(`${origin}${path}`, form(fields, await fatima()));

const filled = {
  kind: 'text',
  question: 'Mag je hond mee?',
  answer: 'Ja, <b>op</b> vrijdag.',
  scope: 'on_call',
  passageId: 'p-gids',
  search: '',
  action: 'save',
};

describe('the form of an answer', () => {
  it('is for HR only', async () => {
    const cookie = await as('sanne@klaverveld.example');
    for (const path of ['/hr/antwoorden', '/hr/antwoorden/a1', '/hr/vragen/g1/antwoord'])
      expect((await portal.app.request(`${origin}${path}`, { headers: cookie })).status).toBe(403);
    for (const path of ['/hr/antwoorden/a1', '/hr/antwoorden/a1/actie', '/hr/vragen/g1/antwoord'])
      expect((await portal.app.request(`${origin}${path}`, form(filled, cookie))).status).toBe(403);
  });

  it('hands over what was filled in and goes back to the list with the way to undo', async () => {
    let given: unknown;
    shelf.answer = async (_actor, id, input) => {
      given = [id, input];
      return curatedAnswer;
    };
    const response = await post('/hr/vragen/g1/antwoord', filled);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/hr/vragen?net=a1');
    const { search: _, action: _a, ...input } = filled;
    expect(given).toEqual(['g1', input]);
    const page = await portal.app.request(`${origin}/hr/vragen?net=a1`, { headers: await fatima() });
    expect(await page.text()).toContain('action="/hr/antwoorden/a1/actie"');
  });

  it.each([
    ['curated_question_unclear', 'question-fault'],
    ['curated_answer_empty', 'answer-fault'],
    ['curated_passage_unusable', 'passage-fault'],
  ] as const)('comes back with everything typed and the fault beside its field: %s', async (code, id) => {
    shelf.answer = async () => Promise.reject(new AppError(code));
    const response = await post('/hr/vragen/g1/antwoord', filled);
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(text).toContain(`id="${id}"`);
    expect(text).toContain('Ja, &lt;b&gt;op&lt;/b&gt; vrijdag.');
    expect(text).toContain('Mag je hond mee?');
    expect(text).toMatch(/value="on_call" checked/);
    expect(text).toMatch(/value="p-gids" checked/);
  });

  it('keeps everything typed over a search, and too long a text', async () => {
    const searched = await (
      await post('/hr/vragen/g1/antwoord', { ...filled, action: 'search', search: 'km' })
    ).text();
    for (const kept of ['Mag je hond mee?', 'Ja, &lt;b&gt;op', 'value="km"'])
      expect(searched).toContain(kept);
    const long = 'x'.repeat(4001);
    const response = await post('/hr/vragen/g1/antwoord', { ...filled, answer: long });
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(text).toContain(long);
    expect(text).toContain('ten hoogste 4000 tekens');
  });

  it('keeps the text when somebody else answered or changed it meanwhile', async () => {
    shelf.answer = async () => Promise.reject(new AppError('conflict'));
    const answered = await post('/hr/vragen/g1/antwoord', filled);
    const text = await answered.text();
    expect([answered.status, text.includes('beantwoordde deze vraag intussen')]).toEqual([400, true]);
    expect(text).toContain('Ja, &lt;b&gt;op');
    shelf.edit = async () => Promise.reject(new AppError('conflict'));
    shelf.get = () => ({ ...curatedAnswer, answer: 'Iets anders.', revision: 9 });
    const changed = await (await post('/hr/antwoorden/a1', { ...filled, revision: '2' })).text();
    expect(changed).toContain('“Iets anders.”');
    expect(changed).toContain('name="revision" value="9"');
    expect(changed).toContain('Ja, &lt;b&gt;op');
  });

  it('leaves the source as it is, takes it away, or chooses another', async () => {
    const given: unknown[] = [];
    shelf.edit = async (_actor, _id, revision, input) => {
      given.push([revision, input.passageId]);
      return curatedAnswer;
    };
    for (const passageId of ['keep', '', 'p-2'])
      await post('/hr/antwoorden/a1', { ...filled, passageId, revision: '3' });
    expect(given).toEqual([
      [3, undefined],
      [3, null],
      [3, 'p-2'],
    ]);
  });
});

describe('the list of answers', () => {
  it('shows each state, filters, and says what is to be looked at', async () => {
    const headers = await fatima();
    const all = await (await portal.app.request(`${origin}/hr/antwoorden`, { headers })).text();
    for (const text of [
      'Geldig',
      'Bron is veranderd, kijk na',
      'Ingetrokken',
      'Dit stond er',
      'Klopt nog: vernieuwen',
    ])
      expect(all).toContain(text);
    expect(all).toContain('Waar staat de &lt;b&gt;regeling');
    const review = await (
      await portal.app.request(`${origin}/hr/antwoorden?filter=review`, { headers })
    ).text();
    expect(review).toContain('Twintig dagen.');
    expect(review).not.toContain('Ja, op vrijdag.');
  });

  it('renews with what stands there now, and says when it is too late', async () => {
    const given: unknown[] = [];
    shelf.edit = async (_actor, id, revision, input) => {
      given.push([id, revision, input.passageId, input.answer]);
      return curatedAnswer;
    };
    const renewed = await post('/hr/antwoorden/a2/actie', { action: 'renew', revision: '1' });
    expect(renewed.headers.get('location')).toBe('/hr/antwoorden?net=a2');
    await post('/hr/antwoorden/a2/actie', { action: 'unsource', revision: '1' });
    expect(given).toEqual([
      ['a2', 1, 'p-gids', 'Twintig dagen.'],
      ['a2', 1, null, 'Twintig dagen.'],
    ]);
    shelf.withdraw = () => {
      throw new AppError('conflict');
    };
    const late = await post('/hr/antwoorden/a1/actie', { action: 'withdraw', revision: '1' });
    expect(late.status).toBe(400);
    expect(await late.text()).toContain('door iemand anders gewijzigd');
  });
});

it('shows an asker the own questions with the approved answer, in either language, as text', async () => {
  const headers = await as('sanne@klaverveld.example');
  const dutch = await (await portal.app.request(`${origin}/mijn-vragen`, { headers })).text();
  expect(dutch).toContain('Goedgekeurd door HR, 27 februari 2026');
  expect(dutch).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(dutch).toContain('Ligt bij HR');
  const cookie = `${headers.cookie}; vb_taal=en`;
  const english = await (await portal.app.request(`${origin}/mijn-vragen`, { headers: { cookie } })).text();
  expect(english).toContain('Approved by HR, 27 February 2026');
});
