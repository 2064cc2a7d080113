import { deflateSync } from 'node:zlib';
import { assemble } from './make-pdf.ts';

const catalog = '<< /Type /Catalog /Pages 2 0 R >>';
const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>';

function stream(bytes: Buffer, dictionary: string): Buffer {
  return Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} ${dictionary} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

/** A few kilobytes that unpack twice to `megabytes` of page content. */
export function doubleFlateBomb(megabytes: number): Uint8Array {
  const once = deflateSync(Buffer.alloc(megabytes * 1024 * 1024, 'q Q '), { level: 9 });
  const twice = deflateSync(once, { level: 9 });
  const content = stream(twice, '/Filter [/FlateDecode /FlateDecode]');
  return assemble([catalog, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', page, content], '/Root 1 0 R');
}

/** Pages whose children are their own parents. */
export function pageTreeLoop(): Uint8Array {
  const objects = [
    catalog,
    '<< /Type /Pages /Kids [3 0 R] /Count 9 >>',
    '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 9 >>',
  ];
  return assemble(objects, '/Root 1 0 R');
}

/** Says it has a hundred million pages, and has one. */
export function countLie(): Uint8Array {
  const objects = [
    catalog,
    '<< /Type /Pages /Kids [3 0 R] /Count 100000000 >>',
    page,
    stream(Buffer.from('q Q'), ''),
  ];
  return assemble(objects, '/Root 1 0 R');
}

/** Encrypted with a password nobody has. */
export function encrypted(): Uint8Array {
  const secret = `<${'ab'.repeat(32)}>`;
  const objects = [
    catalog,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    page,
    stream(Buffer.from('q Q'), ''),
    `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O ${secret} /U ${secret} >>`,
  ];
  return assemble(objects, `/Root 1 0 R /Encrypt 5 0 R /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]`);
}

/** A page that is one picture. */
export function scan(): Uint8Array {
  const picture = stream(
    Buffer.alloc(400, 0x7f),
    '/Type /XObject /Subtype /Image /Width 20 /Height 20 /ColorSpace /DeviceGray /BitsPerComponent 8',
  );
  const objects = [
    catalog,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>',
    stream(Buffer.from('q 500 0 0 700 40 40 cm /I Do Q'), ''),
    picture,
  ];
  return assemble(objects, '/Root 1 0 R');
}

/** The same file with its root named at the front, as linearised files have it: what is left of it after a cut still opens. */
export function rootFirst(pdf: Uint8Array): Uint8Array {
  const whole = Buffer.from(pdf).toString('latin1');
  const front = '%PDF-1.7\ntrailer\n<< /Root 1 0 R /Size 100 >>\nstartxref\n0\n%%EOF\n';
  return new Uint8Array(Buffer.from(whole.replace('%PDF-1.7\n', front), 'latin1'));
}

/** The same file with the object of a page gone. Takes files of makePdf, whose pages are the objects 6, 8, 10... */
export function withoutPage(pdf: Uint8Array, page: number): Uint8Array {
  const whole = Buffer.from(pdf).toString('latin1');
  const head = `\n${4 + 2 * page} 0 obj\n`;
  return new Uint8Array(Buffer.from(whole.replace(head, head.replace('obj', 'gone')), 'latin1'));
}
