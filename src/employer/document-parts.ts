import type { IngestionDeps, PassageReading } from '../ingestion/ingest-version.ts';
import type { IngestionQueue } from '../ingestion/queue.ts';
import type { createFileSweeper } from './document-file-sweeper.ts';
import type { LiveFacts } from './document-view.ts';

/** What the commands on documents work with; made once in documents.ts. */
export interface Parts {
  deps: IngestionDeps;
  reading: PassageReading;
  queue: IngestionQueue;
  files: ReturnType<typeof createFileSweeper>;
  live: (versionId: string) => LiveFacts;
  changed: (employerId: string, documentId: string) => void;
}
