import type { DocumentFormat } from '../ingestion/model.ts';
import { AppError } from '../kernel/errors.ts';

/** Largest file we take, in bytes (25 MB). */
export const MAX_FILE_BYTES = 25 * 1024 * 1024;

const formats: ReadonlyMap<string, DocumentFormat> = new Map([
  ['pdf', 'pdf'],
  ['docx', 'docx'],
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['html', 'html'],
  ['htm', 'html'],
  ['txt', 'text'],
]);

/** What we keep of an uploaded file's name, and the format its extension claims. */
export interface CheckedFile {
  fileName: string;
  format: DocumentFormat;
}

/**
 * Checks what can be checked without reading: size and extension. Whether the content is what the extension claims is
 * the reader's to say.
 * @throws AppError file_empty, file_too_large, file_type_unsupported
 */
export function checkFile(file: { name: string; bytes: Uint8Array }): CheckedFile {
  if (file.bytes.length === 0) throw new AppError('file_empty');
  if (file.bytes.length > MAX_FILE_BYTES) throw new AppError('file_too_large');
  const fileName = displayName(file.name);
  const format = formats.get(/\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '');
  if (format === undefined) throw new AppError('file_type_unsupported');
  return { fileName, format };
}

/** A name for screens and downloads only: no folders, no control or direction characters, at most 200 characters. */
export function displayName(name: string): string {
  const base = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = base.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim();
  const dot = clean.lastIndexOf('.');
  const stem = dot > 0 ? clean.slice(0, dot) : clean;
  const extension = dot > 0 ? clean.slice(dot, dot + 20) : '';
  return `${stem.slice(0, 200 - extension.length)}${extension}`;
}

/** Lower-case hexadecimal sha256. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
