import type * as Pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import { findText, type TextMatch } from './match.ts';
import type { PageMark } from './passage-mark.ts';

type PdfDocument = Awaited<ReturnType<typeof Pdfjs.getDocument>['promise']>;

/** How a quote was pointed out: its exact letters, the boxes of its lines, or not at all. */
export type Marked = 'text' | 'boxes' | 'none';

export interface PdfView {
  readonly pages: number;
  /** Draws a page with its mark and scrolls to the mark. Resolves to null when another page was asked for meanwhile. */
  show(page: number): Promise<Marked | null>;
  dispose(): void;
}

const HIGHLIGHT = 'quote';
/** A change of width up to this is a scrollbar that came or went, in pixels. */
const SCROLLBAR = 20;
const PHONE = 400;
const MARGIN = 16;
const files = new URL('./pdfjs/', import.meta.url);

async function loadPdfjs(): Promise<typeof Pdfjs> {
  const pdfjs = (await import(new URL('pdf.min.mjs', files).href)) as typeof Pdfjs;
  pdfjs.GlobalWorkerOptions.workerSrc = new URL('pdf.worker.min.mjs', files).href;
  return pdfjs;
}

/**
 * Opens a PDF in an element that scrolls.
 * @param markOf what to mark on a page
 */
export async function openPdf(
  url: string,
  body: HTMLElement,
  markOf: (page: number) => PageMark | null,
): Promise<PdfView> {
  const pdfjs = await loadPdfjs();
  const loading = pdfjs.getDocument({
    url,
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    cMapUrl: new URL('cmaps/', files).href,
    cMapPacked: true,
    standardFontDataUrl: new URL('standard_fonts/', files).href,
    wasmUrl: new URL('wasm/', files).href,
    iccUrl: new URL('iccs/', files).href,
  } as Parameters<typeof pdfjs.getDocument>[0]);
  const pdf = await loading.promise;
  let turn = 0;
  let current = 0;
  let width = body.clientWidth;

  async function show(number: number): Promise<Marked | null> {
    const mine = ++turn;
    current = number;
    const isStale = () => mine !== turn;
    const sheet = await drawPage(pdfjs, pdf, number, readableWidth(body), isStale).catch((cause: unknown) => {
      // Closing the viewer breaks off the drawing of its page: nobody waits for that any more.
      if (isStale()) return null;
      throw cause;
    });
    if (!sheet || isStale()) return null;
    body.replaceChildren(sheet.element);
    const mark = markOf(number);
    return mark ? markPage(sheet, mark, body) : 'none';
  }

  const observer = new ResizeObserver(() => {
    if (Math.abs(body.clientWidth - width) < SCROLLBAR || current === 0) return;
    width = body.clientWidth;
    // A page that was drawn once stays as it is when it cannot be drawn at the new width.
    void show(current).catch(() => undefined);
  });
  observer.observe(body);
  return {
    pages: pdf.numPages,
    show,
    dispose() {
      turn++;
      observer.disconnect();
      CSS.highlights?.delete(HIGHLIGHT);
      void loading.destroy();
    },
  };
}

/** As wide as there is room; on a phone wider than the screen, because a whole page would be too small to read. */
function readableWidth(body: HTMLElement): number {
  return body.clientWidth < PHONE ? body.clientWidth * 1.5 : body.clientWidth;
}

interface Sheet {
  element: HTMLElement;
  /** CSS pixels per PDF point. */
  scale: number;
  texts: readonly string[];
  spans: readonly HTMLElement[];
}

async function drawPage(
  pdfjs: typeof Pdfjs,
  pdf: PdfDocument,
  number: number,
  width: number,
  isStale: () => boolean,
): Promise<Sheet | null> {
  const page = await pdf.getPage(number);
  if (isStale()) return null;
  const scale = Math.max(0.2, width / page.getViewport({ scale: 1 }).width);
  const viewport = page.getViewport({ scale });
  const element = document.createElement('div');
  element.className = 'pdf-page';
  element.style.setProperty('--total-scale-factor', String(scale));
  element.style.setProperty('width', `${viewport.width}px`);
  element.style.setProperty('height', `${viewport.height}px`);
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  const ratio = Math.min(3, devicePixelRatio || 1);
  canvas.width = Math.floor(viewport.width * ratio);
  canvas.height = Math.floor(viewport.height * ratio);
  const layer = document.createElement('div');
  layer.className = 'textLayer';
  element.append(canvas, layer);
  const text = new pdfjs.TextLayer({
    textContentSource: page.streamTextContent(),
    container: layer,
    viewport,
  });
  const painting = page.render({ canvas, viewport, transform: [ratio, 0, 0, ratio, 0, 0] });
  await Promise.all([painting.promise, text.render()]);
  return { element, scale, texts: text.textContentItemsStr, spans: text.textDivs };
}

/** Marks the exact letters where they are found on the page, the boxes of the lines otherwise. */
function markPage(sheet: Sheet, mark: PageMark, body: HTMLElement): Marked {
  const ranges = findText(sheet.texts, mark.text).flatMap((match) => rangeOf(match, sheet.spans) ?? []);
  const range = nearest(ranges, sheet, mark);
  if (range) {
    if (CSS.highlights) CSS.highlights.set(HIGHLIGHT, new Highlight(range));
    else markSpans(sheet.spans, range);
    scrollTo(range.getBoundingClientRect(), body);
    return 'text';
  }
  CSS.highlights?.delete(HIGHLIGHT);
  const drawn = mark.boxes.map((box) => drawBox(sheet, box));
  const first = drawn[0];
  if (!first) return 'none';
  scrollTo(first.getBoundingClientRect(), body);
  return 'boxes';
}

function rangeOf({ start, end }: TextMatch, spans: readonly HTMLElement[]): Range | null {
  const from = spans[start.item]?.firstChild;
  const to = spans[end.item]?.firstChild;
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(from, start.offset);
  range.setEnd(to, end.offset);
  return range;
}

/** The same words may stand on a page more than once: the passage's own place decides. */
function nearest(ranges: readonly Range[], sheet: Sheet, mark: PageMark): Range | null {
  const box = mark.boxes[0];
  if (!box || ranges.length < 2) return ranges[0] ?? null;
  const origin = sheet.element.getBoundingClientRect();
  const distance = (range: Range): number => {
    const rect = range.getBoundingClientRect();
    return Math.hypot(
      rect.top - origin.top - box.y0 * sheet.scale,
      rect.left - origin.left - box.x0 * sheet.scale,
    );
  };
  return [...ranges].sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

/** For browsers without the Custom Highlight API: whole runs of text. */
function markSpans(spans: readonly HTMLElement[], range: Range): void {
  for (const span of spans) if (range.intersectsNode(span)) span.classList.add('marked');
}

function drawBox({ element, scale }: Sheet, box: PageMark['boxes'][number]): HTMLElement {
  const drawn = document.createElement('div');
  drawn.className = 'mark-box';
  const place = { left: box.x0, top: box.y0, width: box.x1 - box.x0, height: box.y1 - box.y0 };
  for (const [side, points] of Object.entries(place)) drawn.style.setProperty(side, `${points * scale}px`);
  element.append(drawn);
  return drawn;
}

/** Brings a place into the upper third of the element that scrolls. */
function scrollTo(rect: DOMRect, body: HTMLElement): void {
  const frame = body.getBoundingClientRect();
  const top = rect.top - frame.top + body.scrollTop - body.clientHeight / 3;
  const left = rect.left - frame.left + body.scrollLeft - MARGIN;
  body.scrollTo({ top: Math.max(0, top), left: Math.max(0, left) });
}
