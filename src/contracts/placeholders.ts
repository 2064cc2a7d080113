import type { TemplateProblem } from './model.ts';

/** A placeholder that templates can use: its name, what HR reads beside it, and an example for the preview. */
export interface Placeholder {
  name: string;
  group: 'werkgever' | 'werknemer' | 'contract' | 'werk' | 'loon' | 'oproep';
  label: { nl: string; en: string };
  example: string;
}

const p = (
  group: Placeholder['group'],
  name: string,
  nl: string,
  en: string,
  example: string,
): Placeholder => ({ group, name, label: { nl, en }, example });

/** Everything that can be filled in by name. Names are those of the templates, so they are Dutch. */
export const placeholders: readonly Placeholder[] = [
  p('werkgever', 'werkgever.naam', 'Naam van de werkgever', 'Name of the employer', 'Voorbeeld B.V.'),
  p(
    'werkgever',
    'werkgever.adres',
    'Adres van de werkgever',
    'Address of the employer',
    'Kade 1, 3011 AA Rotterdam',
  ),
  p('werkgever', 'werkgever.kvk', 'KvK-nummer', 'Chamber of Commerce number', '12345678'),
  p(
    'werkgever',
    'werkgever.vertegenwoordiger',
    'Wie namens de werkgever tekent',
    'Who signs for the employer',
    'Fatima el Amrani',
  ),
  p('werkgever', 'werkgever.rol', 'In welke rol die tekent', 'In which role', 'hoofd personeelszaken'),
  p('werknemer', 'werknemer.naam', 'Naam van de werknemer', 'Name of the employee', 'Sanne van der Meer'),
  p('werknemer', 'werknemer.voorletters', 'Voorletters', 'Initials', 'S.M.'),
  p(
    'werknemer',
    'werknemer.achternaam',
    'Achternaam met tussenvoegsel',
    'Surname with prefix',
    'van der Meer',
  ),
  p('werknemer', 'werknemer.geboortedatum', 'Geboortedatum', 'Date of birth', '14 mei 1998'),
  p(
    'werknemer',
    'werknemer.adres',
    'Adres van de werknemer',
    'Address of the employee',
    'Lindelaan 12, 3511 AB Utrecht',
  ),
  p('contract', 'contract.datum', 'Datum van het contract', 'Date of the contract', '2 maart 2026'),
  p('contract', 'contract.ingangsdatum', 'Ingangsdatum', 'Starts on', '1 april 2026'),
  p('contract', 'contract.einddatum', 'Einddatum', 'Ends on', '31 maart 2027'),
  p(
    'contract',
    'contract.duur',
    'Duur, als zinsdeel',
    'Duration, as part of a sentence',
    'voor bepaalde tijd en eindigt op 31 maart 2027',
  ),
  p(
    'contract',
    'contract.proeftijd',
    'Proeftijd, als hele zin',
    'Probation, as a whole sentence',
    'Er geldt geen proeftijd.',
  ),
  p('contract', 'contract.opzegtermijn', 'Opzegtermijn', 'Period of notice', 'één maand'),
  p('werk', 'functie', 'Functie', 'Job', 'magazijnmedewerker'),
  p('werk', 'afdeling', 'Afdeling', 'Department', 'Logistiek'),
  p('werk', 'werkplek', 'Plaats van het werk', 'Place of work', 'Rotterdam'),
  p('werk', 'uren', 'Uren per week', 'Hours a week', '32'),
  p('werk', 'werkdagen', 'Werkdagen', 'Working days', 'maandag, dinsdag, woensdag en donderdag'),
  p('loon', 'loon', 'Brutoloon', 'Gross wage', '€ 2.650,00'),
  p('loon', 'loon.per', 'Loon per', 'Wage per', 'maand'),
  p('loon', 'vakantietoeslag', 'Vakantietoeslag', 'Holiday allowance', '8 procent'),
  p(
    'loon',
    'vakantiedagen',
    'Vakantiedagen per jaar bij een volle werkweek',
    'Days of holiday a year, full time',
    '25',
  ),
  p(
    'loon',
    'cao',
    'Cao of regeling die geldt',
    'Collective agreement or scheme',
    'de bedrijfsregeling van de werkgever',
  ),
  p(
    'loon',
    'pensioen',
    'Pensioen, als hele zin',
    'Pension, as a whole sentence',
    'De werknemer neemt deel aan de pensioenregeling van de werkgever.',
  ),
  p('oproep', 'oproep.termijn', 'Oproeptermijn', 'Notice of a call', 'vier dagen'),
  p('oproep', 'oproep.minimum', 'Uren die een oproep ten minste duurt', 'Least hours of a call', 'drie uur'),
  p(
    'oproep',
    'oproep.dagen',
    'Referentiedagen en -uren',
    'Reference days and hours',
    'maandag tot en met zaterdag, tussen 8.00 en 20.00 uur',
  ),
];

const known = new Map(placeholders.map((one) => [one.name, one]));
/** Own fields of an employer: `{{vrij.kledingmaat}}` asks HR for a value under that name. */
const own = /^vrij\.[a-z0-9-]{1,40}$/;
const token = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** What HR reads beside the field of a placeholder. */
export function labelOf(name: string, language: 'nl' | 'en'): string {
  return known.get(name)?.label[language] ?? name.replace(/^vrij\./, '').replaceAll('-', ' ');
}

/** The example of a placeholder, for the preview of a template. */
export function exampleOf(name: string): string {
  return known.get(name)?.example ?? labelOf(name, 'nl');
}

/** Names that a text asks for, each once, in order of appearance; also those that do not exist. */
export function namesIn(body: string): string[] {
  return [...new Set([...body.matchAll(token)].map((match) => match[1] ?? ''))];
}

/** Placeholders that do not exist and braces that are not closed, all at once. */
export function problemsOf(body: string): TemplateProblem[] {
  return body.split('\n').flatMap((text, i) => {
    const found = [...text.matchAll(token)].flatMap(([, name = '']): TemplateProblem[] =>
      known.has(name) || own.test(name) ? [] : [{ kind: 'unknown', name, line: i + 1 }],
    );
    const rest = /.{0,20}(?:\{\{|\}\}).{0,20}/.exec(text.replace(token, ''));
    return rest === null ? found : [...found, { kind: 'unfinished', name: rest[0].trim(), line: i + 1 }];
  });
}

/** Placeholders without a value, each once, at the line of their first use. */
export function missingIn(body: string, fields: Readonly<Record<string, string>>): TemplateProblem[] {
  const lines = body.split('\n');
  return namesIn(body)
    .filter((name) => (fields[name] ?? '').trim() === '')
    .map((name) => ({
      kind: 'empty',
      name,
      line: lines.findIndex((text) => namesIn(text).includes(name)) + 1,
    }));
}

/** Text with values in the place of placeholders; one without a value stays visible as a gap. */
export function filled(text: string, lookUp: (name: string) => string): string {
  return text.replace(token, (whole, name: string) => lookUp(name) || whole);
}
