import mammoth from 'mammoth';
import type { IngestedDocument } from '../../ingestion/model.ts';
import { readHtml } from '../../ingestion/textual-document.ts';
import { AppError } from '../../kernel/errors.ts';

const styleMap = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Titel'] => h1:fresh",
  "p[style-name='Kop 1'] => h1:fresh",
  "p[style-name='Kop 2'] => h2:fresh",
  "p[style-name='Kop 3'] => h3:fresh",
  "p[style-name='Kop 4'] => h4:fresh",
  "p[style-name='caption'] => p.caption:fresh",
  "p[style-name='Bijschrift'] => p.caption:fresh",
];

/**
 * A Word file by way of HTML. Run it only under limits, after checkDocx.
 * @throws AppError document_damaged, document_without_text
 */
export async function readDocx(bytes: Uint8Array): Promise<IngestedDocument> {
  let html: string;
  try {
    const result = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      { styleMap, convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
    );
    html = result.value;
  } catch (cause) {
    throw new AppError('document_damaged', { cause });
  }
  return readHtml(html, 'docx');
}
