import { AppError } from '../kernel/errors.ts';
import type { DocumentFormat } from './model.ts';

const byExtension: Record<string, DocumentFormat> = {
  pdf: 'pdf',
  docx: 'docx',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  txt: 'text',
  text: 'text',
};

/** What a file is: the extension says what it should be, the first bytes whether that is true. @throws AppError */
export function formatOf(bytes: Uint8Array, fileName: string): DocumentFormat {
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const format = byExtension[extension];
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const isPdf = head.includes('%PDF-');
  const isZip = head.startsWith('PK\u0003\u0004');
  const isWide = head.startsWith('\u00ff\u00fe') || head.startsWith('\u00fe\u00ff');
  if (format === undefined) {
    if (isPdf) return 'pdf';
    throw new AppError('file_type_unsupported');
  }
  if (format === 'pdf' && !isPdf) throw new AppError('pdf_not_a_pdf');
  if (format === 'docx' && !isZip) throw new AppError('document_damaged');
  if (format !== 'pdf' && format !== 'docx' && (isPdf || isZip || (!isWide && head.includes('\u0000'))))
    throw new AppError('file_type_unsupported');
  return format;
}

/** Within so many bytes of its end a PDF says where its table of contents stands. */
const PDF_END = 2048;

/**
 * A PDF that was cut off often opens all the same, with the pages that are left: half a scheme would answer.
 * @throws AppError pdf_damaged
 */
export function checkPdfIsWhole(bytes: Uint8Array): void {
  const end = bytes.findLastIndex((byte) => byte > 32) + 1;
  const tail = new TextDecoder('latin1').decode(bytes.subarray(Math.max(0, end - PDF_END), end));
  if (!tail.includes('startxref') && !tail.includes('%%EOF')) {
    throw new AppError('pdf_damaged', {
      detail:
        'Van deze PDF ontbreekt het einde: het bestand is halverwege afgebroken. Upload het hele bestand.',
    });
  }
}
