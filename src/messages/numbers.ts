/** Numbers as people write them: with comma or point, and the small ones in words (nl, en, de, pl). */

const words: Record<string, number> = {
  een: 1,
  eentje: 1,
  twee: 2,
  drie: 3,
  vier: 4,
  vijf: 5,
  zes: 6,
  zeven: 7,
  acht: 8,
  negen: 9,
  tien: 10,
  elf: 11,
  twaalf: 12,
  dertien: 13,
  veertien: 14,
  vijftien: 15,
  zestien: 16,
  zeventien: 17,
  achttien: 18,
  negentien: 19,
  twintig: 20,
  dertig: 30,
  veertig: 40,
  vijftig: 50,
  zestig: 60,
  zeventig: 70,
  tachtig: 80,
  negentig: 90,
  honderd: 100,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  zwei: 2,
  drei: 3,
  funf: 5,
  sechs: 6,
  sieben: 7,
  neun: 9,
  zehn: 10,
  dwa: 2,
  trzy: 3,
  cztery: 4,
  piec: 5,
  szesc: 6,
  siedem: 7,
  osiem: 8,
  dziesiec: 10,
};

const tens = 'twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig';
const units = 'een|twee|drie|vier|vijf|zes|zeven|acht|negen';
const compound = `(?:${units})(?:en|ën)(?:${tens})`;

/** A number in words, longest first. */
export const numberWord = `(?:${compound}|${Object.keys(words)
  .sort((a, b) => b.length - a.length)
  .join('|')})`;

/** A number in digits: 42, 18,5, 48.5, 1.200, 1200,50. */
export const digits = '\\d{1,3}(?:\\.\\d{3})+(?:,\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?';

/** Reads what `digits`, `numberWord` or 'anderhalf' matched; null for anything else. */
export function numberOf(raw: string): number | null {
  const text = raw.trim();
  if (/^\d/.test(text)) {
    const thousands = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(text);
    const value = Number((thousands ? text.replaceAll('.', '') : text).replace(',', '.'));
    return Number.isFinite(value) ? value : null;
  }
  if (/^(?:anderhalf|anderhalve|1 ?1\/2)$/.test(text)) return 1.5;
  const known = words[text];
  if (known !== undefined) return known;
  const parts = new RegExp(`^(${units})(?:en)(${tens})$`).exec(text);
  return parts ? (words[parts[1] ?? ''] ?? 0) + (words[parts[2] ?? ''] ?? 0) : null;
}

/** Two decimals: sums of typed numbers should not show the binary fraction. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
