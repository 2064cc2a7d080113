import { fold } from '../retrieval/text.ts';
import type { HandoffReason, SmalltalkTone, StatusAbout } from './model.ts';
import { isShapedAsQuestion } from './question-shape.ts';

/** What is certain from the words alone, before the learned model is asked; where a slip would do most harm. */

const greeting =
  /^(?:hoi+|hallo+|hey+|hi|hello|goede?(?:morgen|middag|navond|n avond)|dag|yo|he|czesc|guten tag|good (?:morning|afternoon))(?: (?:daar|allemaal|there|assistent))?[\s!.,]*$/;

const thanks =
  /^(?:ok[ea]?y?|oke|top|super|fijn|prima|mooi|thanks?|thx|thank you|bedankt|dank(?: je| u|jewel|uwel)?|dankjewel|merci|danke|dzieki|dziekuje)(?:[ ,]+(?:ok[ea]?|hoor|je|u|wel|voor|de|je|hulp|hulp|alvast|so|very|much|top|bedankt|dankjewel|snelle|reactie))*[\s!.,]*$/;

const chatter =
  /^(?:wie ben (?:je|jij)|wat (?:ben|kun|kan) (?:je|jij)(?: (?:allemaal|doen|voor me doen))?|ben (?:je|jij) (?:een )?(?:mens|robot|ai|bot|echt)|hoe gaat het(?: met je)?|who are you|what can you do|are you (?:a )?(?:human|robot|bot|ai)|test(?:je)?|lol|haha+)[\s?!.]*$/;

const statusAsk =
  /\b(?:waar blijft|status van|is (?:mijn|me|m'n|mn) (?:declaratie|aanvraag|bon|verhuizing|wijziging)|(?:mijn|me|mn) declaratie (?:al|nog)|hoe staat het met (?:mijn|me|mn)|al goedgekeurd|status of my|where is my (?:claim|declaration))\b/;

/** What only somebody's own records tell: the balance of days, this week's roster, what was earned. */
const ownRecords =
  /\b(?:(?:hoeveel|hvl|hoevl) [\p{L} -]{2,40}(?:heb ik|heb k|staan er|staat er) (?:nog|eigenlijk nog|dit jaar nog)\b(?! recht)|(?:mijn|me|mn|m'n) (?:verlofsaldo|vakantiesaldo|urensaldo|saldo|tegoed) (?:nog|nu|is|zien|bekijken)|(?:sta|staan|staat) (?:ik|er) (?:[\p{L}]+ ){0,3}(?:in|op) (?:mijn|me|mn|m'n|het) rooster|wat staat er (?:[\p{L}]+ ){0,2}(?:in|op) (?:mijn|me|mn|m'n) rooster|hoeveel (?:uur|uren) heb ik (?:[\p{L}]+ ){0,3}gewerkt|how many [\p{L} ]{2,30} do i have left)\b/u;

const dismissal =
  /\b(?:(?:ik )?(?:word|wordt|ben|werd) (?:ik )?(?:ontslagen|op staande voet)|(?:ze|hij|zij|baas|chef|leidinggevende) (?:wil(?:len)?|gaa?t?n?|dreig\w*) .*(?:ontslaan|eruit)|ze willen (?:me|mij) (?:weg|kwijt)|vaststellingsovereenkomst (?:gekregen|tekenen)|moet ik (?:dit |de )?(?:vso|vaststellingsovereenkomst) tekenen)\b/;

const conflict =
  /\b(?:ik word (?:gepest|geintimideerd|gediscrimineerd|lastiggevallen)|(?:wordt|word) (?:ik )?(?:gepest|lastig ?gevallen|uitgescholden)|ruzie met (?:mijn|me|mn|de|m'n)|(?:seksueel|sexueel) .*(?:geintimideerd|lastiggevallen|aangeraakt)|(?:baas|chef|collega|leidinggevende|manager) (?:zit aan me|blijft aan me|raakt me|scheldt me|bedreigt|intimideert|discrimineert|pest))\b/;

const health =
  /\b(?:ik (?:heb|ben|voel|kreeg|krijg) .*(?:burn ?-?out|depressi|overspannen|kanker|paniekaanval|miskraam|suicid|zelfmoord|verslaafd)|ik (?:wil niet meer leven|zie het niet meer zitten|trek het niet meer))\b/;

const otherPerson =
  /\b(?:hoeveel|wat) (?:verdient|krijgt) (?:mijn |me |mn |onze |die )?(?:collega|chef|baas|leidinggevende|manager|directeur)\b(?! (?:in schaal|per))|\b(?:adres|telefoonnummer|nummer|salaris|loon|ziek(?:te)?verlof) van (?:mijn |me |mn )?(?:collega|chef|baas|leidinggevende)\b/;

/** Asked of the text as typed: a name has a capital. */
const namedPerson =
  /\b(?:[Hh]oeveel|[Ww]at) (?:verdient|krijgt) \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?\s*(?:\?|$)/u;

const ibanNumber = /\b[a-z]{2}\d{2}\s?[a-z]{4}\s?\d{4}/;

const bsn = /\b(?:bsn|burgerservicenummer|sofinummer)\b/;

export type Sure =
  | { kind: 'smalltalk'; tone: SmalltalkTone }
  | { kind: 'handoff'; reason: HandoffReason }
  | { kind: 'status'; about: StatusAbout }
  | { kind: 'bank-account' };

const decline =
  /^(?:(?:haha+|nee|oh|ok[ea]?y?|oke|ach)[ ,]+)*(?:nee(?: hoor)?[ ,]+)?(?:laat maar(?: zitten)?|hoeft niet(?: meer)?|never ?mind|vergeet het maar|is al goed|egal)[\s!.]*$/;

/** Null where the words alone decide nothing. */
export function sureOf(text: string): Sure | null {
  const t = fold(text).replace(/[’`]/g, "'").replace(/\s+/g, ' ').trim();
  if (greeting.test(t)) return { kind: 'smalltalk', tone: 'greeting' };
  if (thanks.test(t)) return { kind: 'smalltalk', tone: 'thanks' };
  if (decline.test(t)) return { kind: 'smalltalk', tone: 'decline' };
  if (chatter.test(t)) return { kind: 'smalltalk', tone: 'other' };
  if (conflict.test(t)) return { kind: 'handoff', reason: 'conflict' };
  if (health.test(t)) return { kind: 'handoff', reason: 'health' };
  if (otherPerson.test(t) || namedPerson.test(text)) return { kind: 'handoff', reason: 'other-person' };
  if (ibanNumber.test(t)) return { kind: 'bank-account' };
  if (bsn.test(t) && /\d{8,9}/.test(t.replace(/[\s.-]/g, ''))) return { kind: 'handoff', reason: 'bsn' };
  if (statusAsk.test(t)) return { kind: 'status', about: 'request' };
  if (ownRecords.test(t)) return { kind: 'status', about: 'records' };
  if (dismissal.test(t) && (!isShapedAsQuestion(t) || /vaststellingsovereenkomst|vso/.test(t)))
    return { kind: 'handoff', reason: 'dismissal' };
  return null;
}
