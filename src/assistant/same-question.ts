import { type Term, termsOf } from '../retrieval/analyse.ts';
import wordCounts from '../retrieval/data/words.json' with { type: 'json' };
import { dotProduct } from '../retrieval/dot-product.ts';
import { stem } from '../retrieval/stem.ts';
import { fold } from '../retrieval/text.ts';
import calibration from './data/same-question.json' with { type: 'json' };
import { isNumberWord, marksClash, marksOf, type QuestionMarks } from './question-marks.ts';

interface WeighedWord {
  stem: string;
  /** Of a compound its parts, of another word itself. */
  parts: readonly { key: string; weight: number }[];
}

/** A question as it is compared with others. */
export interface Wording {
  /** Its content words as retrieval reads them, each once. */
  terms: readonly Term[];
  /** Its content words but numbers, each once. */
  words: readonly WeighedWord[];
  /** Stems of its words and of the parts of its compounds. */
  keys: ReadonlySet<string>;
  /** False when nothing in it says what it is about; such a wording means the same as no other. */
  standsAlone: boolean;
  /** It opens as the continuation of something said before: 'en voor oproepkrachten?' */
  continues: boolean;
  marks: QuestionMarks;
  /** Unit vector of the encoder named beside it; null without one. */
  vector: Float32Array | null;
}

/** What two questions have in common; every part lies between 0 and 1. */
export interface Likeness {
  /** Weighted share of the content words of both that both have. */
  shared: number;
  /** The weightiest word that only one has, as a share of the largest weight. */
  missing: number;
  /** Cosine of the encoder; 0 without one. */
  cosine: number;
}

/** A logistic model over the parts of a likeness, and the chance from which two questions are taken for the same. */
export interface SamenessModel {
  bias: number;
  weights: Partial<Record<keyof Likeness, number>>;
  threshold: number;
}

/** With the encoder it was calibrated for, and with words alone. Figures stand beside it (eval/calibrate-curated.ts). */
export const samenessModels: { encoderId: string; vectors: SamenessModel; words: SamenessModel } = {
  encoderId: calibration.encoderId,
  vectors: calibration.vectors,
  words: calibration.words,
};

const FILLER_WEIGHT = 0.12;
const MAX_WEIGHT = 2.5;
/** Words that ask rather than say what about: the form of the question (question-marks.ts) holds what they mean. */
const fillers = new Set(
  `werk werken werkgever bedrijf organisatie baas zaak toegestaan mogelijk regeling recht weer zomaar eigen ok weet hoor gaan gaat gebeurt
  moeten tijdens via bij ons dit met mee nemen neem meenemen meebrengen komt komen staat staan vinden vind bestaat heet heten nodig vragen vraag aanvragen doorgeven
  doorgeef regelen vanaf ook alvast zeker hier daar uiterlijk plaatsen datum aantal doen gedaan mogen hebben iemand iets hele soort manier
  verplicht allowed get got work boss company want like`
    .split(/\s+/)
    .map((word) => stem(fold(word))),
);

/** Everyday words that mean the same in a question to HR. */
const synonyms = new Map(
  `loon salaris|overleden dood gestorven overlijdt|trouwen trouw bruiloft huwelijk|beeldscherm monitor scherm|vrij verlof|partner vriendin vrouw man vriend
  loonstrook loonstrookje salarisstrook|jaaropgave jaaropgaaf|vergoed vergoedt vergoeding|betaald betaal betaalt doorbetaald uitbetaald|bevalt bevallen beval
  telefoon mobiel gsm|tatoeages tattoo tattoos|opleiding studie cursus|ruilen wisselen|kwijt verloren|afgezegd geannuleerd|website site|kost kosten`
    .split(/[|\n]/)
    .flatMap((row) => {
      const [first = '', ...others] = row
        .trim()
        .split(' ')
        .map((word) => stem(fold(word)));
      return others.map((other) => [other, first] as const);
    }),
);

let stemCounts: Map<string, number> | null = null;

