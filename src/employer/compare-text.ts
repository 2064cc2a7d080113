import { diffArrays } from 'diff';
import type { TextPart } from './model.ts';

/** Texts that differ in more words than this are shown as taken out and put in: nobody follows so many marks. */
const MAX_EDITS = 600;

/** An amount, date or time is one word: '€ 4,45' became '€ 5,35', not '4' a '5' and '45' a '35'. */
const token = /\d[\d.,:/-]*\d|[\p{L}\p{M}\p{N}]+|\s+|./gu;

/** Two texts laid over each other word by word; what is taken out stands before what is put in. */
export function compareTexts(before: string, after: string): TextPart[] {
  const changes = diffArrays(before.match(token) ?? [], after.match(token) ?? [], {
    maxEditLength: MAX_EDITS,
    comparator: isSameToken,
  });
  const parts: TextPart[] = [];
  let open = { removed: '', added: '' };
  const close = () => {
    if (open.removed !== '') parts.push({ text: open.removed, status: 'removed' });
    if (open.added !== '') parts.push({ text: open.added, status: 'added' });
    open = { removed: '', added: '' };
  };
  const pieces = changes?.map(({ value, added, removed }) => ({ text: value.join(''), added, removed })) ?? [
    { text: before, added: false, removed: true },
    { text: after, added: true, removed: false },
  ];
  pieces.forEach(({ text, added, removed }, i) => {
    if (added) open.added += text;
    else if (removed) open.removed += text;
    else if (isJoint(text, open) && i < pieces.length - 1) open = both(open, text);
    else {
      close();
      parts.push({ text, status: 'same' });
    }
  });
  close();
  return parts;
}

/** A line that breaks elsewhere is no change. */
function isSameToken(a: string, b: string): boolean {
  return a === b || (a.trim() === '' && b.trim() === '');
}

/** White space between two changes belongs to both: words that changed in a row are read as one change. */
function isJoint(text: string, open: { removed: string; added: string }): boolean {
  return text.trim() === '' && open.removed !== '' && open.added !== '';
}

function both({ removed, added }: { removed: string; added: string }, text: string) {
  return { removed: removed + text, added: added + text };
}
