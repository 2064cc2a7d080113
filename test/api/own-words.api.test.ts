import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/kernel/errors.ts';
import { bearer, ownWord, sendJson, testApp } from './support.ts';

const url = '/api/employers/alfa/own-words';
const input = { word: 'de Loods', meaning: 'magazijn Noord' };

describe('own words', () => {
  it('are listed, added, changed, removed and put back', async () => {
    const { app, ownWords } = await testApp();
    const auth = await bearer(app, 'hr');
    expect(await (await app.request(url, { headers: auth })).json()).toEqual({ words: [ownWord] });
    const typed = { word: ' de\n Loods\u202e ', meaning: '  magazijn   Noord ' };
    const added = await app.request(url, sendJson('POST', typed, auth));
    expect([added.status, await added.json()]).toEqual([201, ownWord]);
    const edited = await app.request(`${url}/w1`, sendJson('PATCH', { ...input, revision: 3 }, auth));
    expect(edited.status).toBe(200);
    const removed = await app.request(`${url}/w1`, { method: 'DELETE', headers: auth });
    expect(await removed.json()).toMatchObject({ id: 'w1', removed: true });
    expect((await app.request(`${url}/w1/restore`, { method: 'POST', headers: auth })).status).toBe(200);
    expect(ownWords.calls).toEqual([
      { method: 'add', args: [input] },
      { method: 'edit', args: [3, input] },
      { method: 'remove', args: [] },
      { method: 'restore', args: [] },
    ]);
  });

  it.each([
    [{ ...input, word: ' ' }, 'word'],
    [{ ...input, word: 'x'.repeat(61) }, 'word'],
    [{ ...input, meaning: '' }, 'meaning'],
    [{ ...input, meaning: 'x'.repeat(201) }, 'meaning'],
    [{ word: 'loods' }, 'meaning'],
  ])('name the field at fault of %j', async (body, field) => {
    const { app, ownWords } = await testApp();
    const response = await app.request(url, sendJson('POST', body, await bearer(app, 'hr')));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'bad_request', errors: [{ field }] });
    expect(ownWords.calls).toEqual([]);
  });

  it.each([
    ['own_word_exists', 409, 'staat al op de lijst'],
    ['own_words_full', 409, '500 woorden'],
    ['own_word_unclear', 422, 'Kies een naam'],
    ['own_word_meaning_unclear', 422, 'woorden die in de documenten staan'],
  ] as const)('say what is wrong in words: %s', async (code, status, text) => {
    const add = () => {
      throw new AppError(code);
    };
    const { app } = await testApp({ ownWords: { add } });
    const auth = { ...(await bearer(app, 'provider')), 'accept-language': 'nl' };
    const response = await app.request(url, sendJson('POST', input, auth));
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code, detail: expect.stringContaining(text) });
  });
});
