import type { Extra, FlowRequest, Slots } from './model.ts';

/** What a form needs and a message did not settle, in the order in which it is asked. */

const has = (slots: Slots, ...names: string[]): boolean => names.some((name) => slots[name] !== undefined);
const isDated = (slots: Slots): boolean => has(slots, 'date', 'dates', 'dates_from');

/**
 * Slots that the form still needs, first to be asked first. Beside slots of the form: 'choice' (a home-working day and
 * commuting on one date), 'vehicle' (own car or the company's) and 'receipt'. Empty for the bank account: that is filled in on
 * its own page.
 */
export function missingOf({ flow, slots, extra = {} }: FlowRequest): string[] {
  if (extra.sameDay !== undefined) return ['choice'];
  switch (flow) {
    case 'km-untaxed':
    case 'km-taxed':
      return missingOfTrip(slots, extra);
    case 'fuel':
      return absent(slots, ['amount'])
        .concat(extra.vehicle === undefined ? ['vehicle'] : [])
        .concat(absent(slots, ['date']))
        .concat(extra.receipt === undefined ? ['receipt'] : []);
    case 'home-working-days':
      return isDated(slots) ? [] : [typeof slots.days === 'number' && slots.days !== 1 ? 'dates' : 'date'];
    case 'hours':
      return missingOfHours(slots);
    case 'days-worked':
      if (has(slots, 'dates')) return [];
      return absent(slots, ['period', 'days']);
    case 'address':
      return missingOfAddress(slots, extra);
    case 'contact':
      return missingOfContact(slots, extra);
    case 'emergency-contact':
      return absent(slots, ['name', 'relation', 'phone']);
    case 'bank-account':
      return [];
    case 'withdraw':
      return absent(slots, ['of']).concat(isDated(slots) || has(slots, 'period') ? [] : ['date']);
    case 'correct':
      return absent(slots, ['of'])
        .concat(isDated(slots) || has(slots, 'period') ? [] : ['date'])
        .concat(has(slots, 'new_quantity', 'new_date') ? [] : ['new_quantity']);
  }
}

function absent(slots: Slots, names: readonly string[]): string[] {
  return names.filter((name) => slots[name] === undefined);
}

function missingOfTrip(slots: Slots, extra: Extra): string[] {
  const several = has(slots, 'period', 'days') || extra.tooMuch === true;
  return [
    ...(isDated(slots) && extra.tooMuch !== true ? [] : [several ? 'dates' : 'date']),
    ...(has(slots, 'km_total', 'distance_single_km') ? [] : ['km_total']),
    ...absent(slots, ['trip']),
    ...(extra.tripKind === 'commute' || has(slots, 'destination') ? [] : ['destination']),
  ];
}

function missingOfHours(slots: Slots): string[] {
  if (Array.isArray(slots.entries)) {
    const isFull = (entry: Slots) => has(entry, 'hours') || (has(entry, 'start') && has(entry, 'end'));
    return (slots.entries as Slots[]).every(isFull) ? [] : ['hours'];
  }
  return [
    ...(has(slots, 'date', 'period') ? [] : ['date']),
    ...(has(slots, 'hours') || (has(slots, 'start') && has(slots, 'end')) ? [] : ['hours']),
    ...(has(slots, 'start') && !has(slots, 'break_minutes', 'hours') ? ['break_minutes'] : []),
  ];
}

function missingOfAddress(slots: Slots, extra: Extra): string[] {
  const needed =
    extra.correction === true && Object.keys(slots).length > 0
      ? []
      : ['postcode', 'house_number', 'street', 'city'];
  return absent(slots, [...needed, 'from_date']);
}

function missingOfContact(slots: Slots, extra: Extra): string[] {
  if (extra.phoneInvalid === true) return ['phone'];
  if (extra.emailSuggestion !== undefined) return ['email'];
  const named = (extra.alsoNamed ?? []).filter((name) => slots[name] === undefined);
  if (named.length > 0) return named;
  return has(slots, 'phone', 'email') ? [] : ['phone'];
}
