/** Normal forms, ligatures, odd spaces, and characters nobody can see (soft hyphens, bidi and tag controls). */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\ufb00-\ufb06\u0132\u0133\u01c4-\u01cc]/g, (ligature) => ligature.normalize('NFKC'))
    .replace(/[\uf0b7\uf0a7\uf076\uf0d8\uf0fc]/g, '•')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(
      /[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ufe00-\ufe0f]|[\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu,
      '',
    )
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Letters and digits only, lower case: how a quote is compared with the text of a page. */
export function foldText(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
