import { describe, expect, it } from 'vitest';
import { readAddress, readDate, readPostcode, splitHouseNumber } from '../../src/mutations/read-address.ts';
import { ibanEnd, readBank } from '../../src/mutations/read-bank.ts';
import { distance, maskEmail, readEmail, suggestEmail } from '../../src/mutations/read-email.ts';
import { phoneType, readPhone, showPhone } from '../../src/mutations/read-phone.ts';
import { houseNumberText, shielded, textOf } from '../../src/mutations/show.ts';
import { address, bank, home } from './house.ts';

const codes = ({ findings }: { findings: readonly { code: string; field: string; severity: string }[] }) =>
  findings.map(({ code, field, severity }) => `${severity} ${code} ${field}`);

describe('a house number', () => {
  it.each([
    ['12', 12, ''],
    ['12a', 12, 'a'],
    ['12 A', 12, 'A'],
    ['12 bis', 12, 'bis'],
    ['12-2', 12, '2'],
    ['12 - 2', 12, '2'],
    ['12/3', 12, '3'],
    ['nr. 7', 7, ''],
    ['104 2hg', 104, '2hg'],
    ['12 A-1', 12, 'A-1'],
    ['  9\u00a0b ', 9, 'b'],
  ])('%s', (raw, houseNumber, addition) => {
    expect(splitHouseNumber(raw)).toEqual({ houseNumber, addition });
  });
  it.each(['', 'a12', 'twaalf', '0', '-3', '1234567', '000'])('is not in %j', (raw) => {
    expect(splitHouseNumber(raw)).toBeNull();
  });
  it.each([
    [{ houseNumber: 12, addition: 'a' }, '12a'],
    [{ houseNumber: 12, addition: '2' }, '12-2'],
    [{ houseNumber: 12, addition: 'bis' }, '12 bis'],
    [{ houseNumber: 12, addition: '' }, '12'],
  ])('%j is written as people do', (value, text) => expect(houseNumberText(value)).toBe(text));
});

describe('an address', () => {
  it('is read as it was typed', () => {
    const typed = address({ street: ' Kerk\u200bplein ', houseNumber: '3 bis', postcode: '7201cd' });
    expect(readAddress(typed)).toEqual({
      value: {
        ...{ street: 'Kerkplein', houseNumber: 3, addition: 'bis' },
        ...{ postcode: '7201 CD', city: 'Zutphen', country: 'NL' },
      },
      findings: [],
    });
  });
  it('takes a number from behind the street', () => {
    const typed = address({ street: 'Plein 1944', houseNumber: '5' });
    expect(readAddress(typed).value).toMatchObject({ street: 'Plein 1944', houseNumber: 5 });
    const joined = address({ street: 'Kerkplein 3 bis', houseNumber: '' });
    expect(readAddress(joined).value).toMatchObject({ street: 'Kerkplein', houseNumber: 3, addition: 'bis' });
  });
  it.each([
    [{ street: '' }, 'block missing street'],
    [{ street: 's'.repeat(81) }, 'block too-long street'],
    [{ street: 'Burgemeester van der Werffstraat' }, 'warn street-long street'],
    [{ street: 'Postbus' }, 'warn po-box street'],
    [{ houseNumber: '' }, 'block missing houseNumber'],
    [{ houseNumber: 'bis' }, 'block house-number-form houseNumber'],
    [{ houseNumber: '12 2 hoog' }, 'block addition-long addition'],
    [{ houseNumber: '12a', addition: 'b' }, 'block addition-twice addition'],
    [{ postcode: '' }, 'block missing postcode'],
    [{ postcode: '0123 AB' }, 'block postcode-form postcode'],
    [{ postcode: '3511' }, 'block postcode-form postcode'],
    [{ postcode: '3511 SS' }, 'warn postcode-letters postcode'],
    [{ city: '' }, 'block missing city'],
    [{ city: "'s-Gravenhage aan den Rijn bij de Duinen" }, 'warn city-long city'],
  ])('%j: %s', (change, wanted) => {
    const { value, findings } = readAddress(address(change));
    expect(codes({ findings })).toEqual([wanted]);
    expect(value === null).toBe(wanted.startsWith('block'));
  });
  it('keeps the whole of a long name', () => {
    const street = 'Burgemeester van der Werffstraat';
    expect(readAddress(address({ street })).value?.street).toBe(street);
  });
  it.each([
    ['3511AB', '3511 AB'],
    ['3511  ab', '3511 AB'],
    ['3511 SA', '3511 SA'],
    ['351 AB', null],
    ['35111 AB', null],
  ])('postcode %s', (raw, wanted) => expect(readPostcode(raw)).toBe(wanted));
  it.each([
    ['2026-07-01', '2026-07-01'],
    ['1-7-2026', '2026-07-01'],
    ['01/07/2026', '2026-07-01'],
    ['', ''],
    ['2026-02-30', null],
    ['31-2-2026', null],
    ['morgen', null],
  ])('date %j', (raw, wanted) => expect(readDate(raw)).toBe(wanted));
});

