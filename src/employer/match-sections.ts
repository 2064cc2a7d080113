import type { Section } from './sections.ts';

/** A section of the old version with its place in the new one. */
export interface SectionMatch {
  before: Section;
  after: Section;
}

/** Share of the words that two sections must have in common to be one and the same, rewritten. */
const ALIKE = 0.5;
/** The same under the same heading, where the heading alone could be another article's by now. */
const ALIKE_UNDER_HEADING = 0.25;
/** So many pairs of sections are weighed against each other at most; beyond that a document was written anew. */
const MAX_PAIRS = 60_000;

type Key = (section: Section) => string;

/**
 * Which section of the old version became which of the new one, surest signs first: the same headings and words, the same words elsewhere, the
 * same headings, the same subject under another number, and in the end most of the same words. Every section is used once.
 */
export function matchSections(before: readonly Section[], after: readonly Section[]): SectionMatch[] {
  const open = { before: new Set(before), after: new Set(after) };
  const matches: SectionMatch[] = [];
  const take = (match: SectionMatch) => {
    open.before.delete(match.before);
    open.after.delete(match.after);
    matches.push(match);
  };
  const byKey = (key: Key, fits: (match: SectionMatch) => boolean = () => true) => {
    const places = groupBy(open.after, key);
    for (const [name, olds] of groupBy(open.before, key)) {
      const news = places.get(name) ?? [];
      if (name === '' || olds.length !== news.length) continue;
      olds.forEach((old, i) => {
        const match = { before: old, after: news[i] ?? old };
        if (fits(match)) take(match);
      });
    }
  };
  byKey(({ path, fingerprint }) => `${path}\n\n${fingerprint}`);
  byKey(({ fingerprint }) => fingerprint);
  byKey(({ path }) => path, underWords);
  byKey(({ heading }) => heading, isAlike(ALIKE_UNDER_HEADING));
  byKey(({ subject }) => subject, isAlike(ALIKE_UNDER_HEADING));
  for (const match of alikePairs(open.before, open.after))
    if (open.before.has(match.before) && open.after.has(match.after)) take(match);
  return matches;
}

/** A heading of words tells what its article is about, also when all of it was written anew; a bare number does not. */
function underWords(match: SectionMatch): boolean {
  return match.after.subject !== '' || isAlike(ALIKE_UNDER_HEADING)(match);
}

function groupBy(sections: Iterable<Section>, key: Key): Map<string, Section[]> {
  const groups = new Map<string, Section[]>();
  for (const section of sections) {
    const name = key(section);
    groups.set(name, [...(groups.get(name) ?? []), section]);
  }
  return groups;
}

function isAlike(least: number): (match: SectionMatch) => boolean {
  return ({ before, after }) => likeness(wordsOf(before), wordsOf(after)) >= least;
}

/** Pairs that share enough words, the most alike first. */
function alikePairs(before: ReadonlySet<Section>, after: ReadonlySet<Section>): SectionMatch[] {
  if (before.size * after.size > MAX_PAIRS) return [];
  const news = [...after].map((section) => ({ section, words: wordsOf(section) }));
  return [...before]
    .flatMap((old) => {
      const words = wordsOf(old);
      return news.map((other) => ({
        before: old,
        after: other.section,
        alike: likeness(words, other.words),
      }));
    })
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike);
}

function wordsOf({ fingerprint }: Section): Set<string> {
  return new Set(fingerprint.match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** Share of words in common (Dice): 1 for the same words, 0 for none. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 1;
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return (2 * common) / (a.size + b.size);
}
