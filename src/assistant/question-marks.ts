import { termsOf } from '../retrieval/analyse.ts';
import { fold, tokenise } from '../retrieval/text.ts';

/**
 * What decides, beside its subject, which answer a question wants: two questions that differ in one of these never mean the same, however alike their
 * words are. Dutch, English, German and Polish as they are typed.
 */
export interface QuestionMarks {
  form: QuestionForm | null;
  /** 'hoe lang', 'hoeveel dagen': what is counted; null when it is left open. */
  measure: string | null;
  /** Of 'per week' and the like. */
  per: string | null;
  negated: boolean;
  /** Whether it asks what must or what may be; null for neither, and where the form is another than yes or no. */
  duty: 'must' | 'may' | null;
  /** Numbers, ordinals and grades, sorted, parted by spaces. */
  numbers: string;
  /** Who or what case it is about, sorted, parted by spaces. */
  about: string;
}

export type QuestionForm =
  | 'reason'
  | 'consequence'
  | 'clock'
  | 'moment'
  | 'amount'
  | 'person'
  | 'manner'
  | 'place'
  | 'what'
  | 'whether';

const verbs =
  'mag|mogen|kan|kun|kunnen|moet|moeten|krijg|krijgen|krijgt|heb|hebben|heeft|is|zijn|ben|word|wordt|worden|tel|telt|tellen|bestaat|hangen|komt|vergoedt|betaalt|hoef|hoeven|geldt|bouw|blijven|can|could|may|must|do|does|did|is|are|am|will|should|have|czy|moge|darf|muss|bekomme|habe';

/** The form whose words come first in the question is the one it has; at the same place, the first of the list. */
const forms: readonly [QuestionForm, RegExp][] = [
  ['reason', /\b(?:waarom|why|warum|dlaczego)\b/u],
  [
    'consequence',
    /\b(?:wat nu|wat dan|wat als|wat gebeurt|wat moet ik doen|wat doe ik|what if|what happens|what now)\b/u,
  ],
  ['clock', /\b(?:hoe ?laat|welk tijdstip|what time|o ktorej|um wieviel uhr)\b/u],
  [
    'moment',
    /\b(?:wanneer|wnr|hoe (?:lang|vroeg|ver) (?:van ?te ?voren|vooraf)|na hoe(?:veel| lang)\b|welke (?:datum|dag|maand)|when|until|kiedy|wann)\b/u,
  ],
  [
    'amount',
    /\b(?:hoeveel\p{L}*|hvl|hoe (?:lang|vaak|hoog|groot|ver|oud|veel)|hoelang|(?:max|min)(?:imum|imaal|imale)?\b(?= (?:aantal|uren|dagen))|wat (?:kost|verdien|krijg)|how (?:much|many|long|often|far|old)|ile|jak dlugo|wie ?viele?|wie lange)\b/u,
  ],
  ['person', /\b(?:wie|who|whom|whose|kto|wer|wem|wiens)\b/u],
  ['manner', /\b(?:hoe|how|jak)\b/u],
  ['place', /\b(?:waar|where|gdzie)\b/u],
  ['what', /\b(?:wat|what|welke?|which)\b/u],
  [
    'whether',
    new RegExp(
      `^(?:en |maar |of |dus )?(?:${verbs})\\b|\\b(?:${verbs}) (?:ik|je|we|wij|jullie|er|dat|ze|zij|men|u|i|they|there)\\b|\\b(?:toegestaan|mogelijk|verplicht|allowed)\\b`,
      'u',
    ),
  ],
];

/** Without words that show its form a question is taken for one of these. */
const openForms: ReadonlySet<QuestionForm> = new Set([
  'whether',
  'manner',
  'place',
  'what',
  'consequence',
] as const);
/** Forms that ask the same in practice. */
const sameForms = new Set(['manner place', 'amount what']);

const negation =
  /\b(?:niet|nie|nt|geen|gn|nooit|nergens|niemand|niks|niets|zonder|not|no|never|without|nothing|don t|cannot|can t|isn t|won t|doesn t|kein\p{L}*|nicht|ohne|bez|nigdy)\b/u;

const numberWords: Readonly<Record<string, string>> = {
  twee: '2',
  drie: '3',
  vier: '4',
  vijf: '5',
  zes: '6',
  zeven: '7',
  acht: '8',
  negen: '9',
  tien: '10',
  elf: '11',
  twaalf: '12',
  veertien: '14',
  vijftien: '15',
  twintig: '20',
  half: 'half',
  halve: 'half',
  eerste: '1e',
  tweede: '2e',
  derde: '3e',
  vierde: '4e',
  vijfde: '5e',
  dertiende: '13e',
  laatste: 'laatste',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  first: '1e',
  second: '2e',
  third: '3e',
  last: 'laatste',
};

