import { beforeEach, describe, expect, it } from 'vitest';
import { createAccounts } from '../../src/accounts/accounts.ts';
import { removeFactorOf } from '../../src/accounts/factor-reset.ts';
import type { MustChoose, MustConfirm, SignedIn } from '../../src/accounts/model.ts';
import { recoveryCodes, secondFactors } from '../../src/store/directory-schema.ts';
import { PASSWORD, SECRET } from '../api/support.ts';
import { actorAt, codeAt, factorHouse, STEP, wrongCode } from './factor-house.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let house: Awaited<ReturnType<typeof factorHouse>>;
beforeEach(async () => {
  house = await factorHouse();
});
const refused = (code: string) => ({ code });

describe('setting up', () => {
  it('counts after a right code, gives ten recovery codes, and ends sessions elsewhere', async () => {
    const { accounts, enter, deps, mails } = house;
    const elsewhere = await enter('emp');
    const here = await enter('emp');
    const { actor } = here.session;
    expect(accounts.secondFactor.status(actor)).toMatchObject({ state: 'off', required: false });
    const { secret, uri } = await accounts.secondFactor.begin(actor);
    expect(uri).toContain(secret);
    expect(await accounts.secondFactor.pending(actor)).toEqual({ secret, uri });
    expect(accounts.secondFactor.has(actor)).toBe(false);
    const wrong = accounts.secondFactor.confirm(actor, here.token, wrongCode(secret, deps.clock.now()));
    await expect(wrong).rejects.toMatchObject(refused('factor_code_wrong'));
    const code = codeAt(secret, deps.clock.now());
    const codes = await accounts.secondFactor.confirm(actor, here.token, code);
    expect(codes).toHaveLength(10);
    expect(accounts.secondFactor.status(actor)).toMatchObject({
      state: 'on',
      since: deps.clock.now(),
      recoveryCodesLeft: 10,
    });
    expect(await accounts.session(elsewhere.token)).toBeNull();
    expect((await accounts.session(here.token))?.secondFactor).toBe('own');
    expect(mails().map(({ subject }) => subject)).toEqual(['Tweede stap bij aanmelden staat aan']);
    await expect(accounts.secondFactor.begin(actor)).rejects.toMatchObject(refused('factor_exists'));
    const again = accounts.secondFactor.confirm(actor, here.token, code);
    await expect(again).rejects.toMatchObject(refused('factor_exists'));
  });

  it('keeps neither the secret nor a recovery code in the clear', async () => {
    const { enter, enable, deps } = house;
    const { secret, recoveryCodes: codes } = await enable(await enter('emp'));
    const rows = JSON.stringify([
      deps.directory.select().from(secondFactors).all(),
      deps.directory.select().from(recoveryCodes).all(),
      deps.directory.all('SELECT * FROM outbox'),
    ]);
    for (const kept of [secret, ...codes, ...codes.map((code) => code.replace('-', ''))])
      expect(rows).not.toContain(kept);
  });

  it('begins anew, and not from what lay there for an hour', async () => {
    const { accounts, enter, deps } = house;
    const { token, session } = await enter('emp');
    const { actor } = session;
    const first = await accounts.secondFactor.begin(actor);
    const second = await accounts.secondFactor.begin(actor);
    const old = accounts.secondFactor.confirm(actor, token, codeAt(first.secret, deps.clock.now()));
    await expect(old).rejects.toMatchObject(refused('factor_code_wrong'));
    deps.advance(HOUR);
    expect(await accounts.secondFactor.pending(actor)).toBeNull();
    const late = accounts.secondFactor.confirm(actor, token, codeAt(second.secret, deps.clock.now()));
    await expect(late).rejects.toMatchObject(refused('factor_setup_expired'));
  });
});

