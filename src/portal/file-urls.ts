/** Addresses of the employer file's pages and forms. */
export const FILE = '/hr/documenten';
export const ORDER = `${FILE}/voorrang`;

const ofDocument = (id: string) => `${FILE}/${encodeURIComponent(id)}`;

/** Where the form of a document goes: its facts, or one act on it. */
export function documentUrl(id: string, act?: 'gebruik' | 'verwijderen' | 'terugzetten' | 'opnieuw'): string {
  return act === undefined ? ofDocument(id) : `${ofDocument(id)}/${act}`;
}

/** What was read of a document. @param versionId a version that waits */
export function readUrl(id: string, page?: number, versionId?: string): string {
  const query = new URLSearchParams();
  if (page !== undefined) query.set('pagina', String(page));
  if (versionId !== undefined) query.set('versie', versionId);
  return `${ofDocument(id)}/gelezen${query.size > 0 ? `?${query}` : ''}`;
}

/** The page of a document's new version: upload, progress. */
export function versionUrl(id: string): string {
  return `${ofDocument(id)}/versie`;
}

/** A waiting version beside the live one. */
export function compareUrl(id: string, versionId: string, act?: 'live' | 'weg'): string {
  const url = `${ofDocument(id)}/versies/${encodeURIComponent(versionId)}`;
  return act === undefined ? url : `${url}/${act}`;
}
