import { afterEach, expect, it } from 'vitest';
import { remoteDesk } from '../../src/entry/desk.ts';
import { codeAt } from '../accounts/factor-house.ts';
import { bearer, PASSWORD, testApp } from '../api/support.ts';
import { listen } from '../browser/support/server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A service that listens, and the desk of the command line at it. */
async function desk() {
  const house = await testApp();
  const server = await listen(house.app);
  open.push(server);
  const access = { url: server.url, employerId: 'alfa', language: 'nl', password: PASSWORD };
  const asker = 'employee@alfa.example';
  return { ...house, desk: remoteDesk({ ...access, asker, keeper: 'hr@alfa.example' }) };
}

it('asks at a running service with e-mail and password', async () => {
  const house = await desk();
  expect(await house.desk.ask('Hoeveel vakantiedagen heb ik?')).toMatchObject({ kind: 'answer' });
});

it('says what to do when the account has a second factor, which it cannot ask for', async () => {
  const house = await desk();
  const auth = await bearer(house.app, 'employee');
  const token = auth.authorization.replace('Bearer ', '');
  const actor = (await house.accounts.session(token))?.actor;
  if (!actor) throw new Error('not signed in');
  const { secret } = await house.accounts.secondFactor.begin(actor);
  await house.accounts.secondFactor.confirm(actor, token, codeAt(secret, house.deps.clock.now()));
  await expect(house.desk.ask('Hoeveel vakantiedagen heb ik?')).rejects.toMatchObject({
    name: 'DeskError',
    code: 'second_factor',
    message: expect.stringContaining('zonder tweede stap'),
  });
});
