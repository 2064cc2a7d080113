import type { SignatureBox } from '../../store/contract-schema.ts';
import { plainText } from '../blocks.ts';
import type { Block, Run, SignerInput } from '../model.ts';
import {
  body,
  embedFaces,
  type FontFiles,
  firstIndent,
  furnish,
  grey,
  needRoom,
  newPaper,
  nextIndent,
  type Paper,
  pdfLib,
  requirePrintable,
  rule,
  type Setting,
  sheet,
  textWidth,
  writeAt,
  writeText,
} from './paper.ts';

/** Width to height as 5 to 2: strokes are kept in a field of 1000 by 400. */
const box = { width: 200, height: 80 } as const;
/** A box with its name above and line below, and the room between two rows. */
const BOX_ROW = box.height + 62;

export interface ContractPaper {
  title: string;
  employer: string;
  /** Short mark of this contract, at the foot of every page. */
  mark: string;
  blocks: readonly Block[];
  signers: readonly Pick<SignerInput, 'name' | 'role'>[];
  /** Epoch milliseconds. */
  now: number;
}

export interface MadePdf {
  bytes: Uint8Array;
  pages: number;
  /** One for each signer, in their order. */
  boxes: SignatureBox[];
}

const settings = {
  title: { ...body, size: 18, leading: 24, above: 0 },
  article: {
    ...body,
    size: 11.5,
    leading: 16,
    above: 16,
    below: 2 * body.leading + 6,
    indent: firstIndent,
    boldMarker: true,
  },
  heading: { ...body, above: 10, below: 2 * body.leading },
  paragraph: body,
} as const satisfies Record<string, Setting>;

const roleTexts = { employer: 'Namens de werkgever', employee: 'De werknemer', other: 'Medeondertekenaar' };

/**
 * A contract as a PDF: header and foot on every page, numbered articles, a field for each signature.
 * @param fonts null for the standard fonts of PDF readers
 * @throws AppError contract_text_unprintable
 */
export async function makeContractPdf(contract: ContractPaper, fonts: FontFiles | null): Promise<MadePdf> {
  const { PDFDocument } = await pdfLib();
  const doc = await PDFDocument.create();
  const faces = await embedFaces(doc, fonts);
  const names = contract.signers.map(({ name }) => name);
  requirePrintable(faces, [
    contract.title,
    contract.employer,
    ...names,
    ...plainText(contract.blocks).split('\n\n'),
  ]);
  const made = new Date(contract.now);
  doc.setTitle(contract.title, { showInWindowTitleBar: true });
  doc.setLanguage('nl-NL');
  doc.setCreator('Vraagbaak');
  doc.setProducer('Vraagbaak');
  doc.setCreationDate(made);
  doc.setModificationDate(made);
  const paper = newPaper(doc, faces);
  for (const block of contract.blocks) drawBlock(paper, block);
  const boxes = signatureBlock(paper, contract.signers);
  furnish(paper, {
    left: contract.employer,
    right: contract.title,
    foot: `Kenmerk ${contract.mark}`,
    numbered: (page, pages) => `Pagina ${page} van ${pages}`,
  });
  const bytes = await doc.save({ useObjectStreams: false });
  return { bytes, pages: paper.pages.length, boxes };
}

function drawBlock(paper: Paper, block: Block): void {
  switch (block.kind) {
    case 'title':
      writeText(paper, bold(block.runs), settings.title);
      break;
    case 'article':
      writeText(paper, bold(block.runs), settings.article, block.number);
      break;
    case 'heading':
      writeText(paper, bold(block.runs), settings.heading);
      break;
    case 'paragraph':
      writeText(paper, block.runs, settings.paragraph);
      break;
    case 'item':
      writeText(
        paper,
        block.runs,
        { ...body, above: 4, indent: firstIndent + block.depth * nextIndent },
        block.marker,
      );
      break;
    case 'rule':
      needRoom(paper, 24);
      rule(paper, sheet.side, paper.y - 12, textWidth);
      paper.y -= 18;
      break;
  }
}

function bold(runs: readonly Run[]): Run[] {
  return runs.map((run) => ({ ...run, bold: true }));
}

function words(text: string): Run[] {
  return [{ text, bold: false, italic: false }];
}

/** Two fields a row; a row never breaks over two pages, and the heading stays with the first. */
function signatureBlock(paper: Paper, signers: ContractPaper['signers']): SignatureBox[] {
  writeText(paper, bold(words('Ondertekening')), { ...settings.article, indent: 0, below: BOX_ROW + 44 });
  writeText(
    paper,
    words(
      'Dit contract wordt digitaal ondertekend. Het bewijs van ondertekening wordt achter het contract gevoegd.',
    ),
    body,
  );
  const boxes: SignatureBox[] = [];
  for (const [i, signer] of signers.entries()) {
    const column = i % 2;
    if (column === 0) {
      if (i > 0) paper.y -= BOX_ROW;
      needRoom(paper, BOX_ROW);
    }
    const x = sheet.side + column * (textWidth - box.width);
    boxes.push(drawBox(paper, signer, x));
  }
  paper.y -= BOX_ROW;
  return boxes;
}

function drawBox(paper: Paper, { role, name }: ContractPaper['signers'][number], x: number): SignatureBox {
  const top = paper.y - 24;
  writeAt(paper, roleTexts[role], x, top, { size: 9, colour: grey });
  writeAt(paper, fitName(paper, name), x, top - 14, { ...body, bold: true });
  const y = top - 20 - box.height;
  rule(paper, x, y, box.width);
  return { page: paper.pages.length - 1, x, y, ...box };
}

function fitName({ faces }: Paper, name: string): string {
  let short = name;
  while (faces.bold.widthOfTextAtSize(short, body.size) > box.width) short = short.slice(0, -1);
  return short;
}
