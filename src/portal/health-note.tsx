import type { ChunkHealth } from '../ingestion/model.ts';
import { count, fill } from './texts/fill.ts';
import type { Texts } from './texts/texts.ts';

/** What may hurt answers from a document; folded away until somebody asks. */
export function HealthNote({
  t,
  language,
  health,
  open = false,
}: {
  t: Texts['hrDocuments'];
  language: string;
  health: ChunkHealth;
  open?: boolean;
}) {
  const issues = issuesOf(health, t);
  const { min, median, max } = health.words;
  return (
    <details class="health" open={open}>
      <summary>
        {`${t.health}: ${issues.length === 0 ? t.healthGood : count(t.healthIssues, issues.length, language)}`}
      </summary>
      <ul>
        <li>{fill(t.healthWords, { min, median, max })}</li>
        {issues.map((issue) => (
          <li>{issue}</li>
        ))}
      </ul>
    </details>
  );
}

/** What may hurt answers from this document, a sentence each. */
export function issuesOf(health: ChunkHealth, t: Texts['hrDocuments']): string[] {
  return [
    health.orphanHeadings.length > 0 && fill(t.orphanHeadings, { list: health.orphanHeadings.join('; ') }),
    health.midSentence.length > 0 && fill(t.midSentence, { n: health.midSentence.length }),
    health.duplicates.length > 0 && fill(t.duplicates, { n: health.duplicates.length }),
    health.emptyPages.length > 0 && fill(t.emptyPages, { list: health.emptyPages.join(', ') }),
    health.hiddenText.length > 0 && fill(t.hiddenText, { n: health.hiddenText.length }),
  ].filter((issue) => issue !== false);
}
