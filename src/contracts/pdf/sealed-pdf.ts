import type { PDFDocument, PDFPage } from '@cantoo/pdf-lib';
import type { SignatureBox } from '../../store/contract-schema.ts';
import type { SigningMethod } from '../model.ts';
import {
  body,
  embedFaces,
  type Faces,
  type FontFiles,
  furnish,
  grey,
  newPaper,
  type Paper,
  pdfLib,
  rgbOf,
  writeAt,
  writeText,
} from './paper.ts';

/** What one signature leaves on the contract and in the evidence. Times in words, as they are printed. */
export interface PrintedSigner {
  name: string;
  role: string;
  email: string;
  box: SignatureBox;
  method: SigningMethod;
  /** The typed name, or the strokes: x and y in turn in a field of 1000 by 400. */
  typed: string;
  strokes: readonly (readonly number[])[];
  signedAt: string;
  /** Label and value, one a line. */
  facts: readonly (readonly [string, string])[];
}

export interface SealedPaper {
  title: string;
  employer: string;
  mark: string;
  signers: readonly PrintedSigner[];
  /** Label and value of the contract as a whole. */
  facts: readonly (readonly [string, string])[];
  log: readonly string[];
  /** What the seal is and what it is not. */
  note: string;
  /** Epoch milliseconds. */
  now: number;
}

const pen = { r: 0.05, g: 0.16, b: 0.42 };

/** The contract with its signatures drawn in and the evidence behind it; the digital signature comes over this. */
export async function makeSealedPdf(
  original: Uint8Array,
  sealed: SealedPaper,
  fonts: FontFiles | null,
): Promise<Uint8Array> {
  const { PDFDocument } = await pdfLib();
  const doc = await PDFDocument.load(original, { updateMetadata: false });
  const faces = await embedFaces(doc, fonts);
  for (const signer of sealed.signers) drawSignature(doc, faces, signer);
  const paper = newPaper(doc, faces);
  writeEvidence(paper, printable(sealed, faces));
  furnish(paper, {
    left: sealed.employer,
    right: sealed.title,
    foot: `Kenmerk ${sealed.mark}`,
    numbered: (page, pages) => `Bewijs, pagina ${page} van ${pages}`,
  });
  doc.setModificationDate(new Date(sealed.now));
  return doc.save({ useObjectStreams: false });
}

function drawSignature(doc: PDFDocument, faces: Faces, signer: PrintedSigner): void {
  const { box } = signer;
  const page = doc.getPage(box.page);
  if (signer.method === 'typed') {
    const size = Math.min(24, (24 * (box.width - 10)) / faces.italic.widthOfTextAtSize(signer.typed, 24));
    writeAt({ page, faces }, signer.typed, box.x + 5, box.y + 26, { size, colour: pen, italic: true });
  } else drawStrokes(page, signer);
  const said = `Digitaal getekend op ${signer.signedAt}`;
  writeAt({ page, faces }, said, box.x, box.y - 10, { size: 7.5, colour: grey });
}

function drawStrokes(page: PDFPage, { box, strokes }: PrintedSigner): void {
  const scale = box.width / 1000;
  for (const stroke of strokes) {
    const points = Array.from({ length: Math.floor(stroke.length / 2) }, (_, i) => ({
      x: (stroke[i * 2] ?? 0) * scale,
      y: Math.min(box.height, (stroke[i * 2 + 1] ?? 0) * scale),
    }));
    const [first] = points;
    if (first === undefined) continue;
    // A tap is a dot.
    const rest = points.length === 1 ? [{ x: first.x + 0.1, y: first.y }] : points.slice(1);
    const path = `M ${first.x} ${first.y} ${rest.map(({ x, y }) => `L ${x.toFixed(2)} ${y.toFixed(2)}`).join(' ')}`;
    page.drawSvgPath(path, {
      x: box.x,
      y: box.y + box.height,
      borderColor: rgbOf(pen),
      borderWidth: 1.4,
      borderLineCap: 1,
    });
  }
}

/** What came from elsewhere, as a browser's name, may hold any character: those that cannot be printed become '?'. */
function printable(sealed: SealedPaper, faces: Faces): SealedPaper {
  const known = new Set(faces.regular.getCharacterSet());
  const clean = (text: string) =>
    [...text].map((sign) => (known.has(sign.codePointAt(0) ?? 0) ? sign : '?')).join('');
  const cleanFacts = (rows: SealedPaper['facts']) =>
    rows.map(([label, value]) => [label, clean(value)] as const);
  return {
    ...sealed,
    facts: cleanFacts(sealed.facts),
    log: sealed.log.map(clean),
    note: clean(sealed.note),
    signers: sealed.signers.map((signer) => ({ ...signer, facts: cleanFacts(signer.facts) })),
  };
}

const small = { ...body, size: 9, leading: 12.5, above: 3 };
const log = { ...body, size: 7.5, leading: 10, above: 2, colour: grey };

function writeEvidence(paper: Paper, sealed: SealedPaper): void {
  const title = (text: string, size: number) =>
    writeText(paper, [{ text, bold: true, italic: false }], {
      ...body,
      size,
      leading: size * 1.35,
      above: 16,
      below: 60,
    });
  title('Bewijs van ondertekening', 17);
  facts(paper, sealed.facts);
  for (const signer of sealed.signers) {
    title(`${signer.name} (${signer.role})`, 11.5);
    facts(paper, signer.facts);
  }
  title('Verloop', 11.5);
  for (const text of sealed.log) writeText(paper, [plain(text)], log);
  title('Over deze verzegeling', 11.5);
  writeText(paper, [plain(sealed.note)], small);
}

function facts(paper: Paper, rows: readonly (readonly [string, string])[]): void {
  for (const [label, value] of rows)
    writeText(paper, [{ text: `${label}: `, bold: true, italic: false }, plain(value)], small);
}

function plain(text: string) {
  return { text, bold: false, italic: false };
}
