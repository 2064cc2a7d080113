import { asc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { documents, documentVersions } from '../store/employer-schema.ts';
import { findVisible, managesDocuments, maySee } from './document-access.ts';
import type { LiveFacts, VersionRow } from './document-view.ts';
import { liveOf, managerView, readerView } from './document-view.ts';
import type { DocumentView } from './model.ts';

type LiveFactsOf = (versionId: string) => LiveFacts;

/** All documents this actor may see, newest first; those that were set aside are not among them. */
export function listViews(db: EmployerDb, actor: Actor, live: LiveFactsOf): DocumentView[] {
  const versions = new Map<string, VersionRow[]>();
  for (const version of currentVersions(db)) {
    const known = versions.get(version.documentId);
    if (known) known.push(version);
    else versions.set(version.documentId, [version]);
  }
  return db
    .select()
    .from(documents)
    .where(isNull(documents.removedAt))
    .orderBy(sql`${documents.createdAt} DESC, ${documents}.rowid DESC`)
    .all()
    .filter((document) => maySee(actor, document))
    .map((document) => viewFor(actor, document, versions.get(document.id) ?? [], live));
}

/** @throws AppError not_found */
export function oneView(db: EmployerDb, actor: Actor, documentId: string, live: LiveFactsOf): DocumentView {
  const document = findVisible(db, actor, documentId);
  return viewFor(actor, document, currentVersions(db, documentId), live);
}

/** The version HR works with: the last uploaded one that was not replaced. */
export function newestVersion(db: EmployerDb, documentId: string): VersionRow {
  const version = currentVersions(db, documentId).at(-1);
  if (!version) throw new AppError('not_found');
  return version;
}

/** Versions that were not replaced, oldest first. */
function currentVersions(db: EmployerDb, documentId?: string): VersionRow[] {
  const current = ne(documentVersions.status, 'replaced');
  return db
    .select()
    .from(documentVersions)
    .where(
      documentId === undefined ? current : sql`${current} AND ${eq(documentVersions.documentId, documentId)}`,
    )
    .orderBy(asc(documentVersions.createdAt), sql`${documentVersions}.rowid`)
    .all();
}

function viewFor(
  actor: Actor,
  document: typeof documents.$inferSelect,
  versions: readonly VersionRow[],
  live: LiveFactsOf,
): DocumentView {
  if (managesDocuments(actor)) {
    const view = managerView(document, versions, live);
    if (view === null) throw new AppError('not_found');
    return view;
  }
  const version = liveOf(document, versions);
  if (!version) throw new AppError('not_found');
  return readerView(document, version);
}
