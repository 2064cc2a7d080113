import type { DocumentReader } from '../../deps.ts';
import { checkPdfIsWhole, formatOf } from '../../ingestion/file-format.ts';
import { AppError } from '../../kernel/errors.ts';
import { createReadingProcesses, type ReadingLimits, readingLimits } from './document-reader-process.ts';

/** Largest file that is read, in bytes. */
export const MAX_FILE_BYTES = 25 * 1024 * 1024;

/**
 * Reads every file in a child process of its own, under limits. `close()` ends the child that waits for a next file.
 * @param limits narrower ones for tests
 */
export function createDocumentReader(
  limits: ReadingLimits = readingLimits,
): DocumentReader & { close(): void } {
  const processes = createReadingProcesses(limits);
  return {
    close: () => processes.close(),
    async read(bytes, fileName, options = {}) {
      if (bytes.length === 0) throw new AppError('file_empty');
      if (bytes.length > MAX_FILE_BYTES) throw new AppError('file_too_large');
      const format = formatOf(bytes, fileName);
      if (format === 'pdf') checkPdfIsWhole(bytes);
      options.onProgress?.({ stage: 'reading', page: 0, pages: 0, passages: 0 });
      const document = await processes.read(bytes, format, {
        signal: options.signal,
        onProgress: (stage, page, pages) => options.onProgress?.({ stage, page, pages, passages: 0 }),
      });
      options.onProgress?.({
        stage: 'structuring',
        page: document.pages.length,
        pages: document.pages.length,
        passages: document.passages.length,
      });
      return document;
    },
  };
}
