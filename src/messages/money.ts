import { digits, numberOf } from './numbers.ts';
import { type Match, matchesOf, type Typed } from './typed.ts';

export interface Quantity {
  start: number;
  end: number;
  value: number;
}

const euro = '(?:euros?|euri|eurotjes?|eur|€|pln)';
const beforeAmount = new RegExp(`(?:€|\\beur\\b|\\beuro\\b)\\s*(${digits}|\\d+,-)(?![\\d])`);
const centsAfter = /(?<![\d.,])(\d+)\s*(?:euro|eur)\s*(\d{2})\b(?!\s*(?:liter|l\b|km|[a-z]{3,}))/;
const afterAmount = new RegExp(`(?<![\\d.,-])(${digits})(?:,-)?\\s*${euro}(?![a-z])`);
const bare =
  /(?<![\d.,:/-])(?:voor\s+)?(\d{1,4}[.,]\d{2})(?![\d:]|[.,]\d|\s*(?:liter|ltr|lit\b|l\b|km|uur|u\b|kg))/;

function values(matches: readonly Match[]): Quantity[] {
  return matches.flatMap(({ start, end, groups }) => {
    const value = numberOf((groups[0] ?? '').replace(',-', ''));
    return value === null ? [] : [{ start, end, value }];
  });
}

/** Amounts in euro: '61,40', '€ 72', '72 euro', '72 euro 50', '40 euri'. A bare number only with cents. */
export function readAmounts(message: Typed): Quantity[] {
  const cents = matchesOf(message, centsAfter).map(({ start, end, groups }) => ({
    start,
    end,
    value: Number(groups[0]) + Number(groups[1]) / 100,
  }));
  if (cents.length > 0) return cents;
  const marked = [...values(matchesOf(message, beforeAmount)), ...values(matchesOf(message, afterAmount))];
  const once = marked.filter(
    (one, i) => !marked.slice(0, i).some((other) => one.start < other.end && other.start < one.end),
  );
  if (once.length > 0) return once.sort((a, b) => a.start - b.start);
  const withCents = values(matchesOf(message, bare));
  if (withCents.length > 0) return withCents;
  return values(
    matchesOf(
      message,
      /(?:\bvoor|\bfor|\bza|\bfur|bon van|bedrag:?|\btotaal:?)\s+(\d{1,4})\b(?!\s*(?:liter|l\b|km|uur|u\b|:|[./-]\d|[a-z]*dag))/,
    ),
  );
}

const litreUnit = '(?:liters?|litre?s?|ltr|lit|l)\\b';

/** Litres: '38,7 liter', '45.1l'. */
export function readLitres(message: Typed): Quantity[] {
  return values(matchesOf(message, new RegExp(`(?<![\\d.,])(${digits})\\s*${litreUnit}`)));
}

/** Dutch sidecodes, with or without hyphens; the pattern of letters and digits tells where the hyphens stand. */
const sidecodes: readonly RegExp[] = [
  /^([A-Z]{2})(\d{2})(\d{2})$/,
  /^(\d{2})(\d{2})([A-Z]{2})$/,
  /^(\d{2})([A-Z]{2})(\d{2})$/,
  /^([A-Z]{2})(\d{2})([A-Z]{2})$/,
  /^([A-Z]{2})([A-Z]{2})(\d{2})$/,
  /^(\d{2})([A-Z]{2})([A-Z]{2})$/,
  /^(\d{2})([A-Z]{3})(\d)$/,
  /^(\d)([A-Z]{3})(\d{2})$/,
  /^([A-Z]{2})(\d{3})([A-Z])$/,
  /^([A-Z])(\d{3})([A-Z]{2})$/,
  /^([A-Z]{3})(\d{2})([A-Z])$/,
  /^([A-Z])(\d{2})([A-Z]{3})$/,
  /^(\d)([A-Z]{2})(\d{3})$/,
  /^(\d{3})([A-Z]{2})(\d)$/,
];

const spelled = /(?<![\p{L}\d_-])([a-z0-9]{1,3})[- ]([a-z0-9]{2,3})[- ]([a-z0-9]{1,3})(?![\p{L}\d_-])/u;
const joined =
  /(?:\b(?:kenteken|kentekennr|kentekennummer|plate|license plate|licence plate|kennzeichen|nummerplaat|auto|bus|wagen)\b[ :]*(?:is |met )?)([a-z0-9]{6})(?![\p{L}\d-])/u;

/** Licence plates as 'KX-482-P'; only what has the form of a Dutch plate. */
export function readPlates(message: Typed): { start: number; end: number; plate: string }[] {
  const hits = [...matchesOf(message, spelled), ...matchesOf(message, joined)];
  return hits.flatMap(({ start, end, groups }) => {
    const plate = plateOf(groups.join('').toUpperCase());
    const said = message.low.slice(start, end);
    const spaced =
      / /.test(said.trim()) &&
      !/(?:kenteken|plate|kennzeichen)/.test(message.low.slice(Math.max(0, start - 20), end));
    return plate === null || spaced ? [] : [{ start, end, plate }];
  });
}

/** A plate with its hyphens, or null when no sidecode fits. */
export function plateOf(letters: string): string | null {
  for (const code of sidecodes) {
    const parts = code.exec(letters);
    if (parts) return parts.slice(1).join('-');
  }
  return null;
}
