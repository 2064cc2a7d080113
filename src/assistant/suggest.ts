import { sql } from 'drizzle-orm';
import { allowedDocuments, type RetrievalScope } from '../retrieval/retrieve.ts';
import { fold } from '../retrieval/text.ts';
import type { EmployerDb } from '../store/db.ts';

/** A question that people ask most, with the heading words that show a document answers it. */
export interface Opener {
  nl: string;
  en: string;
  heading: RegExp;
}

/** Ours, not from any employer. */
const openers: readonly Opener[] = [
  {
    nl: 'Hoeveel vakantiedagen heb ik per jaar?',
    en: 'How many days of leave do I have a year?',
    heading: /vakantie(?!toeslag|geld|bijslag)/,
  },
  {
    nl: 'Wat krijg ik per kilometer?',
    en: 'What do I get per kilometre?',
    heading: /reiskosten|kilometer|woon-?werk|vervoer|zakelijke reizen/,
  },
  {
    nl: 'Wat moet ik doen als ik ziek ben?',
    en: 'What do I do when I am ill?',
    heading: /ziekmeld|ziek|verzuim|arbeidsongeschikt/,
  },
  {
    nl: 'Krijg ik iets voor een dag thuiswerken?',
    en: 'Do I get something for a day of working from home?',
    heading: /thuiswerk/,
  },
  {
    nl: 'Wanneer moet ik mijn uren inleveren?',
    en: 'When do I have to hand in my hours?',
    heading: /uren (?:doorgeven|inleveren|declar)|urenregistratie|urenopgave|urendeclaratie/,
  },
  {
    nl: 'Hoeveel verlof krijg ik bij een bruiloft of overlijden?',
    en: 'How much leave do I get for a wedding or a death?',
    heading: /bijzonder verlof|kort(?:durend)? verlof|buitengewoon verlof|calamiteiten/,
  },
  {
    nl: 'Wat is mijn opzegtermijn?',
    en: 'What is my notice period?',
    heading: /opzeg|einde (?:van )?(?:de )?(?:arbeidsovereenkomst|dienstverband)/,
  },
  {
    nl: 'Hoeveel pensioenpremie betaal ik?',
    en: 'How much pension contribution do I pay?',
    heading: /premie|bijdrage/,
  },
  {
    nl: 'Krijg ik een toeslag als ik in het weekend werk?',
    en: 'Do I get an allowance when I work at the weekend?',
    heading: /toeslag|onregelmatig/,
  },
  {
    nl: 'Wanneer wordt mijn vakantiegeld betaald?',
    en: 'When is my holiday allowance paid?',
    heading: /vakantietoeslag|vakantiegeld|vakantiebijslag/,
  },
];

/** The openers that one of these documents has a heading for, in the order of how often people ask them. */
export function openersFor(db: EmployerDb, documentIds: readonly string[]): Opener[] {
  const headings = db
    .all<{ headings: string }>(sql`
      SELECT DISTINCT heading_path AS headings FROM passages
      WHERE document_id IN (SELECT value FROM json_each(${JSON.stringify(documentIds)}))`)
    .map((row) => fold(row.headings));
  return openers.filter((opener) => headings.some((heading) => opener.heading.test(heading)));
}

/** Up to `limit` openers that a ticked, readable document has a heading for. */
export function suggestQuestions(db: EmployerDb, scope: RetrievalScope, limit = 6): string[] {
  const documents = allowedDocuments(db, scope).map(({ id }) => id);
  return openersFor(db, documents)
    .slice(0, limit)
    .map((opener) => opener.nl);
}
