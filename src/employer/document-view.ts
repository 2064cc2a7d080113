import type { VersionProgress } from '../ingestion/ingest-version.ts';
import type { IngestionProgress } from '../ingestion/model.ts';
import type { VersionFailure } from '../ingestion/queue-rows.ts';
import type { documentVersions } from '../store/employer-schema.ts';
import type { DocumentRow } from './document-access.ts';
import type { DocumentView, NextVersion } from './model.ts';

export type VersionRow = typeof documentVersions.$inferSelect;

/** What memory knows better than the row. */
export interface LiveFacts {
  progress?: VersionProgress | undefined;
  failure?: VersionFailure | undefined;
  /** Share of its passages that today's encoder has encoded, while a version is encoded anew. */
  reencoded?: number | undefined;
}

/**
 * A document as HR and the provider see it: the newest version, with its health and errors. One that waits for HR's word is told beside the live
 * one.
 * @param versions those that were not replaced, oldest first
 */
export function managerView(
  document: DocumentRow,
  versions: readonly VersionRow[],
  liveFacts: (versionId: string) => LiveFacts,
): DocumentView | null {
  const newest = versions.at(-1);
  const shown = newest?.status === 'waiting' ? liveOf(document, versions) : newest;
  if (newest === undefined || shown === undefined) return null;
  const next = newest.id === document.liveVersionId || document.liveVersionId === null ? null : newest;
  return {
    ...versionView(document, shown, liveFacts(shown.id)),
    next: next && nextVersion(next, liveFacts(next.id)),
  };
}

/** The version that answers, among these. */
export function liveOf(document: DocumentRow, versions: readonly VersionRow[]): VersionRow | undefined {
  return versions.find(({ id }) => id === document.liveVersionId);
}

function nextVersion(version: VersionRow, live: LiveFacts): NextVersion | null {
  const { id: versionId, publish, fileName, createdAt, status } = version;
  if (status === 'ready' || status === 'replaced') return null;
  return { versionId, status: live.failure ? 'failed' : status, publish, fileName, createdAt };
}

function versionView(
  document: DocumentRow,
  version: VersionRow,
  live: LiveFacts,
): Omit<DocumentView, 'next'> {
  const failure =
    live.failure ??
    (version.errorCode === null ? null : { code: version.errorCode, message: version.errorMessage ?? '' });
  const status = live.failure ? 'failed' : statusOf(version);
  const progress = status === 'processing' ? (live.progress ?? rowProgress(version)) : rowProgress(version);
  return {
    ...sharedFields(document, version),
    status,
    stage: status === 'queued' ? 'queued' : progress.stage,
    progress: status === 'queued' ? 0 : progressShare(progress),
    pagesRead: progress.page,
    pages: progress.pages,
    passages: progress.passages,
    error: status === 'failed' ? failure : null,
    health: version.health,
    reencoded: live.reencoded ?? null,
    updatedAt: Math.max(document.updatedAt, version.updatedAt),
  };
}

/** A document as its readers see it: the live version; nothing of what HR is working on. */
export function readerView(document: DocumentRow, live: VersionRow): DocumentView {
  return {
    ...sharedFields(document, live),
    status: 'ready',
    stage: 'ready',
    progress: 1,
    pagesRead: live.pages,
    pages: live.pages,
    passages: live.passages,
    error: null,
    health: null,
    reencoded: null,
    next: null,
    updatedAt: document.updatedAt,
  };
}

/** How far a version is, 0 to 1: reading takes the first half, encoding most of the rest. */
export function progressShare(progress: VersionProgress): number {
  const share = (done: number, all: number) => (all > 0 ? Math.min(1, done / all) : 0);
  switch (progress.stage) {
    case 'queued':
      return 0;
    case 'reading':
      return 0.5 * share(progress.page, progress.pages);
    case 'structuring':
      return 0.5;
    case 'encoding':
      return 0.6 + 0.35 * share(progress.encoded, progress.passages);
    case 'publishing':
      return 0.95;
    case 'ready':
      return 1;
  }
}

function sharedFields(document: DocumentRow, version: VersionRow) {
  return {
    id: document.id,
    title: document.title,
    kind: document.kind,
    usedByAssistant: document.usedByAssistant,
    validFrom: document.validFrom,
    validTo: document.validTo,
    visibility: document.visibility,
    precedence: document.precedence,
    live: document.liveVersionId !== null,
    fileName: version.fileName,
    format: version.format,
    bytes: version.bytes,
    createdAt: document.createdAt,
  };
}

/** A replaced version is never the newest one, and one that waits is not shown in the place of the live one; they would show as ready. */
function statusOf({ status }: VersionRow): DocumentView['status'] {
  return status === 'replaced' || status === 'waiting' ? 'ready' : status;
}

const stages: readonly IngestionProgress['stage'][] = [
  'queued',
  'reading',
  'structuring',
  'encoding',
  'publishing',
  'ready',
];

function rowProgress(version: VersionRow): VersionProgress {
  const stage = stages.find((known) => known === version.stage) ?? 'queued';
  const { pagesRead: page, pages, passages } = version;
  return { stage, page, pages, passages, encoded: 0 };
}
