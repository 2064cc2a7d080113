import type { PDFDocument } from '@cantoo/pdf-lib';
import { advanceOf, characterMap, readTrueType, startOf } from './truetype.ts';
import { subsetOf } from './truetype-subset.ts';

type Fontkit = Parameters<PDFDocument['registerFontkit']>[0];
type Face = Exclude<Awaited<ReturnType<Fontkit['create']>>, null | { fonts: unknown }>;

/** What pdf-lib asks of a font engine, over the reader above: no ligatures, no kerning, one glyph a character. */
export const trueTypeEngine: Fontkit = {
  create(bytes) {
    const font = readTrueType(bytes);
    const map = characterMap(font);
    const { view } = font;
    const head = startOf(font, 'head');
    const hhea = startOf(font, 'hhea');
    const box = [36, 38, 40, 42].map((offset) => view.getInt16(head + offset));
    const [minX = 0, minY = 0, maxX = 0, maxY = 0] = box;
    const ascent = view.getInt16(hhea + 4);
    const glyphOf = (code: number) => {
      const id = map.get(code) ?? 0;
      return { id, codePoints: [code], advanceWidth: advanceOf(font, id) };
    };
    const face: Face = {
      postscriptName: 'VraagbaakText',
      unitsPerEm: view.getUint16(head + 18),
      ascent,
      descent: view.getInt16(hhea + 6),
      italicAngle: view.getInt32(startOf(font, 'post') + 4) / 65_536,
      capHeight: ascent,
      xHeight: 0,
      bbox: { minX, minY, maxX, maxY, width: maxX - minX, height: maxY - minY },
      characterSet: [...map.keys()],
      glyphForCodePoint: glyphOf,
      layout: (text) => ({ glyphs: [...text].map((sign) => glyphOf(sign.codePointAt(0) ?? 0)) }),
      createSubset: () => subsetOf(font),
    };
    return face;
  },
};
