/** One field; what a spreadsheet would run as a formula is kept text (OWASP, CSV injection). A negative number is a number. */
function field(value: string | number): string {
  const text =
    typeof value === 'number' ? String(value) : value.replace(/^(?!-\d+(?:,\d+)?$)[=+\-@\t\r]/, "'$&");
  return /[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as a file that Dutch spreadsheets open: semicolons, and a mark that it is UTF-8. */
export function csvOf(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${[head, ...rows].map((row) => row.map(field).join(';')).join('\r\n')}\r\n`;
}
