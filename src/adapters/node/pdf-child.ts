/** Opens a PDF with pdf-parse and its pdf.js, and reads what each page holds. Runs only inside the one-shot child. */

import { PDFParse } from 'pdf-parse';
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import type { PdfItem, PdfPage } from '../../ingestion/pdf-layout.ts';
import { tagsOf } from '../../ingestion/pdf-tags.ts';
import { AppError } from '../../kernel/errors.ts';
import { restoreNatives } from './pdf-child-natives.ts';
import { type OperatorList, type Painted, paintedBy } from './pdf-child-paint.ts';
import { partedItem } from './pdf-child-parts.ts';

/** Pages and characters beyond which a file is refused. */
export const MAX_PAGES = 2000;
const MAX_CHARACTERS = 5_000_000;
/** Time for looking at what is painted, over the whole file; beyond it pages are read without that. */
const PAINT_BUDGET_MS = 7_000;

interface TextItem {
  str: string;
  transform: number[];
  width: number;
  fontName?: string;
}
interface Mark {
  type: string;
  id?: string | null;
}
/** The few members of a pdf.js page that are used. */
interface Page {
  getViewport(options: { scale: number }): { width: number; height: number; transform: number[] };
  getTextContent(options: { includeMarkedContent: boolean }): Promise<{ items: (TextItem | Mark)[] }>;
  getOperatorList(): Promise<OperatorList>;
  getStructTree(): Promise<unknown>;
  commonObjs: { has(id: string): boolean; get(id: string): unknown };
  cleanup(): void;
}
interface Doc {
  numPages: number;
  getPage(n: number): Promise<Page>;
  getMetadata(): Promise<{ info?: unknown }>;
}

export interface RawPdf {
  title: string | null;
  pages: PdfPage[];
}

/** So many pages that can't be read are looked for, to name them. */
const MAX_FAILED = 20;

/**
 * @param onPage told after every page
 * @throws AppError with a pdf_* code; pdf_damaged with data.pages when some pages can't be read: a document without them
 * would answer for the whole
 */
export async function readPdf(
  data: Uint8Array,
  onPage: (page: number, pages: number) => void,
): Promise<RawPdf> {
  restoreNatives();
  const doc = await open(data);
  if (doc.numPages === 0) throw new AppError('pdf_damaged');
  if (doc.numPages > MAX_PAGES) throw new AppError('pdf_too_large');
  const title = await titleOf(doc);
  const images = watchImages();
  const pages: PdfPage[] = [];
  const failed: number[] = [];
  let characters = 0;
  let painting = PAINT_BUDGET_MS;
  for (let n = 1; n <= doc.numPages; n++) {
    const started = performance.now();
    try {
      const page = await readPage(doc, n, painting > 0 ? images : null);
      pages.push(page);
      characters += page.items.reduce((sum, item) => sum + item.text.length, 0);
    } catch (cause) {
      failed.push(n);
      if (failed.length === MAX_FAILED) throw new AppError('pdf_damaged', { cause, data: { pages: failed } });
    }
    painting -= (performance.now() - started) / 2;
    if (characters > MAX_CHARACTERS) throw new AppError('pdf_too_large');
    onPage(n, doc.numPages);
  }
  if (failed.length > 0) throw new AppError('pdf_damaged', { data: { pages: failed } });
  return { title, pages };
}

async function open(data: Uint8Array): Promise<Doc> {
  Reflect.set(globalThis, 'pdfjsWorker', { WorkerMessageHandler });
  const parser = new PDFParse({
    data,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
    enableXfa: false,
    // Pictures hold no text: none is decoded.
    maxImageSize: 1,
    verbosity: 1,
  });
  try {
    const load: unknown = Reflect.get(parser, 'load');
    if (typeof load !== 'function') throw new TypeError('pdf-parse no longer has load()');
    return (await load.call(parser)) as Doc;
  } catch (error) {
    throw new AppError(codeOf(error), { cause: error });
  }
}

function codeOf(error: unknown): 'pdf_password' | 'pdf_too_large' | 'pdf_damaged' {
  const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  if (/password|encrypt/i.test(text)) return 'pdf_password';
  return /allocation|array buffer|out of memory|invalid (?:array|string) length/i.test(text)
    ? 'pdf_too_large'
    : 'pdf_damaged';
}

async function titleOf(doc: Doc): Promise<string | null> {
  try {
    const { info } = await doc.getMetadata();
    const title: unknown = info !== null && typeof info === 'object' ? Reflect.get(info, 'Title') : null;
    return typeof title === 'string' ? title.slice(0, 300) : null;
  } catch {
    return null;
  }
}

/** pdf.js only tells in a warning that it left a picture out. */
function watchImages(): { takeSeen(): boolean } {
  let seen = false;
  const listen = (message: unknown) => {
    if (typeof message === 'string' && message.includes('Image exceeded maximum')) seen = true;
  };
  console.log = listen;
  console.warn = listen;
  return {
    takeSeen() {
      const result = seen;
      seen = false;
      return result;
    },
  };
}

