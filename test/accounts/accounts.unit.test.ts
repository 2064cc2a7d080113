import { describe, expect, it } from 'vitest';
import { createAccounts } from '../../src/accounts/accounts.ts';
import { registerEmployer, registerPerson, removeMembership } from '../../src/accounts/administration.ts';
import { textToBase64url } from '../../src/accounts/base64url.ts';
import type { PasswordHasher, SignedIn } from '../../src/accounts/model.ts';
import { addressKey, createRateLimit } from '../../src/accounts/rate-limit.ts';
import { readNote, signNote } from '../../src/accounts/tokens.ts';
import { createPasswordHasher } from '../../src/adapters/node/passwords.ts';
import { openMemoryDirectory } from '../../src/adapters/node/sqlite.ts';
import { people, sessions } from '../../src/store/directory-schema.ts';
import { PASSWORD, SECRET, testClock, testPasswords } from '../api/support.ts';

const HOUR = 3_600_000;
const ANNE = { email: 'anne@alfa.example', password: PASSWORD };

async function house(passwords: PasswordHasher = testPasswords) {
  const { clock, ids, advance } = testClock();
  const deps = {
    directory: openMemoryDirectory().db,
    clock,
    ids,
    passwords,
    sessionSecret: SECRET,
    secondFactorRule: 'optional' as const,
    identityProvider: null,
  };
  registerEmployer(deps, { id: 'alfa', name: 'Alfa' });
  registerEmployer(deps, { id: 'beta', name: 'Beta' });
  const anne = await registerPerson(deps, {
    name: 'Anne',
    email: ' Anne@Alfa.example ',
    password: PASSWORD,
    memberships: [{ employerId: 'alfa', role: 'employee', isOnCall: true }],
  });
  const accounts = createAccounts(deps);
  const enter = async () => (await accounts.signIn(ANNE, '192.0.2.1')) as SignedIn;
  return { deps, accounts, advance, anne, enter };
}

