/**
 * One-shot child: reads one PDF from standard input, writes JSON lines to standard output and ends. It runs with nothing but the
 * bytes: no environment, no file of ours. What it writes is checked by the parent.
 */
import { PDFParse } from 'pdf-parse';
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs';

const MAX_PAGES = 2000;
const MAX_CHARACTERS = 5_000_000;

interface TextItem {
  str: string;
  transform: number[];
  width: number;
  height: number;
  fontName?: string;
}
interface Page {
  getViewport(options: { scale: number }): { width: number; height: number; transform: number[] };
  getTextContent(options: {
    disableNormalization?: boolean;
  }): Promise<{ items: (TextItem | { type: string })[] }>;
  cleanup(): void;
}
interface Doc {
  numPages: number;
  getPage(n: number): Promise<Page>;
  getMetadata(): Promise<{ info?: { Title?: unknown } }>;
}

const say = (message: unknown) => process.stdout.write(`${JSON.stringify(message)}\n`);

async function bytesOfInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Uint8Array.from(Buffer.concat(chunks));
}

/** Device space of pdf.js has its origin at the top left: multiply by the viewport transform. */
function place(item: TextItem, viewport: number[]) {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = viewport;
  const [ta = 1, tb = 0, tc = 0, td = 1, te = 0, tf = 0] = item.transform;
  const x = a * te + c * tf + e;
  const y = b * te + d * tf + f;
  const dirX = a * ta + c * tb;
  const dirY = b * ta + d * tb;
  const size = Math.hypot(a * tc + c * td, b * tc + d * td) || Math.hypot(dirX, dirY);
  return { x, y, size, angle: Math.atan2(dirY, dirX) };
}

async function readPage(doc: Doc, n: number) {
  const page = await doc.getPage(n);
  const viewport = page.getViewport({ scale: 1 });
  const content = await page.getTextContent({});
  const items = [];
  const hidden: string[] = [];
  for (const raw of content.items) {
    if (!('str' in raw) || raw.str.trim() === '') continue;
    const { x, y, size, angle } = place(raw, viewport.transform);
    const off = x > viewport.width + 2 || x + raw.width < -2 || y < -2 || y > viewport.height + 20;
    if (size < 2.5 || off) hidden.push(raw.str);
    else
      items.push({
        text: raw.str,
        x: round(x),
        y: round(y),
        width: round(raw.width),
        size: round(size),
        font: String(raw.fontName ?? '').slice(0, 60),
        turned: Math.abs(angle) > 0.2,
      });
  }
  page.cleanup();
  return { number: n, width: round(viewport.width), height: round(viewport.height), items, hidden };
}

const round = (value: number) => Math.round(value * 100) / 100;

async function main(): Promise<void> {
  Reflect.set(globalThis, 'pdfjsWorker', { WorkerMessageHandler });
  const data = await bytesOfInput();
  const parser = new PDFParse({
    data,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
    verbosity: 0,
    enableXfa: false,
  });
  await parser.getInfo();
  const doc = Reflect.get(parser, 'doc') as Doc;
  if (doc.numPages > MAX_PAGES) {
    say({ type: 'error', name: 'TooManyPages', message: String(doc.numPages) });
    return;
  }
  const { info } = await doc.getMetadata();
  say({
    type: 'start',
    pages: doc.numPages,
    title: typeof info?.Title === 'string' ? info.Title.slice(0, 300) : null,
  });
  let characters = 0;
  let failed = 0;
  for (let n = 1; n <= doc.numPages; n++) {
    try {
      const page = await readPage(doc, n);
      characters += page.items.reduce((sum, item) => sum + item.text.length, 0);
      if (characters > MAX_CHARACTERS) {
        say({ type: 'error', name: 'TooMuchText', message: '' });
        return;
      }
      say({ type: 'page', page });
    } catch (error) {
      failed++;
      if (failed > 20) throw error;
      say({ type: 'page', page: { number: n, width: 0, height: 0, items: [], hidden: [] } });
    }
  }
  say({ type: 'end', failed });
}

main().then(
  () => process.stdout.write('', () => process.exit(0)),
  (error: unknown) => {
    const name = error instanceof Error ? error.name : 'Error';
    const message = error instanceof Error ? error.message : String(error);
    process.stdout.write(`${JSON.stringify({ type: 'error', name, message: message.slice(0, 300) })}\n`, () =>
      process.exit(0),
    );
  },
);
