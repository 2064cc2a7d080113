import type { FactKind } from '../personnel/model.ts';
import type { FactValue } from './model.ts';
import { ibanEnd } from './read-bank.ts';
import { showPhone } from './read-phone.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A bank account by the end of its number: enough to recognise it, too little to use it. Other values as they are; null for none. */
export function shielded(kind: FactKind, value: FactValue | null): FactValue | null {
  if (value === null || value.removed === true) return null;
  return kind === 'bank-account' ? { ...value, iban: ibanEnd(text(value.iban)) } : value;
}

/** A value on one line, as people write it; '' for none. A bank account only by its end. */
export function textOf(kind: FactKind, value: FactValue | null): string {
  const shown = shielded(kind, value);
  if (shown === null) return '';
  switch (kind) {
    case 'address':
      return `${text(shown.street)} ${houseNumberText(shown)}, ${text(shown.postcode)} ${text(shown.city)}`;
    case 'email':
      return text(shown.email);
    case 'phone':
    case 'mobile':
      return showPhone(text(shown.phone));
    case 'emergency-contact': {
      const relation = text(shown.relation);
      return `${text(shown.name)}${relation === '' ? '' : ` (${relation})`}, ${showPhone(text(shown.phone))}`;
    }
    case 'bank-account':
      return `${text(shown.iban)}, ${text(shown.holder)}`;
  }
}

/** '12a', '12-2', '12 bis': a letter stands against the number, a number behind a dash. */
export function houseNumberText(value: FactValue): string {
  const [number, addition] = [String(value.houseNumber), text(value.addition)];
  if (addition === '') return number;
  if (/^[a-z]$/i.test(addition)) return `${number}${addition}`;
  return /^\d/.test(addition) ? `${number}-${addition}` : `${number} ${addition}`;
}
