import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { ReceiptCleaner } from '../../declarations/model.ts';
import { AppError } from '../../kernel/errors.ts';
import { cleanPdf, isPdf } from '../receipts/pdf.ts';

const MAX_BYTES = 10 * 1024 * 1024;
const MAX_PIXELS = 50_000_000;
/** Enough to read a till receipt that fills the picture. */
const LONGEST_SIDE = 2000;

/**
 * Receipts made anew: a photo becomes a JPEG without the place and device that cameras write into it, a PDF loses scripts, attachments and forms.
 */
export function createReceiptCleaner(): ReceiptCleaner {
  return {
    async clean({ bytes }) {
      if (bytes.byteLength > MAX_BYTES) throw new AppError('receipt_too_large');
      const asPdf = isPdf(bytes);
      const cleaned = asPdf ? await cleanPdf(bytes) : await cleanPhoto(bytes);
      return {
        bytes: cleaned,
        type: asPdf ? 'application/pdf' : 'image/jpeg',
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
