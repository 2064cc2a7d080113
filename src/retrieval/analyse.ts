import type { Passage } from '../ingestion/model.ts';
import { compoundParts } from './compounds.ts';
import { stem } from './stem.ts';
import { isStopWord } from './stop-words.ts';
import { tokenise } from './text.ts';

/** The four columns of the lexical index, each a string of space-separated tokens. */
export interface PassageColumns {
  stems: string;
  heading: string;
  parts: string;
  grams: string;
}

/** A content word of a question or passage. */
export interface Term {
  /** Folded surface form. */
  form: string;
  stem: string;
  /** Stems of compound parts; empty when the word is not a compound we can split. */
  parts: readonly string[];
}

/** Content words in order: stop words out, numbers kept. */
export function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  for (const token of tokenise(text)) {
    if (isStopWord(token.form) || (token.form.length < 2 && !/\d/.test(token.form))) continue;
    terms.push({ form: token.form, stem: stem(token.form), parts: compoundParts(token.form) });
  }
  return terms;
}

/** Character 4-grams of a folded word with its borders: '_ver', 'verl', ..., 'lof_'; short words whole. */
export function gramsOf(form: string): string[] {
  if (form.length <= 3) return [`_${form}_`];
  const padded = `_${form}_`;
  const grams: string[] = [];
  for (let i = 0; i + 4 <= padded.length; i++) grams.push(padded.slice(i, i + 4));
  return grams;
}

/**
 * What the lexical index holds of a passage. The lead-in a passage depends on is indexed with it; the heading has a column of
 * its own, with the title of the document.
 */
export function analysePassage(
  passage: Pick<Passage, 'headingPath' | 'context' | 'text' | 'table'>,
  documentTitle: string,
): PassageColumns {
  const body = termsOf(`${passage.context}\n${passage.text}`);
  const columnHeads = passage.table ? termsOf(passage.table.columns.join('\n')) : [];
  const heading = termsOf(passage.headingPath.join('\n'));
  const title = termsOf(documentTitle);
  const all = [...body, ...columnHeads, ...heading];
  return {
    stems: join(body.map((term) => term.stem)),
    heading: join([...heading, ...title].flatMap((term) => [term.stem, ...term.parts])),
    parts: join(all.flatMap((term) => term.parts)),
    grams: join(all.flatMap((term) => (/\d/.test(term.form) ? [] : gramsOf(term.form)))),
  };
}

function join(tokens: readonly string[]): string {
  return tokens.filter((token) => token !== '').join(' ');
}
