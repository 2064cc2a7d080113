import { sql } from 'drizzle-orm';
import { allowedDocuments, type RetrievalScope } from '../retrieval/retrieve.ts';
import { fold } from '../retrieval/text.ts';
import type { EmployerDb } from '../store/db.ts';

/** Questions people ask most, with the heading words that show a document answers them. Ours, not from any employer. */
const openers: { question: string; heading: RegExp }[] = [
  { question: 'Hoeveel vakantiedagen heb ik per jaar?', heading: /vakantie(?!toeslag|geld|bijslag)/ },
  {
    question: 'Wat krijg ik per kilometer?',
    heading: /reiskosten|kilometer|woon-?werk|vervoer|zakelijke reizen/,
  },
  { question: 'Wat moet ik doen als ik ziek ben?', heading: /ziekmeld|ziek|verzuim|arbeidsongeschikt/ },
  { question: 'Krijg ik iets voor een dag thuiswerken?', heading: /thuiswerk/ },
  {
    question: 'Wanneer moet ik mijn uren inleveren?',
    heading: /uren (?:doorgeven|inleveren|declar)|urenregistratie|urenopgave|urendeclaratie/,
  },
  {
    question: 'Hoeveel verlof krijg ik bij een bruiloft of overlijden?',
    heading: /bijzonder verlof|kort(?:durend)? verlof|buitengewoon verlof|calamiteiten/,
  },
  {
    question: 'Wat is mijn opzegtermijn?',
    heading: /opzeg|einde (?:van )?(?:de )?(?:arbeidsovereenkomst|dienstverband)/,
  },
  { question: 'Hoeveel pensioenpremie betaal ik?', heading: /premie|bijdrage/ },
  { question: 'Krijg ik een toeslag als ik in het weekend werk?', heading: /toeslag|onregelmatig/ },
  {
    question: 'Wanneer wordt mijn vakantiegeld betaald?',
    heading: /vakantietoeslag|vakantiegeld|vakantiebijslag/,
  },
];

/** Up to `limit` openers that a ticked, readable document has a heading for, in the order of how often people ask them. */
export function suggestQuestions(db: EmployerDb, scope: RetrievalScope, limit = 6): string[] {
  const documents = allowedDocuments(db, scope).map(({ id }) => id);
  const headings = db
    .all<{ headings: string }>(sql`
      SELECT DISTINCT heading_path AS headings FROM passages
      WHERE document_id IN (SELECT value FROM json_each(${JSON.stringify(documents)}))`)
    .map((row) => fold(row.headings));
  return openers
    .filter((opener) => headings.some((heading) => opener.heading.test(heading)))
    .slice(0, limit)
    .map((opener) => opener.question);
}
