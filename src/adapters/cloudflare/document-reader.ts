import type { DocumentReader } from '../../deps.ts';
import { formatOf } from '../../ingestion/file-format.ts';
import { readTextual } from '../../ingestion/textual-document.ts';
import { AppError } from '../../kernel/errors.ts';

/** Uploads pass through the memory of an object, which has 128 MiB for everything. */
const MAX_FILE_BYTES = 8 * 1024 * 1024;

/** Markdown, HTML and text. A PDF or DOCX wants a process with limits of its own, which an object does not have. */
export function createTextReader(): DocumentReader {
  return {
    async read(bytes, fileName, options = {}) {
      if (bytes.length === 0) throw new AppError('file_empty');
      if (bytes.length > MAX_FILE_BYTES) throw new AppError('file_too_large');
      const format = formatOf(bytes, fileName);
      if (format === 'pdf' || format === 'docx') {
        throw new AppError('file_type_unsupported', {
          detail:
            'Deze installatie leest Markdown, HTML en tekst. Zet het document om, of gebruik Vraagbaak op een eigen server.',
        });
      }
      options.signal?.throwIfAborted();
      const document = readTextual(bytes, format);
      const pages = document.pages.length;
      options.onProgress?.({ stage: 'structuring', page: pages, pages, passages: document.passages.length });
      return document;
    },
  };
}
