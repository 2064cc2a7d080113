import mammoth from 'mammoth';
import type { DocumentReader } from '../../deps.ts';
import { checkDocx } from '../../ingestion/docx-check.ts';
import { formatOf } from '../../ingestion/file-format.ts';
import { structurePdf } from '../../ingestion/pdf-document.ts';
import { readHtml, readTextual } from '../../ingestion/textual-document.ts';
import { AppError } from '../../kernel/errors.ts';
import { createPdfProcesses, type PdfLimits, pdfLimits } from './pdf-process.ts';

/** Largest file that is read, in bytes. */
export const MAX_FILE_BYTES = 25 * 1024 * 1024;

export function createDocumentReader(limits: PdfLimits = pdfLimits): DocumentReader & { close(): void } {
  const processes = createPdfProcesses(limits);
  return {
    close: () => processes.close(),
    async read(bytes, fileName, options = {}) {
      if (bytes.length === 0) throw new AppError('file_empty');
      if (bytes.length > MAX_FILE_BYTES) throw new AppError('file_too_large');
      const format = formatOf(bytes, fileName);
      const progress = (stage: 'reading' | 'structuring', page: number, pages: number) =>
        options.onProgress?.({ stage, page, pages, passages: 0 });
      if (format === 'pdf') {
        progress('reading', 0, 0);
        const raw = await processes.read(bytes, {
          signal: options.signal,
          onPage: (page, pages) => progress('reading', page, pages),
        });
        progress('structuring', raw.pages.length, raw.pages.length);
        return structurePdf(raw);
      }
      progress('reading', 0, 1);
      if (format === 'docx') {
        checkDocx(bytes);
        const html = await toHtml(bytes);
        return readHtml(html, 'docx');
      }
      return readTextual(bytes, format);
    },
  };
}

async function toHtml(bytes: Uint8Array): Promise<string> {
  try {
    const result = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      {
        styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Titel'] => h1:fresh"],
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      },
    );
    return result.value;
  } catch (cause) {
    throw new AppError('document_damaged', { cause });
  }
}
