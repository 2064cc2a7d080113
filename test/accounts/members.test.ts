import { beforeEach, describe, expect, it } from 'vitest';
import { createAccounts } from '../../src/accounts/accounts.ts';
import { registerEmployer, registerPerson } from '../../src/accounts/administration.ts';
import { createMembers } from '../../src/accounts/members.ts';
import type { InvitationInput, SignedIn } from '../../src/accounts/model.ts';
import { passwordFault } from '../../src/accounts/password-rule.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import type { OutboxDb } from '../../src/notifications/model.ts';
import { outbox } from '../../src/store/outbox-schema.ts';
import { PASSWORD, testDeps } from '../api/support.ts';

const origin = 'https://vraagbaak.example';
const NEW = 'paars fiets wolk';
const DAY = 24 * 60 * 60 * 1000;
let deps: ReturnType<typeof testDeps>;
let members: ReturnType<typeof createMembers>;
let accounts: ReturnType<typeof createAccounts>;
let hr: Actor;

const input = (values: Partial<InvitationInput> = {}): InvitationInput => ({
  email: 'nieuw@alfa.example',
  name: 'Nieuw Mens',
  role: 'employee',
  isOnCall: true,
  ...values,
});
const mails = () => (deps.directory as OutboxDb).select().from(outbox).all();
/** The token in the latest mail to somebody. */
const tokenTo = (recipient: string) =>
  mails()
    .filter((mail) => mail.recipient === recipient)
    .at(-1)
    ?.body.match(/https:\/\/vraagbaak\.example\/\w+\/(\S+)/)?.[1] ?? '';
const enter = async (email: string, password: string) =>
  (await accounts.signIn({ email, password }, '192.0.2.1', 'Chrome, Windows')) as SignedIn;

beforeEach(async () => {
  deps = testDeps();
  members = createMembers(deps);
  accounts = createAccounts(deps);
  for (const id of ['alfa', 'beta']) registerEmployer(deps, { id, name: `${id} bv` });
  const add = (name: string, role: Actor['role'], employerId = 'alfa') =>
    registerPerson(deps, {
      name,
      email: `${name}@${employerId}.example`,
      password: PASSWORD,
      memberships: [{ employerId, role }],
    });
  const personId = await add('hr', 'hr');
  await add('emp', 'employee');
  await add('hr', 'hr', 'beta');
  hr = { personId, name: 'hr', employerId: 'alfa', role: 'hr', isOnCall: false };
});

