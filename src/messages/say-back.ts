import { dialled } from './contacts.ts';
import type { FlowName, FlowRequest, Slots, TalkLanguage } from './model.ts';
import { sayDate, sayList, sayMoney, sayNumber, sayWhen } from './say-dates.ts';

const flowWords: Record<TalkLanguage, Record<FlowName, string>> = {
  nl: {
    'km-untaxed': 'kilometers',
    'km-taxed': 'belaste kilometers',
    fuel: 'brandstof',
    'home-working-days': 'thuiswerkdagen',
    hours: 'uren',
    'days-worked': 'gewerkte dagen',
    withdraw: 'intrekken',
    correct: 'wijzigen',
    address: 'adreswijziging',
    contact: 'contactgegevens',
    'emergency-contact': 'noodcontact',
    'bank-account': 'bankrekening',
  },
  en: {
    'km-untaxed': 'kilometres',
    'km-taxed': 'taxed kilometres',
    fuel: 'fuel',
    'home-working-days': 'days at home',
    hours: 'hours',
    'days-worked': 'days worked',
    withdraw: 'withdraw',
    correct: 'change',
    address: 'change of address',
    contact: 'contact details',
    'emergency-contact': 'emergency contact',
    'bank-account': 'bank account',
  },
};

/** A flow in a word or two, without capital. */
export function flowWord(flow: FlowName, language: TalkLanguage): string {
  return flowWords[language][flow];
}

/**
 * What was understood, in one line that can be checked: "42 km op woensdag 18 november, naar Zwolle". An account number is never
 * repeated.
 */
export function sayBack(request: FlowRequest, language: TalkLanguage): string {
  const { slots } = request;
  const nl = language === 'nl';
  switch (request.flow) {
    case 'km-untaxed':
    case 'km-taxed':
      return sayTrip(request, language);
    case 'fuel': {
      const amount = slots.amount === undefined ? '' : sayMoney(slots.amount, language);
      const litres =
        slots.litres === undefined ? '' : `${sayNumber(slots.litres, language)} ${nl ? 'liter' : 'litres'}`;
      return line(
        [
          sayList([amount, litres].filter(Boolean), language) || flowWord('fuel', language),
          sayWhen(slots, language),
        ],
        [slots.license_plate],
      );
    }
    case 'home-working-days':
      return line([
        daysWord(
          slots,
          nl ? 'thuiswerkdag' : 'day at home',
          nl ? 'thuiswerkdagen' : 'days at home',
          language,
        ),
        sayWhen(slots, language),
      ]);
    case 'days-worked':
      return line([
        daysWord(slots, nl ? 'gewerkte dag' : 'day worked', nl ? 'gewerkte dagen' : 'days worked', language),
        sayWhen(slots, language),
      ]);
    case 'hours':
      return sayHours(slots, language);
    case 'withdraw':
      return line([nl ? 'Intrekken:' : 'Withdraw:', wordOf(slots, language), sayWhen(slots, language)]);
    case 'correct':
      return sayChange(slots, language);
    case 'address':
      return sayAddress(slots, language);
    case 'contact':
      return (
        sayList([sayPhone(slots.phone), slots.email].filter(Boolean).map(String), language) ||
        flowWord('contact', language)
      );
    case 'emergency-contact':
      return line(
        [
          String(slots.name ?? flowWord('emergency-contact', language)),
          slots.relation === undefined ? '' : `(${slots.relation})`,
        ],
        [sayPhone(slots.phone)],
      );
    case 'bank-account':
      return flowWord('bank-account', language);
  }
}

/** Words with a space between, then details with a comma before each. */
function line(words: readonly unknown[], details: readonly unknown[] = []): string {
  const known = (part: unknown) => part !== undefined && part !== null && part !== '';
  return [words.filter(known).join(' '), ...details.filter(known)].join(', ');
}

function daysWord(slots: Slots, one: string, many: string, language: TalkLanguage): string {
  const count = Array.isArray(slots.dates) ? slots.dates.length : slots.date !== undefined ? 1 : slots.days;
  if (count === undefined) return many;
  return `${sayNumber(count, language)} ${count === 1 ? one : many}`;
}

