import { describe, expect, it } from 'vitest';
import { checkMutation } from '../../src/mutations/checks.ts';
import { findingText } from '../../src/mutations/finding-texts.ts';
import { findingCodes, type MutationInput } from '../../src/mutations/model.ts';
import type { Known } from '../../src/mutations/service.ts';
import { address, bank, contact, home } from './house.ts';

const fact = (value: Record<string, unknown>, validFrom = '2024-03-01') => ({ id: 'f', value, validFrom });
const known = (change: Partial<Known> = {}): Known => ({
  today: '2026-11-19',
  current: {
    address: fact(home),
    email: fact({ email: 'sanne@oud.example' }),
    phone: fact({ phone: '+31302345678' }),
    'bank-account': fact({ iban: 'NL91ABNA0417164300', holder: 'S. Vermeulen' }),
  },
  waiting: [],
  isTaken: () => false,
  lastName: 'Vermeulen',
  bankWaitingDays: 3,
  ...change,
});
const said = (input: MutationInput, about = known()) => {
  const { changes, findings } = checkMutation(input, about);
  return {
    changes: changes.map(({ kind, when, effectiveOn }) => `${kind} ${when} ${effectiveOn}`),
    findings: findings.map(({ severity, code, field }) => `${severity} ${code} ${field}`.trim()),
  };
};
const emergency = (change = {}) => ({
  ...{ form: 'emergency-contact' as const, name: 'Bo Bakker', relation: 'broer', phone: '06 12345678' },
  ...change,
});

describe('a move', () => {
  it.each([
    ['', 'address now 2026-11-19', []],
    ['2026-11-19', 'address now 2026-11-19', []],
    ['2026-11-01', 'address now 2026-11-01', ['info retroactive fromDate']],
    ['1-12-2026', 'address on-date 2026-12-01', ['info future fromDate']],
    ['2025-01-01', 'address now 2025-01-01', ['info retroactive fromDate', 'warn far-away fromDate']],
  ])('from %j: %s', (fromDate, change, findings) => {
    expect(said(address({ fromDate }))).toEqual({ changes: [change], findings });
  });
  it.each([
    [{ fromDate: '30-2-2026' }, 'block date-form fromDate'],
    [{ fromDate: '2024-02-28' }, 'block before-current fromDate'],
    [{ street: 'Dorpsstraat', houseNumber: '12a', postcode: '3511AB', city: 'Utrecht' }, 'block unchanged'],
  ])('%j: %s', (change, wanted) => {
    const { changes, findings } = said(address(change));
    expect(changes).toEqual([]);
    expect(findings).toContain(wanted);
  });
  it('waits behind none that waits already, but passes it when it is for today', () => {
    const about = known({ waiting: ['address'] });
    expect(said(address({ fromDate: '2026-12-01' }), about).findings).toContain('block open-already');
    expect(said(address(), about).findings).toEqual([]);
  });
  it('within the same house is likely a correction', () => {
    const typed = address({ street: 'Dorpstraat', houseNumber: '12', postcode: '3511 AB', city: 'Utrecht' });
    expect(said(typed).findings).toEqual(['warn looks-like-correction mode']);
    expect(said({ ...typed, mode: 'correction' }).findings).toEqual([]);
  });
  it('needs no address from before', () => {
    expect(said(address({ fromDate: '2020-01-01' }), known({ current: {} })).changes).toEqual([
      'address now 2020-01-01',
    ]);
  });
});

describe('a correction', () => {
  const typed = address({ mode: 'correction', street: 'Dorpstraat', postcode: '3511 AB', fromDate: 'x' });
  it('keeps the day of what it corrects', () => {
    expect(said(typed)).toEqual({ changes: ['address now 2024-03-01'], findings: [] });
  });
  it('that is another house altogether is pointed at', () => {
    expect(said(address({ mode: 'correction' })).findings).toEqual(['warn looks-like-move mode']);
  });
  it('needs something to correct', () => {
    expect(said(typed, known({ current: {} })).findings).toEqual(['block nothing-to-correct mode']);
  });
});

