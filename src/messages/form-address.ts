import type { FlowName, FlowRequest, Slots } from './model.ts';

/** The page of each form. */
const paths: Record<FlowName, string> = {
  'km-untaxed': '/declareren/kilometers',
  'km-taxed': '/declareren/kilometers',
  fuel: '/declareren/brandstof',
  'home-working-days': '/declareren/thuiswerken',
  hours: '/declareren/uren',
  'days-worked': '/declareren/uren',
  withdraw: '/declaraties',
  correct: '/declaraties',
  address: '/gegevens/adres',
  contact: '/gegevens/contact',
  'emergency-contact': '/gegevens/noodcontact',
  'bank-account': '/gegevens/rekening',
};

/**
 * Address of the prefilled form: '/declareren/kilometers?flow=km-untaxed&date=2026-11-18&km_total=42'. Lists are joined with commas; entries
 * of hours are 'date_hours' or 'date_start_end_break', joined with commas. An account number never stands in an address: that
 * page opens empty.
 */
export function formAddress(request: FlowRequest): string {
  const path = paths[request.flow];
  const query = new URLSearchParams({ flow: request.flow });
  if (request.flow === 'bank-account') return `${path}?${query}`;
  for (const [name, value] of Object.entries(request.slots)) query.set(name, textOf(name, value));
  if (request.extra?.vehicle !== undefined) query.set('vehicle', request.extra.vehicle);
  if (request.extra?.calledHours !== undefined) query.set('called_hours', String(request.extra.calledHours));
  if (request.extra?.tripKind !== undefined) query.set('trip_kind', request.extra.tripKind);
  return `${path}?${query}`;
}

function textOf(name: string, value: unknown): string {
  if (name === 'entries' && Array.isArray(value))
    return value.map((entry) => entryText(entry as Slots)).join(',');
  return Array.isArray(value) ? value.join(',') : String(value);
}

function entryText({ date, hours, start, end, break_minutes }: Slots): string {
  const work = start === undefined ? [hours] : [start, end, break_minutes];
  return [date, ...work].filter((part) => part !== undefined).join('_');
}

/** A request as it may be kept in the log: without an account number or its holder. */
export function forLog(request: FlowRequest): FlowRequest {
  if (request.flow !== 'bank-account') return request;
  const { iban: _, holder: __, ...slots } = request.slots;
  return { flow: request.flow, slots };
}
