import { draftPassagesOf, readDraft } from '../ingestion/drafts.ts';
import { analyseAll } from '../ingestion/ingest-version.ts';
import { publishWaiting, retireVersion } from '../ingestion/publish.ts';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { type ComparedVersion, compareInSteps } from './compare-versions.ts';
import { findDocument, openToManage } from './document-access.ts';
import type { Parts } from './document-parts.ts';
import { readPassages } from './document-reading.ts';
import { oneView } from './document-views.ts';
import type { DocumentView, VersionChanges, VersionComparison } from './model.ts';
import { findVersion, findWaiting } from './version-facts.ts';

export async function compareWaiting(
  parts: Parts,
  actor: Actor,
  documentId: string,
  versionId: string,
): Promise<VersionChanges> {
  const db = openToManage(parts.deps.employers, actor);
  const { document, version } = findWaiting(db, documentId, versionId);
  const { title, kind, validFrom, validTo, visibility, precedence } = document;
  const becomes = version.changes ?? { title, kind, validFrom, validTo, visibility, precedence };
  const passages = draftPassagesOf(db, versionId);
  const view = oneView(db, actor, documentId, parts.live);
  const comparison = await compareByTurns(
    { title, passages: readPassages(db, documentId) },
    { title: becomes.title, passages },
  );
  return { document: view, becomes, comparison, passages };
}

/** Articles compared before other requests get a turn. */
const BATCH = 10;

async function compareByTurns(before: ComparedVersion, after: ComparedVersion): Promise<VersionComparison> {
  const steps = compareInSteps(before, after);
  for (let n = 1; ; n++) {
    const step = steps.next();
    if (step.done) return step.value;
    if (n % BATCH === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

export async function publishVersionNow(
  parts: Parts,
  actor: Actor,
  documentId: string,
  versionId: string,
): Promise<DocumentView> {
  const { deps, reading, queue, files } = parts;
  const db = openToManage(deps.employers, actor);
  const { document, version } = findVersion(db, documentId, versionId);
  if (document.liveVersionId !== versionId) {
    const draft = version.status === 'waiting' ? readDraft(db, version) : null;
    if (draft === null) throw new AppError('conflict');
    const terms = await analyseAll(reading, draft.document, draft.title, new AbortController().signal);
    const context = { analyse: reading.analyse, nextId: () => deps.ids.next(), now: deps.clock.now() };
    const outcome = publishWaiting(db, versionId, { ...draft, terms }, context);
    const isLive = findDocument(db, documentId).liveVersionId === versionId;
    if (outcome !== 'published' && !isLive) throw new AppError('conflict');
    queue.encodeAnew(actor.employerId);
    parts.changed(actor.employerId, documentId);
    await files.sweep(actor.employerId);
  }
  return oneView(db, actor, documentId, parts.live);
}

export async function discardVersion(
  parts: Parts,
  actor: Actor,
  documentId: string,
  versionId: string,
): Promise<DocumentView> {
  const { deps, queue, files } = parts;
  const db = openToManage(deps.employers, actor);
  inTransaction(db, (tx) => {
    const { document } = findVersion(tx, documentId, versionId);
    // The last one that a document has goes with the document.
    if (document.liveVersionId === null || document.liveVersionId === versionId)
      throw new AppError('conflict');
    retireVersion(tx, versionId, deps.clock.now());
  });
  queue.cancel(actor.employerId, versionId);
  parts.changed(actor.employerId, documentId);
  await files.sweep(actor.employerId);
  return oneView(db, actor, documentId, parts.live);
}
