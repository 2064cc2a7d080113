import { describe, expect, it } from 'vitest';
import {
  acceptedStep,
  keyUri,
  newRecoveryCodes,
  newSecret,
  shownRecoveryCode,
  typedRecoveryCode,
} from '../../src/accounts/codes.ts';
import { mayResetSecondFactor, needsSecondFactor } from '../../src/accounts/factor-rules.ts';
import { proofOf } from '../../src/accounts/oidc.ts';
import { createVault } from '../../src/accounts/vault.ts';
import type { Role } from '../../src/kernel/actor.ts';
import { SECRET, testClock } from '../api/support.ts';

/** '12345678901234567890' of RFC 6238, appendix B, in base32. */
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const SECOND = 1000;

describe('a code from an app', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('is that of RFC 6238 at %i seconds', (at, code) => {
    expect(acceptedStep(rfcSecret, code, 0, at * SECOND)).toBe(Math.floor(at / 30));
  });

  it('counts one step early or late, and no further', () => {
    const step = Math.floor(1_111_111_109 / 30);
    const at = (steps: number) => acceptedStep(rfcSecret, '081804', 0, (step + steps) * 30 * SECOND);
    expect([-2, -1, 0, 1, 2].map(at)).toEqual([null, step, step, step, null]);
  });

  it('counts once, and not after a newer one', () => {
    const step = Math.floor(1_111_111_109 / 30);
    const after = (lastStep: number) => acceptedStep(rfcSecret, '081804', lastStep, step * 30 * SECOND);
    expect([step - 1, step, step + 1].map(after)).toEqual([step, null, null]);
  });

  it.each(['', '08180', '0818044', '08180a', '۰۸۱۸۰۴', '0818 04 '])('is read from %j or refused', (code) => {
    const step = acceptedStep(rfcSecret, code, 0, 1_111_111_109 * SECOND);
    expect(step !== null).toBe(code.replaceAll(' ', '') === '081804');
  });

  it('comes from a secret of 160 bits that the app reads with name and account', async () => {
    const { ids } = testClock();
    const [one, two] = [await newSecret(ids), await newSecret(ids)];
    expect(one).toMatch(/^[A-Z2-7]{32}$/);
    expect(two).not.toBe(one);
    const uri = new URL(keyUri(one, 'anne@alfa.example'));
    expect(decodeURIComponent(uri.pathname)).toContain('Vraagbaak:anne@alfa.example');
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({ secret: one, digits: '6', period: '30' });
  });
});

describe('recovery codes', () => {
  it('are ten different ones that survive being read and typed', async () => {
    const codes = await newRecoveryCodes(testClock().ids);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) {
      expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{10}$/);
      expect(typedRecoveryCode(` ${shownRecoveryCode(code).toUpperCase()} `)).toBe(code);
    }
  });

  it.each([
    ['Oi1l0-abcde', '01110abcde'],
    ['abcde', null],
    ['abcdefghju', null],
    ['123456', null],
  ])('%s is read as %s', (typed, code) => {
    expect(typedRecoveryCode(typed)).toBe(code);
  });
});

describe('the vault', () => {
  const { ids } = testClock();
  const vault = createVault(SECRET, ids);

  it('gives back what it was given, never the same way twice', async () => {
    const [one, two] = [await vault.seal('a', 'geheim'), await vault.seal('a', 'geheim')];
    expect(one).not.toBe(two);
    expect(one).not.toContain('geheim');
    expect(await vault.open('a', one)).toBe('geheim');
  });

  it('stays shut for another context, another secret, and what was changed', async () => {
    const sealed = await vault.seal('anne', 'geheim');
    expect(await vault.open('bram', sealed)).toBeNull();
    expect(await createVault(`${SECRET}x`, ids).open('anne', sealed)).toBeNull();
    const changed = sealed.replace(/.$/, (sign) => (sign === 'A' ? 'B' : 'A'));
    for (const wrong of [changed, '', 'x', 'x.y', '.', '%.%'])
      expect(await vault.open('anne', wrong)).toBeNull();
  });
});

describe('who needs a second factor', () => {
  it('is who sees data of others, where it is required', () => {
    const needing = (['employee', 'manager', 'hr', 'provider', 'candidate'] as const).filter((role) =>
      needsSecondFactor('required', role),
    );
    expect(needing).toEqual(['hr', 'provider']);
    expect(needsSecondFactor('optional', 'hr')).toBe(false);
  });
});

describe('taking a second factor away', () => {
  const place = (employerId: string, role: Role) => ({ employerId, role });
  const hr = place('alfa', 'hr');
  const provider = place('alfa', 'provider');
  it.each([
    ['an employee of the own employer, by HR', hr, [], [place('alfa', 'employee')], true],
    ['a manager, by HR', hr, [], [place('alfa', 'manager')], true],
    [
      'an employee who works elsewhere too, by HR',
      hr,
      [],
      [place('alfa', 'employee'), place('beta', 'employee')],
      true,
    ],
    ['another HR, by HR', hr, [], [place('alfa', 'hr')], false],
    [
      'an employee who is HR elsewhere, by HR',
      hr,
      [],
      [place('alfa', 'employee'), place('beta', 'hr')],
      false,
    ],
    ['a provider, by HR', hr, [], [place('alfa', 'provider')], false],
    ['HR, by the provider', provider, ['alfa'], [place('alfa', 'hr')], true],
    [
      'HR of another employer too, by a provider of one',
      provider,
      ['alfa'],
      [place('alfa', 'hr'), place('beta', 'hr')],
      false,
    ],
    [
      'HR of both, by the provider of both',
      provider,
      ['alfa', 'beta'],
      [place('alfa', 'hr'), place('beta', 'hr')],
      true,
    ],
    ['an employee of another employer, by HR', hr, [], [place('beta', 'employee')], false],
    [
      'an employee of another employer, by a provider',
      provider,
      ['alfa'],
      [place('beta', 'employee')],
      false,
    ],
    ['a colleague, by an employee', place('alfa', 'employee'), [], [place('alfa', 'employee')], false],
  ] as const)('%s', (_who, actor, served, target, allowed) => {
    expect(mayResetSecondFactor(actor, served, target)).toBe(allowed);
  });
});

describe('a second factor at an identity provider', () => {
  it.each([
    [['mfa'], 'provider'],
    [['pwd', 'mfa'], 'provider'],
    [['pwd', 'otp'], 'provider'],
    [['pwd'], 'none'],
    [['otp'], 'none'],
    [['pwd', 'kba'], 'none'],
    [[], 'none'],
  ])('%j counts as %s', (amr, proof) => {
    expect(proofOf(amr)).toBe(proof);
  });
});