describe('a telephone number', () => {
  it.each([
    ['06-12 34 56 78', 'mobile', '+31612345678', '06 12345678'],
    ['0031 6 12345678', 'mobile', '+31612345678', '06 12345678'],
    ['+31612345678', 'mobile', '+31612345678', '06 12345678'],
    ['(030) 234 56 78', 'phone', '+31302345678', '030 234 5678'],
    ['088 123 4567', 'phone', '+31881234567', '088 123 4567'],
    ['+32 470 12 34 56', 'mobile', '+32470123456', '+32 470 12 34 56'],
  ])('%s', (raw, field, e164, shown) => {
    expect(readPhone(raw, field)).toEqual({ value: e164, findings: [] });
    expect(showPhone(e164)).toBe(shown);
  });
  it.each([
    ['0900-1234', 'phone', 'block phone-refused phone'],
    ['0800 1234', 'mobile', 'block phone-refused mobile'],
    ['0906 12345', 'phone', 'block phone-refused phone'],
    ['112', 'phone', 'block phone-form phone'],
    ['0612', 'mobile', 'block phone-form mobile'],
    ['geen', 'phone', 'block phone-form phone'],
    ['0302345678 tst. 12', 'phone', 'block phone-form phone'],
    ['', 'phone', 'block missing phone'],
    ['030 2345678', 'mobile', 'block not-mobile mobile'],
    ['06 12345678', 'phone', 'warn is-mobile phone'],
  ])('%s as %s: %s', (raw, field, wanted) => {
    expect(codes(readPhone(raw, field))).toEqual([wanted]);
  });
  it('tells a mobile one from a landline', () => {
    expect(['0612345678', '0302345678', 'nee'].map(phoneType)).toEqual(['mobile', 'landline', null]);
  });
});