describe('contact data', () => {
  it('change by value; what is absent or the same stays', () => {
    const typed = contact({ email: 'SANNE@oud.example', phone: '030 234 5678', mobile: '06-12345678' });
    expect(said(typed)).toEqual({ changes: ['mobile now 2026-11-19'], findings: [] });
    expect(said(contact({ email: 'sanne@nieuw.example' })).changes).toEqual(['email verified 2026-11-19']);
  });
  it('can lose a number, not the e-mail address', () => {
    expect(checkMutation(contact({ phone: ' ' }), known()).changes).toMatchObject([
      { kind: 'phone', after: null },
    ]);
    expect(said(contact({ email: '', phone: '' })).findings).toEqual(['block email-needed email']);
    expect(said(contact({ email: '', mobile: '' }), known({ current: {} })).findings).toEqual([
      'block unchanged',
    ]);
  });
  it.each([
    [contact(), 'block unchanged'],
    [contact({ phone: '030-2345678' }), 'block unchanged'],
    [contact({ mobile: '030 2345679' }), 'block not-mobile mobile'],
    [contact({ phone: '0900 1234' }), 'block phone-refused phone'],
    [contact({ email: 'sanne@gmail.con' }), 'confirm email-typo email'],
  ])('%j: %s', (input, wanted) => expect(said(input).findings).toEqual([wanted]));
  it('say nothing of a value that stays, however odd', () => {
    const about = known({
      current: { email: fact({ email: 'a@gmail.con' }), phone: fact({ phone: '+31612345678' }) },
    });
    const typed = contact({ email: 'a@gmail.con', phone: '0612345678', mobile: '0612345679' });
    expect(said(typed, about)).toEqual({ changes: ['mobile now 2026-11-19'], findings: [] });
  });
  it('hold an address that nobody else has', () => {
    const about = known({ isTaken: (email) => email === 'daan@oud.example' });
    expect(said(contact({ email: 'Daan@oud.example' }), about).findings).toEqual(['block email-taken email']);
  });
});

describe('an emergency contact', () => {
  it('is applied at once', () => {
    expect(said(emergency())).toEqual({ changes: ['emergency-contact now 2026-11-19'], findings: [] });
  });
  it.each([
    [emergency({ name: '' }), 'block missing name'],
    [emergency({ relation: 'x'.repeat(41) }), 'block too-long relation'],
    [emergency({ phone: '0900 1234' }), 'block phone-refused phone'],
    [emergency({ phone: '' }), 'block missing phone'],
    [emergency({ phone: '030 2345678' }), 'warn own-number phone'],
  ])('%j: %s', (input, wanted) => expect(said(input).findings).toEqual([wanted]));
  it('that is there already changes nothing', () => {
    const value = { phone: '+31612345678', relation: 'broer', name: 'Bo Bakker' };
    const about = known({ current: { 'emergency-contact': fact(value) } });
    expect(said(emergency(), about)).toEqual({ changes: [], findings: ['block unchanged'] });
  });
});

describe('a bank account', () => {
  it('waits, as long as the employer says', () => {
    expect(said(bank()).changes).toEqual(['bank-account waited 2026-11-22']);
    expect(said(bank(), known({ bankWaitingDays: 10 })).changes).toEqual(['bank-account waited 2026-11-29']);
  });
  it('is asked for once at a time, and only another one', () => {
    expect(said(bank(), known({ waiting: ['bank-account'] })).findings).toEqual(['block open-already']);
    expect(said(bank('NL91 ABNA 0417 1643 00')).findings).toEqual(['block unchanged']);
  });
});

it('everything that can be found has words in both languages, filled in', () => {
  const data = { most: 24, letters: 'SS', date: '2026-07-01', suggestion: 'a@b.example' };
  for (const code of findingCodes)
    for (const language of ['nl', 'en'] as const) {
      const found = {
        code,
        severity: 'block' as const,
        field: '',
        data: { ...data, country: 'BE', name: 'X', number: '1' },
      };
      expect(findingText(found, language)).not.toMatch(/[{}]|^$/);
    }
  const future = { code: 'future', severity: 'info', field: '', data } as const;
  expect(findingText(future, 'nl')).toContain('op 1 juli 2026');
});
