import type { Passage } from '../ingestion/model.ts';
import { compoundParts } from './compounds.ts';
import { stem } from './stem.ts';
import { isStopWord } from './stop-words.ts';
import { fold, tokenise } from './text.ts';

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
  for (const form of gradesOf(text)) terms.push({ form, stem: form, parts: [] });
  return terms;
}

const grade =
  /(?<![\p{L}])(schaal|loonschaal|salarisschaal|groep|functiegroep|categorie|klasse|rijbewijs|code|trede|periodiek)\s+([a-z]{1,2}|\d{1,2})(?![\p{L}\p{N}])/giu;

/**
 * Scales and steps are named by a letter or figure that means nothing alone: 'schaal C, trede 3' gives 'schaal_c', 'trede_3' and 'c3', the way
 * tables write it.
 */
function gradesOf(text: string): string[] {
  const grades: string[] = [];
  let scale: string | null = null;
  for (const match of text.matchAll(grade)) {
    const kind = fold(match[1] ?? '')
      .replace(/^(?:loon|salaris|functie)/, '')
      .replace('periodiek', 'trede');
    const value = fold(match[2] ?? '');
    if (
      /^[a-z]+$/.test(value) &&
      (match[2] !== match[2]?.toUpperCase() || isStopWord(value)) &&
      kind !== 'schaal'
    )
      continue;
    grades.push(`${kind}_${value}`);
    if (kind === 'schaal') scale = value;
    else if (kind === 'trede' && scale !== null && /^\d+$/.test(value) && !/^\d+$/.test(scale))
      grades.push(`${scale}${value}`);
  }
  return grades;
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
