import { readEmails, readIbans, readPhones } from './contacts.ts';
import { changeCues, cueFlows } from './cues.ts';
import { clearMonth, fullWeekday } from './date-words.ts';
import { handoffCues } from './handoff-words.ts';
import { asksForAction, asksForInformation, asksForStatus, isShapedAsQuestion } from './question-shape.ts';
import { masked, type Typed, typed } from './typed.ts';

/** What the intent model sees of a message: words, pairs of words, pieces of words, and the forms of numbers. */

/** Number of places in the weight table. */
export const BUCKETS = 16384;

const shapes: readonly { name: string; pattern: RegExp }[] = [
  { name: 'XPOSTCODE', pattern: /(?<![\d+])[1-9]\d{3} ?[a-z]{2}(?![a-z\d])/g },
  {
    name: 'XPLATE',
    pattern:
      /(?<![a-z\d-])(?=[a-z\d-]*\d)[a-z\d]{1,3}-[a-z\d]{2,3}-[a-z\d]{1,3}(?![a-z\d-])(?<!\d+-\d+-\d+)/g,
  },
  { name: 'XKM', pattern: /\d[\d.,]* ?(?:km|kms|klm|kilomet\w*|kiloemter)\b/g },
  { name: 'XEURO', pattern: /€ ?\d[\d.,]*-?|\d[\d.,]*-? ?(?:euros?|euri|eur|eu|€)(?![a-z])/g },
  { name: 'XLITRE', pattern: /\d[\d.,]* ?(?:liters?|litres?|ltr|l)\b/g },
  { name: 'XPERCENT', pattern: /\d+ ?(?:%|procent)/g },
  { name: 'XBREAK', pattern: /\d+ ?(?:min|minuten|minutes|mins)\b/g },
  { name: 'XDATE', pattern: /\b\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?\b(?! ?uur)/g },
  {
    name: 'XDATE',
    pattern: new RegExp(
      `\\b\\d{1,2}(?:e|de|ste|th|st|nd|rd|\\.)? ?(?:of )?(?:${clearMonth}|jan\\b|may\\b|march\\b)`,
      'g',
    ),
  },
  {
    name: 'XSPAN',
    pattern:
      /\b\d{1,2}(?:[:.u]\d{2})? ?(?:uur |u )?(?:tot|t\/m|tm|till|to|-|bis|do) ?(?:half |kwart over |kwart voor )?\d{1,2}(?:[:.u]\d{2})?(?: uur)?\b/g,
  },
  { name: 'XTIME', pattern: /\b\d{1,2}[:.]\d{2} ?uur\b|\b\d{1,2}:\d{2}\b/g },
  { name: 'XTIMES', pattern: /\b\d{1,2} ?(?:x|keer|maal|times) ?(?=\d)/g },
  {
    name: 'XHOURS',
    pattern: /\b\d+(?:[.,]\d+)? ?(?:uurtjes?|uren|uur|u|hours?|hrs?|h|stunden|godzin[aey]?)\b/g,
  },
  { name: 'XDAYS', pattern: /\b\d+(?:[.,]5)? ?(?:dagen|dgn|dag|dage|days?|dni|tage?|diensten)\b/g },
  { name: 'XWEEK', pattern: /\b(?:week|wk) ?\d{1,2}\b/g },
  { name: 'XDAY', pattern: new RegExp(`\\b${fullWeekday}\\b`, 'g') },
  { name: 'XMONTH', pattern: new RegExp(`\\b${clearMonth}`, 'g') },
  { name: 'XORDINAL', pattern: /\b(?:de )?\d{1,2}(?:e|de|ste)\b/g },
  { name: 'XCENTS', pattern: /\b\d+[.,]\d{2}\b/g },
  { name: 'XNUM', pattern: /\d+(?:[.,]\d+)?/g },
];

