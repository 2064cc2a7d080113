/** Text helpers shared by indexing and reading. Pure; offsets are UTF-16 positions. */

export interface Token {
  /** Folded form: lower case, no diacritics, numbers as '1250' or '0_23'. */
  form: string;
  start: number;
  end: number;
}

/** Lower case, compatibility forms and diacritics folded: 'Coördinatie' -> 'coordinatie'. Cyrillic and the like keep their letters. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/ł/g, 'l')
    .replace(/Ł/g, 'l')
    .replace(/ß/g, 'ss')
    .toLowerCase();
}

const wordPattern = /[\p{L}\p{N}\p{M}]+(?:[.,:’'-][\p{L}\p{N}\p{M}]+)*/gu;
const numberPattern = /^\d[\d.,:]*$/;

/**
 * Words and numbers with their place. 'woon-werkverkeer' is one token 'woonwerkverkeer' plus its halves;
 * '1.250,00' is '1250', '0,23' is '0_23', '14:30' is '14_30'.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(wordPattern)) {
    const raw = match[0];
    const start = match.index;
    const end = start + raw.length;
    if (numberPattern.test(raw)) {
      tokens.push({ form: foldNumber(raw), start, end });
      continue;
    }
    const pieces = raw.split(/[.,:’'-]/).filter((piece) => piece !== '');
    if (pieces.length > 1) {
      if (raw.includes('-')) tokens.push({ form: fold(pieces.join('')), start, end });
      let cursor = start;
      for (const piece of pieces) {
        const at = text.indexOf(piece, cursor);
        tokens.push({ form: fold(piece), start: at, end: at + piece.length });
        cursor = at + piece.length;
      }
    } else {
      tokens.push({ form: fold(raw), start, end });
    }
  }
  return tokens;
}

/** One spelling per number: thousands dots dropped, ',00' dropped, other separators become '_'. */
export function foldNumber(raw: string): string {
  let value = raw.replace(/[.,:]+$/, '');
  value = value.replace(/(\d)\.(?=\d{3}(?:\D|$))/g, '$1');
  value = value.replace(/,(?:00|-)$/, '');
  return value.replace(/[.,:]/g, '_');
}

/** Letters and digits only, lower case: the form in which quotes are compared (design, section 7). */
export function squash(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

export interface Sentence {
  text: string;
  start: number;
  end: number;
}

const abbreviation =
  /(?:^|[\s(])(?:art|bijv|bv|ca|dhr|mevr|mw|enz|etc|evt|excl|incl|i\.v\.m|jl|max|min|m\.u\.v|nr|nrs|o\.a|p\.m|par|resp|t\.a\.v|t\.m|tel|t\.o\.v|vgl|v\.a|z\.g|zgn|d\.w\.z|m\.b\.t|n\.v\.t|B\.V|N\.V|lid|leden|\p{L})\.$/iu;

/** Splits prose into sentences; a new line always ends one. Abbreviations and list markers do not. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  const push = (from: number, to: number) => {
    let s = from;
    let e = to;
    while (s < e && /\s/.test(text[s] ?? '')) s++;
    while (e > s && /\s/.test(text[e - 1] ?? '')) e--;
    if (e > s) sentences.push({ text: text.slice(s, e), start: s, end: e });
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '\n') {
      push(start, i);
      start = i + 1;
    } else if ((c === '.' || c === '!' || c === '?' || c === ';') && isSentenceEnd(text, start, i)) {
      push(start, i + 1);
      start = i + 1;
    }
  }
  push(start, text.length);
  return sentences;
}

function isSentenceEnd(text: string, start: number, at: number): boolean {
  const next = text.slice(at + 1, at + 4);
  if (!/^["'”’)]?(?:\s|$)/.test(next)) return false;
  if (text[at] === ';') return /^\s+(?:\p{L}\.|\d+\.|[-•–])\s/u.test(text.slice(at + 1, at + 8));
  if (text[at] !== '.') return true;
  const before = text.slice(start, at + 1).trimStart();
  if (/^(?:\d{1,3}|\p{L}|[ivx]+)\.$/iu.test(before)) return false;
  if (abbreviation.test(before)) return /^\s+\p{Lu}/u.test(text.slice(at + 1)) && !/\b\p{L}\.$/u.test(before);
  return /^["'”’)]?\s*(?:$|\n|["'“‘(]?[\p{Lu}\p{N}€-])/u.test(text.slice(at + 1));
}
