import { isCalendarDate } from '../kernel/dates.ts';
import { onOneLine } from '../kernel/one-line.ts';
import type { Address } from '../personnel/model.ts';
import { finding, type Reading, reading, textFindings } from './findings.ts';
import type { AddressInput, Finding } from './model.ts';

/** Loket's API takes so many characters; longer official names exist and are kept whole (domain, section 3). */
const LOKET_NAME = 24;
const LOKET_ADDITION = 4;
const MOST = 80;
const MOST_NUMBER = 99_999;

/**
 * A house number with what stands behind it: '12a' -> 12 'a', '12 bis' -> 12 'bis', '12-2' -> 12 '2', '12 A-1' -> 12 'A-1'. Null for what does not begin
 * with a number.
 */
export function splitHouseNumber(raw: string): { houseNumber: number; addition: string } | null {
  const match = /^(?:nr\.?\s*)?(\d{1,6})(?:\s*[-/,]\s*|\s*)(.*)$/i.exec(onOneLine(raw));
  const houseNumber = Number(match?.[1] ?? 0);
  if (match === null || houseNumber < 1 || houseNumber > MOST_NUMBER) return null;
  return { houseNumber, addition: (match[2] ?? '').trim() };
}

/** '3511ab' and '3511  AB' -> '3511 AB'; null for what is no Dutch postcode. */
export function readPostcode(raw: string): string | null {
  const match = /^([1-9]\d{3})\s*([A-Za-z]{2})$/.exec(onOneLine(raw));
  return match === null ? null : `${match[1]} ${match[2]?.toUpperCase()}`;
}

/** An address as it was typed; a number that was typed behind the street counts where the field for it is empty. */
export function readAddress(input: AddressInput): Reading<Address> {
  const typed = splitStreet(onOneLine(input.street), onOneLine(input.houseNumber));
  const city = onOneLine(input.city);
  const number = readNumber(typed.number, onOneLine(input.addition));
  const postcode = readPostcode(input.postcode);
  const findings = [
    ...textFindings(typed.street, 'street', MOST),
    ...longName(typed.street, 'street'),
    ...(/^postbus\b|^p\.?o\.? ?box\b/i.test(typed.street) ? [finding('po-box', 'street', 'warn')] : []),
    ...number.findings,
    ...postcodeFindings(onOneLine(input.postcode), postcode),
    ...textFindings(city, 'city', MOST),
    ...longName(city, 'city'),
  ];
  const { houseNumber, addition } = number.value ?? { houseNumber: 0, addition: '' };
  return reading(
    { street: typed.street, houseNumber, addition, postcode: postcode ?? '', city, country: 'NL' },
    findings,
  );
}

function splitStreet(street: string, number: string): { street: string; number: string } {
  const match = number === '' ? /^(\D*[^\d\s])\s+(\d{1,5}.{0,8})$/.exec(street) : null;
  return match === null ? { street, number } : { street: match[1] ?? '', number: match[2] ?? '' };
}

function readNumber(raw: string, typedAddition: string): Reading<{ houseNumber: number; addition: string }> {
  if (raw === '') return { value: null, findings: [finding('missing', 'houseNumber')] };
  const split = splitHouseNumber(raw);
  if (split === null) return { value: null, findings: [finding('house-number-form', 'houseNumber')] };
  const same = split.addition.toLowerCase() === typedAddition.toLowerCase();
  if (split.addition !== '' && typedAddition !== '' && !same)
    return { value: null, findings: [finding('addition-twice', 'addition')] };
  const addition = typedAddition || split.addition;
  const isLong = addition.length > LOKET_ADDITION;
  return reading(
    { houseNumber: split.houseNumber, addition },
    isLong ? [finding('addition-long', 'addition', 'block', { most: LOKET_ADDITION })] : [],
  );
}

function postcodeFindings(raw: string, postcode: string | null): Finding[] {
  if (raw === '') return [finding('missing', 'postcode')];
  if (postcode === null) return [finding('postcode-form', 'postcode')];
  const letters = postcode.slice(-2);
  return ['SA', 'SD', 'SS'].includes(letters)
    ? [finding('postcode-letters', 'postcode', 'warn', { letters })]
    : [];
}

function longName(name: string, field: 'street' | 'city'): Finding[] {
  if (name.length <= LOKET_NAME || name.length > MOST) return [];
  return [finding(`${field}-long`, field, 'warn', { most: LOKET_NAME })];
}

/** '2026-07-01', or as people type it: '1-7-2026', '01/07/2026'. '' for nothing, null for what is no date. */
export function readDate(raw: string): string | null {
  const text = onOneLine(raw);
  if (text === '') return '';
  const match = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text);
  const iso =
    match === null ? text : `${match[3]}-${match[2]?.padStart(2, '0')}-${match[1]?.padStart(2, '0')}`;
  return isCalendarDate(iso) ? iso : null;
}
