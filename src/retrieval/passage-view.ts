import type { PassageSpan, PassageTable } from '../ingestion/model.ts';
import { gramsOf, type Term, termsOf } from './analyse.ts';
import { sentencesOf } from './text.ts';

/** A passage of a ticked, current, readable document, as it comes from the store. */
export interface StoredPassage {
  rowid: number;
  id: string;
  documentId: string;
  document: string;
  title: string;
  documentKind: string;
  precedence: number;
  ordinal: number;
  kind: 'text' | 'table';
  headingPath: string[];
  article: string | null;
  context: string;
  text: string;
  table: PassageTable | null;
  pageFrom: number;
  pageTo: number;
  spans: PassageSpan[];
}

/** A sentence, sub-clause or table row that can be quoted. */
export interface Unit {
  text: string;
  start: number;
  end: number;
  terms: Term[];
  keys: Set<string>;
  /** Unit-length vector of the unit with its heading, once an encoder made it. */
  vector: Float32Array | null;
  /** Index of the table row this unit is, or -1. */
  row: number;
}

/** A passage with everything that scoring asks again and again. */
export interface PassageView {
  passage: StoredPassage;
  heading: string;
  units: Unit[];
  bodyKeys: Set<string>;
  headingKeys: Set<string>;
  contextKeys: Set<string>;
  /** Content words of heading path, lead-in and column heads. */
  headingTerms: Term[];
  /** Letter 4-grams of all words, for words that are typed otherwise or hide in a compound. */
  grams: Set<string>;
}

/** The nearest heading, or the document's title where a passage has none. */
export function headingOf(passage: Pick<StoredPassage, 'headingPath' | 'title'>): string {
  return passage.headingPath.at(-1) ?? passage.title;
}

export function viewPassage(passage: StoredPassage): PassageView {
  const units = unitsOf(passage);
  const context = termsOf(passage.context);
  const columns = passage.table ? termsOf(passage.table.columns.join('\n')) : [];
  const contextKeys = keySet([...context, ...columns]);
  const path = termsOf(passage.headingPath.join('\n'));
  const bodyKeys = new Set(contextKeys);
  for (const unit of units) for (const key of unit.keys) bodyKeys.add(key);
  return {
    passage,
    heading: headingOf(passage),
    units,
    bodyKeys,
    headingKeys: keySet(termsOf([...passage.headingPath, passage.title].join('\n'))),
    contextKeys,
    headingTerms: [...path, ...context, ...columns],
    grams: new Set(
      [...units.flatMap((unit) => unit.terms), ...context, ...path].flatMap((term) => gramsOf(term.form)),
    ),
  };
}

function unitsOf(passage: StoredPassage): Unit[] {
  if (passage.table !== null && passage.table.rows.length > 0) {
    return passage.table.rows.map((row, i) => unit(passage.text.slice(row.start, row.end), row.start, i));
  }
  return sentencesOf(passage.text).map((sentence) => unit(sentence.text, sentence.start, -1));
}

function unit(text: string, start: number, row: number): Unit {
  const terms = termsOf(text);
  return { text, start, end: start + text.length, terms, keys: keySet(terms), vector: null, row };
}

export function keySet(terms: readonly Term[]): Set<string> {
  const keys = new Set<string>();
  for (const term of terms) {
    keys.add(term.stem);
    for (const part of term.parts) keys.add(part);
  }
  return keys;
}
