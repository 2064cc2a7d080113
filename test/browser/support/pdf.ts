/** A small PDF of Helvetica lines, made by hand: 595 x 842 points, 12 point text, the first line 72 points from the top. */
export const PAGE = { width: 595, height: 842, left: 72, top: 72, size: 12, leading: 18 };

/** Where a line stands, in points from the top left corner. */
export function lineBox(line: number, text: string) {
  const baseline = PAGE.top + line * PAGE.leading;
  return {
    x0: PAGE.left,
    y0: baseline - PAGE.size,
    x1: PAGE.left + text.length * 6,
    y1: baseline + 4,
  };
}

/** @param pages lines of each page, ASCII */
export function makePdf(pages: readonly (readonly string[])[]): Uint8Array {
  const objects: string[] = ['<< /Type /Catalog /Pages 2 0 R >>'];
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ');
  objects.push(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  for (const [i, lines] of pages.entries()) {
    const content = lines.map((line, n) => textAt(line, n)).join('\n');
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * i} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  }
  return new TextEncoder().encode(assemble(objects));
}

function textAt(line: string, n: number): string {
  const y = PAGE.height - (PAGE.top + n * PAGE.leading);
  return `BT /F1 ${PAGE.size} Tf ${PAGE.left} ${y} Td (${line.replace(/[\\()]/g, '\\$&')}) Tj ET`;
}

function assemble(objects: readonly string[]): string {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, i) => {
    const at = file.length;
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const start = file.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
}