describe('sessions', () => {
  it('know person, employer, role and on-call', async () => {
    const { enter, anne } = await house();
    const { session } = await enter();
    expect(session.actor).toEqual({
      personId: anne,
      name: 'Anne',
      employerId: 'alfa',
      role: 'employee',
      isOnCall: true,
    });
  });

  it('are kept without their token', async () => {
    const { deps, enter } = await house();
    const { token } = await enter();
    const rows = JSON.stringify(deps.directory.select().from(sessions).all());
    expect(rows).not.toContain(token);
    expect(deps.directory.select().from(sessions).get()?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are worth nothing under another secret', async () => {
    const { deps, enter } = await house();
    const { token } = await enter();
    const other = createAccounts({ ...deps, sessionSecret: `${SECRET}-anders` });
    expect(await other.session(token)).toBeNull();
  });

  it('end after twelve hours without use, and live on with use', async () => {
    const { accounts, enter, advance } = await house();
    const { token } = await enter();
    for (let i = 0; i < 3; i++) {
      advance(11 * HOUR);
      expect(await accounts.session(token)).not.toBeNull();
    }
    advance(12 * HOUR);
    expect(await accounts.session(token)).toBeNull();
  });

  it('end after thirty days whatever happens', async () => {
    const { accounts, enter, advance } = await house();
    const { token } = await enter();
    for (let i = 0; i < 71; i++) {
      advance(10 * HOUR);
      expect(await accounts.session(token)).not.toBeNull();
    }
    advance(10 * HOUR);
    expect(await accounts.session(token)).toBeNull();
  });

  it('end at once when the place of work is taken away', async () => {
    const { deps, accounts, enter, anne } = await house();
    const { token } = await enter();
    removeMembership(deps.directory, anne, { employerId: 'alfa', role: 'employee' });
    expect(await accounts.session(token)).toBeNull();
  });

  it.each(['', 'onzin', 'x'.repeat(10_000), "' OR 1=1 --"])('are not opened by %.20j', async (token) => {
    const { accounts } = await house();
    expect(await accounts.session(token)).toBeNull();
  });
});

describe('attempts', () => {
  it('on one address are limited however the mail address is spelt, and only failures count', async () => {
    const { accounts, advance } = await house();
    for (let i = 0; i < 40; i++) await accounts.signIn(ANNE, '192.0.2.1');
    const wrong = (email: string) => accounts.signIn({ email, password: 'x' }, `192.0.2.${i++}`);
    let i = 10;
    for (let n = 0; n < 10; n++) {
      await expect(wrong(n % 2 ? 'ANNE@alfa.example' : ' anne@alfa.example')).rejects.toMatchObject({
        code: 'sign_in_failed',
      });
    }
    await expect(wrong('Anne@Alfa.Example')).rejects.toMatchObject({ code: 'too_many_sign_ins' });
    await expect(accounts.signIn(ANNE, '198.51.100.1')).rejects.toMatchObject({ code: 'too_many_sign_ins' });
    advance(15 * 60_000);
    expect((await accounts.signIn(ANNE, '192.0.2.1')).kind).toBe('signed_in');
  });

  it('from one network are limited over all mail addresses', async () => {
    const { accounts } = await house();
    const attempt = (n: number) =>
      accounts.signIn({ email: `p${n}@alfa.example`, password: 'x' }, `2001:db8:1:2::${n.toString(16)}`);
    for (let n = 0; n < 30; n++) await expect(attempt(n)).rejects.toMatchObject({ code: 'sign_in_failed' });
    await expect(attempt(31)).rejects.toMatchObject({ code: 'too_many_sign_ins' });
  });

  it('made at the same moment do not slip through', async () => {
    const { accounts } = await house();
    const tries = Array.from({ length: 25 }, () => accounts.signIn({ ...ANNE, password: 'x' }, '192.0.2.1'));
    const codes = (await Promise.allSettled(tries)).map((t) => t.status === 'rejected' && t.reason.code);
    expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(10);
    expect(codes.filter((code) => code === 'too_many_sign_ins')).toHaveLength(15);
  });

  it('on an unknown mail address cost one check too', async () => {
    let checks = 0;
    const counting: PasswordHasher = {
      hash: testPasswords.hash,
      verify: (password, stored) => {
        checks++;
        return testPasswords.verify(password, stored);
      },
    };
    const { accounts, deps } = await house(counting);
    deps.directory
      .insert(people)
      .values({
        id: 'zonder',
        name: 'Zonder',
        email: 'zonder@alfa.example',
        passwordHash: null,
        createdAt: 0,
      })
      .run();
    for (const email of ['anne@alfa.example', 'niemand@alfa.example', 'zonder@alfa.example']) {
      await expect(accounts.signIn({ email, password: 'x' }, '192.0.2.1')).rejects.toMatchObject({
        code: 'sign_in_failed',
      });
    }
    expect(checks).toBe(3);
  });
});

describe('a choice token', () => {
  it('says what it says for its time, its secret and its purpose only', async () => {
    const token = await signNote(SECRET, 'choice', { personId: 'anne' }, 1000);
    expect(await readNote(SECRET, 'choice', token, 999)).toEqual({ personId: 'anne', expiresAt: 1000 });
    expect(await readNote(SECRET, 'choice', token, 1000)).toBeNull();
    expect(await readNote(`${SECRET}x`, 'choice', token, 999)).toBeNull();
    expect(await readNote(SECRET, 'challenge', token, 999)).toBeNull();
    const [, signature = ''] = token.split('.');
    const forged = `${textToBase64url('{"personId":"bram","expiresAt":9000}')}.${signature}`;
    expect(await readNote(SECRET, 'choice', forged, 999)).toBeNull();
    expect(await readNote(SECRET, 'choice', 'onzin', 999)).toBeNull();
  });

  it('does not open a place that the person does not have', async () => {
    const { accounts, deps, anne } = await house();
    const note = { personId: anne, proof: 'none' };
    const token = await signNote(SECRET, 'choice', note, deps.clock.now() + HOUR);
    await expect(accounts.choose(token, { employerId: 'beta', role: 'employee' })).rejects.toMatchObject({
      code: 'sign_in_failed',
    });
    const { session } = await accounts.choose(token, { employerId: 'alfa', role: 'employee' });
    expect(session.employer).toBe('Alfa');
  });
});

describe('registering again', () => {
  it('adds places and keeps person and password', async () => {
    const { accounts, deps, anne } = await house();
    const again = await registerPerson(deps, {
      name: 'Anne B.',
      email: 'anne@alfa.example',
      password: 'iets anders',
      memberships: [{ employerId: 'beta', role: 'manager' }],
    });
    expect(again).toBe(anne);
    expect(accounts.memberships(anne).map((m) => `${m.employer} ${m.role}`)).toEqual([
      'Alfa employee',
      'Beta manager',
    ]);
    const result = await accounts.signIn({ ...ANNE, employerId: 'beta' }, '192.0.2.1');
    expect(result.kind).toBe('signed_in');
  });
});

describe('the rate limit', () => {
  it('slides: room comes back one by one', () => {
    const { clock, advance } = testClock();
    const limit = createRateLimit(2, 1000, clock);
    limit.hit('a');
    advance(600);
    limit.hit('a');
    expect(limit.retryAfter('a')).toBe(1);
    expect(limit.retryAfter('b')).toBeNull();
    advance(400);
    expect(limit.retryAfter('a')).toBeNull();
    limit.hit('a');
    expect(limit.retryAfter('a')).toBe(1);
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:DB8:0001:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['[fe80::1%eth0]', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('counts %s as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});

describe('passwords', () => {
  it('are salted, checked, and refused in an unknown form', async () => {
    const hasher = createPasswordHasher();
    const [one, two] = await Promise.all([hasher.hash(PASSWORD), hasher.hash(PASSWORD)]);
    expect(one).not.toBe(two);
    expect(one).toMatch(/^scrypt\$32768\$8\$3\$/);
    expect(await hasher.verify(PASSWORD, one)).toBe(true);
    expect(await hasher.verify(`${PASSWORD} `, one)).toBe(false);
    for (const stored of [
      '',
      'scrypt',
      'md5$x$y',
      'scrypt$a$b$c$d$e',
      `scrypt$-1$8$1$eA$${'A'.repeat(43)}`,
    ]) {
      expect(await hasher.verify(PASSWORD, stored)).toBe(false);
    }
  });

  it('match however the keyboard composes its letters', async () => {
    const stored = await testPasswords.hash('caf\u00e9 au lait');
    expect(await testPasswords.verify('cafe\u0301 au lait', stored)).toBe(true);
  });
});
