import { eq } from 'drizzle-orm';
import type { EmployerStores } from '../deps.ts';
import type { Actor } from '../kernel/actor.ts';
import { readableVisibilities } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { documents } from '../store/employer-schema.ts';

export type DocumentRow = typeof documents.$inferSelect;

/** HR and the provider keep the employer file; others read it. */
export function managesDocuments(actor: Actor): boolean {
  return actor.role === 'hr' || actor.role === 'provider';
}

/**
 * The database of the actor's own employer, for an actor who may change documents. The role is checked before any id
 * is looked at, so a refusal tells nothing about what exists.
 * @throws AppError forbidden
 */
export function openToManage(employers: EmployerStores, actor: Actor): EmployerDb {
  if (!managesDocuments(actor)) throw new AppError('forbidden');
  return employers.open(actor.employerId);
}

/** One that was set aside is missing too. @throws AppError not_found */
export function findDocument(db: EmployerDb, documentId: string): DocumentRow {
  const row = db.select().from(documents).where(eq(documents.id, documentId)).get();
  if (!row || row.removedAt !== null) throw new AppError('not_found');
  return row;
}

/** Managers of documents see all; others what is live and meant for their role. */
export function maySee(actor: Actor, document: DocumentRow): boolean {
  if (managesDocuments(actor)) return true;
  return document.liveVersionId !== null && readableVisibilities(actor.role).includes(document.visibility);
}

/**
 * A document that this actor may see; what is missing, foreign or hidden gives one and the same error.
 * @throws AppError not_found
 */
export function findVisible(db: EmployerDb, actor: Actor, documentId: string): DocumentRow {
  const document = findDocument(db, documentId);
  if (!maySee(actor, document)) throw new AppError('not_found');
  return document;
}

/** The version that answers. @throws AppError document_not_ready */
export function liveVersionOf(document: DocumentRow): string {
  if (document.liveVersionId === null) throw new AppError('document_not_ready');
  return document.liveVersionId;
}
