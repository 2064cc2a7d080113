import { fold } from './text.ts';

/**
 * A Dutch stemmer that conflates more than Snowball does, because a question and a clause rarely use the same form:
 * plural and verb endings, participles ('gewerkt', 'werkt' -> 'werk'), doubled letters ('uren', 'uur' -> 'ur') and
 * final voicing ('reizen', 'reis' -> 'reis'). Suffix order after Kraaij and Pohlmann (1994), simplified.
 */

const irregular: Record<string, string> = {
  dagen: 'dag',
  wegen: 'weg',
  steden: 'stad',
  schepen: 'schip',
  leden: 'lid',
  ging: 'ga',
  gaat: 'ga',
  gaan: 'ga',
  gegaan: 'ga',
  mag: 'mag',
  mogen: 'mag',
  kan: 'kan',
  kunnen: 'kan',
  kun: 'kan',
  moet: 'moet',
  moeten: 'moet',
  krijg: 'krijg',
  krijgt: 'krijg',
  krijgen: 'krijg',
  gekregen: 'krijg',
  kreeg: 'krijg',
  doe: 'doe',
  doet: 'doe',
  doen: 'doe',
  gedaan: 'doe',
  zieke: 'ziek',
  zieken: 'ziek',
  ziekte: 'ziek',
  overleden: 'overlijd',
  overlijden: 'overlijd',
  overlijdt: 'overlijd',
  betaald: 'betal',
  betaalt: 'betal',
  betaal: 'betal',
  betalen: 'betal',
  geld: 'geld',
  tijd: 'tijd',
  tijden: 'tijd',
  arbeid: 'arbeid',
  bedrijf: 'bedrijf',
  werktijd: 'werktijd',
  premie: 'premi',
  premies: 'premi',
  koffie: 'kofi',
  gebruik: 'gebruik',
  gebruikt: 'gebruik',
  gebruiken: 'gebruik',
  geboorte: 'gebort',
  geboren: 'gebort',
};

const cache = new Map<string, string>();

/** Stem of a word in any spelling; at most a few thousand forms are remembered. */
export function stem(word: string): string {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const result = stemFolded(fold(word));
  if (cache.size > 50_000) cache.clear();
  cache.set(word, result);
  return result;
}

const separable = /^(aan|af|bij|door|in|mee|na|om|op|over|terug|toe|uit|voor|weg)ge(\p{L}{3,})([dt])$/u;
const participle = /^ge(\p{L}{3,})[dt]$/u;
const pluralS = /(?:el|er|en|em|aar|eur|oor|ar|or|ie|e[eu]|[ao])s$/;

function stemFolded(word: string): string {
  if (/\d/.test(word) || word.length < 4) return collapse(word);
  const special = irregular[word];
  if (special !== undefined) return special;
  let w = word.replace(separable, '$1$2').replace(/(?:tjes|tje|pjes|pje|etjes|etje)$/, '');
  const base = participle.exec(w)?.[1];
  if (base !== undefined && /[aeiouy]/.test(base)) w = base;
  w = w.replace(/heden$/, 'heid');
  if (w.length > 4 && pluralS.test(w)) w = w.slice(0, -1);
  if (w.length > 5) w = w.replace(/ing(?:en|s)?$/, '');
  if (w.length > 6) w = w.replace(/atie$/, 'er');
  if (/ie$/.test(w)) return collapse(w.slice(0, -1));
  return collapse(stripInflection(w));
}

function stripInflection(word: string): string {
  const w = word.replace(/eer(?:de|den|d|t|en)?$/, 'er').replace(/eren$/, 'er');
  if (w !== word) return w;
  if (w.length > 5 && /(?:tte|dde)n?$/.test(w)) return w.replace(/[td]en?$/, '').replace(/[td]$/, '');
  if (/^(?:ver|be|ont|her).*[gsvzmrwj]d$/.test(w)) return w.slice(0, -1);
  if (/en$/.test(w)) return w.slice(0, -2);
  if (w.length > 4 && /[^aeiou]e$/.test(w)) return w.slice(0, -1);
  if (w.length > 4 && /[^aeiouh]t$/.test(w) && !/(?:cht|st|nt|rt|ft)$/.test(w)) return w.slice(0, -1);
  return w;
}

/** Doubled letters to one, final z/v to s/f: the spelling rules of open and closed syllables undone. */
function collapse(word: string): string {
  const w = word.replace(/([a-z])\1+/g, '$1');
  if (w.length < 3) return w;
  return w.replace(/z$/, 's').replace(/v$/, 'f');
}
