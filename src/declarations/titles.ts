import type { CalendarDate } from '../kernel/dates.ts';
import type { DeclarationForm } from '../pay/model.ts';

/** Where a declaration stands on the portal; links in mails lead there. */
export const DECLARATIONS_PATH = '/declaraties';

const names: Record<DeclarationForm, string> = {
  trip: 'Kilometers',
  fuel: 'Brandstof',
  home: 'Thuiswerkdagen',
  worked: 'Gewerkte uren',
};

const dayMonth = new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'long', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('nl-NL', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What lists and mails call a declaration: what and when, no amounts. */
export function titleOf(form: DeclarationForm, from: CalendarDate, to: CalendarDate): string {
  const at = (date: CalendarDate) => new Date(`${date}T00:00:00Z`);
  if (form === 'worked') return `${names.worked} ${month.format(at(to))}`;
  if (from === to) return `${names[form]} ${dayMonth.format(at(from))}`;
  return `${names[form]} ${dayMonth.format(at(from))} t/m ${dayMonth.format(at(to))}`;
}