function sayTrip({ flow, slots }: FlowRequest, language: TalkLanguage): string {
  const nl = language === 'nl';
  const tax = flow === 'km-taxed' ? (nl ? 'belast' : 'taxed') : '';
  const single = slots.distance_single_km;
  const km =
    slots.km_total !== undefined
      ? `${sayNumber(slots.km_total, language)} km`
      : single !== undefined
        ? `${sayNumber(single, language)} km ${nl ? 'enkele reis' : 'one way'}`
        : flowWord(flow, language);
  const trip =
    slots.trip === 'return'
      ? nl
        ? 'heen en terug'
        : 'there and back'
      : slots.trip === 'single'
        ? nl
          ? 'alleen heen'
          : 'one way only'
        : '';
  const days = slots.days === undefined ? '' : `${slots.days} ${nl ? 'dagen' : 'days'}`;
  const to = slots.destination === undefined ? '' : `${nl ? 'naar' : 'to'} ${slots.destination}`;
  const why = slots.purpose === undefined ? '' : `(${slots.purpose})`;
  return line(
    [km, slots.km_total === undefined && single === undefined ? '' : tax, sayWhen(slots, language)],
    [days, trip, [to, why].filter(Boolean).join(' ')],
  );
}

function sayHours(slots: Slots, language: TalkLanguage): string {
  if (Array.isArray(slots.entries)) {
    const entries = (slots.entries as Slots[]).map((entry) =>
      line([sayDate(String(entry.date), language)], [sayWork(entry, language)]),
    );
    return entries.join('; ');
  }
  return line([sayWork(slots, language) || flowWord('hours', language), sayWhen(slots, language)]);
}

function sayWork(slots: Slots, language: TalkLanguage): string {
  const nl = language === 'nl';
  const span = slots.start === undefined ? '' : `${slots.start}-${slots.end}`;
  const hours =
    slots.hours === undefined ? '' : `${sayNumber(slots.hours, language)} ${nl ? 'uur' : 'hours'}`;
  const pause =
    slots.break_minutes === undefined
      ? ''
      : slots.break_minutes === 0
        ? nl
          ? 'geen pauze'
          : 'no break'
        : `${slots.break_minutes} ${nl ? 'minuten pauze' : 'minutes of break'}`;
  return line([[span, hours].filter(Boolean).join(', ')], [pause]);
}

function wordOf(slots: Slots, language: TalkLanguage): string {
  return slots.of === undefined ? '' : flowWord(slots.of as FlowName, language);
}

function sayChange(slots: Slots, language: TalkLanguage): string {
  const nl = language === 'nl';
  const quantities =
    slots.new_quantity === undefined
      ? ''
      : slots.old_quantity === undefined
        ? `${nl ? 'wordt' : 'becomes'} ${sayNumber(slots.new_quantity, language)}`
        : `${sayNumber(slots.old_quantity, language)} ${nl ? 'wordt' : 'becomes'} ${sayNumber(slots.new_quantity, language)}`;
  return line(
    [nl ? 'Wijzigen:' : 'Change:', wordOf(slots, language), sayWhen(slots, language)],
    [quantities],
  );
}

function sayAddress(slots: Slots, language: TalkLanguage): string {
  const nl = language === 'nl';
  const number = slots.house_number === undefined ? '' : `${slots.house_number}${joined(slots.addition)}`;
  const street = [slots.street, number].filter(Boolean).join(' ');
  const town = [slots.postcode, slots.city].filter(Boolean).join(' ');
  const from =
    typeof slots.from_date === 'string' ? `${nl ? 'per' : 'from'} ${sayDate(slots.from_date, language)}` : '';
  return line([], [street, town, from].filter(Boolean)).replace(/^, /, '') || flowWord('address', language);
}

function joined(addition: unknown): string {
  if (addition === undefined) return '';
  return String(addition).length === 1 ? String(addition) : ` ${addition}`;
}

function sayPhone(phone: unknown): string | undefined {
  if (typeof phone !== 'string') return undefined;
  return dialled(phone) ?? phone;
}
