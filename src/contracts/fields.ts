import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { formatMilli } from '../kernel/money.ts';
import type { Personnel, StaffDetail } from '../personnel/model.ts';
import { employees } from '../store/personnel-schema.ts';
import type { ContractFields } from './service.ts';

const weekdays = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'];

/** '14 mei 1998' of '1998-05-14'; '' for none. */
export function dateInWords(date: string | null): string {
  if (date === null || date === '') return '';
  return new Intl.DateTimeFormat('nl', { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${date}T00:00:00Z`),
  );
}

/** 'a, b en c'. */
export function listInWords(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} en ${parts.at(-1)}`;
}

/** What the personnel file knows of an employment, as values of placeholders. The bank account and what the file does not hold stay out. */
export function employmentFields(
  deps: Pick<Deps, 'employers'>,
  personnel: Pick<Personnel, 'read'>,
): ContractFields {
  return {
    of(actor, subject) {
      if (subject.kind !== 'employment') return null;
      const staff = readStaff(personnel, actor, subject.id);
      if (staff === null) return null;
      const born = deps.employers
        .open(actor.employerId)
        .select({ date: employees.dateOfBirth })
        .from(employees)
        .where(eq(employees.id, staff.employee.id))
        .get();
      return fieldsOf(staff, born?.date ?? null);
    },
  };
}

function readStaff(personnel: Pick<Personnel, 'read'>, actor: Actor, id: string): StaffDetail | null {
  try {
    return personnel.read(actor, id);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

/** Pure: the values of one employment. @param dateOfBirth 'YYYY-MM-DD' or null */
export function fieldsOf(staff: StaffDetail, dateOfBirth: string | null): Record<string, string> {
  const { employee, employment } = staff;
  const text = (kind: 'address' | 'email', name: string) => String(staff.facts[kind]?.value[name] ?? '');
  const street = [text('address', 'street'), text('address', 'houseNumber') + text('address', 'addition')];
  const town = [text('address', 'postcode'), text('address', 'city')];
  const address = [street.join(' ').trim(), town.join(' ').trim()].filter((part) => part !== '').join(', ');
  const ends = dateInWords(employment.endDate);
  return {
    'werknemer.naam': staff.name,
    'werknemer.voorletters': employee.initials,
    'werknemer.achternaam': [employee.prefix, employee.lastName].filter(Boolean).join(' '),
    'werknemer.geboortedatum': dateInWords(dateOfBirth),
    'werknemer.adres': address,
    'werknemer.email': text('email', 'email'),
    'contract.ingangsdatum': dateInWords(employment.startDate),
    'contract.einddatum': ends,
    'contract.duur': ends === '' ? 'voor onbepaalde tijd' : `voor bepaalde tijd en eindigt op ${ends}`,
    functie: employment.jobTitle,
    afdeling: staff.department ?? '',
    uren: employment.hoursPerWeek === null ? '' : formatMilli(employment.hoursPerWeek),
    werkdagen: listInWords(employment.workDays.map((day) => weekdays[day - 1] ?? '')),
  };
}

/** What nobody has to fill in because it is nearly always so; HR can change it. */
export const usual: Readonly<Record<string, string>> = {
  'contract.proeftijd': 'Er geldt geen proeftijd.',
  'contract.opzegtermijn': 'één maand',
  'loon.per': 'uur',
  vakantietoeslag: '8 procent',
  'oproep.termijn': 'vier dagen',
  'oproep.minimum': 'drie uur',
};
