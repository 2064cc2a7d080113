import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { addDays, weekday } from '../src/kernel/calendar.ts';

/**
 * Slots in one way of writing, so that two suites with conventions of their own (both written down: phone numbers as typed or E.164, a week as
 * 'YYYY-Www' or as its days, capitals and hyphens) are judged alike. What was understood stays what is compared.
 */
export function canonicalSlots(slots: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(slots)) {
    if (value === null || value === undefined) continue;
    out[name] = canonical(name, value);
  }
  const week = typeof out.period === 'string' ? weekOf(out.period) : null;
  if (week !== null) {
    delete out.period;
    out.dates_from ??= week.from;
    out.dates_to ??= week.to;
  }
  if (Array.isArray(out.dates) && out.dates.length === 1) {
    out.date = out.dates[0];
    delete out.dates;
  }
  if (Array.isArray(out.dates) && out.days === out.dates.length) delete out.days;
  return out;
}

function canonical(name: string, value: unknown): unknown {
  if (name === 'items' && Array.isArray(value))
    return value.map((item: { flow: string; slots: Record<string, unknown> }) => ({
      flow: item.flow,
      slots: canonicalSlots(item.slots ?? {}),
    }));
  if (typeof value !== 'string') return value;
  switch (name) {
    case 'phone':
      return parsePhoneNumberFromString(value, 'NL')?.number ?? value;
    case 'license_plate':
      return value.replace(/[^a-z0-9]/gi, '').toUpperCase();
    case 'postcode':
      return value.replace(/\s+/g, '').toUpperCase();
    case 'date':
    case 'period':
    case 'start':
    case 'end':
      return value;
    default:
      return value.toLowerCase().replace(/\s+/g, ' ').trim();
  }
}

/** Monday and Sunday of an ISO week 'YYYY-Www'. */
function weekOf(period: string): { from: string; to: string } | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(period);
  if (match === null) return null;
  const fourth = `${match[1]}-01-04`;
  const from = addDays(fourth, 1 - weekday(fourth) + (Number(match[2]) - 1) * 7);
  return { from, to: addDays(from, 6) };
}