async function readPage(doc: Doc, n: number, images: { takeSeen(): boolean } | null): Promise<PdfPage> {
  const page = await doc.getPage(n);
  const viewport = page.getViewport({ scale: 1 });
  const painted = images === null ? null : await paint(page, viewport.transform, images);
  const content = await page.getTextContent({ includeMarkedContent: true });
  const tags = await page.getStructTree().then(tagsOf, () => tagsOf(null));
  const bold = boldFonts(page);
  const all: { item: PdfItem; out: boolean }[] = [];
  const open: (string | null)[] = [];
  for (const raw of content.items) {
    if (!('str' in raw)) {
      if (raw.type === 'endMarkedContent') open.pop();
      else open.push(raw.id ?? null);
      continue;
    }
    if (raw.str.trim() === '') continue;
    const placed = place(raw, viewport.transform);
    const mark = open.findLast((id) => id !== null) ?? null;
    const tag = mark === null ? undefined : tags.get(mark);
    const font = String(raw.fontName ?? '').slice(0, 60);
    const item: PdfItem = { text: raw.str, ...placed, font, bold: bold(font), ...(tag ? { tag } : {}) };
    const off =
      item.x > viewport.width + 2 ||
      item.x + item.width < -2 ||
      item.y < -2 ||
      item.y > viewport.height + 0.8 * item.size;
    for (const part of painted === null ? [item] : partedItem(item, painted.shown))
      all.push({ item: part, out: off || item.size < 2.5 });
  }
  page.cleanup();
  markPainted(all, painted);
  return {
    number: n,
    width: round(viewport.width),
    height: round(viewport.height),
    items: all.filter(({ out }) => !out).map(({ item }) => item),
    hidden: [
      ...all.filter(({ out }) => out).map(({ item }) => item.text),
      ...(painted === null ? [] : besidePage(painted, viewport)),
    ],
    pictures: painted?.pictures ?? true,
    rules: (painted?.rules ?? []).map((rule) => ({
      x0: round(rule.x0),
      y0: round(rule.y0),
      x1: round(rule.x1),
      y1: round(rule.y1),
    })),
  };
}

/** pdf.js says nothing of text beside the page. */
function besidePage(painted: Painted, { width, height }: { width: number; height: number }): string[] {
  return [...painted.shown.values()]
    .flat()
    .filter((run) => run.x0 > width + 2 || run.x1 < -2 || run.y < -2 || run.y > height + 10)
    .map((run) => run.text);
}

async function paint(
  page: Page,
  transform: number[],
  images: { takeSeen(): boolean },
): Promise<Painted | null> {
  images.takeSeen();
  try {
    const list = await page.getOperatorList();
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform;
    return paintedBy(list, OPS, [a, b, c, d, e, f], images.takeSeen());
  } catch {
    return null;
  }
}

/** Takes items out whose text can't be seen. Where nearly all text is invisible it is the OCR layer of a scan, and stays. */
function markPainted(all: { item: PdfItem; out: boolean }[], painted: Painted | null): void {
  if (painted === null) return;
  const letters = all.reduce((sum, { item }) => sum + item.text.length, 0);
  const covered = (runs: Painted['hidden']) =>
    all.filter(({ item }) => {
      const near = runs.filter((run) => Math.abs(run.y - item.y) < 1.2);
      const width = near.reduce(
        (sum, run) => sum + Math.max(0, Math.min(run.x1, item.x + item.width) - Math.max(run.x0, item.x)),
        0,
      );
      return near.length > 0 && width >= 0.6 * item.width;
    });
  for (const entry of covered(painted.hidden)) entry.out = true;
  const invisible = covered(painted.invisible);
  const share = invisible.reduce((sum, { item }) => sum + item.text.length, 0) / Math.max(1, letters);
  if (share < 0.7) for (const entry of invisible) entry.out = true;
}

function boldFonts(page: Page): (font: string) => boolean {
  const known = new Map<string, boolean>();
  return (font) => {
    const cached = known.get(font);
    if (cached !== undefined) return cached;
    let name = '';
    try {
      const object = page.commonObjs.has(font) ? page.commonObjs.get(font) : null;
      name = object !== null && typeof object === 'object' ? String(Reflect.get(object, 'name') ?? '') : '';
    } catch {
      name = '';
    }
    const isBold = /bold|black|heavy|semibold|demi/i.test(name);
    known.set(font, isBold);
    return isBold;
  };
}

/** Display space has its origin at the top left: multiply by the viewport transform. `y` is the baseline. */
function place(item: TextItem, viewport: number[]) {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = viewport;
  const [ta = 1, tb = 0, tc = 0, td = 1, te = 0, tf = 0] = item.transform;
  const x = a * te + c * tf + e;
  const y = b * te + d * tf + f;
  const directionX = a * ta + c * tb;
  const directionY = b * ta + d * tb;
  const size = Math.hypot(a * tc + c * td, b * tc + d * td) || Math.hypot(directionX, directionY);
  const quarter = Math.round(Math.atan2(directionY, directionX) / (Math.PI / 2));
  return {
    x: round(x),
    y: round(y),
    width: round(item.width),
    size: round(size),
    turn: (((quarter % 4) + 4) % 4) * 90,
  };
}

const round = (value: number) => (Number.isFinite(value) ? Math.round(value * 100) / 100 : 0);
