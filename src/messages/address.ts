import { isTown, townName } from './places.ts';
import { masked, matchesOf, type Typed } from './typed.ts';

/** Dutch addresses as people type them: 'kerkstraat 12a 3511ab utrecht', 'Singelgracht 27 hs'. */

export interface AddressReading {
  street?: string;
  house_number?: number;
  addition?: string;
  postcode?: string;
  city?: string;
}

const postcodePattern = /(?<![\d+])([1-9]\d{3}) ?([a-z]{2})(?![a-z\d])/;
/** Two letters that are rather a word when they stand loose behind a year. */
const word = /^(?:en|op|is|in|de|ik|na|er|we|af|ga|om|te|ze|nu|al|to|on|at|an)$/;

interface Place {
  start: number;
  end: number;
}

function readPostcode(message: Typed): (Place & { postcode: string }) | undefined {
  const hits = matchesOf(message, postcodePattern).filter(({ start, end, groups }) => {
    const letters = message.text.slice(end - 2, end);
    return !(word.test(letters) && message.low[start + 4] === ' ' && /^(?:19|20)/.test(groups[0] ?? ''));
  });
  const best = hits.findLast(({ start }) => !isOld(message, start)) ?? undefined;
  if (best === undefined) return undefined;
  const [digits, letters] = best.groups;
  return { start: best.start, end: best.end, postcode: `${digits} ${(letters ?? '').toUpperCase()}` };
}

/** What stands behind "ipv" is what it was. */
function isOld(message: Typed, start: number): boolean {
  return /\b(?:ipv|i\.p\.v\.|in plaats van|instead of|niet|was|van|statt|not|ex)\s+(?:nummer |nr |huisnummer )?$/.test(
    message.low.slice(0, start),
  );
}

const additionForms =
  '(?:\\s?-\\s?[ivx]{1,4}(?![\\p{L}\\d])|\\s?-\\s?[a-z]{1,2}(?![\\p{L}\\d])|\\s?-\\s?\\d{1,4}(?![\\p{L}\\d])|[a-z](?:\\d{1,2})?(?![\\p{L}\\d])|\\s?(?:bis|hs|huis|zwart|rood|zw|rd|bov|boven|beneden|bg|links|rechts|[a-h]\\d{0,2}|i{1,3}|iv|(?:\\d|een|twee|drie|vier)e? ?hoog|\\d{1,2}e? (?:etage|verdieping)|(?:app|apt|appartement|unit|kamer|k|flat)\\.? ?\\d{1,4}[a-z]?)(?![\\p{L}\\d]))';
const houseNumber = new RegExp(
  `(?<![\\d.,€_+-])(\\d{1,5})(?![\\d.,:]\\d|\\d|e\\b|\\s*(?:km|euro|uur|weken|week|dagen|jaar|maand))(${additionForms})?(?![\\p{L}\\d])`,
  'u',
);
const numberLead =
  /\b(?:huis ?(?:nummer|nr)|toevoeging|hnr|nummer|nr|house number|hausnummer|number)\b[\s\S]{0,40}$/;

const streetStop = new Set(
  "naar op aan is adres woon woont wonen woonadres nu vanaf per sinds mijn mn me nieuw nieuwe in at on my new address auf to wordt was straat: verhuis verhuisd verhuizen verhuizing ga gaan we ik ben zijn we're moved move moving ich ziehe wohne ziehen um from huisnummer huisnr nummer nr postcode vanaf het_adres namelijk moet worden gewijzigd veranderd wijzigen aanpassen aub graag en and dus te na for now volgende komende maand week i wir unsere meine neue adresse adres: jest nowy moj mieszkam przeprowadzam sie correctie correct correcte juiste toevoeging kamer straatnaam adreswijziging wordt: het_wordt dit wel heet nog live living am live is: gaat trek ingetrokken intrek should be it near teraz chalet bungalow huisje toevoeging maar moet".split(
    /\s+/,
  ),
);
const streetParticles = new Set([
  'van',
  'der',
  'den',
  'de',
  'het',
  "'t",
  't',
  'ter',
  'ten',
  'aan',
  'st.',
  'burg.',
  'mr.',
  'dr.',
  'prof.',
  'le',
  'la',
]);

