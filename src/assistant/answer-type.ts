import { fold } from '../retrieval/text.ts';
import { factsOf } from './facts.ts';

/**
 * What a question asks for, as far as its words tell. `units` are the units of facts.ts of which one has to be in the answer; empty when the words
 * leave that open.
 */
export interface AnswerType {
  kind: 'amount' | 'moment' | 'person' | 'name' | 'contact' | 'any';
  units: readonly string[];
}

const money = ['eur', 'percent'];
const time = ['hour', 'day', 'week', 'month', 'year', 'date', 'time'];

/** First match wins; folded text. Dutch, English, German and Polish as they are typed. */
const rules: readonly [RegExp, AnswerType][] = [
  [
    /\b(?:telefoonnummer|tel(?:efoon)? ?nr|e-?mail ?adres|mailadres|website|postadres|phone number|telefonnummer|numer telefonu)\b/,
    { kind: 'contact', units: [] },
  ],
  [
    /\b(?:hoe heet|hoe heten|naam van (?:de|het|mijn|onze)|wie is (?:de|het|mijn|onze)|what is the name|wie heisst|jak si[ea] nazywa)\b/,
    { kind: 'name', units: [] },
  ],
  [
    /\b(?:hoe ?laat|hoelaat|what time|o ktorej|um wieviel uhr)\b/,
    { kind: 'moment', units: ['time', 'hour'] },
  ],
  [
    /\b(?:hoe oud|welke leeftijd|what age|how old|welchem alter|ile lat|jakim wieku)\b/,
    { kind: 'amount', units: ['year', 'number'] },
  ],
  [/\b(?:procent|percentage|percent|prozent)\b|%/, { kind: 'amount', units: ['percent'] }],
  [
    /\b(?:hoeveel|hvl|hoevl|how many|wie ?viele?|ile) (?:\p{L}+ ){0,2}?\p{L}*(?:dagen|dgn|dag|days|tage|dni)\b/u,
    { kind: 'amount', units: ['day', 'week', 'hour', 'number'] },
  ],
  [
    /\b(?:hoeveel|hvl|hoevl|how many|wie ?viele?|ile) (?:\p{L}+ ){0,2}?\p{L}*(?:weken|weeks|wochen|tygodni)\b/u,
    { kind: 'amount', units: ['week', 'day', 'month'] },
  ],
  [
    /\b(?:hoeveel|hvl|hoevl|how many|wie ?viele?|ile) (?:\p{L}+ ){0,2}?\p{L}*(?:uren|uur|hours|stunden|godzin)\b/u,
    { kind: 'amount', units: ['hour', 'percent', 'number'] },
  ],
  [
    /\b(?:hoeveel|hvl|hoevl|how many) (?:\p{L}+ ){0,1}?(?:maanden|months)\b/u,
    { kind: 'amount', units: ['month', 'year', 'week'] },
  ],
  [/\b(?:hoe ?lang|how long|wie lange|jak dlugo)\b/, { kind: 'amount', units: time }],
  [
    /\b(?:wat kost|kosten|prijs|hoeveel (?:geld|euro)|welk bedrag|wat betaal|wat verdien|hoeveel verdien|how much (?:money|does)|(?:wat|hoeveel) (?:krijg|vang|verdien)\p{L}* (?:\p{L}+ ){0,3}?per (?:km|kilometer|uur|dag|maand|jaar|nacht|keer|rit)|was kostet|ile kosztuje|ile zarabia)\b/u,
    { kind: 'amount', units: money },
  ],
  [
    /\b(?:hoeveel|hvl|hoevl|hoe hoog|hoe vaak|welk (?:bedrag|percentage)|wat krijg|hoe groot|how (?:much|many|often)|za ile|ile|wie ?viele?)\b/,
    { kind: 'amount', units: [] },
  ],
  [
    /\b(?:wanneer|wnr|tot wanneer|welke datum|welke dag|binnen|uiterlijk|deadline|when|until|kiedy|wann)\b/,
    { kind: 'moment', units: ['date', 'time', 'day', 'week', 'month', 'hour', 'year', 'ordinal'] },
  ],
  [/\b(?:wie|bij wie|aan wie|met wie|who|whom|kto|wer|wem)\b/, { kind: 'person', units: [] }],
];

export function answerTypeOf(question: string): AnswerType {
  const text = fold(question);
  return rules.find(([test]) => test.test(text))?.[1] ?? { kind: 'any', units: [] };
}

const persons =
  /\b(?:leidinggevende|hr|personeelszaken|directie|werkgever|bedrijfsarts|vertrouwenspersoon|planner|planning|salarisadministratie|arbodienst|pensioenuitvoerder|manager|afdelingshoofd|teamleider)\b/i;
const contact = /\+?\d[\d\s()-]{7,}\d|\S+@\S+\.\S+|\bwww\.|https?:/;
/** A word with a capital inside a sentence, that is no abbreviation: a name of somebody or something. */
const properName = /(?<=[\p{Ll},;:] )\p{Lu}\p{Ll}{2,}/gu;

/** '3. ' before a clause is no answer to 'how many'. */
const enumerator = /^\s*(?:\d{1,2}|[a-z])[.)]\s+/gmu;

/** Does a text hold what is asked for? Null when the words of the question do not tell what that is. */
export function holdsType(type: AnswerType, text: string): boolean | null {
  switch (type.kind) {
    case 'amount':
    case 'moment': {
      const facts = factsOf(text.replace(enumerator, '')).filter(
        (fact) => type.units.length > 0 || fact.unit !== 'date',
      );
      return facts.some((fact) => type.units.length === 0 || type.units.includes(fact.unit));
    }
    case 'contact':
      return contact.test(text);
    case 'name':
      return (text.match(properName)?.length ?? 0) > 0;
    case 'person':
      return persons.test(text);
    case 'any':
      return null;
  }
}

export function typeMet(type: AnswerType, text: string): boolean {
  return holdsType(type, text) === true;
}