describe('signing in', () => {
  it('asks a code after the password, also of who needs none by role', async () => {
    const { accounts, signIn, enter, enable } = house;
    const { code } = await enable(await enter('emp'));
    const asked = (await signIn('emp')) as MustConfirm;
    expect(asked.kind).toBe('second_factor');
    expect(await accounts.session(asked.challengeToken)).toBeNull();
    const entered = (await accounts.confirm(asked.challengeToken, code(), 'Firefox')) as SignedIn;
    expect(entered.session).toMatchObject({ secondFactor: 'own', mustSetUpFactor: false });
    expect(await house.members.sessions(entered.session.actor, entered.token)).toMatchObject([
      { agent: 'Firefox', secondFactor: 'own' },
      { secondFactor: 'own' },
    ]);
  });

  it('takes a code once, whichever challenge it comes with, and no older one after it', async () => {
    const { accounts, signIn, enter, enable, deps } = house;
    const { secret } = await enable(await enter('emp'));
    deps.advance(STEP);
    const [one, two] = [(await signIn('emp')) as MustConfirm, (await signIn('emp')) as MustConfirm];
    const code = codeAt(secret, deps.clock.now());
    const tries = [one, two, one].map(({ challengeToken }) => accounts.confirm(challengeToken, code));
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const older = codeAt(secret, deps.clock.now() - STEP);
    await expect(accounts.confirm(two.challengeToken, older)).rejects.toMatchObject(
      refused('factor_code_wrong'),
    );
  });

  it('takes each recovery code once, and tells the person', async () => {
    const { accounts, signIn, enter, enable, mails } = house;
    const { recoveryCodes: codes } = await enable(await enter('emp'));
    const { challengeToken } = (await signIn('emp')) as MustConfirm;
    const typed = ` ${codes[3]?.toUpperCase().replace('-', ' ')} `;
    expect((await accounts.confirm(challengeToken, typed)).kind).toBe('signed_in');
    await expect(accounts.confirm(challengeToken, typed)).rejects.toMatchObject(refused('factor_code_wrong'));
    expect(mails().at(-1)).toMatchObject({ subject: 'Er is een herstelcode gebruikt' });
    expect(mails().at(-1)?.body).toContain('nog 9 herstelcodes');
  });

  it('keeps the wish for a place, and lets who has more choose after the code', async () => {
    const { accounts, signIn, enter, enable, deps } = house;
    const { code } = await enable(await enter('both', { role: 'employee' }));
    const wished = (await signIn('both', { role: 'hr' })) as MustConfirm;
    const entered = (await accounts.confirm(wished.challengeToken, code())) as SignedIn;
    expect(entered.session.actor.role).toBe('hr');
    deps.advance(STEP);
    const open = (await signIn('both')) as MustConfirm;
    const choice = (await accounts.confirm(open.challengeToken, code())) as MustChoose;
    expect(choice.memberships.map(({ role }) => role)).toEqual(['employee', 'hr']);
    const chosen = await accounts.choose(choice.choiceToken, { employerId: 'alfa', role: 'employee' });
    expect(chosen.session.secondFactor).toBe('own');
    const switched = await accounts.switchTo(chosen.token, { employerId: 'alfa', role: 'hr' });
    expect(switched.session.secondFactor).toBe('own');
  });

  it('forgets a challenge after five minutes, and one that is forged or meant for another step', async () => {
    const { accounts, signIn, enter, enable, deps } = house;
    const { code } = await enable(await enter('both', { role: 'employee' }));
    const { challengeToken } = (await signIn('both')) as MustConfirm;
    const { choiceToken } = (await accounts.confirm(challengeToken, code())) as MustChoose;
    for (const token of [choiceToken, 'onzin', '', challengeToken.replace(/.$/, '_')])
      await expect(accounts.confirm(token, code())).rejects.toMatchObject(refused('sign_in_expired'));
    await expect(accounts.choose(challengeToken, { employerId: 'alfa', role: 'hr' })).rejects.toMatchObject(
      refused('sign_in_failed'),
    );
    deps.advance(5 * MINUTE);
    await expect(accounts.confirm(challengeToken, code())).rejects.toMatchObject(refused('sign_in_expired'));
  });

  it('does not let a choice of before the second factor go round it', async () => {
    const { accounts, signIn, enter, enable } = house;
    const { choiceToken } = (await signIn('both')) as MustChoose;
    await enable(await enter('both', { role: 'employee' }));
    await expect(accounts.choose(choiceToken, { employerId: 'alfa', role: 'hr' })).rejects.toMatchObject(
      refused('sign_in_failed'),
    );
  });

  it('allows five wrong codes a quarter of an hour and twenty a day, also at the same moment, and warns once', async () => {
    const { accounts, signIn, enter, enable, deps, mails } = house;
    const { secret, code } = await enable(await enter('emp'));
    const guess = async () => {
      const { challengeToken } = (await signIn('emp')) as MustConfirm;
      const tries = Array.from({ length: 8 }, () =>
        accounts.confirm(challengeToken, wrongCode(secret, deps.clock.now())),
      );
      const codes = (await Promise.allSettled(tries)).map((t) => t.status === 'rejected' && t.reason.code);
      return codes.filter((one) => one === 'factor_code_wrong').length;
    };
    const perRound: number[] = [];
    for (let round = 0; round < 6; round++) {
      perRound.push(await guess());
      deps.advance(15 * MINUTE);
    }
    expect(perRound).toEqual([5, 5, 5, 5, 0, 0]);
    const { challengeToken } = (await signIn('emp')) as MustConfirm;
    await expect(accounts.confirm(challengeToken, code())).rejects.toMatchObject({
      code: 'too_many_codes',
      data: { retryAfter: expect.any(Number) },
    });
    expect(mails().filter(({ subject }) => subject === 'Verkeerde codes bij het aanmelden')).toHaveLength(1);
    deps.advance(24 * HOUR);
    const again = (await signIn('emp')) as MustConfirm;
    expect((await accounts.confirm(again.challengeToken, code())).kind).toBe('signed_in');
  });

  it('is not gone round by a new password from a link', async () => {
    const { members, signIn, enter, enable, mails, accounts } = house;
    const { code } = await enable(await enter('emp'));
    await members.requestReset('emp@alfa.example', '192.0.2.1', 'https://vraagbaak.example');
    const token = /\/wachtwoord\/(\S+)/.exec(mails().at(-1)?.body ?? '')?.[1] ?? '';
    await members.resetPassword(token, PASSWORD);
    const asked = (await signIn('emp')) as MustConfirm;
    expect(asked.kind).toBe('second_factor');
    expect((await accounts.confirm(asked.challengeToken, code())).kind).toBe('signed_in');
  });

  it('fails with a reason, not open, when the secret of the service was changed', async () => {
    const { signIn, enter, enable, deps } = house;
    const { code, recoveryCodes: codes } = await enable(await enter('emp'));
    const other = createAccounts({ ...deps, sessionSecret: `${SECRET}-anders` });
    expect((await signIn('emp')).kind).toBe('second_factor');
    const { challengeToken } = (await other.signIn(
      { email: 'emp@alfa.example', password: PASSWORD },
      '192.0.2.1',
    )) as MustConfirm;
    for (const typed of [code(), codes[0] ?? ''])
      await expect(other.confirm(challengeToken, typed)).rejects.toMatchObject(refused('factor_unreadable'));
  });
});

