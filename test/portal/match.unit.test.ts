import { describe, expect, it } from 'vitest';
import { findText } from '../../src/portal/client/match.ts';

/** The text between the places, as a selection would give it. */
function cut(items: readonly string[], wanted: string): string[] {
  return findText(items, wanted).map(({ start, end }) =>
    items
      .slice(start.item, end.item + 1)
      .map((text, i, all) =>
        text.slice(i === 0 ? start.offset : 0, i === all.length - 1 ? end.offset : undefined),
      )
      .join('|'),
  );
}

describe('findText', () => {
  it('finds exact letters inside one piece', () => {
    expect(cut(['Je hebt 25 dagen per jaar.'], '25 dagen')).toEqual(['25 dagen']);
  });
  it('goes over pieces, undone hyphens and other spaces', () => {
    expect(cut(['recht op vakantie-', 'dagen  bij', ' ziekte'], 'vakantiedagen bij ziekte')).toEqual([
      'vakantie-|dagen  bij| ziekte',
    ]);
  });
  it('sees through ligatures, accents, case and kinds of quotes', () => {
    expect(cut(['De oﬃciële „regel”'], 'officiele "Regel"')).toEqual(['oﬃciële „regel']);
  });
  it('keeps to whole signs outside the basic plane', () => {
    expect(cut(['🙂 𝟐𝟓 dagen'], '25 dagen')).toEqual(['𝟐𝟓 dagen']);
  });
  it('gives every place, in order', () => {
    expect(findText(['vijf dagen en vijf dagen'], 'vijf dagen').map(({ start }) => start.offset)).toEqual([
      0, 14,
    ]);
  });
  it('finds nothing for other words, and nothing for no words', () => {
    expect(findText(['Je hebt 25 dagen'], '26 dagen')).toEqual([]);
    expect(findText(['Je hebt 25 dagen'], ' … ')).toEqual([]);
  });
});
