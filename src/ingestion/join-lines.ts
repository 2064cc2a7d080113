import type { TextLine } from './blocks.ts';
import type { PassageSpan } from './model.ts';

/** Words as the document writes them inside its lines, lower case. */
export interface Vocabulary {
  words: ReadonlySet<string>;
  /** Those with a hyphen: 'woon-werkverkeer'. */
  hyphenated: ReadonlySet<string>;
}

export const noVocabulary: Vocabulary = { words: new Set(), hyphenated: new Set() };

/** Compounds that keep their hyphen before a lower-case word, where the document doesn't show it elsewhere. */
const kept = /^(?:woon-werk|niet-|non-|vice-|e-mail|oud-(?:werk|collega|bestuur|directeur))/;
const vowels = /[aeiou]$/i;

/** The words of lines, the first and last of each line left out: those may be halves. */
export function vocabularyOf(lines: Iterable<string>): Vocabulary {
  const words = new Set<string>();
  const hyphenated = new Set<string>();
  for (const line of lines) {
    const found = line.toLowerCase().match(/\p{L}+(?:-\p{L}+)*/gu) ?? [];
    const whole = line.endsWith('-') ? found.slice(0, -1) : found;
    for (const word of whole) (word.includes('-') ? hyphenated : words).add(word);
  }
  return { words, hyphenated };
}

/** How a word that ends a line in a hyphen goes on: without the hyphen, with it, or as two words ('zon- en feestdagen'). */
export function hyphenAtEnd(before: string, after: string, vocabulary: Vocabulary): 'drop' | 'keep' | 'part' {
  const first = /([\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*)-$/u.exec(before)?.[1]?.toLowerCase();
  const next = /^\p{L}+/u.exec(after)?.[0];
  if (first === undefined) return 'part';
  if (next === undefined) return /^\d/.test(after) ? 'keep' : 'part';
  if (/^(?:en|of)$/.test(next)) return 'part';
  const second = next.toLowerCase();
  if (vocabulary.words.has(first + second)) return 'drop';
  if (vocabulary.hyphenated.has(`${first}-${second}`)) return 'keep';
  const raw = before.slice(0, -1);
  if (/^\p{Lu}/u.test(next) || /\d$/.test(raw) || /(?:^|[^\p{L}])\p{Lu}{2,}$/u.test(raw)) return 'keep';
  const part = first.split('-').at(-1) ?? first;
  if (kept.test(`${part}-${second}`)) return 'keep';
  // 'zee-eend', 'auto-ongeluk': two vowels that would be read as one keep the hyphen.
  const clash = `${part.at(-1) ?? ''}${second[0] ?? ''}`;
  if (vowels.test(part) && /^(?:aa|ee|ie|oo|uu|ae|ei|eu|oe|ui|ai|oi)$/.test(clash)) return 'keep';
  return 'drop';
}

/** Lines to running text: hyphenation undone, one span per line. */
export function joinLines(
  lines: readonly TextLine[],
  vocabulary: Vocabulary,
): { text: string; spans: PassageSpan[] } {
  let text = '';
  const spans: PassageSpan[] = [];
  for (const line of lines) {
    if (text !== '') {
      const hyphen = /[\p{L}\p{N}]-$/u.test(text) ? hyphenAtEnd(text, line.text, vocabulary) : 'part';
      if (hyphen === 'part') text += ' ';
      else if (hyphen === 'drop') {
        text = text.slice(0, -1);
        const last = spans.at(-1);
        if (last !== undefined) last.end = text.length;
      }
    }
    const start = text.length;
    text += line.text;
    spans.push({ start, end: text.length, page: line.page, box: line.box });
  }
  return { text, spans };
}

/** The lines of a table cell as one text. */
export function joinCell(lines: readonly string[], vocabulary: Vocabulary = noVocabulary): string {
  return joinLines(
    lines.filter((line) => line !== '').map((text) => ({ text, page: 1, box: null })),
    vocabulary,
  ).text;
}
