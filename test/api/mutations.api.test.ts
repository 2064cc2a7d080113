import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/kernel/errors.ts';
import { bearer, mutation, sendJson, testApp } from './support.ts';

const url = '/api/employers/alfa/mutations';
const address = {
  form: 'address',
  street: 'Kerkplein',
  houseNumber: 3,
  postcode: '7201 CD',
  city: 'Zutphen',
};
const body = { input: address, requestKey: 'sleutel-van-het-formulier' };

describe('mutations', () => {
  it('are shown before they are handed in, with a number as a number', async () => {
    const { app, mutations } = await testApp();
    const auth = await bearer(app, 'employee');
    const shown = await app.request(`${url}/preview`, sendJson('POST', { input: address }, auth));
    expect([shown.status, await shown.json()]).toEqual([200, { changes: [], findings: [], requestKey: 'k' }]);
    const made = await app.request(url, sendJson('POST', body, auth));
    expect(made.status).toBe(201);
    expect(mutations.calls.map(({ method }) => method)).toEqual(['preview', 'submit']);
    expect(mutations.calls[1]?.args).toMatchObject([
      { input: { houseNumber: '3', mode: 'change', fromDate: '', addition: '' } },
      'http://localhost',
    ]);
  });

  it.each([
    [{ form: 'bank-account', iban: 'NL20INGB0001234567', holder: 'S' }, 'input.form'],
    [{ form: 'address', street: 'x' }, 'input.houseNumber'],
    [{ form: 'contact', phone: 12 }, 'input.phone'],
    [{ ...address, street: 'x'.repeat(301) }, 'input.street'],
  ])('refuse %j, and never a bank account by this way', async (input, field) => {
    const { app, mutations } = await testApp();
    const auth = await bearer(app, 'employee');
    for (const path of [url, `${url}/preview`]) {
      const response = await app.request(path, sendJson('POST', { ...body, input }, auth));
      expect(response.status).toBe(400);
      expect(JSON.stringify(await response.json())).toContain(field);
    }
    expect(mutations.calls).toEqual([]);
  });

  it.each([
    ['nl', 'straat'],
    ['en', 'street'],
  ])('say what is wrong in the language of the request: %s', async (language, text) => {
    const issue = { field: 'street', kind: 'own', value: '', message: 'de straat', english: 'the street' };
    const submit = async () =>
      Promise.reject(new AppError('mutation_blocked', { data: { issues: [issue], findings: [] } }));
    const { app } = await testApp({ mutations: { submit } });
    const auth = { ...(await bearer(app, 'employee')), 'accept-language': language };
    const response = await app.request(url, sendJson('POST', body, auth));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'mutation_blocked',
      errors: [{ field: 'street', message: expect.stringContaining(text) }],
    });
  });

  it('are taken back, undone and their task done', async () => {
    const { app, mutations } = await testApp();
    const auth = await bearer(app, 'hr');
    for (const action of ['withdraw', 'undo', 'complete']) {
      const response = await app.request(`${url}/mu1/${action}`, { method: 'POST', headers: auth });
      expect(response.status).toBe(200);
    }
    expect(mutations.calls.map(({ method }) => method)).toEqual(['withdraw', 'undo', 'complete']);
  });

  it('are listed by what was asked for', async () => {
    const { app, mutations } = await testApp();
    const query = '?form=contact&status=applied&search=jan&page=2&reported=true';
    const response = await app.request(`${url}${query}`, { headers: await bearer(app, 'provider') });
    expect(await response.json()).toMatchObject({ total: 1, rows: [{ id: 'mu1' }] });
    expect(mutations.calls[0]?.args).toEqual([
      { form: 'contact', status: 'applied', search: 'jan', page: 2, reported: true },
    ]);
    const wrong = await app.request(`${url}?status=weg`, { headers: await bearer(app, 'hr') });
    expect(wrong.status).toBe(400);
  });

  it('are a file that runs no formula and holds no account', async () => {
    const account = {
      ...mutation,
      ...{ form: 'bank-account' as const, kind: 'bank-account' as const, status: 'scheduled' as const },
      after: { iban: '…9876', holder: 'S. Vermeulen' },
    };
    const { app } = await testApp({ mutations: { exportRows: () => [mutation, account] } });
    const response = await app.request(`${url}/export`, { headers: await bearer(app, 'hr') });
    expect(response.headers.get('content-disposition')).toContain('vraagbaak-wijzigingen.csv');
    const text = await response.text();
    expect(text).toContain(
      "2026-03-02;1001;'=Persoon;mobiel nummer;wijziging;;06 12345678;2026-03-02;ingegaan;\r\n",
    );
    expect(text).toContain('rekeningnummer;wijziging;;;2026-03-02;gaat nog in;');
    expect(text).not.toMatch(/9876|Vermeulen/);
  });

  it('wait as long as HR sets', async () => {
    const { app } = await testApp();
    const settings = '/api/employers/alfa/mutation-settings';
    const auth = await bearer(app, 'hr');
    const saved = await app.request(settings, sendJson('PUT', { bankWaitingDays: 5 }, auth));
    expect(await saved.json()).toEqual({ bankWaitingDays: 5 });
    for (const bankWaitingDays of [0, 31, 2.5, '3']) {
      const refused = await app.request(settings, sendJson('PUT', { bankWaitingDays }, auth));
      expect(refused.status).toBe(400);
    }
  });
});
