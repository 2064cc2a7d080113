import type { DocumentView } from '../employer/model.ts';

/** Short mark of all that a row shows, the same on the server and in the browser: another mark, another row (FNV-1a, 32 bits). */
export function markOf(document: DocumentView): string {
  const text = JSON.stringify(document);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16);
}
