/** A message as typed beside a form of the same length for patterns: offsets in one are offsets in the other. */
export interface Typed {
  text: string;
  /** Lower case, no diacritics, plain quotes and hyphens. What was read already stands as '_'. */
  low: string;
}

const plain: Record<string, string> = {
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  '–': '-',
  '—': '-',
  '‑': '-',
  '−': '-',
  '×': 'x',
  ł: 'l',
  Ł: 'l',
  '\u00a0': ' ',
};

/** Folds character by character, so that a place in one text is the same place in the other. */
export function typed(message: string): Typed {
  const text = message.normalize('NFC');
  let low = '';
  for (const unit of text.split('')) {
    const known = plain[unit];
    const base = known ?? unit.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    low += base.length === 1 ? base : unit;
  }
  return { text, low };
}

/** The same message with a stretch marked as read. */
export function masked(message: Typed, start: number, end: number): Typed {
  return {
    text: message.text,
    low: message.low.slice(0, start) + '_'.repeat(end - start) + message.low.slice(end),
  };
}

export interface Match {
  start: number;
  end: number;
  groups: (string | undefined)[];
}

/** All matches of a pattern in the folded form, with their places. */
export function matchesOf(message: Typed, pattern: RegExp): Match[] {
  const global = pattern.flags.includes('g') ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
  return [...message.low.matchAll(global)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    groups: match.slice(1),
  }));
}

/** Marks every match of a pattern as read. */
export function without(message: Typed, pattern: RegExp): Typed {
  return matchesOf(message, pattern).reduce((rest, { start, end }) => masked(rest, start, end), message);
}
