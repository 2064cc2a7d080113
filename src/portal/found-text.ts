import { count, fill } from './texts/fill.ts';
import type { Texts } from './texts/texts.ts';

/** How many documents are listed, of how many there are. */
export function foundText(
  t: Pick<Texts['hrFile'], 'found' | 'foundOf'>,
  language: string,
  n: number,
  all: number,
): string {
  return n === all ? count(t.found, all, language) : fill(t.foundOf, { n, all });
}
