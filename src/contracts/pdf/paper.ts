import type { PDFDocument, PDFFont, PDFPage } from '@cantoo/pdf-lib';
import { AppError } from '../../kernel/errors.ts';
import type { Run, TemplateProblem } from '../model.ts';
import { trueTypeEngine } from './font-engine.ts';
import { breakLines, type Line, linesHere, type Measure } from './lines.ts';

/** The four faces as TrueType files. */
export interface FontFiles {
  regular: Uint8Array;
  bold: Uint8Array;
  italic: Uint8Array;
  boldItalic: Uint8Array;
}
export type Faces = Record<keyof FontFiles, PDFFont>;

/** A4 in points, and what stays white. */
export const sheet = { width: 595.28, height: 841.89, side: 62, top: 86, bottom: 70 } as const;
/** Of a numbered clause, and what each list inside it adds. */
export const firstIndent = 34;
export const nextIndent = 22;
export const textWidth = sheet.width - 2 * sheet.side;

const ink = { r: 0.09, g: 0.15, b: 0.17 };
export const grey = { r: 0.36, g: 0.42, b: 0.44 };
type Colour = typeof ink;

type Lib = typeof import('@cantoo/pdf-lib');

/** pdf-lib, loaded when the first PDF is made: it is large, and most starts make none. */
export function pdfLib(): Promise<Lib> {
  return import('@cantoo/pdf-lib');
}

/** Puts the faces into a document. Without files the standard fonts of every PDF reader, which know Western European letters only. */
export async function embedFaces(doc: PDFDocument, files: FontFiles | null): Promise<Faces> {
  const { StandardFonts } = await pdfLib();
  doc.registerFontkit(trueTypeEngine);
  const embed = (name: keyof FontFiles, standard: string) =>
    files === null ? doc.embedFont(standard) : doc.embedFont(files[name], { subset: true });
  return {
    regular: await embed('regular', StandardFonts.Helvetica),
    bold: await embed('bold', StandardFonts.HelveticaBold),
    italic: await embed('italic', StandardFonts.HelveticaOblique),
    boldItalic: await embed('boldItalic', StandardFonts.HelveticaBoldOblique),
  };
}

/** @throws AppError contract_text_unprintable naming every text with a character that the fonts lack */
export function requirePrintable(faces: Faces, texts: readonly string[]): void {
  const known = new Set(faces.regular.getCharacterSet());
  const problems = texts.flatMap((text): TemplateProblem[] => {
    const strange = [...text].filter((sign) => sign !== '\n' && !known.has(sign.codePointAt(0) ?? 0));
    return strange.length === 0
      ? []
      : [{ kind: 'unprintable', name: `${strange[0]}: ${text.slice(0, 60)}`, line: 0 }];
  });
  if (problems.length > 0) throw new AppError('contract_text_unprintable', { data: { problems } });
}

/** As requirePrintable, for a text that is not in a document yet. */
export async function requirePrintableText(files: FontFiles | null, text: string): Promise<void> {
  const { PDFDocument } = await pdfLib();
  requirePrintable(await embedFaces(await PDFDocument.create(), files), [text]);
}

export function faceOf(faces: Faces, { bold, italic }: Pick<Run, 'bold' | 'italic'>): PDFFont {
  if (bold) return italic ? faces.boldItalic : faces.bold;
  return italic ? faces.italic : faces.regular;
}

/** A pile of sheets with a place to go on writing. */
export interface Paper {
  readonly doc: PDFDocument;
  readonly faces: Faces;
  readonly pages: PDFPage[];
  page: PDFPage;
  /** Upper edge of what is still free, from the bottom. */
  y: number;
}

export function newPaper(doc: PDFDocument, faces: Faces): Paper {
  const page = doc.addPage([sheet.width, sheet.height]);
  return { doc, faces, pages: [page], page, y: sheet.height - sheet.top };
}

export function turnPage(paper: Paper): void {
  paper.page = paper.doc.addPage([sheet.width, sheet.height]);
  paper.pages.push(paper.page);
  paper.y = sheet.height - sheet.top;
}

/** Begins a new sheet unless so many points are free. */
export function needRoom(paper: Paper, height: number): void {
  if (paper.y - height < sheet.bottom) turnPage(paper);
}

export interface Setting {
  size: number;
  /** Of a line, in points. */
  leading: number;
  /** From the left margin. */
  indent: number;
  /** Free above, unless it begins a sheet. */
  above: number;
  /** Has to fit below the text on the same sheet: what a heading stands above. */
  below: number;
  colour: Colour;
  boldMarker?: boolean;
}

