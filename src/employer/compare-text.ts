import { diffWordsWithSpace } from 'diff';
import type { TextPart } from './model.ts';

/** Texts that differ in more words than this are shown as taken out and put in: nobody follows so many marks. */
const MAX_EDITS = 2000;

/** Two texts laid over each other word by word. */
export function compareTexts(before: string, after: string): TextPart[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MAX_EDITS });
  if (changes === undefined) return replaced(before, after);
  return changes.map(({ value, added, removed }) => ({
    text: value,
    status: added ? 'added' : removed ? 'removed' : 'same',
  }));
}

function replaced(before: string, after: string): TextPart[] {
  const parts: TextPart[] = [
    { text: before, status: 'removed' },
    { text: after, status: 'added' },
  ];
  return parts.filter(({ text }) => text !== '');
}
