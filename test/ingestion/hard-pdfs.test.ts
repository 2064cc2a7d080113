import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createDocumentReader } from '../../src/adapters/node/document-reader.ts';
import { AppError } from '../../src/kernel/errors.ts';

const material = process.env.VRAAGBAAK_MATERIAL ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const folder = `${material}/data/hard-pdfs`;
const isPresent = existsSync(`${folder}/TABLE.tsv`);

/** What a file of each kind may end as. */
const expected: Record<string, readonly string[]> = {
  'encrypted-needs-password': ['pdf_password'],
  'not-a-pdf': ['pdf_not_a_pdf', 'file_empty'],
  'scan-no-text-layer': ['pdf_scan_without_text'],
  'tables-layout': ['text'],
  'multi-column': ['text'],
  'injection-cv': ['text'],
  rotated: ['text'],
  tagged: ['text'],
  'no-text': ['document_without_text', 'pdf_scan_without_text'],
};
const named = [
  'text',
  'pdf_scan_without_text',
  'pdf_password',
  'pdf_damaged',
  'pdf_not_a_pdf',
  'pdf_too_large',
  'pdf_too_slow',
  'pdf_text_unreadable',
  'document_without_text',
  'file_empty',
];

const rows = isPresent
  ? readFileSync(`${folder}/TABLE.tsv`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .map(([file = '', category = '']) => ({ file, category }))
  : [];

// The files are other people's and not ours to hand on. Where they are absent, document-reader.test.ts still reads the hostile
// files it makes itself: a bomb, loops, lies, passwords, scans and damaged files.
describe('hard and hostile PDFs of others', () => {
  if (!isPresent) {
    it('are absent, so the hostile files of document-reader.test.ts stand alone', () => {
      expect(existsSync(fileURLToPath(new URL('./hostile-pdf.ts', import.meta.url)))).toBe(true);
    });
    return;
  }
  const reader = createDocumentReader();
  afterAll(() => reader.close());

  it('every one ends as text or as a named code, and leaves us unharmed', async () => {
    const before = process.memoryUsage().rss;
    const outcomes = await Promise.all(
      rows.map(async ({ file, category }) => {
        const bytes = new Uint8Array(readFileSync(`${folder}/${file}`));
        const outcome = await reader.read(bytes, file).then(
          (document) => (document.passages.length > 0 ? 'text' : 'empty'),
          (error: unknown) => (error instanceof AppError ? error.code : `escaped: ${String(error)}`),
        );
        return { file, category, outcome };
      }),
    );
    const wrong = outcomes.filter(
      ({ category, outcome }) => !(expected[category] ?? named).includes(outcome),
    );
    expect(wrong).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(100);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  }, 300_000);
});
