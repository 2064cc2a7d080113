import { describe, expect, it } from 'vitest';
import { routePolicies } from '../../src/api/guard.ts';
import { codeAt, STEP } from '../accounts/factor-house.ts';
import { bearer, PASSWORD, sendJson, testApp } from './support.ts';

const credentials = { email: 'employee@alfa.example', password: PASSWORD };
type App = Awaited<ReturnType<typeof testApp>>;

const call = async (house: App, path: string, init: RequestInit = {}) => {
  const response = await house.app.request(path, init);
  const text = await response.text();
  return {
    status: response.status,
    cookie: response.headers.get('set-cookie'),
    body: text && JSON.parse(text),
  };
};

/** Signs in, switches the second factor on; leaves the clock at a step whose code is unused. */
async function enabled(house: App, role: 'employee' | 'hr' = 'employee') {
  const auth = await bearer(house.app, role);
  const { body: setup } = await call(house, '/api/account/second-factor', sendJson('POST', {}, auth));
  const code = () => codeAt(setup.secret, house.deps.clock.now());
  const confirm = sendJson('POST', { code: code() }, auth);
  const { body } = await call(house, '/api/account/second-factor/confirm', confirm);
  house.advance(STEP);
  return { auth, code, recoveryCodes: body.recoveryCodes as string[] };
}

describe('the second factor over the API', () => {
  it('is set up, asked at sign-in, shown at the sessions, and taken off', async () => {
    const house = await testApp();
    const { auth, code, recoveryCodes } = await enabled(house);
    expect(recoveryCodes).toHaveLength(10);
    const status = await call(house, '/api/account/second-factor', { headers: auth });
    expect(status.body).toMatchObject({ state: 'on', recoveryCodesLeft: 10, required: false });
    const first = await call(house, '/api/session', sendJson('POST', credentials));
    expect(first).toMatchObject({ status: 200, cookie: null, body: { kind: 'second_factor' } });
    const { challengeToken } = first.body;
    const step = (typed: string) =>
      call(house, '/api/session/second-factor', sendJson('POST', { challengeToken, code: typed }));
    expect(await step('000000')).toMatchObject({
      status: 422,
      cookie: null,
      body: { code: 'factor_code_wrong' },
    });
    const second = await step(code());
    expect(second).toMatchObject({
      status: 200,
      body: { kind: 'signed_in', session: { secondFactor: 'own' } },
    });
    expect(second.cookie).toContain('vb_session=');
    const sessions = await call(house, '/api/account/sessions', { headers: auth });
    expect(sessions.body.sessions).toMatchObject([{ secondFactor: 'own' }, { secondFactor: 'own' }]);
    house.advance(STEP);
    const off = sendJson('POST', { password: PASSWORD, code: code() }, auth);
    expect((await call(house, '/api/account/second-factor/disable', off)).status).toBe(204);
    expect((await call(house, '/api/session', sendJson('POST', credentials))).body.kind).toBe('signed_in');
  });

  it('says when to try again after too many codes', async () => {
    const house = await testApp();
    await enabled(house);
    const { body } = await call(house, '/api/session', sendJson('POST', credentials));
    const guess = () =>
      house.app.request(
        '/api/session/second-factor',
        sendJson('POST', { challengeToken: body.challengeToken, code: '12345' }),
      );
    for (let i = 0; i < 5; i++) expect((await guess()).status).toBe(422);
    const refused = await guess();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('900');
    expect(await refused.json()).toMatchObject({ code: 'too_many_codes' });
  });

  it('makes new recovery codes for a code', async () => {
    const house = await testApp();
    const { auth, code, recoveryCodes } = await enabled(house);
    const renew = sendJson('POST', { code: code() }, auth);
    const { body } = await call(house, '/api/account/second-factor/recovery-codes', renew);
    expect(body.recoveryCodes).toHaveLength(10);
    expect(body.recoveryCodes).not.toEqual(recoveryCodes);
  });

  it('is reset by HR, and not for who keeps data', async () => {
    const house = await testApp();
    const { auth } = await enabled(house);
    const hr = await bearer(house.app, 'hr');
    const personOf = (email: string) =>
      house.deps.directory.all<{ id: string }>(`SELECT id FROM people WHERE email = '${email}'`)[0]?.id;
    const reset = (email: string) =>
      call(house, `/api/employers/alfa/members/${personOf(email)}/second-factor`, {
        method: 'DELETE',
        headers: hr,
      });
    expect((await reset('provider@alfa.example')).body).toMatchObject({ code: 'forbidden' });
    expect((await reset('employee@alfa.example')).status).toBe(204);
    expect((await call(house, '/api/session', { headers: auth })).status).toBe(401);
  });
});

describe('who must set up a second factor first', () => {
  it('gets nothing else from any route, whatever the role allows', async () => {
    const house = await testApp({ deps: { secondFactorRule: 'required' } });
    const auth = await bearer(house.app, 'hr');
    const session = await call(house, '/api/session', { headers: auth });
    expect(session.body).toMatchObject({ mustSetUpFactor: true, secondFactor: 'none' });
    const closed = routePolicies(house.app).filter(
      ({ policy }) => policy !== null && !('public' in policy) && !('beforeFactor' in policy),
    );
    expect(closed.length).toBeGreaterThan(30);
    for (const { method, path } of closed) {
      const url = path.replace(':employerId', 'alfa').replace(/:\w+/g, 'x');
      const { body } = await call(house, url, { method, headers: auth });
      expect([method, path, body.code]).toEqual([method, path, 'factor_required']);
    }
    expect(house.assistant.calls).toEqual([]);
    expect(house.curated.calls).toEqual([]);
  });

  it('gets everything as soon as it is there', async () => {
    const house = await testApp({ deps: { secondFactorRule: 'required' } });
    const { auth } = await enabled(house, 'hr');
    expect((await call(house, '/api/employers/alfa/members', { headers: auth })).status).toBe(200);
  });

  it('leaves who need none alone', async () => {
    const house = await testApp({ deps: { secondFactorRule: 'required' } });
    const auth = await bearer(house.app, 'employee');
    expect((await call(house, '/api/employers/alfa/suggestions', { headers: auth })).status).toBe(200);
  });
});
