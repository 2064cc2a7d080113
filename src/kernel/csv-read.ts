/** One line of a file with its number, counted from 1 as a person sees it in a spreadsheet. */
export interface CsvLine {
  line: number;
  fields: string[];
}

/**
 * Lines of a file as spreadsheets write it: the separator is the one that stands most in the first line (semicolon, comma or tab), quotes keep
 * separators and line ends in a field, empty lines are left out. Null when a quote is never closed.
 */
export function parseCsv(text: string): CsvLine[] | null {
  const body = text.replace(/^\ufeff/, '');
  const separator = separatorOf(body.split(/\r?\n/, 1)[0] ?? '');
  const lines: CsvLine[] = [];
  let fields: string[] = [];
  let field = '';
  let quoted = false;
  let number = 1;
  let began = 1;
  const endLine = () => {
    fields.push(field);
    if (fields.some((one) => one.trim() !== ''))
      lines.push({ line: began, fields: fields.map((one) => one.trim()) });
    fields = [];
    field = '';
  };
  for (let i = 0; i < body.length; i++) {
    const sign = body.charAt(i);
    if (sign === '\n') number++;
    if (quoted) {
      if (sign !== '"') field += sign;
      else if (body.charAt(i + 1) === '"') {
        field += '"';
        i++;
      } else quoted = false;
    } else if (sign === '"' && field.trim() === '') {
      quoted = true;
      field = '';
    } else if (sign === separator) {
      fields.push(field);
      field = '';
    } else if (sign === '\n') {
      endLine();
      began = number;
    } else if (sign !== '\r') field += sign;
  }
  if (quoted) return null;
  endLine();
  return lines;
}

function separatorOf(head: string): string {
  const count = (sign: string) => head.split(sign).length;
  return [';', ',', '\t'].sort((a, b) => count(b) - count(a))[0] ?? ';';
}
