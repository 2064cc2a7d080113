/** Numbers, amounts, terms and dates as they stand in a text; used to check answers and to see that two clauses differ. */

export interface Fact {
  /** 'eur', 'percent', 'hour', 'day', 'week', 'month', 'year', 'km', 'date', 'time', 'ordinal' (the 24th) or 'number'. */
  unit: string;
  /** Canonical value: '0.23', '2026-01-01', '07:00'. */
  value: string;
}

const monthNames =
  'januari februari maart april mei juni juli augustus september oktober november december'.split(' ');

const numberWords: Record<string, number> = {
  een: 1,
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
  twintig: 20,
  vijfentwintig: 25,
  dertig: 30,
  veertig: 40,
  vijftig: 50,
};

const units: [RegExp, string][] = [
  [/^(?:procent|%|percent)/i, 'percent'],
  [/^(?:euro|eur\b)/i, 'eur'],
  [/^(?:werkuren|uren|uur|u\b|hours?)/i, 'hour'],
  [/^(?:werkdagen|kalenderdagen|vakantiedagen|dagen|dag|diensten|days?)/i, 'day'],
  [/^(?:weken|week|weeks?)/i, 'week'],
  [/^(?:kalendermaanden|maanden|maand|maandsalarissen|months?)/i, 'month'],
  [/^(?:kalenderjaren|dienstjaren|jaren|jaar|years?)/i, 'year'],
  [/^(?:kilometers?|km\b)/i, 'km'],
  [/^(?:ste|de|e)$/i, 'ordinal'],
];

const pattern =
  /(\d{1,2})\s+(januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)(?:\s+(\d{4}))?|(\d{1,2})[:.](\d{2})\s*uur|(?:(€|eur(?:o)?\s)\s?)?(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?:\s?(%|[\p{L}]+))?/giu;

/** All facts of a text, in order; numbers without a unit have unit 'number'. */
export function factsOf(text: string): Fact[] {
  const facts: Fact[] = [];
  for (const m of text.matchAll(pattern)) {
    if (m[2] !== undefined) {
      const month = String(monthNames.indexOf(m[2].toLowerCase()) + 1).padStart(2, '0');
      facts.push({ unit: 'date', value: `${m[3] ?? '*'}-${month}-${(m[1] ?? '').padStart(2, '0')}` });
    } else if (m[4] !== undefined) {
      facts.push({ unit: 'time', value: `${m[4].padStart(2, '0')}:${m[5]}` });
    } else if (m[7] !== undefined) {
      facts.push({ unit: m[6] !== undefined ? 'eur' : unitOf(m[8] ?? ''), value: canonicalNumber(m[7]) });
    }
  }
  for (const m of text.matchAll(/(?<!\p{L})(\p{L}+)(?=\s+(\p{L}+))/gu)) {
    const n = numberWords[(m[1] ?? '').toLowerCase().replace(/[éè]/g, 'e')];
    const unit = unitOf(m[2] ?? '');
    if (n !== undefined && unit !== 'number' && (n !== 1 || (m[1] ?? '').includes('é'))) {
      facts.push({ unit, value: String(n) });
    }
  }
  return facts;
}

function unitOf(word: string): string {
  for (const [test, unit] of units) if (test.test(word)) return unit;
  return 'number';
}

/** '1.250,50' -> '1250.5'. */
export function canonicalNumber(raw: string): string {
  const value = Number(raw.replace(/\.(?=\d{3})/g, '').replace(',', '.'));
  return Number.isFinite(value) ? String(value) : raw;
}

/** Every number in a text, canonical, whatever stands around it: '1.250,50', '14:30' (14 and 30), '0.23'. */
export function numbersOf(text: string): string[] {
  const found: string[] = [];
  for (const m of text.matchAll(/\d+(?:[.,]\d+)*/g)) {
    const raw = m[0];
    if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(raw) || /^\d+(?:,\d+)?$/.test(raw))
      found.push(canonicalNumber(raw));
    else
      found.push(
        ...raw.split(/[.,]/).map((piece) => String(Number(piece))),
        String(Number(raw.replace(',', '.'))),
      );
  }
  return found.filter((value) => value !== 'NaN');
}

/** Facts of the same unit with no value in common: 4 days against 7 days. Returns the units in which two texts differ. */
export function differingUnits(a: readonly Fact[], b: readonly Fact[]): string[] {
  const differing: string[] = [];
  for (const unit of new Set(a.map((fact) => fact.unit))) {
    if (unit === 'number') continue;
    const left = new Set(a.filter((fact) => fact.unit === unit).map((fact) => fact.value));
    const right = b.filter((fact) => fact.unit === unit).map((fact) => fact.value);
    if (right.length > 0 && right.every((value) => !left.has(value))) differing.push(unit);
  }
  return differing;
}
