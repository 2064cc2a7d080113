import { advanceOf, startOf, type TrueType } from './truetype.ts';

/** Flags of a composite glyph's part (OpenType 1.9, table `glyf`). */
const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const TWO_SCALES = 0x0040;
const MATRIX = 0x0080;

/** Tables that go along as they are; the hints of the font need theirs. */
const kept = ['cvt ', 'fpgm', 'prep', 'head', 'hhea', 'maxp'];

interface Subset {
  includeGlyph(glyph: number | { id: number }): number;
  encode(): Uint8Array;
}

/** A font of the glyphs used, numbered from 1 in the order of use: a PDF then holds some kilobytes of font instead of all of it. */
export function subsetOf(font: TrueType): Subset {
  const order: number[] = [0];
  const numbers = new Map([[0, 0]]);
  const include = (id: number): number => {
    const known = numbers.get(id);
    if (known !== undefined && id !== 0) return known;
    // Glyph 0 stands for what is missing; pdf-lib counts its own glyphs from 1.
    order.push(id);
    numbers.set(id, order.length - 1);
    return order.length - 1;
  };
  return {
    includeGlyph: (glyph) => {
      const id = typeof glyph === 'number' ? glyph : glyph.id;
      const known = numbers.get(id);
      return known !== undefined && known > 0 ? known : include(id);
    },
    encode() {
      // Parts of composite glyphs are added behind while the list is walked.
      const shapes: Uint8Array[] = [];
      for (let i = 0; i < order.length; i++) shapes.push(renumbered(shapeOf(font, order[i] ?? 0), include));
      return assemble(font, order, shapes);
    },
  };
}

function shapeOf(font: TrueType, glyph: number): Uint8Array {
  const loca = startOf(font, 'loca');
  const at = (i: number) =>
    font.longOffsets ? font.view.getUint32(loca + i * 4) : font.view.getUint16(loca + i * 2) * 2;
  const glyf = startOf(font, 'glyf');
  return font.bytes.slice(glyf + at(glyph), glyf + at(glyph + 1));
}

/** The shape with the numbers of its parts as they are in the subset. */
function renumbered(shape: Uint8Array, include: (id: number) => number): Uint8Array {
  const view = new DataView(shape.buffer, shape.byteOffset, shape.byteLength);
  if (shape.length === 0 || view.getInt16(0) >= 0) return shape;
  for (let at = 10, flags = MORE; flags & MORE; ) {
    flags = view.getUint16(at);
    view.setUint16(at + 2, include(view.getUint16(at + 2)));
    at += 4 + (flags & WORDS ? 4 : 2);
    if (flags & SCALE) at += 2;
    else if (flags & TWO_SCALES) at += 4;
    else if (flags & MATRIX) at += 8;
  }
  return shape;
}

function assemble(font: TrueType, order: readonly number[], shapes: readonly Uint8Array[]): Uint8Array {
  const glyf = new Uint8Array(shapes.reduce((sum, shape) => sum + padded(shape.length), 0));
  const loca = new DataView(new ArrayBuffer((order.length + 1) * 4));
  const hmtx = new DataView(new ArrayBuffer(order.length * 4));
  let at = 0;
  for (const [i, shape] of shapes.entries()) {
    glyf.set(shape, at);
    at += padded(shape.length);
    loca.setUint32((i + 1) * 4, at);
    hmtx.setUint16(i * 4, advanceOf(font, order[i] ?? 0));
    hmtx.setInt16(i * 4 + 2, shape.length === 0 ? 0 : new DataView(shape.buffer).getInt16(2));
  }
  const tables = new Map<string, Uint8Array>();
  for (const name of kept) {
    const table = font.tables.get(name);
    if (table) tables.set(name, font.bytes.slice(table.offset, table.offset + table.length));
  }
  viewOf(tables, 'head').setUint16(50, 1);
  viewOf(tables, 'hhea').setUint16(34, order.length);
  viewOf(tables, 'maxp').setUint16(4, order.length);
  tables.set('glyf', glyf);
  tables.set('loca', new Uint8Array(loca.buffer));
  tables.set('hmtx', new Uint8Array(hmtx.buffer));
  return fileOf(tables);
}

function viewOf(tables: ReadonlyMap<string, Uint8Array>, name: string): DataView {
  const table = tables.get(name);
  if (table === undefined) throw new Error(`the font has no table ${name}`);
  return new DataView(table.buffer, table.byteOffset, table.byteLength);
}

function fileOf(tables: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const names = [...tables.keys()].sort();
  const start = 12 + names.length * 16;
  const size = names.reduce((sum, name) => sum + padded(tables.get(name)?.length ?? 0), start);
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  const power = 2 ** Math.floor(Math.log2(names.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, names.length);
  view.setUint16(6, power * 16);
  view.setUint16(8, Math.log2(power));
  view.setUint16(10, names.length * 16 - power * 16);
  let at = start;
  for (const [i, name] of names.entries()) {
    const table = tables.get(name) ?? new Uint8Array();
    file.set(table, at);
    const entry = 12 + i * 16;
    for (let c = 0; c < 4; c++) view.setUint8(entry + c, name.charCodeAt(c));
    view.setUint32(entry + 4, checksum(file, at, padded(table.length)));
    view.setUint32(entry + 8, at);
    view.setUint32(entry + 12, table.length);
    at += padded(table.length);
  }
  return file;
}

function checksum(file: Uint8Array, offset: number, length: number): number {
  const view = new DataView(file.buffer);
  let sum = 0;
  for (let at = offset; at < offset + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}

function padded(length: number): number {
  return (length + 3) & ~3;
}