/** Is this folded word a number or ordinal that `marksOf` reads? */
export function isNumberWord(form: string): boolean {
  return Object.hasOwn(numberWords, form);
}

/** Persons, groups, times and cases. Of each, a question speaks or does not, and so must the other. */
const subjects: readonly [string, RegExp][] = [
  [
    'child',
    /\b(?:kind|kinderen|kindje|zoon\p{L}*|dochter\p{L}*|baby|child|children|kids?|son|daughter|dziecko)\b/u,
  ],
  ['partner', /\b(?:partner|vrouw|vriendin|man|vriend|echtgeno\p{L}+|wife|husband|girlfriend|boyfriend)\b/u],
  ['mother', /\b(?:moeder|mama|mother|mum|mutter|matka)\b/u],
  ['father', /\b(?:vader|papa|father|dad|vater|ojciec)\b/u],
  ['parents', /\b(?:ouders?|parents?)\b/u],
  [
    'grandparent',
    /\b(?:opa|oma|groot(?:ouder|moeder|vader)s?|kleinkind\p{L}*|grand(?:parents?|mother|father))\b/u,
  ],
  ['sibling', /\b(?:broer\p{L}*|zus|zusje|zussen|brother|sister)\b/u],
  ['in-law', /\b(?:schoon(?:ouders?|moeder|vader|familie|zus|broer)|zwager)\b/u],
  ['others', /\b(?:buur\p{L}+|buren|oom|tante|neef|nicht|huisgeno\p{L}+|vriend(?:en)?|neighbou?r)\b/u],
  [
    'on-call',
    /\b(?:oproep\p{L}*|nul ?uren\p{L}*|0 uren\p{L}*|flexkracht\p{L}*|invalkracht\p{L}*|on call|zero hours?)\b/u,
  ],
  ['agency', /\b(?:uitzend\p{L}*|agency|payroll\p{L}*|zzp\p{L}*|zelfstandige\p{L}*)\b/u],
  ['trainee', /\b(?:stagiair\p{L}*|stage|bbl\p{L}*|leerling\p{L}*|intern|trainee)\b/u],
  ['manager', /\b(?:leidinggevende\p{L}*|manager\p{L}*|teamleider\p{L}*|chef)\b/u],
  ['student', /\b(?:student\p{L}*|scholier\p{L}*|vakantiekracht\p{L}*|weekendhulp\p{L}*)\b/u],
  ['employer', /\bvan (?:de|mijn|m n|mn|het|onze) (?:werkgever|baas|bedrijf)\b/u],
  ['part-time', /\b(?:part ?time\p{L}*|deeltijd\p{L}*)\b/u],
  ['full-time', /\b(?:full ?time\p{L}*|voltijd\p{L}*)\b/u],
  ['sick', /\b(?:zieke?|ziek(?:te|meld)\p{L}*|ziekgemeld|sick|ill|krank|chor\p{L}*)\b/u],
  [
    'leaving',
    /\b(?:uit ?dienst|weg ?ga|ga weg|vertrek\p{L}*|ontslag\p{L}*|leave the company|quit|resign\p{L}*)\b/u,
  ],
  ['probation', /\b(?:proeftijd|probation)\b/u],
  ['birth', /\b(?:zwanger\p{L}*|bev(?:al|iel)\p{L}*|pregnan\p{L}*)\b/u],
  ['abroad', /\b(?:buitenland\p{L}*|abroad)\b/u],
  ['on holiday', /\b(?:tijdens|op|in|on) (?:mijn |m n |mn |de |my )?(?:vakantie|holiday)\b/u],
  ['saturday', /\bzaterdag\p{L}*|\bsaturday/u],
  ['sunday', /\bzondag\p{L}*|\bsunday/u],
  ['other weekday', /\b(?:maan|dins|woens|donder|vrij)dag(?:en|s)?\b/u],
  ['weekend', /\bweekend\p{L}*/u],
  ['feast', /\b(?:feestdag\p{L}*|kerst(?:mis|dag\p{L}*)?|pasen|koningsdag|public holidays?)\b/u],
  ['night', /\b(?:s )?nacht\p{L}*|\bnight\p{L}*/u],
  ['evening', /\b(?:s )?avond\p{L}*|\bevening/u],
  ['least', /\b(?:minim\p{L}*|minstens|ten minste|at least|minimum)\b/u],
  ['less', /\b(?:minder|less|weniger)\b/u],
  ['late', /\b(?:te laat|too late)\b/u],
  ['gross', /\b(?:bruto|gross)\b/u],
  ['net', /\b(?:netto|net)\b/u],
  ['temporary', /\b(?:tijdelijk\p{L}*|jaarcontract\p{L}*|temporary)\b/u],
  ['permanent', /\b(?:vaste? (?:contract|dienst)\p{L}*|permanent)\b/u],
  ['after', /\b(?:na (?:mijn|m n|mn|de|het|een|afloop)|after|nach)\b/u],
  ['refuse', /\b(?:weiger\p{L}*|refus\p{L}*)\b/u],
];

