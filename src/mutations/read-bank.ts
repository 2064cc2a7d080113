import { electronicFormatIBAN, friendlyFormatIBAN, isSEPACountry, validateIBAN } from 'ibantools';
import { onOneLine } from '../kernel/one-line.ts';
import { finding, type Reading, reading, textFindings } from './findings.ts';
import type { BankInput, Finding } from './model.ts';

/** ISO 13616: what ibantools calls a wrong remainder, of the whole number and of the account within it. */
const CHECK_FAULTS = [5, 6];
const MOST_HOLDER = 80;

export interface BankAccount {
  /** Without spaces. */
  iban: string;
  holder: string;
}

/** An account as it was typed, spaces and small letters allowed. A foreign one is used, with a word about it. */
export function readBank(input: BankInput, lastName: string): Reading<BankAccount> {
  const iban = (electronicFormatIBAN(onOneLine(input.iban)) ?? '').toUpperCase();
  const holder = onOneLine(input.holder);
  const isOther = holder !== '' && !folded(holder).includes(folded(lastName));
  return reading({ iban, holder }, [
    ...ibanFindings(iban),
    ...textFindings(holder, 'holder', MOST_HOLDER),
    ...(isOther ? [finding('holder-differs', 'holder', 'warn', { name: lastName })] : []),
  ]);
}

function ibanFindings(iban: string): Finding[] {
  if (iban === '') return [finding('missing', 'iban')];
  const { valid, errorCodes } = validateIBAN(iban);
  if (!valid) {
    const onlyChecks = errorCodes.every((code) => CHECK_FAULTS.includes(code));
    return [finding(onlyChecks ? 'iban-check' : 'iban-form', 'iban')];
  }
  const country = iban.slice(0, 2);
  if (country === 'NL') return [];
  const code = isSEPACountry(country) ? 'iban-foreign' : 'iban-outside-sepa';
  return [finding(code, 'iban', 'warn', { country })];
}

function folded(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}

/** In groups of four, for the one page where it is shown whole. */
export function showIban(iban: string): string {
  return friendlyFormatIBAN(iban) ?? iban;
}

/** How an account is told apart everywhere else: by its last four characters. */
export function ibanEnd(iban: string): string {
  return `…${iban.slice(-4)}`;
}
