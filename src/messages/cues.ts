import type { FlowName } from './model.ts';

/** Words and forms that belong to one flow; they tell which part of a message speaks of which thing, not what a message is. */
const cues: readonly { flow: FlowName; pattern: RegExp }[] = [
  {
    flow: 'emergency-contact',
    pattern:
      /nood(?:contact|nummer|geval|persoon)|\bbij nood\b|\bemergency\b|\bice\b|notfall|\bnagly\w*|awaryjn/,
  },
  {
    flow: 'bank-account',
    pattern: /\biban\b|\brekening|\bbank|\b[a-z]{2}\d{2} ?[a-z]{4} ?\d{4}|\bkonto\b|\bloon\b.*\bop\b/,
  },
  {
    flow: 'fuel',
    pattern:
      /tank|benzine|diesel|brandstof|\bliter|\bltr\b|\bfuel|petrol|\bgas\b|\bbon(?:netje)?\b|paliw|€|\beuro?\b/,
  },
  { flow: 'km-taxed', pattern: /(?<!on)(?<!niet )\bbelast\w*|(?<!un)\btaxed\b|versteuert/ },
  {
    flow: 'km-untaxed',
    pattern:
      /\d ?(?:km|kms|kilomet\w+|klm)\b|\bkm\b|kilomet|\bgereden\b|\brit(?:ten|je)?\b|\breden\b|\bdrove\b|przejech|gefahren|\bklant\b/,
  },
  {
    flow: 'home-working-days',
    pattern: /\bthuis|\bhuis uit\b|vanuit huis|\bfrom home\b|\bwfh\b|home ?office|z domu|zdaln|\bhome\b/,
  },
  {
    flow: 'days-worked',
    pattern:
      /(?:\d|_|\btwee|\bdrie|\bvier|\bvijf) ?(?:dagen|dgn|dag|days|dni|tage|diensten)\b|gewerkte dagen|\bdagen\b/,
  },
  {
    flow: 'hours',
    pattern:
      /\buur\b|\buren\b|\d ?u\b|\buurtjes\b|\bhours?\b|\bhrs\b|godzin|stunden|pauze|\bbreak\b|\d (?:tot|t\/m|-|to|till) \d|\d{1,2}[:.]\d\d|\bgewerkt\b|\bworked\b|\bdienst\b|\bgedraaid\b/,
  },
  {
    flow: 'contact',
    pattern:
      /@|mail|\bnummer\b|\bnr\b|telef|\btel\b|mobiel|\bphone|\+\d|\b0[1-9][\d -]{7}|\b06\b|\bnumer\b|handy/,
  },
  {
    flow: 'address',
    pattern:
      /adres|verhui|\bwoon|\bwonen\b|straat|laan\b|weg\b|plein\b|\b\d{4} ?[a-z]{2}\b|\bmove|address|\bziehe\b|umgezogen|adresse|przeprowadz|postcode|huis ?n/,
  },
];

/** Flows whose words stand in a text, the most telling first. */
export function cueFlows(low: string): FlowName[] {
  return cues.filter(({ pattern }) => pattern.test(low)).map(({ flow }) => flow);
}

const withdrawing =
  /\b(?:intrek\w*|intreken|terugtrek\w*|terugnemen|annule\w*|verwijder\w*|weghalen|schrap|wis|cancel|withdraw|delete|remove|undo|take back|losche?n?|wycofaj|usun|anuluj)\b|\btrek\b.*\bin\b|\b(?:haal|gooi|doe|mag|mogen|moet|moeten|kan|kunnen)\b.*\b(?:weg|eruit|eraf|eruit gehaald)\b|\bdubbel ingediend\b|\bniet indienen\b|\bzuruck\b/;
const correcting =
  /\b(?:ipv|i\.p\.v\.|in ?plaats van|instead of|statt|zamiast|correct\w*|corrige\w*|verbeter|korrektur|popraw|zmien|andere)\b|\b(?:moet|moeten|should be)\b.*\b(?:zijn|worden|be)\b|\b(?:verander|wijzig|pas|maak|change|update)\w*\b.*\b(?:in|naar|aan|van|to)\b.*\d|\bwas\b.*\d.*\b(?:niet|geen)\b|\bnot \d/;

/** The message takes back or changes what was handed in before. */
export function changeCues(low: string): string[] {
  return [...(withdrawing.test(low) ? ['withdraws'] : []), ...(correcting.test(low) ? ['corrects'] : [])];
}