const measure =
  /\b(?:hoeveel|hvl|hoe|how (?:many|much)|how|ile) (lang|vaak|hoog|dag(?:en)?|dgn|uur|uren|weken|maanden|jaar|loon|geld|procent|keer|long|often|days|hours|weeks|money)\b/u;
const measureNames: Readonly<Record<string, string>> = {
  dag: 'dagen',
  dgn: 'dagen',
  days: 'dagen',
  uur: 'uren',
  hours: 'uren',
  weeks: 'weken',
  money: 'geld',
  loon: 'geld',
  long: 'lang',
  often: 'vaak',
};
const per =
  /\b(?:per|a|per calender) (dag|week|maand|kwartaal|jaar|uur|nacht|km|kilometer|keer|rit|oproep|dienst|day|month|year|hour)\b/u;

const must = /\b(?:moet|moeten|verplicht|hoef|hoeven|must|have to|mandatory|obliged|muss)\b/u;
const may =
  /\b(?:mag|mogen|kan|kun|kunnen|krijg|krijgen|toegestaan|mogelijk|recht op|may|can|could|allowed|possible|get|darf)\b/u;

function dutyOf(text: string, form: QuestionForm | null): QuestionMarks['duty'] {
  if (form !== null && form !== 'whether') return null;
  if (must.test(text)) return 'must';
  return may.test(text) ? 'may' : null;
}

/** Reads the marks of a question. */
export function marksOf(question: string): QuestionMarks {
  const text = plain(question);
  const counted = measure.exec(text)?.[1] ?? null;
  const form = formOf(text);
  return {
    form,
    measure: counted === null ? null : (measureNames[counted] ?? counted),
    per: per.exec(text)?.[1] ?? null,
    negated: negation.test(text),
    duty: dutyOf(text, form),
    numbers: numbersIn(question),
    about: subjects
      .filter(([, test]) => test.test(text))
      .map(([name]) => name)
      .join(' '),
  };
}

/** Do these two want different answers whatever their subjects are? */
export function marksClash(a: QuestionMarks, b: QuestionMarks): boolean {
  return (
    a.negated !== b.negated ||
    a.numbers !== b.numbers ||
    a.about !== b.about ||
    (a.measure !== null && b.measure !== null && a.measure !== b.measure) ||
    (a.duty !== null && b.duty !== null && a.duty !== b.duty) ||
    (a.per !== null && b.per !== null && a.per !== b.per) ||
    formsClash(a.form, b.form)
  );
}

function formsClash(a: QuestionForm | null, b: QuestionForm | null): boolean {
  if (a === b) return false;
  if (a === null || b === null) return !openForms.has(a ?? b ?? 'whether');
  return !sameForms.has([a, b].sort().join(' '));
}

function plain(text: string): string {
  return fold(text)
    .replace(/['’`´]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function formOf(text: string): QuestionForm | null {
  let found: QuestionForm | null = null;
  let first = Number.POSITIVE_INFINITY;
  for (const [form, test] of forms) {
    const at = test.exec(text)?.index ?? Number.POSITIVE_INFINITY;
    if (at < first) {
      first = at;
      found = form;
    }
  }
  return found;
}

/** '24', '12_5', '2e' of 'tweede', and the grades of analyse.ts ('schaal_c'). */
function numbersIn(question: string): string {
  const found = new Set<string>();
  for (const { form } of tokenise(question)) {
    const word = Object.hasOwn(numberWords, form) ? numberWords[form] : undefined;
    if (word !== undefined) found.add(word);
    else if (/\d/.test(form)) found.add(form.replace(/^(\d+)(?:e|de|ste|th|nd|rd|st)$/, '$1e'));
  }
  for (const { form } of termsOf(question)) if (/^\p{L}+_/u.test(form)) found.add(form);
  return [...found].sort().join(' ');
}