describe('an invitation', () => {
  it('is mailed, accepted once, and makes an account with the place that was offered', async () => {
    const made = await members.invite(hr, input(), origin);
    expect(made).toMatchObject({ state: 'open', email: 'nieuw@alfa.example' });
    const token = tokenTo('nieuw@alfa.example');
    expect(JSON.stringify(deps.directory.all('SELECT * FROM invitations'))).not.toContain(token);
    expect(await members.invitation(token)).toMatchObject({ employer: 'alfa bv', known: false });
    await expect(members.accept(token, 'kort')).rejects.toMatchObject({ code: 'password_weak' });
    expect(await members.accept(token, NEW)).toEqual({ email: 'nieuw@alfa.example' });
    await expect(members.accept(token, NEW)).rejects.toMatchObject({ code: 'link_invalid' });
    const { session } = await enter('nieuw@alfa.example', NEW);
    expect(session.actor).toMatchObject({ employerId: 'alfa', role: 'employee', isOnCall: true });
    expect(members.list(hr).invitations).toMatchObject([{ state: 'accepted' }]);
    expect(members.list(hr).members.map(({ email }) => email)).toContain('nieuw@alfa.example');
  });

  it('asks no password of who has an account already, and leaves that account as it is', async () => {
    await members.invite(hr, input({ email: 'hr@beta.example', role: 'manager' }), origin);
    const token = tokenTo('hr@beta.example');
    expect((await members.invitation(token)).known).toBe(true);
    await members.accept(token, '');
    const result = await accounts.signIn({ email: 'hr@beta.example', password: PASSWORD }, '192.0.2.1');
    expect(result).toMatchObject({
      kind: 'choose',
      memberships: [{ employerId: 'alfa' }, { employerId: 'beta' }],
    });
  });

  it('works no more when it is expired, withdrawn or sent again', async () => {
    const { id } = await members.invite(hr, input(), origin);
    const first = tokenTo('nieuw@alfa.example');
    await members.resend(hr, id, origin);
    const second = tokenTo('nieuw@alfa.example');
    await expect(members.invitation(first)).rejects.toMatchObject({ code: 'link_invalid' });
    expect(members.withdraw(hr, id).state).toBe('withdrawn');
    await expect(members.accept(second, NEW)).rejects.toMatchObject({ code: 'link_invalid' });
    await expect(members.resend(hr, id, origin)).rejects.toMatchObject({ code: 'conflict' });
    await members.invite(hr, input(), origin);
    deps.advance(14 * DAY);
    await expect(members.invitation(tokenTo('nieuw@alfa.example'))).rejects.toMatchObject({
      code: 'link_invalid',
    });
    expect(
      members
        .list(hr)
        .invitations.map(({ state }) => state)
        .sort(),
    ).toEqual(['expired', 'withdrawn']);
  });

  it('is refused twice for the same place, for who has it, for strangers and for foreign ids', async () => {
    const { id } = await members.invite(hr, input(), origin);
    const again = (values: Partial<InvitationInput>, by = hr) => members.invite(by, input(values), origin);
    await expect(again({})).rejects.toMatchObject({ code: 'invitation_exists' });
    await expect(again({ email: 'emp@alfa.example' })).rejects.toMatchObject({ code: 'member_exists' });
    await expect(again({ role: 'provider' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(again({}, { ...hr, role: 'employee' })).rejects.toMatchObject({ code: 'forbidden' });
    const foreign = { ...hr, employerId: 'beta' };
    expect(() => members.withdraw(foreign, id)).toThrow('not_found');
    await expect(members.resend(foreign, id, origin)).rejects.toMatchObject({ code: 'not_found' });
    expect(mails()).toHaveLength(1);
  });
});

describe('who leaves', () => {
  it('keeps reading as an employee from the day after, and loses every other role', async () => {
    const { token, session } = await enter('emp@alfa.example', PASSWORD);
    const emp = session.actor;
    expect(members.change(hr, emp.personId, 'employee', { leftOn: '2026-03-02' }).leftOn).toBe('2026-03-02');
    expect((await accounts.session(token))?.actor.hasLeft).toBeUndefined();
    deps.advance(DAY);
    const later = await enter('emp@alfa.example', PASSWORD);
    expect(later.session.actor.hasLeft).toBe(true);
    expect(members.change(hr, emp.personId, 'employee', { leftOn: null }).leftOn).toBeNull();
    expect((await accounts.session(later.token))?.actor.hasLeft).toBeUndefined();
    await members.invite(hr, input({ email: 'emp@alfa.example', role: 'manager' }), origin);
    await members.accept(tokenTo('emp@alfa.example'), '');
    members.change(hr, emp.personId, 'manager', { leftOn: '2026-03-01' });
    expect(accounts.memberships(emp.personId).map(({ role }) => role)).toEqual(['employee']);
  });

  it('is never the one who changes it, nor somebody of another employer', () => {
    expect(() => members.change(hr, hr.personId, 'hr', { leftOn: '2026-01-01' })).toThrow('forbidden');
    expect(() => members.change({ ...hr, employerId: 'beta' }, 'x', 'employee', {})).toThrow('not_found');
  });
});

describe('a forgotten password', () => {
  it('is replaced by a link that works once for an hour, and ends every session', async () => {
    const { token } = await enter('emp@alfa.example', PASSWORD);
    await members.requestReset(' EMP@alfa.example ', '192.0.2.1', origin);
    const link = tokenTo('emp@alfa.example');
    await expect(members.resetPassword(link, '1234567890')).rejects.toMatchObject({ code: 'password_weak' });
    await members.resetPassword(link, NEW);
    expect(await accounts.session(token)).toBeNull();
    await expect(enter('emp@alfa.example', PASSWORD)).rejects.toMatchObject({ code: 'sign_in_failed' });
    expect((await enter('emp@alfa.example', NEW)).kind).toBe('signed_in');
    await expect(members.resetPassword(link, NEW)).rejects.toMatchObject({ code: 'link_invalid' });
    expect(mails().at(-1)?.subject).toContain('gewijzigd');
    await members.requestReset('emp@alfa.example', '192.0.2.1', origin);
    deps.advance(60 * 60 * 1000);
    await expect(members.resetPassword(tokenTo('emp@alfa.example'), NEW)).rejects.toMatchObject({
      code: 'link_invalid',
    });
  });

  it('says nothing of whether an address is known, and has an end', async () => {
    for (let i = 0; i < 5; i++) await members.requestReset('wie@nergens.example', '192.0.2.1', origin);
    expect(mails()).toEqual([]);
    await expect(members.requestReset('wie@nergens.example', '192.0.2.1', origin)).rejects.toMatchObject({
      code: 'too_many_requests',
    });
  });
});

describe('the own account', () => {
  it('changes its password with the old one, and keeps this session only', async () => {
    const one = await enter('emp@alfa.example', PASSWORD);
    const two = await enter('emp@alfa.example', PASSWORD);
    const { actor } = one.session;
    await expect(members.changePassword(actor, one.token, 'fout', NEW)).rejects.toMatchObject({
      code: 'password_wrong',
    });
    await members.changePassword(actor, one.token, PASSWORD, NEW);
    expect(await accounts.session(one.token)).not.toBeNull();
    expect(await accounts.session(two.token)).toBeNull();
  });

  it('lists its sessions and ends them, never those of others', async () => {
    const one = await enter('emp@alfa.example', PASSWORD);
    const two = await enter('emp@alfa.example', PASSWORD);
    const other = await enter('hr@alfa.example', PASSWORD);
    const { actor } = one.session;
    const listed = await members.sessions(actor, one.token);
    expect(listed.map(({ agent, current }) => [agent, current]).sort()).toEqual([
      ['Chrome, Windows', false],
      ['Chrome, Windows', true],
    ]);
    expect(JSON.stringify(listed)).not.toContain(one.token);
    const [foreign] = await members.sessions(other.session.actor, other.token);
    expect(() => members.endSession(actor, foreign?.id ?? '')).toThrow('not_found');
    members.endSession(actor, listed.find(({ current }) => !current)?.id ?? '');
    expect(await accounts.session(two.token)).toBeNull();
    await enter('emp@alfa.example', PASSWORD);
    expect(await members.endOthers(actor, one.token)).toBe(1);
    expect(await accounts.session(other.token)).not.toBeNull();
  });
});

it.each([
  ['te kort', 'short'],
  ['x'.repeat(501), 'long'],
  ['wachtwoord123', 'common'],
  ['aaaabbbbaaaa', 'common'],
  ['annejansen12', 'common'],
  ['paars fiets wolk', null],
])('the rule on passwords: %s', (password, fault) => {
  expect(passwordFault(password, 'annejansen@alfa.example')).toBe(fault);
});
