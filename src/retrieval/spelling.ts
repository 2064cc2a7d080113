import { compoundParts } from './compounds.ts';
import data from './data/words.json' with { type: 'json' };
import { stem } from './stem.ts';
import { isStopWord } from './stop-words.ts';
import { fold, tokenise } from './text.ts';

const words = new Map<string, number>(Object.entries(data));
const stems = new Set([...words.keys()].map(stem));

/** Words of phone Dutch with what they stand for; folded. */
const phone = new Map<string, string>(
  Object.entries({
    tie: 'die',
    da: 'dat',
    wa: 'wat',
    nie: 'niet',
    wnr: 'wanneer',
    hoev: 'hoeveel',
    vr: 'voor',
    jr: 'jaar',
    mn: 'mijn',
    sochtens: 'in de ochtend',
    dgn: 'dagen',
    mnd: 'maand',
    mnden: 'maanden',
    wkn: 'weken',
    uurtjes: 'uren',
    uurtje: 'uur',
    kweit: 'kwijt',
    kwijd: 'kwijt',
    trug: 'terug',
    terugge: 'terug',
    pw: 'per week',
    pd: 'per dag',
    pm: 'per maand',
    smorgens: 'in de morgen',
    savonds: 'in de avond',
    snachts: 'in de nacht',
    vd: 'van de',
    vh: 'van het',
    ivm: 'in verband met',
    idd: 'inderdaad',
    tzt: 'later',
    evt: 'eventueel',
    mss: 'misschien',
    ipv: 'in plaats van',
    obv: 'op basis van',
    vak: 'vakantie',
    vakantiegelt: 'vakantiegeld',
    gelt: 'geld',
    zwanger: 'zwanger',
  }),
);
const glued = /^k(heb|wil|ga|kan|mag|moet|krijg|ben|woon|werk)$/;
const gluedBehind = /^(krijg|heb|mag|moet|kan|wil|ga|ben|word)k$/;

/** Letters that are mixed up by ear or by thumb cost less than others. */
const near = new Set(
  ['gc', 'sz', 'fv', 'kc', 'iy', 'ij', 'kq', 'td'].flatMap((pair) => [pair, `${pair[1]}${pair[0]}`]),
);
const vowels = new Set('aeiouy');

const remembered = new Map<string, string | null>();

/**
 * The word that was probably meant, or null when the word is known, may be a name, or nothing lies near enough.
 * @param word folded, letters only
 */
export function correctWord(word: string): string | null {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const found = search(word, words, false);
  if (remembered.size > 20_000) remembered.clear();
  remembered.set(word, found);
  return found;
}

/** A word of our dictionary that stands there only once is known, but nothing is taken to mean it. */
const MIN_COUNT = 2;
/** Shorter words lie too near each other to be taken for one that this employer's documents happen to use. */
const MIN_OWN = 6;

/**
 * The word of the employer's own documents that was probably meant, or null. These words are few and to the point, so a compound whose parts are words
 * is taken for an error too, when it lies this near one of them.
 * @param own folded words with how often they stand there
 */
export function correctToOwn(word: string, own: ReadonlyMap<string, number>): string | null {
  return word.length < MIN_OWN || phone.has(word) ? null : search(word, own, true);
}

function search(word: string, among: ReadonlyMap<string, number>, compounds: boolean): string | null {
  const short = phone.get(word);
  if (short !== undefined) return short === word ? null : short;
  const front = glued.exec(word) ?? gluedBehind.exec(word);
  if (front?.[1] !== undefined) return `ik ${front[1]}`;
  if (word.length < 4 || !/^[a-z]+$/.test(word) || isStopWord(word)) return null;
  if (words.has(word) || stems.has(stem(word))) return null;
  if (!compounds && compoundParts(word).length > 0) return null;
  const limit = word.length <= 8 ? 0.85 : 1.35;
  let best: string | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const [candidate, count] of among) {
    if (Math.abs(candidate.length - word.length) > 2 || candidate.length < 4) continue;
    if (among === words && count < MIN_COUNT) continue;
    const cost = distance(word, candidate, limit);
    if (cost > limit) continue;
    const score = cost - 0.08 * Math.log(count);
    if (score < bestScore) {
      bestScore = score;
      best = candidate;
    }
  }
  return best !== null && stem(best) === stem(word) ? null : best;
}

/** Weighted Damerau-Levenshtein distance; Infinity once it must pass the limit. */
function distance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let row = firstRow(b);
  for (let i = 1; i <= a.length; i++) {
    const next = [(row[0] ?? 0) + insertCost(a, i - 1)];
    let least = next[0] ?? 0;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(
        (row[j] ?? 0) + insertCost(a, i - 1),
        (next[j - 1] ?? 0) + insertCost(b, j - 1),
        (row[j - 1] ?? 0) + replaceCost(a, i - 1, b, j - 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 0.7);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return Number.POSITIVE_INFINITY;
    before = row;
    row = next;
  }
  return row[b.length] ?? Number.POSITIVE_INFINITY;
}

function firstRow(b: string): number[] {
  const row = [0];
  for (let j = 1; j <= b.length; j++) row.push((row[j - 1] ?? 0) + insertCost(b, j - 1));
  return row;
}

/**
 * A letter too many or too few: half for a doubled letter or a swallowed final n or t, a bit more for a swallowed vowel. Anything else costs more than
 * the limit: without a full dictionary, a correct word that we do not know ('hond') must never become another ('hand').
 */
function insertCost(word: string, at: number): number {
  const letter = word[at] ?? '';
  if (at > 0 && word[at - 1] === letter) return 0.5;
  if (at === word.length - 1 && letter === 'n') return 0.5;
  return vowels.has(letter) && at > 0 && at < word.length - 1 ? 0.8 : 1.5;
}

function replaceCost(a: string, i: number, b: string, j: number): number {
  const [x, y] = [a[i] ?? '', b[j] ?? ''];
  if (x === y) return 0;
  if (near.has(x + y)) return 0.5;
  const last = i === a.length - 1 && j === b.length - 1;
  return last && (x + y === 'dt' || x + y === 'td') ? 0.5 : 2;
}

/**
 * A message with its typing errors mended where that is safe. Words with a capital, words that `isKnown` accepts and whole
 * compounds stay as they are.
 * @param isKnown does this folded word occur in the employer's own documents
 * @param own folded words of those documents with how often they stand there; they come before the words of our own dictionary
 * @returns the same string when nothing had to change
 */
export function correctSpelling(
  text: string,
  isKnown: (folded: string) => boolean,
  own: ReadonlyMap<string, number> = new Map(),
): string {
  let result = '';
  let from = 0;
  for (const { form, start, end } of tokenise(text)) {
    if (start < from) continue;
    const typed = text.slice(start, end);
    if (/^\p{Lu}/u.test(typed) && start > 0) continue;
    if (fold(typed) !== form || isKnown(form)) continue;
    const mended = correctToOwn(form, own) ?? correctWord(form);
    if (mended === null) continue;
    result += text.slice(from, start) + mended;
    from = end;
  }
  return from === 0 ? text : result + text.slice(from);
}
