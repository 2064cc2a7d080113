import type { plainNl } from './plain-nl.ts';

/** The same in English. */
export const plainEn: typeof plainNl = {
  plainWords: 'In plain words (Dutch)',
  plainNote: 'This helps with reading and is not the rule itself. What the document says applies.',
  printHead:
    'Answers of the Assistant of {employer}, printed from Vraagbaak on {date}. Addresses that begin with / are at {origin}.',
};
