import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A number as typed in the Netherlands, in the form for a link ('+31612345678'); null when there is no such number. */
export function phoneOf(typed: string): string | null {
  const parsed = parsePhoneNumberFromString(typed, 'NL');
  return parsed?.isValid() ? parsed.number : null;
}

/** As people here write it: national for Dutch numbers, with the country code for others. */
export function phoneText(number: string): string {
  const parsed = parsePhoneNumberFromString(number);
  if (parsed === undefined) return number;
  return parsed.country === 'NL' ? parsed.formatNational() : parsed.formatInternational();
}
