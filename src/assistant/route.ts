import { fold } from '../retrieval/text.ts';

/** What a message is, before anything is looked up. */
export type Route =
  | { kind: 'question' }
  | { kind: 'declaration'; flow: DeclarationFlow }
  | { kind: 'mutation'; flow: MutationFlow }
  | { kind: 'status'; about: 'request' | 'records' }
  | { kind: 'smalltalk'; tone: 'greeting' | 'thanks' | 'other' }
  | { kind: 'handoff'; reason: HandoffReason };

export type DeclarationFlow = 'km-untaxed' | 'fuel' | 'home-working-days' | 'hours' | 'days-worked';
export type MutationFlow = 'address' | 'contact' | 'emergency-contact' | 'bank-account';
export type HandoffReason = 'health' | 'dismissal' | 'conflict' | 'other-person' | 'bank-account' | 'bsn';

const greeting =
  /^(?:hoi+|hallo+|hey+|hi|hello|goede?(?:morgen|middag|navond|n avond)|dag|yo|he|czesc|guten tag|good (?:morning|afternoon))(?: (?:daar|allemaal|there|assistent))?[\s!.,]*$/;
const thanks =
  /^(?:ok[ea]?y?|oke|top|super|fijn|prima|mooi|thanks?|thx|thank you|bedankt|dank(?: je| u|jewel|uwel)?|dankjewel|merci|danke|dzieki|dziekuje)(?:[ ,]+(?:ok[ea]?|hoor|je|u|wel|voor|de|je|hulp|hulp|alvast|so|very|much|top|bedankt|dankjewel|snelle|reactie))*[\s!.,]*$/;
const chatter =
  /^(?:wie ben (?:je|jij)|wat (?:ben|kun|kan) (?:je|jij)(?: (?:allemaal|doen|voor me doen))?|ben (?:je|jij) (?:een )?(?:mens|robot|ai|bot|echt)|hoe gaat het(?: met je)?|who are you|what can you do|are you (?:a )?(?:human|robot|bot|ai)|test(?:je)?|lol|haha+)[\s?!.]*$/;

const questionStart =
  /^(?:(?:hoi|hallo|hey|hi|vraagje|vraag|even een vraag|ff vraagje|weet (?:je|jij|u|iemand)|kun je zeggen|mag ik vragen|ik vroeg me af|zeg|hee|he|en|maar|dus|of|ps|goedemorgen|goedemiddag)[ ,:]+)*(?:hoe(?:veel|lang|vaak)?|hvl|hoevl|wat|wie|wanneer|waar(?:om|voor|mee|bij|heen|van)?|welke?|wnr|tot wanneer|vanaf wanneer|per wanneer|voor wanneer|binnen|op welke|in welke|bij wie|aan wie|met wie|van wie|mag|mogen|kan|kun|kunnen|krijg(?:en|t)?|moet(?:en)?|is|zijn|zit|zitten|heb(?:ben)?|heeft|word(?:t|en)?|geldt|gelden|bestaat|telt|betaal(?:t|d)?|vergoed(?:en|t)?|ben|bouw|hoort|klopt|zal|gaat|ga|doe|doet|verval(?:t|len)|how|what|when|where|who|which|why|can|could|do|does|did|is|are|am|may|must|should|will|wie viel|wann|wo|warum|darf|kann|muss|bekomme|habe|gibt|ile|czy|kiedy|jak|gdzie|kto|co|ktore|jaki|jaka|jakie|za ile|do kiedy)\b/;
const questionInside =
  /\?|\b(?:hoeveel|hvl|hoelang|hoe lang|wanneer|wnr|waar kan|waar moet|hoe kan|hoe moet|hoe geef|mag ik|krijg ik|kan ik|moet ik|heb ik recht|recht op|of ik|wat gebeurt er|what happens|how much|how many)\b/;

const amountOfKm = /\b\d+(?:[.,]\d+)?\s*(?:km|kms|kilometers?|kilometer)\b|\b(?:km|kilometers?)\b.*\b\d+\b/;
const doneOrDate =
  /\b(?:gister(?:en)?|eergister(?:en)?|vandaag|vanmorgen|vanmiddag|vanavond|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo|vorige|verleden|afgelopen|deze week|deze maand|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|aug|sep|sept|okt|nov|dec|gereden|gewerkt|gemaakt|getankt|gedraaid|yesterday|today|monday|tuesday|wednesday|thursday|friday|last week|wczoraj|gestern|\d{1,2}[-/]\d{1,2}|de \d{1,2}e)\b/;
const tanked =
  /\b(?:getankt|tanken|tankbon|benzine|diesel|bon (?:benzine|diesel|tank)|brandstof|liter|fuel|refuel\w*|petrol)\b/;
const money = /(?:€|eur(?:o)?)\s?\d|\d+(?:[.,]\d+)?\s*(?:€|euro|eur)\b|\b\d+[.,]\d{2}\b/;
const atHome =
  /\b(?:thuis ?gewerkt|thuiswerkdag(?:en)?|thuis ?werk(?:te|en)?|dag(?:en)? thuis|dgn thuis|thuis gezeten om te werken|worked from home|home ?office|wfh|z domu)\b/;
