import type { CalendarDate } from '../kernel/dates.ts';
import type { FactKind } from '../personnel/model.ts';
import { formatDay } from './days.ts';

type Language = 'nl' | 'en';

const names: Record<FactKind, Record<Language, string>> = {
  address: { nl: 'adres', en: 'address' },
  email: { nl: 'e-mailadres', en: 'e-mail address' },
  phone: { nl: 'vast nummer', en: 'landline' },
  mobile: { nl: 'mobiel nummer', en: 'mobile number' },
  'emergency-contact': { nl: 'noodcontact', en: 'emergency contact' },
  'bank-account': { nl: 'rekeningnummer', en: 'bank account' },
};

/** 'vast nummer en mobiel nummer'. */
export function kindNames(kinds: readonly FactKind[], language: Language): string {
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return list.format(kinds.map((kind) => names[kind][language]));
}

/** What lists and mails call a move: from when, no address. */
export function moveTitle(effectiveOn: CalendarDate, retroactive: boolean): string {
  const since = retroactive ? ' (met terugwerkende kracht)' : '';
  return `Verhuizing per ${formatDay(effectiveOn, 'nl')}${since}`;
}

/** What lists and mails call changed contact data: what, no number. */
export function contactTitle(kinds: readonly FactKind[], undone = false): string {
  return `${undone ? 'Teruggedraaid' : 'Contactgegevens'}: ${kindNames(kinds, 'nl')}`;
}
