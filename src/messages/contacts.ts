import { countrySpecs, electronicFormatIBAN, isValidIBAN } from 'ibantools';
import { findPhoneNumbersInText, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js';
import { masked, matchesOf, type Typed } from './typed.ts';

export interface PhoneMention {
  start: number;
  end: number;
  /** As typed, without spaces and marks: '0612345678', '+31612345678'. */
  phone: string;
  /** It cannot be a number of the Netherlands, or of the country it names. */
  isValid: boolean;
}

const candidate = /(?<![\d,.\w@])(?:\+|00|0)(?:[\s./()-]{0,2}\d){7,13}(?!\d)/;

/** Phone numbers, checked with libphonenumber; a number too short or long is found too, and marked. */
export function readPhones(message: Typed): PhoneMention[] {
  const known = findPhoneNumbersInText(message.low.replace(/_/g, ' '), 'NL').flatMap(
    ({ startsAt, endsAt, number }) => {
      const said = message.low.slice(startsAt, endsAt);
      return /^\s*[+(]?0|^\s*\+/.test(said)
        ? [{ start: startsAt, end: endsAt, phone: plainPhone(said), isValid: isWhole(number) }]
        : [];
    },
  );
  const rest = known.reduce((now, { start, end }) => masked(now, start, end), message);
  const others = matchesOf(rest, candidate).flatMap(({ start, end }) => {
    const phone = plainPhone(rest.low.slice(start, end));
    const isValid = isWhole(parsePhoneNumberFromString(phone, 'NL'));
    return phone.replace(/\D/g, '').length < 8 ? [] : [{ start, end, phone, isValid }];
  });
  return [...known, ...others].sort((a, b) => a.start - b.start);
}

/** Dutch numbers have nine digits behind the zero; of others we only check the length that their country allows. */
function isWhole(number: PhoneNumber | undefined): boolean {
  if (number === undefined) return false;
  return number.countryCallingCode === '31' ? number.nationalNumber.length === 9 : number.isPossible();
}

function plainPhone(said: string): string {
  return said.replace(/\(0\)/g, '').replace(/[^\d+]/g, '');
}

/** '+31612345678' for a number that can be dialled; null otherwise. For forms and for saying back. */
export function dialled(phone: string): string | null {
  const parsed = parsePhoneNumberFromString(phone, 'NL');
  return parsed !== undefined && isWhole(parsed) ? parsed.number : null;
}

export interface EmailMention {
  start: number;
  end: number;
  email: string;
}

const address = /[\p{L}\d](?:[\p{L}\d._%+-]*[\p{L}\d_+-])?\s?@\s?[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/u;

/** E-mail addresses in lower case. */
export function readEmails(message: Typed): EmailMention[] {
  return matchesOf(message, address).map(({ start, end }) => ({
    start,
    end,
    email: message.text.slice(start, end).replace(/\s/g, '').toLowerCase(),
  }));
}

const commonHosts =
  'gmail.com hotmail.com hotmail.nl outlook.com outlook.nl live.nl live.com icloud.com yahoo.com msn.com ziggo.nl kpnmail.nl planet.nl hetnet.nl home.nl xs4all.nl upcmail.nl casema.nl chello.nl quicknet.nl telfort.nl tele2.nl solcon.nl protonmail.com proton.me me.com wp.pl onet.pl gmx.de web.de'.split(
    ' ',
  );
const endings: Record<string, string> = {
  con: 'com',
  cmo: 'com',
  vom: 'com',
  comm: 'com',
  cim: 'com',
  'co,': 'com',
  cm: 'com',
  om: 'com',
  nll: 'nl',
  ml: 'nl',
  nk: 'nl',
  ln: 'nl',
};

/** A likelier spelling of an address that looks mistyped ('gmail.con' -> 'gmail.com'); null when it looks fine. */
export function suggestEmail(email: string): string | null {
  const [name, host] = [email.slice(0, email.lastIndexOf('@')), email.slice(email.lastIndexOf('@') + 1)];
  if (commonHosts.includes(host)) return null;
  const ending = host.slice(host.lastIndexOf('.') + 1);
  const mended = endings[ending] === undefined ? host : `${host.slice(0, -ending.length)}${endings[ending]}`;
  const near =
    commonHosts.find((known) => known === mended) ??
    commonHosts.find((known) => known.length > 7 && isOneSlip(mended, known));
  const best = near ?? (mended === host ? null : mended);
  return best === null ? null : `${name}@${best}`;
}

/** One letter too many, too few, wrong, or two changed round. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  const [restA, restB] = [a.slice(i), b.slice(i)];
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}

export interface IbanMention {
  start: number;
  end: number;
  iban: string;
  isValid: boolean;
}

const ibanStart = /(?<![\p{L}\d])[a-z]{2}\s?\d{2}(?=[\s-]?[a-z\d]{4})/u;

/** IBANs in capitals without spaces, checked with ibantools. */
export function readIbans(message: Typed): IbanMention[] {
  return matchesOf(message, ibanStart).flatMap(({ start }) => {
    const length = countrySpecs[message.low.slice(start, start + 2).toUpperCase()]?.chars;
    if (length == null) return [];
    const found = new RegExp(`^(?:[a-z\\d][\\s.-]?){${length - 1}}[a-z\\d](?![a-z\\d])`).exec(
      message.low.slice(start),
    );
    if (found === null) return [];
    const iban = electronicFormatIBAN(found[0].replace(/\./g, '')) ?? '';
    if (!/\d{6}/.test(iban)) return [];
    return [{ start, end: start + found[0].length, iban, isValid: isValidIBAN(iban) }];
  });
}
