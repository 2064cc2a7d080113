import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/kernel/errors.ts';
import { bearer, curatedAnswer, sendJson, testApp } from './support.ts';

const url = '/api/employers/alfa';
const input = { kind: 'text', question: 'Mag mijn hond mee?', answer: 'Ja.', scope: 'everybody' };

describe('answering', () => {
  it('passes on what HR filled in, trimmed, and answers with the whole', async () => {
    const { app, curated } = await testApp();
    const auth = await bearer(app, 'hr');
    const body = { ...input, answer: '  Ja.  ', passageId: 'p1' };
    const response = await app.request(`${url}/unanswered/g1/answer`, sendJson('POST', body, auth));
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual(curatedAnswer);
    expect(curated.calls).toEqual([{ method: 'answer', args: [{ ...input, passageId: 'p1' }] }]);
  });

  it.each([
    [{ ...input, scope: 'all' }, 'scope'],
    [{ ...input, question: '  ' }, 'question'],
    [{ ...input, question: 'x'.repeat(501) }, 'question'],
    [{ ...input, answer: 'x'.repeat(4001) }, 'answer'],
    [{ ...input, kind: 'other' }, 'kind'],
  ])('names the field at fault of %j', async (body, field) => {
    const { app, curated } = await testApp();
    const auth = await bearer(app, 'hr');
    const response = await app.request(`${url}/unanswered/g1/answer`, sendJson('POST', body, auth));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'bad_request', errors: [{ field }] });
    expect(curated.calls).toEqual([]);
  });

  it.each([
    ['curated_answer_empty', 422, 'Schrijf een antwoord'],
    ['curated_passage_unusable', 422, 'Kies een andere'],
    ['curated_question_unclear', 422, 'hele vraag'],
    ['conflict', 409, 'gewijzigd'],
  ] as const)('says what is wrong in words: %s', async (code, status, text) => {
    const answer = async () => Promise.reject(new AppError(code));
    const { app } = await testApp({ curated: { answer } });
    const auth = { ...(await bearer(app, 'hr')), 'accept-language': 'nl' };
    const response = await app.request(`${url}/unanswered/g1/answer`, sendJson('POST', input, auth));
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code, detail: expect.stringContaining(text) });
  });
});

describe('keeping answers', () => {
  it('lists by state and words', async () => {
    const { app, curated } = await testApp();
    const auth = await bearer(app, 'provider');
    const response = await app.request(`${url}/curated?state=review&q=hond`, { headers: auth });
    expect(await response.json()).toEqual({ answers: [curatedAnswer] });
    expect(curated.calls).toEqual([{ method: 'list', args: [{ state: 'review', q: 'hond' }] }]);
    expect((await app.request(`${url}/curated?state=onzin`, { headers: auth })).status).toBe(400);
  });

  it('changes, withdraws and undoes the revision that was read', async () => {
    const { app, curated } = await testApp();
    const auth = await bearer(app, 'hr');
    const send = (method: string, path: string, body: unknown) =>
      app.request(`${url}/curated/a1${path}`, sendJson(method, body, auth));
    expect((await send('PATCH', '', { ...input, passageId: null, revision: 4 })).status).toBe(200);
    expect((await send('POST', '/withdraw', { revision: 5 })).status).toBe(200);
    expect((await send('POST', '/undo', { revision: 6 })).status).toBe(200);
    expect((await send('POST', '/undo', {})).status).toBe(400);
    expect(curated.calls).toEqual([
      { method: 'edit', args: [4, { ...input, passageId: null }] },
      { method: 'withdraw', args: [5] },
      { method: 'undo', args: [6] },
    ]);
  });
});

it('shows everyone the own questions, and keeps HR’s list from others', async () => {
  const { app, curated } = await testApp();
  const auth = await bearer(app, 'employee');
  expect(await (await app.request(`${url}/my-questions`, { headers: auth })).json()).toEqual({
    questions: [],
  });
  const seen = await app.request(`${url}/my-questions/seen`, { method: 'POST', headers: auth });
  expect(seen.status).toBe(204);
  expect(curated.calls).toEqual([{ method: 'seen', args: [] }]);
  expect((await app.request(`${url}/curated`, { headers: auth })).status).toBe(403);
});
