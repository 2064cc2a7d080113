import { type Term, termsOf } from './analyse.ts';
import conceptData from './data/concepts.json' with { type: 'json' };

/** A concept of HR that a question seems to be about, 0 < score <= 1. */
export interface ConceptMatch {
  id: string;
  score: number;
  /** The terms documents use for it, each as stems (and parts) of its words. */
  formal: readonly (readonly string[])[];
  /** Keys of the question's words that made the match. */
  keys: ReadonlySet<string>;
}

interface Concept {
  id: string;
  formal: string[][];
}

interface Phrase {
  concept: number;
  keys: string[];
  weight: number;
}

interface ConceptIndex {
  concepts: Concept[];
  phrases: Phrase[];
  idf: Map<string, number>;
  postings: Map<string, number[]>;
}

let index: ConceptIndex | null = null;

/** Built at first use: about 20,000 phrases. */
function conceptIndex(): ConceptIndex {
  if (index !== null) return index;
  const concepts: Concept[] = [];
  const phrases: Phrase[] = [];
  const frequency = new Map<string, Set<number>>();
  for (const row of conceptData) {
    const concept = concepts.length;
    concepts.push({ id: row.id, formal: row.formal.map((phrase) => keysOf(termsOf(phrase))) });
    for (const phrase of [...row.formal, ...row.say, ...row.foreign]) {
      const keys = [...new Set(keysOf(termsOf(phrase)))];
      if (keys.length === 0) continue;
      phrases.push({ concept, keys, weight: 0 });
      for (const key of keys) {
        const seen = frequency.get(key) ?? new Set<number>();
        seen.add(concept);
        frequency.set(key, seen);
      }
    }
  }
  const idf = new Map<string, number>();
  for (const [key, seen] of frequency) idf.set(key, Math.log(1 + concepts.length / seen.size));
  const postings = new Map<string, number[]>();
  phrases.forEach((phrase, i) => {
    for (const key of phrase.keys) {
      phrase.weight += idf.get(key) ?? 0;
      const list = postings.get(key);
      if (list === undefined) postings.set(key, [i]);
      else list.push(i);
    }
  });
  index = { concepts, phrases, idf, postings };
  return index;
}

function keysOf(terms: readonly Term[]): string[] {
  return terms.flatMap((term) => (term.parts.length > 0 ? [term.stem, ...term.parts] : [term.stem]));
}

/**
 * The concepts whose words a question uses, best first. A concept's score is the best harmonic mean, over its phrases, of the share
 * of the question and the share of the phrase that the common words make up, weighted by how few concepts use a word.
 */
export function matchConcepts(terms: readonly Term[], limit = 4, threshold = 0.3): ConceptMatch[] {
  const { concepts, phrases, idf, postings } = conceptIndex();
  const keys = [...new Set(keysOf(terms))];
  let total = 0;
  const matched = new Map<number, number>();
  const unknown = Math.log(1 + concepts.length);
  for (const key of keys) {
    const weight = idf.get(key);
    total += weight ?? unknown * 0.5;
    if (weight === undefined) continue;
    for (const phrase of postings.get(key) ?? []) matched.set(phrase, (matched.get(phrase) ?? 0) + weight);
  }
  if (total === 0) return [];
  const asked = new Set(keys);
  const best = new Map<number, { score: number; phrase: number }>();
  for (const [i, weight] of matched) {
    const phrase = phrases[i];
    if (phrase === undefined) continue;
    const ofQuestion = Math.min(1, weight / total);
    const ofPhrase = weight / phrase.weight;
    const score = (2 * ofQuestion * ofPhrase) / (ofQuestion + ofPhrase);
    if (score > (best.get(phrase.concept)?.score ?? 0)) best.set(phrase.concept, { score, phrase: i });
  }
  return [...best]
    .filter(([, found]) => found.score >= threshold)
    .sort((a, b) => b[1].score - a[1].score || a[0] - b[0])
    .slice(0, limit)
    .flatMap(([i, { score, phrase }]) => {
      const concept = concepts[i];
      if (concept === undefined) return [];
      const common = new Set(phrases[phrase]?.keys.filter((key) => asked.has(key)));
      return [{ id: concept.id, score, formal: concept.formal, keys: common }];
    });
}

/** Is this stem or part a word of any concept? */
export function isConceptWord(key: string): boolean {
  return conceptIndex().idf.has(key);
}