describe('where it is required', () => {
  it('a role that sees others’ data is let in only to set it up', async () => {
    const { enter, accounts, enable } = await factorHouse({ secondFactorRule: 'required' });
    const employee = await enter('both', { role: 'employee' });
    expect(employee.session.mustSetUpFactor).toBe(false);
    const switched = await accounts.switchTo(employee.token, { employerId: 'alfa', role: 'hr' });
    expect(switched.session.mustSetUpFactor).toBe(true);
    const hr = await enter('hr');
    expect(hr.session).toMatchObject({ mustSetUpFactor: true, secondFactor: 'none' });
    await enable(hr);
    expect(await accounts.session(hr.token)).toMatchObject({ mustSetUpFactor: false, secondFactor: 'own' });
  });
});

describe('a protected step', () => {
  it('takes a code of the signed-in person, once', async () => {
    const { accounts, enter, enable, ids, deps } = house;
    const { secret, code } = await enable(await enter('emp'));
    const emp = { personId: ids.emp };
    expect(accounts.secondFactor.has(emp)).toBe(true);
    expect(await accounts.secondFactor.verify(emp, wrongCode(secret, deps.clock.now()))).toBe(false);
    expect(await accounts.secondFactor.verify({ personId: ids.hr }, code())).toBe(false);
    expect(await accounts.secondFactor.verify(emp, code())).toBe(true);
    expect(await accounts.secondFactor.verify(emp, code())).toBe(false);
  });
});

describe('new recovery codes', () => {
  it('replace the old ones, and cost a code', async () => {
    const { accounts, enter, enable, signIn, mails } = house;
    const signedIn = await enter('emp');
    const { actor } = signedIn.session;
    await expect(accounts.secondFactor.renewCodes(actor, '123456')).rejects.toMatchObject(
      refused('factor_missing'),
    );
    const { recoveryCodes: old, code } = await enable(signedIn);
    const fresh = await accounts.secondFactor.renewCodes(actor, code());
    expect(fresh.filter((one) => old.includes(one))).toEqual([]);
    expect(mails().at(-1)?.subject).toBe('Nieuwe herstelcodes voor Vraagbaak');
    const { challengeToken } = (await signIn('emp')) as MustConfirm;
    await expect(accounts.confirm(challengeToken, old[0] ?? '')).rejects.toMatchObject(
      refused('factor_code_wrong'),
    );
    expect((await accounts.confirm(challengeToken, fresh[0] ?? '')).kind).toBe('signed_in');
  });
});

