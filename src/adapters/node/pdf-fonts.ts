import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PdfFonts } from '../../deps.ts';

/** Liberation Sans, which comes along with pdfjs-dist under the SIL Open Font License 1.1: Latin with all its accents, Greek and Cyrillic. */
export function createPdfFonts(): PdfFonts {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
    'standard_fonts',
  );
  const face = async (name: string) =>
    new Uint8Array(await readFile(join(folder, `LiberationSans-${name}.ttf`)));
  return {
    async read() {
      const [regular, bold, italic, boldItalic] = await Promise.all(
        (['Regular', 'Bold', 'Italic', 'BoldItalic'] as const).map(face),
      );
      if (!regular || !bold || !italic || !boldItalic) throw new Error('a font is missing');
      return { regular, bold, italic, boldItalic };
    },
  };
}