/** How often a stem stands in HR texts (retrieval/data/words.json). */
function countOf(key: string): number {
  if (stemCounts === null) {
    stemCounts = new Map();
    for (const [word, n] of Object.entries(wordCounts)) {
      const of = stem(word);
      stemCounts.set(of, (stemCounts.get(of) ?? 0) + n);
    }
  }
  return stemCounts.get(key) ?? 0;
}

/** Inverse frequency, flattened: a common word of HR ('ziek', 'dag') can turn a question round as well as a rare one. */
function weightOf(key: string): number {
  if (fillers.has(key)) return FILLER_WEIGHT;
  return Math.min(MAX_WEIGHT, 1 + 0.3 * Math.max(0, Math.log(1 + 1000 / (countOf(key) + 10)) - 1));
}

const same = (key: string) => synonyms.get(key) ?? key;

function weigh(term: Term): WeighedWord {
  const parts = (term.parts.length > 0 ? term.parts : [term.stem]).map(same);
  return { stem: same(term.stem), parts: parts.map((key) => ({ key, weight: weightOf(key) })) };
}

/** 'in te klokken' is 'inklokken'. */
const splitVerb = /(?<!\p{L})(in|uit|op|af|aan|over|door|mee|terug|om|bij|vast) te (\p{L}+)/giu;

const continuation =
  /^\s*(?:en|maar|of|ook|dus|oke|ok|stel|en dan|and|but|what about|how about|und|aber|oraz|geldt (?:dit|dat))(?![\p{L}])/iu;

/**
 * @param question as typed, redacted, typing errors mended
 * @param vector of the encoder; null without one
 */
export function readWording(question: string, vector: Float32Array | null): Wording {
  const terms = new Map(termsOf(question.replace(splitVerb, '$1$2')).map((term) => [term.stem, term]));
  const words = [...terms.values()].filter(({ form }) => !/\d/.test(form) && !isNumberWord(form)).map(weigh);
  return {
    terms: [...terms.values()],
    words,
    keys: new Set(words.flatMap(({ stem: whole, parts }) => [whole, ...parts.map(({ key }) => key)])),
    standsAlone: words.some(isTelling),
    continues: continuation.test(question),
    marks: marksOf(question),
    vector,
  };
}

/** Does it say what a question is about, more than asking? */
function isTelling({ parts }: WeighedWord): boolean {
  return parts.some(({ weight }) => weight >= 1);
}

/** Does a message in a conversation lean on what was said before, so that its own words do not tell what it asks? */
export function leansOnTurns({ words, continues }: Wording): boolean {
  return continues || words.filter(isTelling).length <= 1;
}

/** The parts of the score. Symmetric. */
export function likenessOf(a: Wording, b: Wording): Likeness {
  const [first, second] = [coverage(a, b), coverage(b, a)];
  const all = first.total + second.total;
  return {
    shared: all === 0 ? 0 : (first.met + second.met) / all,
    missing: Math.max(first.missing, second.missing) / MAX_WEIGHT,
    cosine: a.vector === null || b.vector === null ? 0 : Math.max(0, dotProduct(a.vector, b.vector)),
  };
}

function coverage({ words }: Wording, { keys }: Wording) {
  let total = 0;
  let met = 0;
  let missing = 0;
  for (const { stem: whole, parts } of words) {
    const isMet = keys.has(whole);
    for (const { key, weight } of parts) {
      total += weight;
      if (isMet || keys.has(key)) met += weight;
      else missing = Math.max(missing, weight);
    }
  }
  return { total, met, missing };
}

/**
 * Chance that an answer to one is an answer to the other, 0 to 1; 0 when they differ in a number, a negation, a person or what is asked.
 * Symmetric, pure.
 */
export function sameness(a: Wording, b: Wording, model: SamenessModel): number {
  if (!a.standsAlone || !b.standsAlone || marksClash(a.marks, b.marks)) return 0;
  return chanceOf(likenessOf(a, b), model);
}

export function chanceOf(likeness: Likeness, { bias, weights }: SamenessModel): number {
  let z = bias;
  for (const [name, weight] of Object.entries(weights)) z += weight * likeness[name as keyof Likeness];
  return 1 / (1 + Math.exp(-z));
}
