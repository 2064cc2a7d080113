/**
 * One-shot child: reads one file from standard input, writes JSON lines to standard output and ends. It runs with nothing but the
 * bytes: no environment, no file of ours, limits on memory, time and output. What it writes is checked by the parent.
 */
import { checkDocx } from '../../ingestion/docx-check.ts';
import { type DocumentFormat, documentFormats, type IngestedDocument } from '../../ingestion/model.ts';
import { structurePdf } from '../../ingestion/pdf-document.ts';
import { readTextual } from '../../ingestion/textual-document.ts';
import { AppError, type ErrorCode } from '../../kernel/errors.ts';

/** What the child says, one JSON line each. */
export type ChildMessage =
  | { type: 'progress'; stage: 'reading' | 'structuring'; page: number; pages: number }
  | { type: 'document'; document: IngestedDocument }
  /** `pages`: those that could not be read, where the fault is theirs alone. */
  | { type: 'error'; code: ErrorCode; message: string; pages: number[] };

/** At most so many progress lines; the parent need not hear of every page of a long file. */
const MAX_PROGRESS_LINES = 200;

const say = (message: ChildMessage): Promise<void> =>
  new Promise((resolve) => process.stdout.write(`${JSON.stringify(message)}\n`, () => resolve()));

/** Standard input holds one line with the format, then the bytes of the file. */
async function input(): Promise<{ format: DocumentFormat; bytes: Uint8Array }> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const all = Buffer.concat(chunks);
  const end = all.indexOf(10);
  const name = all.subarray(0, end).toString('utf8');
  const format = documentFormats.find((known) => known === name);
  if (format === undefined) throw new AppError('file_type_unsupported');
  // A copy of its own: pdf.js misreads views on a pooled buffer.
  return { format, bytes: Uint8Array.from(all.subarray(end + 1)) };
}

async function read(format: DocumentFormat, bytes: Uint8Array): Promise<IngestedDocument> {
  if (format === 'pdf') {
    const { readPdf } = await import('./pdf-child.ts');
    const raw = await readPdf(bytes, (page, pages) => {
      const step = Math.max(1, Math.ceil(pages / MAX_PROGRESS_LINES));
      if (page % step === 0 || page === pages) void say({ type: 'progress', stage: 'reading', page, pages });
    });
    await say({ type: 'progress', stage: 'structuring', page: raw.pages.length, pages: raw.pages.length });
    return structurePdf(raw);
  }
  if (format === 'docx') {
    checkDocx(bytes);
    const { readDocx } = await import('./document-reader-docx.ts');
    return readDocx(bytes);
  }
  return readTextual(bytes, format);
}

function pagesOf(error: unknown): number[] {
  const pages: unknown = error instanceof AppError ? error.data?.pages : null;
  return Array.isArray(pages) ? pages.filter((page) => Number.isInteger(page)) : [];
}

async function main(): Promise<void> {
  // Nine files in ten are PDFs: the program is loaded while this child waits for its file.
  void import('./pdf-child.ts').catch(() => undefined);
  const { format, bytes } = await input();
  try {
    await say({ type: 'document', document: await read(format, bytes) });
  } catch (error) {
    const code =
      error instanceof AppError ? error.code : format === 'pdf' ? 'pdf_damaged' : 'document_damaged';
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    await say({ type: 'error', code, message: message.slice(0, 300), pages: pagesOf(error) });
  }
}

// pdf.js leaves promises behind that nobody waits for; what they report is of no use once the file is read.
process.on('unhandledRejection', () => undefined);
main().then(
  () => process.exit(0),
  () => process.exit(1),
);
