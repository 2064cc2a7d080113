import { gramsOf, type Term, termsOf } from './analyse.ts';
import { type ConceptMatch, matchConcepts } from './concepts.ts';
import { noOwnWords, type OwnMeaning, type OwnWords, ownMeaning } from './own-words.ts';

/** A question as retrieval sees it. */
export interface AnalysedQuestion {
  text: string;
  /** Content terms of the message itself, each once. */
  terms: readonly Term[];
  /** Content terms taken over from earlier turns of a follow-up; they count for less. */
  earlier: readonly Term[];
  concepts: readonly ConceptMatch[];
  grams: readonly string[];
  /** What the employer's own words in it mean, in the message and in the earlier turns it leans on. */
  meant: { now: OwnMeaning | null; earlier: OwnMeaning | null };
}

/** Words that point back to what was said before. */
const anaphora =
  /\b(?:dat|die|daar|daarvan|daarvoor|daarmee|daarna|dan|deze|dit|ervan|ervoor|het|zo|it|that|those|then|there|das|dafur|davon|to|tego)\b/iu;
const continuation =
  /^\s*(?:en|maar|of|ook|and|but|what about|how about|und|aber|a|oraz|geldt|hoe zit|wat als|stel|oke|ok|dus)\b/iu;

/**
 * Does this message lean on the earlier turns? True when it opens like a continuation, or points back with few words of its own,
 * or has no content word of its own.
 */
export function isFollowUp(text: string): boolean {
  const own = termsOf(text).length;
  if (own === 0 || (own === 1 && text.trim().split(/\s+/).length <= 2)) return true;
  if (continuation.test(text) && own <= 7) return true;
  return own <= 3 && anaphora.test(text);
}

/**
 * @param text the message
 * @param turns earlier messages of the same person in this conversation, oldest first
 * @param words the employer's own words
 */
export function analyseQuestion(
  text: string,
  turns: readonly string[] = [],
  words: OwnWords = noOwnWords,
): AnalysedQuestion {
  const terms = unique(termsOf(text));
  const followUp = turns.length > 0 && isFollowUp(text);
  const own = new Set(terms.map((term) => term.stem));
  const context = followUp ? contextTurns(turns).join('\n') : '';
  const earlier = unique(termsOf(context)).filter((term) => !own.has(term.stem));
  const meant = { now: ownMeaning(text, words), earlier: ownMeaning(context, words) };
  return {
    text,
    terms,
    earlier,
    concepts: conceptsOf([...terms, ...earlier], meant),
    grams: [...new Set(terms.flatMap((term) => (/\d/.test(term.form) ? [] : gramsOf(term.form))))],
    meant,
  };
}

/** The concepts of these terms: what own words mean first, then those of the lexicon for the rest and for the meanings. */
export function conceptsOf(
  terms: readonly Term[],
  { now, earlier }: AnalysedQuestion['meant'],
): ConceptMatch[] {
  const own = [now, earlier].filter((meaning) => meaning !== null);
  const rest = terms.filter((term) => !own.some(({ stems }) => stems.has(term.stem)));
  return [
    ...own.flatMap((meaning) => meaning.concepts),
    ...matchConcepts([...rest, ...own.flatMap((meaning) => meaning.terms.map(({ term }) => term))]),
  ];
}

/** The last turn that stands on its own and what followed it. */
export function contextTurns(turns: readonly string[]): string[] {
  for (let i = turns.length - 1; i >= 0; i--) {
    const turn = turns[i];
    if (turn !== undefined && (i === 0 || !isFollowUp(turn))) return turns.slice(i, i + 3);
  }
  return [];
}

function unique(terms: readonly Term[]): Term[] {
  const seen = new Set<string>();
  return terms.filter((term) => {
    if (seen.has(term.stem)) return false;
    seen.add(term.stem);
    return true;
  });
}