/** The folded message with names for the forms of its numbers: 'gister 42 km' -> 'gister XKM'. */
export function shaped(message: Typed): string {
  const places = [
    ...readEmails(message).map((place) => ({ ...place, name: 'XMAIL' })),
    ...readIbans(message).map((place) => ({ ...place, name: 'XIBAN' })),
  ];
  const rest = places.reduce<Typed>((now, { start, end }) => masked(now, start, end), message);
  places.push(...readPhones(rest).map(({ start, end }) => ({ start, end, name: 'XPHONE', email: '' })));
  let text = message.low;
  for (const { start, end, name } of [...places].sort((a, b) => b.start - a.start))
    text = `${text.slice(0, start)} ${name} ${text.slice(end)}`;
  for (const { name, pattern } of shapes) text = text.replace(pattern, ` ${name} `);
  return text.replace(/\s+/g, ' ').trim();
}

/** FNV-1a over the characters of a feature. */
function bucketOf(feature: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++) {
    hash ^= feature.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % BUCKETS;
}

/** Places in the weight table that a message lights up, each once; every one weighs 1 / sqrt(their number). */
export function featuresOf(text: string): number[] {
  const message = typed(text);
  const shape = shaped(message);
  const tokens: string[] = shape.match(/X[A-Z]+|[\p{L}']+|\?/gu) ?? [];
  const words = tokens.filter((token) => token !== '?');
  const names = [
    ...words.map((word) => `w ${word}`),
    ...words.map((word, i) => `b ${words[i - 1] ?? '^'} ${word}`),
    ...words.slice(2).map((word, i) => `t ${words[i]} ${word}`),
    `f ${words[0] ?? ''}`,
    `g ${words[0] ?? ''} ${words[1] ?? ''}`,
    `l ${words.at(-1) ?? ''}`,
    `n ${Math.min(9, Math.floor(words.length / 3))}`,
    ...(tokens.includes('?') ? ['?', `? ${words[0] ?? ''}`] : []),
    ...evidenceOf(message.low, shape).flatMap((name) => [`1 ${name}`, `2 ${name}`, `3 ${name}`]),
    ...words.filter((word) => !/^X[A-Z]+$/.test(word)).flatMap(piecesOf),
  ];
  return [...new Set(names.map(bucketOf))].sort((a, b) => a - b);
}

const dated =
  /XDATE|XDAY|XMONTH|XWEEK|XORDINAL|\b(?:e?e?r?gister\w*|vandaag|vanmorgen|vanochtend|vanmiddag|vanavond|vannacht|vorige|verleden|afgelopen|deze (?:week|maand)|yesterday|today|gestern|heute|wczoraj|dzis\w*|last week|letzte)\b|\b(?:ma|di|wo|do|vr|za|zo)\b/;
const counted = /XKM|XEURO|XLITRE|XSPAN|XTIME|XHOURS|XDAYS|XCENTS|XMAIL|XIBAN|XPHONE|XPOSTCODE|XNUM/;

/** What we know of questions and flows without learning; each counts three times. */
function evidenceOf(low: string, shape: string): string[] {
  const flows = cueFlows(low);
  const manner = [
    isShapedAsQuestion(low) ? 'asks' : 'tells',
    asksForInformation(low) ? 'informs' : '',
    asksForAction(low) ? 'requests' : '',
  ].join(' ');
  const matter = `${dated.test(shape) ? 'dated' : ''} ${counted.test(shape) ? 'counted' : ''}`;
  const cues = handoffCues(low);
  return [
    manner,
    matter,
    `${manner} ${matter}`,
    `${manner} ${matter} ${flows[0] ?? ''}`,
    ...(asksForStatus(low) ? ['status'] : []),
    ...changeCues(low),
    ...flows.map((flow) => `cue ${flow}`),
    `cues ${flows.length}`,
    `${flows.length === 0} ${manner}`,
    ...cues.map((cue) => `hand ${cue}`),
    `hands ${cues.join()}`,
  ];
}

/** Pieces of three to five letters, so that 'gereden' and 'gerdn' share some. */
function piecesOf(word: string): string[] {
  const padded = `<${word}>`;
  const pieces: string[] = [];
  for (const size of [3, 4, 5])
    for (let i = 0; i + size <= padded.length; i++) pieces.push(`c ${padded.slice(i, i + size)}`);
  return pieces;
}
