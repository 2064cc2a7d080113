import type { Texts } from '../texts/texts.ts';

/** As the server checks it (employer/document-files.ts); told before anything is sent. */
const MAX_BYTES = 25 * 1024 * 1024;
const readable = /\.(pdf|docx|md|markdown|html?|txt)$/i;

/** What is wrong with a file before it is sent, and what to do; null when nothing is. */
export function faultOf(file: { name: string; size: number }, t: Texts['hrFile']['faults']): string | null {
  if (!readable.test(file.name)) return t.type;
  if (file.size === 0) return t.empty;
  return file.size > MAX_BYTES ? t.large : null;
}

/** A title to begin with: the name without extension, and spaces for lines. */
export function titleFrom(name: string): string {
  return name
    .replace(/\.[^.]+$/, '')
    .replace(/[_-]+/g, ' ')
    .trim()
    .slice(0, 200);
}

/** Size in words: kB below a megabyte. */
export function sizeText(
  bytes: number,
  t: Pick<Texts['hrFile'], 'kilobytes' | 'megabytes'>,
  language: string,
): string {
  const [form, n] = bytes < 1e6 ? [t.kilobytes, Math.max(1, bytes / 1e3)] : [t.megabytes, bytes / 1e6];
  const text = n.toLocaleString(language, { maximumFractionDigits: n < 10 ? 1 : 0 });
  return form.replace('{n}', text);
}
