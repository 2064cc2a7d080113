/** A title or name as it can stand in sentences, lists and terminals: no line breaks, no control or direction characters. */
export function onOneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
