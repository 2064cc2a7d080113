import { AppError } from '../kernel/errors.ts';

const MAX_UNCOMPRESSED = 50 * 1024 * 1024;
const MAX_ENTRIES = 2000;

/** Reads the zip's central directory before anything is inflated. @throws AppError document_damaged, file_too_large */
export function checkDocx(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = -1;
  for (let i = bytes.length - 22; i >= Math.max(0, bytes.length - 65_558); i--) {
    if (view.getUint32(i, true) === 0x06054b50) {
      end = i;
      break;
    }
  }
  if (end < 0) throw new AppError('document_damaged');
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (entries > MAX_ENTRIES) throw new AppError('file_too_large');
  let total = 0;
  let word = false;
  for (let i = 0; i < entries; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50)
      throw new AppError('document_damaged');
    total += view.getUint32(at + 24, true);
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
    if (name === 'word/document.xml') word = true;
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (total > MAX_UNCOMPRESSED) throw new AppError('file_too_large');
  if (!word) throw new AppError('document_damaged');
}