/** The words before the house number that make the street. */
function streetBefore(message: Typed, at: number): (Place & { street: string }) | undefined {
  const lead = message.low.slice(0, at);
  const words = [...lead.matchAll(/[\p{L}'][\p{L}'.-]*|\d+e(?=\s)|[^\s\p{L}]/gu)].reverse();
  const taken: { start: number; text: string }[] = [];
  let edge = at;
  for (const match of words) {
    const low = match[0].replace(/\.$/, '');
    const gap = message.low.slice(match.index + match[0].length, edge);
    if (!/^\s*$/.test(gap) || !/^[\p{L}'\d]/u.test(match[0])) break;
    if (
      streetStop.has(low) &&
      !(taken.length > 0 && match.index > 0 && /^\p{Lu}/u.test(message.text[match.index] ?? ''))
    )
      break;
    if (taken.length === 0 && (streetParticles.has(low) || low.length < 2)) return undefined;
    taken.unshift({
      start: match.index,
      text: message.text.slice(match.index, match.index + match[0].length),
    });
    edge = match.index;
    if (taken.length === 6) break;
  }
  while (
    taken.length > 1 &&
    /^(?:de|het|een|the|der|t|'t|'s)$/.test(taken[0]?.text ?? '') &&
    !startsWithName(taken)
  )
    taken.shift();
  const first = taken[0];
  if (first === undefined) return undefined;
  const street = streetName(message.text.slice(first.start, at).trim());
  return street.length < 3 ? undefined : { start: first.start, end: at, street };
}

/** 'de ruijterstraat' is named after a De Ruijter; 'de kerkstraat' is the Kerkstraat. */
function startsWithName(taken: readonly { text: string }[]): boolean {
  return /^(?:ruy?i?j?ter|wit|la |boelelaan|gasperi|vries|haan|clercq|genestet)/.test(
    (taken[1]?.text ?? '').toLowerCase(),
  );
}

function streetName(raw: string): string {
  const clean = raw.replace(/[,:\s]+$/, '').replace(/\s+/g, ' ');
  if (/\p{Lu}/u.test(clean)) return clean.replace(/^\p{Ll}/u, (first) => first.toUpperCase());
  return clean
    .split(' ')
    .map((part, i) =>
      i > 0 && streetParticles.has(part)
        ? part
        : part.startsWith('ij')
          ? `IJ${part.slice(2)}`
          : part.replace(/^\p{L}/u, (first) => first.toUpperCase()),
    )
    .join(' ');
}

function additionOf(message: Typed, start: number, end: number): string {
  return message.text.slice(start, end).trim().replace(/^-\s?/, '').trim();
}

const cityWord = "(?:'s-|'s )?\\p{L}[\\p{L}'-]+";
const lowerCity = new RegExp(
  `^[\\s,]*((?:(?:den|de|ter|sint|st|nieuw|oud|oude|bergen op|alphen aan den|alphen aan de|capelle aan den|krimpen aan den|wijk bij|hoek van|son en)\\s+)?${cityWord})`,
  'u',
);
const capitalCity =
  /^[\s,]*(\p{Lu}[\p{L}'-]+(?: (?:aan|den|de|op|bij|van|der|en|a\/d|in) ?(?:(?:den|de|der|het) )?\p{Lu}[\p{L}'-]+| \p{Lu}[\p{L}'-]+)*)/u;
const noCity =
  /^(?:staat|bij|nr|ws|zit|erachter|die|dat|deze|ons|onze|mijn|haar|zijn|per|vanaf|sinds|en|in|op|is|nu|met|aub|graag|from|since|ab|bel|mijn|mn|dank|bedankt|alvast|groet\w*|mvg|ingang|ivm|nederland|netherlands|dus|want|maar|ingaande|ist|as|starting|please|and|the|alstublieft|alsjeblieft|telefoon\w*|tel|nummer|tot|wel|ook|huis\w*|postcode|straat|stad|plaats|ipv|ipv\.|niet|zelfde|klopt|moet|wordt|zijn|woon\w*|verhuis\w*)$/;

function cityAfter(message: Typed, at: number): (Place & { city: string }) | undefined {
  const rest = message.text.slice(at);
  const found = capitalCity.exec(rest) ?? lowerCity.exec(message.low.slice(at));
  if (found === null) return undefined;
  const said = found[1] ?? '';
  const end = at + found[0].length;
  const start = end - said.length;
  if (
    noCity.test(message.low.slice(start, end).split(' ')[0] ?? '') ||
    message.low.slice(start, end).includes('_')
  )
    return undefined;
  return { start, end, city: townName(message.text.slice(start, end)) };
}

const cityLead =
  /\b(?:woonplaats\b.{0,30}\bis|in|naar|te|to|nach|woonplaats(?: is)?:?|plaats(?: is)?:?|stad(?: is)?:?|city(?: is)?:?|do)\s+(?=['\p{L}])/u;

/** Reads the parts of an address; dates, phone numbers and the like were taken out before. */
export function readAddress(message: Typed): AddressReading {
  const reading: AddressReading = {};
  let rest = message;
  const postcode = readPostcode(rest);
  const city = postcode === undefined ? undefined : cityAfter(rest, postcode.end);
  if (postcode !== undefined) {
    reading.postcode = postcode.postcode;
    rest = masked(rest, postcode.start, postcode.end);
  }
  if (city !== undefined) {
    reading.city = city.city;
    rest = masked(rest, city.start, city.end);
  }
  const house = readHouse(rest);
  if (house !== undefined) {
    reading.house_number = house.number;
    if (house.addition !== undefined) reading.addition = house.addition;
    if (house.street !== undefined) reading.street = house.street;
    rest = masked(rest, house.start, house.end);
  } else {
    const [street] = matchesOf(message, streetAlone);
    if (street !== undefined)
      reading.street = streetName(
        message.text.slice(street.end - (street.groups[0] ?? '').length, street.end),
      );
  }
  const found = reading.city === undefined ? readCity(rest, house?.end) : undefined;
  if (found !== undefined) reading.city = found;
  return reading;
}

/** A street without a number: "straatnaam moet Wilhelminastraat zijn". */
const streetAlone =
  /\bstraat(?:naam)?\b.*\b(?:moet|is|wordt|naar|in)\s+(\p{L}+(?:straat|laan|weg|plein|kade|gracht|dijk|hof|pad|singel|dreef|park))\b/u;

interface House extends Place {
  number: number;
  addition?: string;
  street?: string;
}

/** The number that stands behind a street, or behind the word 'huisnummer'. */
function readHouse(message: Typed): House | undefined {
  const hits = matchesOf(message, houseNumber).filter(
    ({ start, end }) =>
      !isOld(message, start) && !/^\s*(?:moet|moest|is nu|wordt)\b.*\d/.test(message.low.slice(end)),
  );
  const houses = hits.flatMap((hit): House[] => {
    const place = { start: hit.start, end: hit.end, number: Number(hit.groups[0]) };
    const text =
      hit.groups[1] === undefined ? '' : additionOf(message, hit.end - hit.groups[1].length, hit.end);
    const base = text === '' ? place : { ...place, addition: text };
    const street = streetBefore(message, hit.start);
    if (street !== undefined) return [{ ...base, start: street.start, street: street.street }];
    return numberLead.test(message.low.slice(0, hit.start)) ? [base] : [];
  });
  return houses.find((house) => house.street !== undefined) ?? houses[0];
}

function readCity(message: Typed, houseEnd: number | undefined): string | undefined {
  const beside = houseEnd === undefined ? undefined : cityAfter(message, houseEnd);
  const isPlain = beside !== undefined && /^[\s,]+/.test(message.text.slice(houseEnd));
  if (
    isPlain &&
    (/^\p{Lu}/u.test(message.text.slice(beside.start)) ||
      isTown(message.low.slice(beside.start, beside.end)) ||
      /^\s*,/.test(message.text.slice(houseEnd)))
  )
    return beside.city;
  for (const lead of matchesOf(message, cityLead)) {
    const city = cityAfter(message, lead.end);
    if (
      city !== undefined &&
      !/^(?:een|de|het|mijn|mn|me|nieuwe?|andere?|huis|ander|another|a|my|kamers|zichzelf|samen|vriend\w*|ouders|week|maand|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|plaats|jullie|systeem|hr|dorp|straat|orde|ordnung|eine?r?|the|stad|buurt|buitenland)\b/.test(
        message.low.slice(lead.end),
      )
    )
      return city.city;
  }
  return undefined;
}
