/** Small PDFs for tests, written by hand: no library decides what stands where. */

export interface Piece {
  text: string;
  x: number;
  /** Baseline, in points from the top of the page. */
  y: number;
  size?: number;
  bold?: boolean;
  /** Red, green and blue from 0 to 1. */
  colour?: readonly [number, number, number];
  /** 3 is invisible. */
  mode?: number;
  /** Degrees clockwise in which the text runs. */
  turn?: 0 | 90 | 180 | 270;
}
export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
  colour: readonly [number, number, number];
  /** Painted as WeasyPrint does: the whole sheet in this colour, cut to the bar. */
  clipped?: boolean;
}
export interface MadePage {
  pieces: readonly Piece[];
  /** Painted before the text. */
  bars?: readonly Bar[];
  rotate?: number;
}

const directions = { 0: '1 0 0 1', 90: '0 -1 1 0', 180: '-1 0 0 -1', 270: '0 1 -1 0' };
const WIDTH = 595;
const HEIGHT = 842;

/** Width of a text in Helvetica, roughly: half the size per letter. The tests that need columns leave room. */
function contentOf(page: MadePage): string {
  const bars = (page.bars ?? []).map(({ x, y, width, height, colour, clipped = false }) => {
    const box = `${x} ${HEIGHT - y - height} ${width} ${height} re`;
    const paint = clipped ? `${box} W n 0 0 ${WIDTH} ${HEIGHT} re f` : `${box} f`;
    return `q ${colour.join(' ')} rg ${paint} Q`;
  });
  const pieces = page.pieces.map((piece) => {
    const { text, x, y, size = 10, bold = false, colour = [0, 0, 0], mode = 0, turn = 0 } = piece;
    const escaped = text.replace(/[\\()]/g, (character) => `\\${character}`);
    return `BT ${colour.join(' ')} rg ${mode} Tr /${bold ? 'F2' : 'F1'} ${size} Tf ${directions[turn]} ${x} ${HEIGHT - y} Tm (${escaped}) Tj ET`;
  });
  return [...bars, ...pieces].join('\n');
}

/** A PDF of A4 pages in Helvetica (WinAnsi). */
export function makePdf(pages: readonly MadePage[], options: { title?: string } = {}): Uint8Array {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  const kids = pages.map((_, i) => `${6 + 2 * i} 0 R`).join(' ');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>');
  add(`<< /Title (${options.title ?? ''}) >>`);
  for (const page of pages) {
    const content = contentOf(page);
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Rotate ${page.rotate ?? 0} /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${objects.length + 2} 0 R >>`,
    );
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  return assemble(objects, '/Root 1 0 R /Info 5 0 R');
}

/** Numbered objects with a cross-reference table and a trailer. */
export function assemble(objects: readonly (string | Buffer)[], trailer: string): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const push = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  objects.forEach((body, i) => {
    offsets.push(length);
    push(Buffer.from(`${i + 1} 0 obj\n`));
    push(typeof body === 'string' ? Buffer.from(body, 'latin1') : body);
    push(Buffer.from('\nendobj\n'));
  });
  const start = length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

/** Lines of text below each other. */
export function linesAt(
  x: number,
  y: number,
  texts: readonly string[],
  style: { size?: number; bold?: boolean; leading?: number } = {},
): Piece[] {
  const { leading = 1.35, ...look } = style;
  return texts.map((text, i) => ({ text, x, y: y + i * leading * (look.size ?? 10), ...look }));
}
