/** The parts of a TrueType file (OpenType 1.9) that are needed to set text with it. */
export interface TrueType {
  bytes: Uint8Array;
  view: DataView;
  /** Where each table is, by its four letters. */
  tables: ReadonlyMap<string, { offset: number; length: number }>;
  glyphs: number;
  /** 1 where `loca` holds four bytes an entry. */
  longOffsets: boolean;
  /** Glyphs with a width of their own in `hmtx`. */
  widths: number;
}

/** @throws RangeError or Error for bytes that are no TrueType font */
export function readTrueType(bytes: Uint8Array): TrueType {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint16(4);
  const tables = new Map(
    Array.from({ length: count }, (_, i) => {
      const at = 12 + i * 16;
      const name = String.fromCharCode(...bytes.subarray(at, at + 4));
      return [name, { offset: view.getUint32(at + 8), length: view.getUint32(at + 12) }] as const;
    }),
  );
  const font = { bytes, view, tables, glyphs: 0, longOffsets: false, widths: 0 };
  return {
    ...font,
    glyphs: view.getUint16(startOf(font, 'maxp') + 4),
    longOffsets: view.getUint16(startOf(font, 'head') + 50) === 1,
    widths: view.getUint16(startOf(font, 'hhea') + 34),
  };
}

export function startOf(font: Pick<TrueType, 'tables'>, name: string): number {
  const table = font.tables.get(name);
  if (table === undefined) throw new Error(`the font has no table ${name}`);
  return table.offset;
}

/** Width of a glyph in units of the font. */
export function advanceOf(font: TrueType, glyph: number): number {
  return font.view.getUint16(startOf(font, 'hmtx') + Math.min(glyph, font.widths - 1) * 4);
}

/** Character to glyph, from the Windows table of the basic plane (`cmap` format 4). */
export function characterMap({ view, ...font }: TrueType): Map<number, number> {
  const cmap = startOf(font, 'cmap');
  const map = new Map<number, number>();
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const at = cmap + view.getUint32(cmap + 4 + i * 8 + 4);
    if (view.getUint16(at) === 4) readSegments(view, at, map);
  }
  return map;
}

function readSegments(view: DataView, at: number, map: Map<number, number>): void {
  const doubled = view.getUint16(at + 6);
  for (let i = 0; i < doubled; i += 2) {
    const end = view.getUint16(at + 14 + i);
    const start = view.getUint16(at + 16 + doubled + i);
    const delta = view.getUint16(at + 16 + doubled * 2 + i);
    const rangeAt = at + 16 + doubled * 3 + i;
    const range = view.getUint16(rangeAt);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const raw = range === 0 ? code : view.getUint16(rangeAt + range + (code - start) * 2);
      const glyph = raw === 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) map.set(code, glyph);
    }
  }
}
