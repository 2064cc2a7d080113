import type { PDFDocument as Pdf } from '@cantoo/pdf-lib';
import { AppError } from '../../kernel/errors.ts';

const MAX_PAGES = 5;

/** Whether a file says it is a PDF, near its beginning as readers take it. */
export function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-');
}

/**
 * A PDF made anew out of its pages alone: scripts, attachments, forms and links stay behind. The same file gives the same bytes.
 * @throws AppError receipt_unreadable, receipt_too_large
 */
export async function cleanPdf(bytes: Uint8Array): Promise<Uint8Array> {
  // Loaded when the first PDF comes: it is large, and a start should not wait for it.
  const { PDFDocument, PDFName } = await import('@cantoo/pdf-lib');
  let source: Pdf;
  try {
    source = await PDFDocument.load(bytes, { updateMetadata: false });
  } catch (error) {
    throw new AppError('receipt_unreadable', { cause: error });
  }
  if (source.getPageCount() > MAX_PAGES) throw new AppError('receipt_too_large');
  // Pages alone are taken over: what hangs on the document (scripts, attachments, forms) stays behind.
  const made = await PDFDocument.create();
  const pages = await made.copyPages(source, source.getPageIndices());
  for (const page of pages) {
    page.node.delete(PDFName.of('Annots'));
    page.node.delete(PDFName.of('AA'));
    made.addPage(page);
  }
  // The same receipt gives the same bytes, so that it is recognised when it comes twice.
  made.setCreationDate(new Date(0));
  made.setModificationDate(new Date(0));
  return new Uint8Array(await made.save({ useObjectStreams: false }));
}
