import { and, asc, between, eq, getTableColumns } from 'drizzle-orm';
import { draftPagesOf, draftPassagesOf } from '../ingestion/drafts.ts';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { documentVersions, pages, passages } from '../store/employer-schema.ts';
import { findVisible, liveVersionOf } from './document-access.ts';
import type { PassageView, ReadPassage } from './model.ts';
import { versionFacts } from './version-facts.ts';

/** Which file holds the source of the live version. @throws AppError not_found, document_not_ready */
export function liveSource(
  db: EmployerDb,
  actor: Actor,
  documentId: string,
): { fileId: string; fileName: string; format: string } {
  const fileId = liveVersionOf(findVisible(db, actor, documentId));
  const version = db.select().from(documentVersions).where(eq(documentVersions.id, fileId)).get();
  if (!version) throw new AppError('not_found');
  return { fileId, fileName: version.fileName, format: version.format };
}

/** A passage of a document that this actor may see, with the pages it stands on. @throws AppError not_found */
export function passageView(
  db: EmployerDb,
  actor: Actor,
  documentId: string,
  passageId: string,
): PassageView {
  findVisible(db, actor, documentId);
  const passage = db
    .select()
    .from(passages)
    .where(and(eq(passages.id, passageId), eq(passages.documentId, documentId)))
    .get();
  if (!passage) throw new AppError('not_found');
  const { id, headingPath, context, text, pageFrom, pageTo, spans } = passage;
  return {
    id,
    documentId,
    headingPath,
    context,
    text,
    pageFrom,
    pageTo,
    pages: db
      .select({ number: pages.number, width: pages.width, height: pages.height })
      .from(pages)
      .where(and(eq(pages.versionId, passage.versionId), between(pages.number, pageFrom, pageTo)))
      .orderBy(asc(pages.number))
      .all(),
    spans,
  };
}

/** The text of every page of the live version, or of a waiting one. @throws AppError not_found, document_not_ready */
export function pageTexts(
  db: EmployerDb,
  documentId: string,
  versionId?: string,
): { number: number; text: string }[] {
  const version = versionFacts(db, documentId, versionId);
  if (version.status === 'waiting')
    return draftPagesOf(db, version.versionId).map(({ number, text }) => ({ number, text }));
  return db
    .select({ number: pages.number, text: pages.text })
    .from(pages)
    .where(eq(pages.versionId, version.versionId))
    .orderBy(asc(pages.number))
    .all();
}

/** The passages of the live version, or of a waiting one, in order. @throws AppError not_found, document_not_ready */
export function readPassages(db: EmployerDb, documentId: string, versionId?: string): ReadPassage[] {
  const version = versionFacts(db, documentId, versionId);
  if (version.status === 'waiting')
    return draftPassagesOf(db, version.versionId).map(({ spans: _s, ...passage }) => ({
      ...passage,
      id: '',
    }));
  const { documentId: _d, versionId: _v, rowid: _r, spans: _s, ...columns } = getTableColumns(passages);
  return db
    .select(columns)
    .from(passages)
    .where(eq(passages.versionId, version.versionId))
    .orderBy(asc(passages.ordinal))
    .all();
}
