import { TOTP } from 'otpauth';
import { createAccounts } from '../../src/accounts/accounts.ts';
import { registerEmployer, registerPerson } from '../../src/accounts/administration.ts';
import { createMembers } from '../../src/accounts/members.ts';
import type { SignedIn } from '../../src/accounts/model.ts';
import type { Actor, Role } from '../../src/kernel/actor.ts';
import type { OutboxDb } from '../../src/notifications/model.ts';
import { outbox } from '../../src/store/outbox-schema.ts';
import { PASSWORD, testDeps } from '../api/support.ts';

/** How long a code of an app is shown, in milliseconds. */
export const STEP = 30_000;

/** What an app shows at that moment. @param at epoch milliseconds */
export function codeAt(secret: string, at: number): string {
  return new TOTP({ secret }).generate({ timestamp: at });
}

/** A code that is wrong now and in the steps around. */
export function wrongCode(secret: string, at: number): string {
  const right = [-STEP, 0, STEP].map((shift) => codeAt(secret, at + shift));
  return ['000000', '111111', '222222', '333333'].find((code) => !right.includes(code)) ?? '';
}

/** Employers alfa and beta, with people whose addresses are `<name>@alfa.example`. */
export async function factorHouse(given: Partial<ReturnType<typeof testDeps>> = {}) {
  const deps = { ...testDeps(), ...given };
  const accounts = createAccounts(deps);
  for (const id of ['alfa', 'beta']) registerEmployer(deps, { id, name: `${id} bv` });
  const add = (name: string, ...memberships: { employerId: string; role: Role }[]) =>
    registerPerson(deps, { name, email: `${name}@alfa.example`, password: PASSWORD, memberships });
  const ids = {
    emp: await add('emp', { employerId: 'alfa', role: 'employee' }),
    hr: await add('hr', { employerId: 'alfa', role: 'hr' }),
    both: await add('both', { employerId: 'alfa', role: 'employee' }, { employerId: 'alfa', role: 'hr' }),
    esmee: await add(
      'esmee',
      { employerId: 'alfa', role: 'provider' },
      { employerId: 'beta', role: 'provider' },
    ),
    far: await add('far', { employerId: 'beta', role: 'employee' }),
  };
  const signIn = (name: string, wish: { employerId?: string; role?: Role } = {}) =>
    accounts.signIn({ email: `${name}@alfa.example`, password: PASSWORD, ...wish }, '192.0.2.1', 'Chrome');
  const enter = async (name: string, wish: { employerId?: string; role?: Role } = {}) =>
    (await signIn(name, wish)) as SignedIn;
  /** Switches the second factor on; the next code is one that was not used. */
  const enable = async ({ token, session: { actor } }: SignedIn) => {
    const { secret } = await accounts.secondFactor.begin(actor);
    const recoveryCodes = await accounts.secondFactor.confirm(actor, token, codeAt(secret, deps.clock.now()));
    deps.advance(STEP);
    return { secret, recoveryCodes, code: () => codeAt(secret, deps.clock.now()) };
  };
  const mails = () => (deps.directory as OutboxDb).select().from(outbox).all();
  return { deps, accounts, members: createMembers(deps), ids, signIn, enter, enable, mails };
}

export const actorAt = (personId: string, role: Role, employerId = 'alfa'): Actor => ({
  personId,
  name: 'Hanna',
  employerId,
  role,
  isOnCall: false,
});
