import { type CalendarDate, isCalendarDate } from '../kernel/dates.ts';
import type { SampleInput } from './model.ts';

const ages: Record<NonNullable<SampleInput['ageGroup']>, string> = {
  'under-21': 'ben jonger dan 21',
  '21-44': 'ben tussen 21 en 44 jaar',
  '45-54': 'ben tussen 45 en 54 jaar',
  '55-59': 'ben tussen 55 en 59 jaar',
  '60-plus': 'ben 60 jaar of ouder',
};

const months =
  'januari februari maart april mei juni juli augustus september oktober november december'.split(' ');

function dayText(date: CalendarDate): string {
  if (!isCalendarDate(date)) return date;
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${months[(month ?? 1) - 1]} ${year}`;
}

/** The question with the sample's own facts before it, the way an employee could type them. */
export function withFactsTold(sample: SampleInput, question: string): string {
  const hours = sample.hoursPerWeek;
  const facts = [
    ...(hours === null ? [] : [`werk ${String(hours / 1000).replace('.', ',')} uur per week`]),
    ...(sample.inServiceSince === null ? [] : [`ben in dienst sinds ${dayText(sample.inServiceSince)}`]),
    ...(sample.ageGroup === null ? [] : [ages[sample.ageGroup]]),
    ...(sample.department === '' ? [] : [`werk op de afdeling ${sample.department}`]),
  ];
  if (facts.length === 0) return question;
  const last = facts.at(-1) ?? '';
  const said = facts.length === 1 ? last : `${facts.slice(0, -1).join(', ')} en ${last}`;
  return `Ik ${said}. ${question}`;
}
