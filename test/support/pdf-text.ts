import { PDFParse } from 'pdf-parse';

/** The text of a PDF as a reader of our own kind sees it, pages below each other. */
export async function readPdf(bytes: Uint8Array): Promise<string> {
  const parser = new PDFParse({ data: bytes.slice() });
  try {
    return (await parser.getText()).text;
  } finally {
    await parser.destroy();
  }
}
