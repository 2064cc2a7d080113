import parsePhoneNumber, { type PhoneNumber } from 'libphonenumber-js/max';
import { onOneLine } from '../kernel/one-line.ts';
import { finding, type Reading } from './findings.ts';

/** Numbers on which nobody is reached, or at the caller's cost. */
const refused = new Set(['PREMIUM_RATE', 'TOLL_FREE', 'SHARED_COST', 'VOICEMAIL', 'PAGER']);

function parsed(raw: string): PhoneNumber | undefined {
  return parsePhoneNumber(onOneLine(raw), 'NL');
}

/** What kind of line a number is; null where its country does not tell, and for what is no number. */
export function phoneType(raw: string): 'mobile' | 'landline' | null {
  const number = parsed(raw);
  if (!number?.isValid()) return null;
  const type = number.getType();
  if (type === 'MOBILE') return 'mobile';
  return type === undefined || type === 'FIXED_LINE_OR_MOBILE' ? null : 'landline';
}

/**
 * A telephone number as E.164. Without a country it is Dutch. 0800 and 0900 numbers are refused.
 * @param field where it was typed; in 'mobile' a number of a landline is refused, in 'phone' a mobile one noted
 */
export function readPhone(raw: string, field: string): Reading<string> {
  if (onOneLine(raw) === '') return { value: null, findings: [finding('missing', field)] };
  const number = parsed(raw);
  if (!number?.isValid() || number.ext) return { value: null, findings: [finding('phone-form', field)] };
  const kind = number.getType() ?? '';
  if (refused.has(kind))
    return {
      value: null,
      findings: [finding('phone-refused', field, 'block', { number: number.formatNational() })],
    };
  const type = phoneType(raw);
  if (field === 'mobile' && type === 'landline')
    return { value: null, findings: [finding('not-mobile', field)] };
  const isMobile = field === 'phone' && type === 'mobile';
  return { value: number.number, findings: isMobile ? [finding('is-mobile', field, 'warn')] : [] };
}

/** As people write it: '06 12345678', and abroad '+32 470 12 34 56'. */
export function showPhone(e164: string): string {
  const number = parsed(e164);
  if (number === undefined) return e164;
  return number.country === 'NL' ? number.formatNational() : number.formatInternational();
}
