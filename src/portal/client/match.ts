/** A place in a list of texts: which one, and a UTF-16 offset in it. */
export interface TextPosition {
  item: number;
  offset: number;
}

/** Where a text stands; `end` lies behind the last letter. */
export interface TextMatch {
  start: TextPosition;
  end: TextPosition;
}

interface Letter {
  letter: string;
  item: number;
  start: number;
  end: number;
}

/**
 * Finds a quote in the pieces of text that a PDF page is made of. Only letters and digits count, without case and
 * accents: line breaks, hyphenation, kinds of quotes and ligatures differ between the page and the text as it was read.
 * @returns every place, in order
 */
export function findText(items: readonly string[], wanted: string): TextMatch[] {
  const letters = items.flatMap(lettersOf);
  const page = letters.map(({ letter }) => letter).join('');
  const needle = [...lettersOf(wanted, 0)].map(({ letter }) => letter).join('');
  if (needle === '') return [];
  // Every letter is one UTF-16 unit here, so that places in `page` are places in `letters`.
  const matches: TextMatch[] = [];
  for (let at = page.indexOf(needle); at >= 0; at = page.indexOf(needle, at + 1)) {
    const first = letters[at];
    const last = letters[at + needle.length - 1];
    if (!first || !last) break;
    matches.push({
      start: { item: first.item, offset: first.start },
      end: { item: last.item, offset: last.end },
    });
  }
  return matches;
}

function lettersOf(text: string, item: number): Letter[] {
  const letters: Letter[] = [];
  let at = 0;
  for (const sign of text) {
    const folded = sign
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
    for (const letter of folded.split('')) {
      letters.push({ letter, item, start: at, end: at + sign.length });
    }
    at += sign.length;
  }
  return letters;
}
