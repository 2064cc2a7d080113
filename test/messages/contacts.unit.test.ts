import { describe, expect, it } from 'vitest';
import { readAddress } from '../../src/messages/address.ts';
import { dialled, readEmails, readIbans, readPhones, suggestEmail } from '../../src/messages/contacts.ts';
import { readHolder, readName, readRelation } from '../../src/messages/people.ts';
import { typed } from '../../src/messages/typed.ts';

describe('phones', () => {
  it.each([
    ['06 12345678', '0612345678'],
    ['06-84 01 22 77', '0684012277'],
    ['+31 6 57 00 11 22', '+31657001122'],
    ['0031612009988', '0031612009988'],
    ['0618-334455', '0618334455'],
    ['+48 601 234 567', '+48601234567'],
    ['06.44.55.66.77', '0644556677'],
    ['0341-551234', '0341551234'],
  ])('%s is %s', (text, phone) =>
    expect(readPhones(typed(`nieuw nummer ${text}.`))).toMatchObject([{ phone, isValid: true }]),
  );
  it.each(['12-11-2026', '16, 17, 24 en 25 nov', '€ 1.064,75', '3511 AB', '999990019'])(
    '%s is none',
    (text) => expect(readPhones(typed(text))).toEqual([]),
  );
  it('marks what is too short', () =>
    expect(readPhones(typed('06 1234567'))).toMatchObject([{ isValid: false }]));
  it('makes it dialable', () => {
    expect(dialled('0612345678')).toBe('+31612345678');
    expect(dialled('06123')).toBeNull();
  });
});

describe('e-mail', () => {
  it.each([
    ['mail is K.Vos@dorp.example.', 'k.vos@dorp.example'],
    ['naar s_el+1@a-b.example graag', 's_el+1@a-b.example'],
  ])('%s', (text, email) => expect(readEmails(typed(text)).map((one) => one.email)).toEqual([email]));
  it.each([
    ['jan@gmail.con', 'jan@gmail.com'],
    ['jan@gmial.com', 'jan@gmail.com'],
    ['jan@hotmial.com', 'jan@hotmail.com'],
    ['jan@ziggo.nll', 'jan@ziggo.nl'],
    ['jan@gmail.com', null],
    ['jan@dorp.example', null],
    ['jan@live.nl', null],
  ])('%s: %s', (email, better) => expect(suggestEmail(email)).toBe(better));
});

describe('IBAN', () => {
  it.each([
    ['NL91ABNA0417164300', 'NL91ABNA0417164300', true],
    ['nl91 abna 0417 1643 00', 'NL91ABNA0417164300', true],
    ['NL91ABNA0417164301', 'NL91ABNA0417164301', false],
    ['DE89 3704 0044 0532 0130 00', 'DE89370400440532013000', true],
  ])('%s', (text, iban, isValid) =>
    expect(readIbans(typed(`loon op ${text} aub`))).toMatchObject([{ iban, isValid }]),
  );
  it.each(['NL91ABNA04171643', 'XX91ABNA0417164300', 'aa12 straat'])('%s is none', (text) =>
    expect(readIbans(typed(text))).toEqual([]),
  );
});

describe('addresses', () => {
  it.each([
    [
      'naar kerkstraat 12a 3511ab utrecht',
      { street: 'Kerkstraat', house_number: 12, addition: 'a', postcode: '3511 AB', city: 'Utrecht' },
    ],
    [
      'Dorpsstraat 5, 2742 AK Waddinxveen',
      { street: 'Dorpsstraat', house_number: 5, postcode: '2742 AK', city: 'Waddinxveen' },
    ],
    [
      'aan de Van der Duynstraat 9 in Leiden',
      { street: 'Van der Duynstraat', house_number: 9, city: 'Leiden' },
    ],
    [
      'Singelgracht 27 hs, 1016 VB Amsterdam',
      { street: 'Singelgracht', house_number: 27, addition: 'hs', postcode: '1016 VB', city: 'Amsterdam' },
    ],
    ['molenweg 12 bis in oss', { street: 'Molenweg', house_number: 12, addition: 'bis', city: 'Oss' }],
    [
      'vondelstraat 33 2 hoog amsterdam',
      { street: 'Vondelstraat', house_number: 33, addition: '2 hoog', city: 'Amsterdam' },
    ],
    ['huisnummer staat fout, is 73-II', { house_number: 73, addition: 'II' }],
    ['huisnr is 14 ipv 12 zelfde straat', { house_number: 14 }],
    ['postcode moet 6824 mr zijn', { postcode: '6824 MR' }],
    [
      'Havenkade 210, 1973 AL IJmuiden',
      { street: 'Havenkade', house_number: 210, postcode: '1973 AL', city: 'IJmuiden' },
    ],
    [
      "Laan van Meerdervoort 210 B, 2517 BJ 's-Gravenhage",
      {
        street: 'Laan van Meerdervoort',
        house_number: 210,
        addition: 'B',
        postcode: '2517 BJ',
        city: "'s-Gravenhage",
      },
    ],
    ['we verhuizen naar almere', { city: 'Almere' }],
    ['ga verhuizen', {}],
    ['ben verhuisd, adres klopt niet', {}],
  ])('%s', (text, address) => expect(readAddress(typed(text))).toEqual(address));
});

describe('people', () => {
  it.each([
    ['noodcontact is nu me zus fatima', 'Fatima', 'zus'],
    ['bij nood bellen: Henk de Wit, mijn vader', 'Henk de Wit', 'vader'],
    ['my emergency contact is my wife Ana Kowalska', 'Ana Kowalska', 'wife'],
    ['wil iemand anders als noodnummer, me buurvrouw', undefined, 'buurvrouw'],
    ['noodcontact: A. de Vries, moeder', 'A. de Vries', 'moeder'],
    ['noodcontact wijzigen', undefined, undefined],
  ])('%s', (text, name, relation) => {
    const message = typed(text);
    const found = readRelation(message);
    expect(found?.relation).toBe(relation);
    const low =
      found === undefined
        ? message.low
        : message.low.slice(0, found.start) +
          '_'.repeat(found.end - found.start) +
          message.low.slice(found.end);
    expect(readName({ text, low }, found?.end)).toBe(name);
  });
  it.each([
    ['tnv J. Bakker', 'J. Bakker'],
    ['name M. Silva', 'M. Silva'],
    ['op naam van mijn vrouw', undefined],
    ['nieuw nummer', undefined],
  ])('holder: %s', (text, holder) => expect(readHolder(typed(text))).toBe(holder));
});