export const body: Setting = { size: 10.5, leading: 15, indent: 0, above: 6, below: 0, colour: ink };

export function linesOf(faces: Faces, runs: readonly Run[], { size, indent }: Setting): Line[] {
  const measure: Measure = (text, face) => faceOf(faces, face).widthOfTextAtSize(text, size);
  return breakLines(runs, textWidth - indent, measure);
}

/**
 * Writes text and moves on, over as many sheets as it takes.
 * @param marker stands before the first line, in the indent
 */
export function writeText(paper: Paper, runs: readonly Run[], setting: Setting, marker = ''): void {
  const lines = linesOf(paper.faces, runs, setting);
  const { leading } = setting;
  if (paper.y < sheet.height - sheet.top) paper.y -= setting.above;
  if (setting.below > 0) needRoom(paper, lines.length * leading + setting.below);
  for (let from = 0; from < lines.length; ) {
    const room = Math.floor((paper.y - sheet.bottom) / leading + 1e-6);
    const here = linesHere(lines.length - from, Math.max(0, room));
    if (here === 0) {
      turnPage(paper);
      continue;
    }
    for (const [i, line] of lines.slice(from, from + here).entries()) {
      const y = paper.y - setting.size * 0.8 - i * leading;
      if (from + i === 0 && marker !== '')
        drawLine(
          paper,
          [{ text: marker, bold: setting.boldMarker ?? false, italic: false, x: 0 }],
          sheet.side + markerIndent(setting),
          y,
          setting,
        );
      drawLine(paper, line.pieces, sheet.side + setting.indent, y, setting);
    }
    paper.y -= here * leading;
    from += here;
  }
}

/** Markers hang to the left of their text. */
function markerIndent({ indent }: Setting): number {
  return indent <= firstIndent ? 0 : indent - nextIndent;
}

function drawLine(paper: Paper, pieces: Line['pieces'], x: number, y: number, setting: Setting): void {
  for (const piece of pieces) writeAt(paper, piece.text, x + piece.x, y, { ...setting, ...piece });
}

/** One piece of text at a place, without moving on. */
export function writeAt(
  { page, faces }: Pick<Paper, 'page' | 'faces'>,
  text: string,
  x: number,
  y: number,
  { size, colour, bold = false, italic = false }: Pick<Setting, 'size' | 'colour'> & Partial<Run>,
): void {
  const color = rgbOf(colour);
  page.drawText(text, { x, y, size, font: faceOf(faces, { bold, italic }), color });
}

export function rule({ page }: Pick<Paper, 'page'>, x: number, y: number, width: number): void {
  page.drawLine({ start: { x, y }, end: { x: x + width, y }, thickness: 0.6, color: rgbOf(grey) });
}

export function rgbOf({ r, g, b }: Colour) {
  return { type: 'RGB' as never, red: r, green: g, blue: b };
}

/** What stands above and below the text of every sheet, once their number is known. */
export function furnish(
  paper: Paper,
  words: { left: string; right: string; foot: string; numbered: (page: number, pages: number) => string },
): void {
  const small = { size: 8.5, colour: grey };
  for (const [i, page] of paper.pages.entries()) {
    const at = { page, faces: paper.faces };
    const top = sheet.height - 48;
    writeAt(at, fitted(paper.faces, words.left, textWidth * 0.45), sheet.side, top, { ...small, bold: true });
    const right = fitted(paper.faces, words.right, textWidth * 0.5);
    const rightAt = (text: string) =>
      sheet.width - sheet.side - paper.faces.regular.widthOfTextAtSize(text, small.size);
    writeAt(at, right, rightAt(right), top, small);
    rule(at, sheet.side, top - 8, textWidth);
    const number = words.numbered(i + 1, paper.pages.length);
    writeAt(at, words.foot, sheet.side, 38, small);
    writeAt(at, number, rightAt(number), 38, small);
  }
}

/** The text, cut with an ellipsis where it is too wide. */
function fitted({ bold }: Faces, text: string, width: number): string {
  if (bold.widthOfTextAtSize(text, 8.5) <= width) return text;
  let short = text;
  while (short !== '' && bold.widthOfTextAtSize(`${short}…`, 8.5) > width) short = short.slice(0, -1);
  return `${short}…`;
}
