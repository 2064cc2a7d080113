import { squash } from '../retrieval/text.ts';
import { numbersOf } from './facts.ts';

/** A quote with the passage it must stand in. */
export interface QuoteToCheck {
  quote: string;
  passageText: string;
}

/** Nothing is said without a quote: each must be a substring of its passage, letter for letter. */
export function quotesHold(quotes: readonly QuoteToCheck[]): boolean {
  return (
    quotes.length > 0 &&
    quotes.every(({ quote, passageText }) => quote.trim() !== '' && passageText.includes(quote))
  );
}

/** The numbers of `text` that stand in none of the sources; must be empty before anything is shown. */
export function unsupportedNumbers(text: string, sources: readonly string[]): string[] {
  const supported = new Set(sources.flatMap(numbersOf));
  return [...new Set(numbersOf(text).filter((value) => !supported.has(value)))];
}

/** Text between quotation marks (four words or more) that stands in none of the sources. */
export function inventedQuotes(text: string, sources: readonly string[]): string[] {
  const folded = sources.map(squash);
  const invented: string[] = [];
  for (const match of text.matchAll(/[“"„«]([^“”"„«»]{3,}?)[”"»]/g)) {
    const inside = match[1] ?? '';
    if (inside.trim().split(/\s+/).length < 4) continue;
    const key = squash(inside);
    if (!folded.some((source) => source.includes(key))) invented.push(inside);
  }
  return invented;
}

/** Links, images, markup and control characters never belong in an answer. */
export function hasForbiddenMarkup(text: string): boolean {
  return (
    /https?:\/\/|www\.|!\[|\]\(|<\s*\/?\s*[a-z!]/i.test(text) ||
    /[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/.test(text)
  );
}
