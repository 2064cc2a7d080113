import type { ReceiptCleaner } from '../../declarations/model.ts';
import { AppError } from '../../kernel/errors.ts';
import { cleanPdf, isPdf } from '../receipts/pdf.ts';

const MAX_BYTES = 10 * 1024 * 1024;

/** Receipts where no picture library runs: PDFs are made anew, of a JPEG the blocks with place and device are left out; other pictures are refused. */
export function createWorkerReceiptCleaner(): ReceiptCleaner {
  return {
    async clean({ bytes }) {
      if (bytes.byteLength > MAX_BYTES) throw new AppError('receipt_too_large');
      const asPdf = isPdf(bytes);
      const cleaned = asPdf ? await cleanPdf(bytes) : withoutMetadata(bytes);
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', cleaned.slice()));
      return {
        bytes: cleaned,
        type: asPdf ? 'application/pdf' : 'image/jpeg',
        sha256: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
      };
    },
  };
}

const START_OF_SCAN = 0xda;

/**
 * A JPEG without its application and comment segments (ITU T.81, annex B): EXIF, XMP and the like.
 * @throws AppError receipt_unreadable for what is no JPEG
 */
export function withoutMetadata(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new AppError('receipt_unreadable');
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  for (let at = 2; ; ) {
    const marker = bytes[at + 1];
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (bytes[at] !== 0xff || marker === undefined || length < 2) throw new AppError('receipt_unreadable');
    if (marker === START_OF_SCAN) {
      kept.push(bytes.subarray(at));
      break;
    }
    // APP1 to APP15 and comments; APP0 says how the picture is to be read.
    const isMetadata = (marker >= 0xe1 && marker <= 0xef) || marker === 0xfe;
    if (!isMetadata) kept.push(bytes.subarray(at, at + 2 + length));
    at += 2 + length;
    if (at >= bytes.length) throw new AppError('receipt_unreadable');
  }
  const made = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of kept) {
    made.set(part, offset);
    offset += part.length;
  }
  return made;
}
