import { isNull } from 'drizzle-orm';
import type { EmployerDb } from '../store/db.ts';
import { ownWords } from '../store/own-word-schema.ts';
import { type Term, termsOf } from './analyse.ts';
import type { ConceptMatch } from './concepts.ts';
import { stem } from './stem.ts';
import { tokenise } from './text.ts';

/** An employer's own words: folded word (ownWordKey) to what it means in the words of the documents. */
export type OwnWords = ReadonlyMap<string, string>;

export const noOwnWords: OwnWords = new Map();

/** What the own words in a question mean. */
export interface OwnMeaning {
  /** The question with each own word replaced by its meaning, for the encoder. */
  readAs: string;
  /** Stems of the own words themselves; where no document has them they ask nothing. */
  stems: ReadonlySet<string>;
  /** Terms of the meanings, each once, with their part of a weight of 1: what a meaning lists is one thing or the other. */
  terms: readonly { term: Term; share: number }[];
  /** Each meaning as a concept, so that a passage that names it meets the word. */
  concepts: readonly ConceptMatch[];
}

/** More own words in one question than this are not looked at. */
const MAX_MEANT = 3;
/** Longest own word in tokens that is looked for. */
const MAX_TOKENS = 8;
/** How sure a meaning is, beside what the lexicon makes of the rest of the question. */
const CONCEPT_SCORE = 0.6;

const articles = new Set(['de', 'het', 'een', 't', 'n', 'the', 'a', 'an']);

/** The form by which a word is recognised: folded, without an article in front; '' when nothing else is left. */
export function ownWordKey(word: string): string {
  const forms = tokenise(word).map((token) => token.form);
  const first = forms.findIndex((form) => !articles.has(form));
  return first < 0 ? '' : forms.slice(first).join(' ');
}

/** The standing own words of this employer, straight from the rows: a change works at the next question. */
export function readOwnWords(db: EmployerDb): OwnWords {
  const rows = db
    .select({ key: ownWords.key, meaning: ownWords.meaning })
    .from(ownWords)
    .where(isNull(ownWords.removedAt))
    .all();
  return new Map(rows.map(({ key, meaning }) => [key, meaning]));
}

/** From this length on a word may also be typed in another form with the same stem ('klaverport'); shorter ones soon are another word. */
const LOOSE_LENGTH = 8;

function looseKey(forms: readonly string[]): string {
  return forms.map((form) => (form.length < LOOSE_LENGTH ? form : stem(form))).join(' ');
}

interface Found {
  start: number;
  end: number;
  meaning: string;
}

/** The longest own words in a text, in order, none over another. */
function findOwnWords(text: string, words: OwnWords): Found[] {
  const tokens = tokenise(text);
  const meanings = new Map([...words].map(([key, meaning]) => [looseKey(key.split(' ')), meaning]));
  const found: Found[] = [];
  for (let i = 0; i < tokens.length && found.length < MAX_MEANT; i++) {
    for (let length = Math.min(MAX_TOKENS, tokens.length - i); length > 0; length--) {
      const run = tokens.slice(i, i + length);
      const meaning = meanings.get(looseKey(run.map((token) => token.form)));
      if (meaning === undefined) continue;
      found.push({ start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0, meaning });
      i += length - 1;
      break;
    }
  }
  return found;
}

/** What a text means where it uses own words; null where it uses none. */
export function ownMeaning(text: string, words: OwnWords): OwnMeaning | null {
  const found = words.size === 0 ? [] : findOwnWords(text, words);
  if (found.length === 0) return null;
  const terms = new Map<string, { term: Term; share: number }>();
  const stems = new Set<string>();
  const concepts: ConceptMatch[] = [];
  let readAs = '';
  let from = 0;
  for (const { start, end, meaning } of found) {
    const own = termsOf(text.slice(start, end));
    const phrases = phrasesOf(meaning);
    const keys = new Set([...own, ...phrases.flat()].map((term) => term.stem));
    for (const term of own) stems.add(term.stem);
    for (const term of phrases.flat()) {
      const share = Math.max(1 / phrases.length, terms.get(term.stem)?.share ?? 0);
      terms.set(term.stem, { term, share });
    }
    concepts.push({ id: `own:${meaning}`, score: CONCEPT_SCORE, formal: phrases.map(keysOf), keys });
    readAs += text.slice(from, start) + meaning;
    from = end;
  }
  return { readAs: readAs + text.slice(from), stems, terms: [...terms.values()], concepts };
}

/** The things that a meaning lists, each as its terms. */
export function phrasesOf(meaning: string): Term[][] {
  return meaning
    .split(/[;/()]|,(?!\d)/)
    .map((phrase) => termsOf(phrase))
    .filter((terms) => terms.length > 0);
}

function keysOf(terms: readonly Term[]): string[] {
  return terms.flatMap((term) => [term.stem, ...term.parts]);
}
