import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { documentVersions } from '../store/employer-schema.ts';
import type { DocumentView } from './model.ts';

interface Listener {
  actor: Actor;
  call: (document: DocumentView) => void;
}

/** Who wants to hear of changes, per employer. A listener that throws hurts nobody else. */
export function createDocumentListeners(
  deps: Pick<Deps, 'employers' | 'log'>,
  viewOf: (db: EmployerDb, actor: Actor, documentId: string) => DocumentView,
) {
  const byEmployer = new Map<string, Set<Listener>>();

  const tell = (employerId: string, listener: Listener, documentId: string) => {
    try {
      listener.call(viewOf(deps.employers.open(employerId), listener.actor, documentId));
    } catch (err) {
      if (err instanceof AppError && err.code === 'not_found') return;
      deps.log.warn({ employerId, documentId, err }, 'a listener to documents failed');
    }
  };
  const documentChanged = (employerId: string, documentId: string) => {
    for (const listener of byEmployer.get(employerId) ?? []) tell(employerId, listener, documentId);
  };

  return {
    documentChanged,
    /** Does nothing when the version was removed meanwhile. */
    versionChanged(employerId: string, versionId: string): void {
      if (!byEmployer.has(employerId)) return;
      const documentId = documentOf(deps.employers.open(employerId), versionId);
      if (documentId !== null) documentChanged(employerId, documentId);
    },
    add(actor: Actor, call: (document: DocumentView) => void): () => void {
      const listener = { actor, call };
      const listeners = byEmployer.get(actor.employerId) ?? new Set();
      byEmployer.set(actor.employerId, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && byEmployer.get(actor.employerId) === listeners) {
          byEmployer.delete(actor.employerId);
        }
      };
    },
  };
}

function documentOf(db: EmployerDb, versionId: string): string | null {
  const row = db
    .select({ documentId: documentVersions.documentId })
    .from(documentVersions)
    .where(eq(documentVersions.id, versionId))
    .get();
  return row?.documentId ?? null;
}
