import type { Context } from 'hono';

/** How a stored file is served: only PDF and plain text are shown by the browser, the rest is saved. */
const served: Record<string, { type: string; inline: boolean }> = {
  pdf: { type: 'application/pdf', inline: true },
  jpeg: { type: 'image/jpeg', inline: true },
  markdown: { type: 'text/plain; charset=utf-8', inline: true },
  text: { type: 'text/plain; charset=utf-8', inline: true },
  // Somebody else's HTML is shown as text: on our origin it would be our page.
  html: { type: 'text/plain; charset=utf-8', inline: true },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', inline: false },
};

interface StoredFile {
  bytes: Uint8Array;
  fileName: string;
  format: string;
}

/** The file, whole or the part that a Range header asks for; it can never act on our origin. */
export function fileResponse(c: Context, file: StoredFile): Response {
  const { type, inline } = served[file.format] ?? { type: 'application/octet-stream', inline: false };
  const headers: Record<string, string> = {
    'content-type': type,
    'content-disposition': contentDisposition(inline, file.fileName),
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
  };
  const size = file.bytes.byteLength;
  const range = parseRange(c.req.header('range'), size);
  if (range === 'unsatisfiable') {
    return c.body(null, 416, { ...headers, 'content-range': `bytes */${size}` });
  }
  if (!range) return c.body(owned(file.bytes), 200, { ...headers, 'content-length': String(size) });
  const part = file.bytes.subarray(range.start, range.end + 1);
  return c.body(owned(part), 206, {
    ...headers,
    'content-length': String(part.byteLength),
    'content-range': `bytes ${range.start}-${range.end}/${size}`,
  });
}

/** A copy of its own: a view into a larger buffer would send what lies around it on some runtimes. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

/**
 * One byte range (RFC 9110, 14.1.2), ends included; null where the whole file should be sent, as for several ranges.
 */
export function parseRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  const [, from = '', to = ''] = match ?? [];
  if (from === '' && to === '') return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null;
  return start > end ? 'unsatisfiable' : { start, end };
}

/** Header value with the name as plain ASCII and, for browsers that know it, in full (RFC 6266). */
export function contentDisposition(inline: boolean, fileName: string): string {
  const name = fileName.split(/[/\\]/).at(-1)?.replace(/\p{C}/gu, '').trim() || 'document';
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w .()-]/g, '_');
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (ch) => `%${ch.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${full}`;
}
