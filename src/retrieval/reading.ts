import type { Passage } from '../ingestion/model.ts';
import { analysePassage } from './analyse.ts';

/** What is encoded of a passage: where it stands, what it hangs on, what it says. */
export function encodingText(
  passage: Pick<Passage, 'headingPath' | 'context' | 'text'>,
  documentTitle: string,
): string {
  return [documentTitle, ...passage.headingPath, passage.context, passage.text]
    .filter((part) => part !== '')
    .join('\n');
}

/** How retrieval reads passages; ingestion takes it as a parameter. */
export const passageReading = { analyse: analysePassage, encodingText };
