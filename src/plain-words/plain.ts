import { sentencesOf } from '../retrieval/text.ts';
import { finderOf, keyOf, means, say } from './glossary.ts';
import type { PlainText } from './model.ts';

const sayFinder = finderOf(say.keys());
const meansFinder = finderOf(means.keys());
const marker = /^(?:[a-z]|\d{1,2})[.)]\s+|^[-•–]\s+/u;
const MOST_WORDS = 8;
/** A main clause has at least so many words. */
const WHOLE = 4;

/**
 * A Dutch quote in simpler words, by rules alone: formal words become everyday ones that fit in the same place, an exception or condition at the end
 * of a sentence becomes a sentence of its own, and terms are explained below. Nothing is left out, no number is added. Null when there is nothing to
 * make simpler. The quote itself stays what holds.
 */
export function plainOf(quote: string): PlainText | null {
  const lines = quote.split('\n').flatMap(linesOf);
  const words = wordsOf(quote);
  const said = lines.map(({ text }) => text).join(' ');
  const changed = folded(said) !== folded(quote.replace(/^.*$/gm, (line) => line.replace(marker, '')));
  if (!changed && words.length === 0) return null;
  const all = [said, ...words.map((word) => word.means)].join(' ');
  if (!digitsOf(all).every((number) => digitsOf(quote).includes(number))) return null;
  return { lines: changed ? lines : [], words };
}

function linesOf(line: string): PlainText['lines'] {
  const item = marker.test(line);
  const text = line.replace(marker, '');
  return sentencesOf(text).flatMap((sentence) =>
    splitClause(sentence.text).map((part) => ({ text: inPlainWords(part), item })),
  );
}

/** Clauses at the end of a sentence that can stand alone, with what is said before them; the word order of a subordinate clause stays right. */
const clauses: readonly (readonly [RegExp, string])[] = [
  [/,?\s+tenzij\s+([^,;:]+)$/iu, 'Dit geldt niet als'],
  [/,?\s+mits\s+([^,;:]+)$/iu, 'Voorwaarde is dat'],
  [/,?\s+met dien verstande dat\s+([^;:]+)$/iu, 'Daarbij geldt dat'],
];

/** 'A, tenzij B.' as 'A.' and 'Dit geldt niet als B.'; as it is where A is no whole sentence. */
function splitClause(sentence: string): string[] {
  for (const [pattern, opening] of clauses) {
    const match = pattern.exec(sentence);
    if (match === null) continue;
    const main = sentence.slice(0, match.index);
    const conditional = /^(?:indien|als|wanneer|zodra|voor zover)\s/iu.test(main);
    if (main.split(/\s+/).length < WHOLE || (conditional && !main.includes(','))) continue;
    return [`${main}.`, `${opening} ${match[1] ?? ''}`];
  }
  return [sentence];
}

function inPlainWords(text: string): string {
  return text.replace(sayFinder, (found) => {
    const plain = say.get(keyOf(found)) ?? found;
    return /^\p{Lu}/u.test(found) ? plain.charAt(0).toUpperCase() + plain.slice(1) : plain;
  });
}

/** Terms in the order in which they stand, each meaning once. */
function wordsOf(quote: string): PlainText['words'] {
  const byMeaning = new Map<string, string>();
  for (const [found] of quote.matchAll(meansFinder)) {
    const meaning = means.get(keyOf(found));
    if (meaning !== undefined && !byMeaning.has(meaning)) byMeaning.set(meaning, keyOf(found));
  }
  return [...byMeaning].slice(0, MOST_WORDS).map(([meaning, word]) => ({ word, means: meaning }));
}

function digitsOf(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*/g) ?? [];
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