describe('an e-mail address', () => {
  it.each([
    ['jan@gmail.con', 'jan@gmail.com'],
    ['jan@gmial.com', 'jan@gmail.com'],
    ['jan@gmail.nl', 'jan@gmail.com'],
    ['jan@gmal.cmo', 'jan@gmail.com'],
    ['jan@hotmial.con', 'jan@hotmail.com'],
    ['jan@hotmail.nk', 'jan@hotmail.nl'],
    ['jan@zigo.nl', 'jan@ziggo.nl'],
    ['jan@outlok.com', 'jan@outlook.com'],
    ['jan@klaverveld.con', 'jan@klaverveld.com'],
  ])('%s: %s is suggested', (typed, meant) => expect(suggestEmail(typed)).toBe(meant));
  it.each([
    'jan@gmail.com',
    'jan@ziggo.nl',
    'jan@klaverveld.example',
    'jan@hotmail.be',
    'jan@live.be',
    'jan@me.nl',
    'jan@bakker.amsterdam',
    'jan@home.de',
  ])('%s: nothing is', (typed) => expect(suggestEmail(typed)).toBeNull());
  it('that looks wrong has to be confirmed, and can be', () => {
    expect(readEmail(' Jan@Gmail.CON ', false)).toEqual({
      value: 'jan@gmail.con',
      findings: [
        { code: 'email-typo', field: 'email', severity: 'confirm', data: { suggestion: 'jan@gmail.com' } },
      ],
    });
    expect(readEmail('jan@gmail.con', true)).toEqual({ value: 'jan@gmail.con', findings: [] });
  });
  it.each([
    'jan',
    'jan@',
    '@x.example',
    'jan@x',
    'a b@x.example',
    'a@b@c.example',
    `${'x'.repeat(260)}@x.nl`,
  ])('%j is none', (typed) => expect(codes(readEmail(typed, false))).toEqual(['block email-form email']));
  it('is shown so that its owner knows it', () =>
    expect(maskEmail('sanne@oud.example')).toBe('s…@oud.example'));
  it.each([
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['abc', 'ab', 1],
    ['abc', 'abd', 1],
    ['abc', 'xyz', 3],
    ['abc', 'abcdefg', 3],
  ])('%s is %s in %i steps', (a, b, steps) => expect(distance(a, b, 2)).toBe(steps));
});

describe('a bank account', () => {
  it('is read without its spaces', () => {
    expect(readBank(bank('nl20 ingb 0001 2345 67'), 'Vermeulen')).toEqual({
      value: { iban: 'NL20INGB0001234567', holder: 'S. Vermeulen' },
      findings: [],
    });
  });
  it.each([
    ['', 'S. Vermeulen', 'block missing iban'],
    ['NL21INGB0001234567', 'S. Vermeulen', 'block iban-check iban'],
    ['NL20INGB000123456', 'S. Vermeulen', 'block iban-form iban'],
    ['1234567', 'S. Vermeulen', 'block iban-form iban'],
    ['BE68 5390 0754 7034', 'S. Vermeulen', 'warn iban-foreign iban'],
    ['SA03 8000 0000 6080 1016 7519', 'S. Vermeulen', 'warn iban-outside-sepa iban'],
    ['NL20INGB0001234567', '', 'block missing holder'],
    ['NL20INGB0001234567', 'Stichting Derden', 'warn holder-differs holder'],
    ['NL20INGB0001234567', 'x'.repeat(81), 'block too-long holder'],
  ])('%s of %s: %s', (iban, holder, wanted) => {
    expect(codes(readBank(bank(iban, holder), 'Vermeulen'))).toContain(wanted);
  });
  it('knows a name by its letters', () => {
    expect(readBank(bank(undefined, 'E DE WIT-MUNOZ'), 'Muñoz').findings).toEqual([]);
  });
  it('is told apart by its end alone', () => {
    expect(ibanEnd('NL20INGB0001234567')).toBe('…4567');
    const value = { iban: 'NL20INGB0001234567', holder: 'S. Vermeulen' };
    expect(shielded('bank-account', value)).toEqual({ iban: '…4567', holder: 'S. Vermeulen' });
    expect(textOf('bank-account', value)).toBe('…4567, S. Vermeulen');
    expect(value.iban).toBe('NL20INGB0001234567');
  });
});

describe('a value on one line', () => {
  it.each([
    ['address', home, 'Dorpsstraat 12a, 3511 AB Utrecht'],
    ['mobile', { phone: '+31612345678' }, '06 12345678'],
    ['email', { email: 'a@b.example' }, 'a@b.example'],
    [
      'emergency-contact',
      { name: 'Bo', relation: 'broer', phone: '+31612345678' },
      'Bo (broer), 06 12345678',
    ],
    ['emergency-contact', { name: 'Bo', relation: '', phone: '+31612345678' }, 'Bo, 06 12345678'],
    ['phone', { removed: true }, ''],
    ['phone', null, ''],
  ] as const)('%s %j', (kind, value, text) => expect(textOf(kind, value)).toBe(text));
});