const hoursWorked =
  /\b\d+(?:[.,]\d+)?\s*(?:u|uur|uren|uurtjes|hrs?|hours?|godzin\w*|stunden)\b|\b\d{1,2}(?:[:.]\d{2})?\s*(?:tot|-|t\/m|till|to|do)\s*\d{1,2}(?:[:.]\d{2})?\b/;
const worked =
  /\b(?:gewerkt|gedraaid|uren|uurtjes|dienst|shift|werkuren|worked|pracowal\w*|gearbeitet|geklust|gestaan)\b/;
const daysWorked =
  /\b\d+\s*(?:dagen|dgn|dag|days|dni)\s*(?:gewerkt|gedraaid|worked)|\b(?:gewerkt|gewerkte)\b.*\b\d+\s*(?:dagen|dgn|dag)\b/;
const doIt =
  /\b(?:declareer|declareren|indienen|dien|boek|invoeren|invullen|zet|noteer|doorgeven|door geven|geef .* door|register|submit|claim|zgloszenie)\b/;

const moved =
  /\b(?:verhuisd|verhuis|verhuizen|verhuizing naar|nieuwe? adres|adres (?:gewijzigd|veranderd|is nu|wordt)|ik woon (?:nu|vanaf|sinds)|andere? adres|adreswijziging|moved to|new address|my address|przeprowadzil\w*|umgezogen)\b/;
const contact =
  /\b(?:nieuwe? (?:tel(?:efoon)?(?:nummer|nr)?|mobiel(?:e nummer)?|06(?:-?nummer)?|nummer|nr|mail(?:adres)?|e-?mail(?:adres)?)|(?:nummer|telefoonnummer|mail(?:adres)?|e-?mail(?:adres)?|06) (?:is |wordt |gewijzigd|veranderd|aanpassen|wijzigen)|(?:wijzig|verander|pas) .*(?:nummer|mail|telefoon)|new (?:phone|number|email|mobile)|nowy numer|neue (?:nummer|e-?mail))\b/;
const emergency =
  /\b(?:noodcontact|contactpersoon (?:bij|in geval van) (?:nood|noodgeval)|ice-?contact|bij nood|noodgeval(?:len)? bellen|emergency contact)\b/;
const bank =
  /\b(?:rekening ?(?:nummer|nr)|iban|bankrekening|nieuwe? rekening|andere? bank|bank account|konto)\b/;
const ibanNumber = /\b[a-z]{2}\d{2}\s?[a-z]{4}\s?\d{4}/;
const bsn = /\b(?:bsn|burgerservicenummer|sofinummer)\b/;

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

/**
 * First routing, by patterns: what is clearly something to be done, small talk, or for a person; everything else is a question.
 * Doubt goes to 'question': a question that is taken for a declaration does harm, the reverse only costs a second message.
 */
export function routeMessage(text: string): Route {
  const t = fold(text).replace(/[’`]/g, "'").replace(/\s+/g, ' ').trim();
  if (greeting.test(t)) return { kind: 'smalltalk', tone: 'greeting' };
  if (thanks.test(t)) return { kind: 'smalltalk', tone: 'thanks' };
  if (chatter.test(t)) return { kind: 'smalltalk', tone: 'other' };
  if (conflict.test(t)) return { kind: 'handoff', reason: 'conflict' };
  if (health.test(t)) return { kind: 'handoff', reason: 'health' };
  if (otherPerson.test(t) || namedPerson.test(text)) return { kind: 'handoff', reason: 'other-person' };
  if (ibanNumber.test(t)) return { kind: 'mutation', flow: 'bank-account' };
  if (bsn.test(t) && /\d{8,9}/.test(t.replace(/[\s.-]/g, ''))) return { kind: 'handoff', reason: 'bsn' };
  if (statusAsk.test(t)) return { kind: 'status', about: 'request' };
  if (ownRecords.test(t)) return { kind: 'status', about: 'records' };
  if (dismissal.test(t) && (!isQuestion(t) || /vaststellingsovereenkomst|vso/.test(t)))
    return { kind: 'handoff', reason: 'dismissal' };
  if (isQuestion(t)) return { kind: 'question' };
  return routeStatement(t) ?? { kind: 'question' };
}

function isQuestion(t: string): boolean {
  return questionStart.test(t) || questionInside.test(t);
}

function routeStatement(t: string): Route | null {
  if (emergency.test(t)) return { kind: 'mutation', flow: 'emergency-contact' };
  if (bank.test(t)) return { kind: 'mutation', flow: 'bank-account' };
  if (moved.test(t)) return { kind: 'mutation', flow: 'address' };
  if (contact.test(t) || /\b06[-\s]?\d{8}\b/.test(t)) return { kind: 'mutation', flow: 'contact' };
  const concrete = doneOrDate.test(t) || doIt.test(t);
  if (tanked.test(t) && (money.test(t) || concrete)) return { kind: 'declaration', flow: 'fuel' };
  if (amountOfKm.test(t)) return { kind: 'declaration', flow: 'km-untaxed' };
  if (atHome.test(t) && (concrete || /\d/.test(t))) return { kind: 'declaration', flow: 'home-working-days' };
  if (daysWorked.test(t)) return { kind: 'declaration', flow: 'days-worked' };
  if (hoursWorked.test(t) && (worked.test(t) || concrete)) return { kind: 'declaration', flow: 'hours' };
  return null;
}
