import { createHash } from 'node:crypto';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import type { ReceiptCleaner } from '../../declarations/model.ts';
import { AppError } from '../../kernel/errors.ts';

const MAX_BYTES = 10 * 1024 * 1024;
const MAX_PIXELS = 50_000_000;
/** Enough to read a till receipt that fills the picture. */
const LONGEST_SIDE = 2000;
const MAX_PAGES = 5;

/**
 * Receipts made anew: a photo becomes a JPEG without the place and device that cameras write into it, a PDF loses scripts, attachments and forms.
 */
export function createReceiptCleaner(): ReceiptCleaner {
  return {
    async clean({ bytes }) {
      if (bytes.byteLength > MAX_BYTES) throw new AppError('receipt_too_large');
      const isPdf = new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-');
      const cleaned = isPdf ? await cleanPdf(bytes) : await cleanPhoto(bytes);
      return {
        bytes: cleaned,
        type: isPdf ? 'application/pdf' : 'image/jpeg',
        sha256: createHash('sha256').update(cleaned).digest('hex'),
      };
    },
  };
}

async function cleanPhoto(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
    const { format } = await picture.metadata();
    if (format === 'svg' || format === 'pdf') throw new AppError('receipt_unreadable');
    const made = await picture
      .rotate()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .toBuffer();
    return new Uint8Array(made);
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('receipt_unreadable', { cause: error });
  }
}

async function cleanPdf(bytes: Uint8Array): Promise<Uint8Array> {
  let source: PDFDocument;
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
