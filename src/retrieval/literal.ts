import type { Term } from './analyse.ts';
import data from './data/literal.json' with { type: 'json' };

/** What the training pairs say of words; made by eval/lexicon/literal-words.ts. */
export interface LiteralTable {
  /** Chance over all words and questions. */
  prior: number;
  /** Logistic weights, in the order of `literalFeatures`. */
  weights: number[];
  /** Per stem: in how many questions it stood, in how many of those the answering passage held it too, in how many passages it stands. */
  stems: Record<string, number[]>;
}

/** What decides whether a word comes back in the passage that answers: its record, how common it is on both sides, its form. */
export function literalFeatures(term: Term, table: Pick<LiteralTable, 'prior' | 'stems'>): number[] {
  const [asked = 0, met = 0, written = 0] = Object.hasOwn(table.stems, term.stem)
    ? (table.stems[term.stem] ?? [])
    : [];
  const rate = (met + 2 * table.prior) / (asked + 2);
  const long = term.form.length >= 9 ? 1 : 0;
  const compound = term.parts.length > 0 ? 1 : 0;
  const seldomAsked = 1 / (1 + asked);
  return [
    1,
    Math.log(rate / (1 - rate)),
    Math.log1p(written),
    seldomAsked,
    seldomAsked * Math.log1p(written),
    long,
    compound,
    seldomAsked * long,
    seldomAsked * compound,
  ];
}

/** The table in use; eval/fit.ts puts another in its place while it asks about passages that this one has counted. */
export const literalTable: LiteralTable = data as LiteralTable;

/**
 * Chance, 0 to 1, that a passage which answers a question with this word holds the word itself: near 1 for 'ouderschapsverlof', near 0 for 'baas'.
 * A question whose 'ouderschapsverlof' stands nowhere near is not answered; one whose 'baas' does not may well be.
 */
export function literalRate(term: Term, table: LiteralTable = literalTable): number {
  const sum = literalFeatures(term, table).reduce((z, x, i) => z + x * (table.weights[i] ?? 0), 0);
  return 1 / (1 + Math.exp(-sum));
}