describe('switching off', () => {
  it('takes password and code, and ends sessions elsewhere', async () => {
    const { accounts, enter, enable, signIn, deps, mails } = house;
    const here = await enter('emp');
    const { actor } = here.session;
    const { code } = await enable(here);
    const { challengeToken } = (await signIn('emp')) as MustConfirm;
    const elsewhere = (await accounts.confirm(challengeToken, code())) as SignedIn;
    deps.advance(STEP);
    const off = (password: string, typed: string) =>
      accounts.secondFactor.disable(actor, here.token, password, typed);
    await expect(off('fout', code())).rejects.toMatchObject(refused('password_wrong'));
    await expect(off(PASSWORD, '000000')).rejects.toMatchObject(refused('factor_code_wrong'));
    await off(PASSWORD, code());
    expect(await accounts.session(elsewhere.token)).toBeNull();
    expect((await accounts.session(here.token))?.secondFactor).toBe('none');
    expect((await signIn('emp')).kind).toBe('signed_in');
    expect(mails().at(-1)?.subject).toBe('Tweede stap bij aanmelden staat uit');
    expect(deps.directory.select().from(recoveryCodes).all()).toEqual([]);
    await expect(off(PASSWORD, code())).rejects.toMatchObject(refused('factor_missing'));
  });
});

describe('resetting somebody else’s', () => {
  it('is for HR with employees: signed out, mailed, and in again with the password', async () => {
    const { accounts, enter, enable, signIn, ids, mails } = house;
    const emp = await enter('emp');
    await enable(emp);
    const hr = actorAt(ids.hr, 'hr');
    accounts.secondFactor.reset(hr, ids.emp);
    expect(await accounts.session(emp.token)).toBeNull();
    expect((await signIn('emp')).kind).toBe('signed_in');
    expect(mails().at(-1)).toMatchObject({ recipient: 'emp@alfa.example' });
    expect(mails().at(-1)?.body).toContain('Hanna van alfa bv heeft de tweede stap');
    const before = mails().length;
    accounts.secondFactor.reset(hr, ids.emp);
    expect(mails()).toHaveLength(before);
  });

  it('is refused for who keeps data, for strangers, for oneself and for others than HR and provider', async () => {
    const { accounts, enter, enable, ids } = house;
    for (const name of ['hr', 'both', 'far', 'esmee'] as const)
      await enable(
        await enter(name, name === 'esmee' ? { employerId: 'beta' } : name === 'both' ? { role: 'hr' } : {}),
      );
    const { reset, has } = accounts.secondFactor;
    const hr = actorAt(ids.hr, 'hr');
    const code = (actor: ReturnType<typeof actorAt>, personId: string) => {
      try {
        reset(actor, personId);
        return 'done';
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(code(hr, ids.both)).toBe('forbidden');
    expect(code(hr, ids.esmee)).toBe('forbidden');
    expect(code(hr, ids.hr)).toBe('forbidden');
    expect(code(hr, ids.far)).toBe('not_found');
    expect(code(hr, 'bestaat-niet')).toBe('not_found');
    expect(code(actorAt(ids.emp, 'employee'), ids.far)).toBe('forbidden');
    expect(code(actorAt(ids.esmee, 'provider'), ids.esmee)).toBe('forbidden');
    for (const personId of [ids.hr, ids.both, ids.far, ids.esmee]) expect(has({ personId })).toBe(true);
    expect(code(actorAt(ids.esmee, 'provider'), ids.both)).toBe('done');
    expect(has({ personId: ids.both })).toBe(false);
  });

  it('is shown to who keeps the list of people', async () => {
    const { members, enter, enable, ids } = house;
    await enable(await enter('emp'));
    const shown = members.list(actorAt(ids.hr, 'hr')).members;
    expect(shown.filter(({ secondFactor }) => secondFactor).map(({ name }) => name)).toEqual(['emp']);
  });

  it('can be done at the console when nobody else is left', async () => {
    const { deps, enter, enable, signIn } = house;
    await enable(await enter('emp'));
    expect(removeFactorOf(deps, ' Emp@alfa.example ')).toBe(true);
    expect(removeFactorOf(deps, 'emp@alfa.example')).toBe(false);
    expect((await signIn('emp')).kind).toBe('signed_in');
    expect(() => removeFactorOf(deps, 'niemand@alfa.example')).toThrow('Niemand heeft het adres');
  });
});
