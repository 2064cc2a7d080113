/** How questions begin and what they hold, in the folded form of a message. */

const start =
  /^(?:(?:hoi|hallo|hey|hi|vraagje|vraag|even een vraag|ff vraagje|weet (?:je|jij|u|iemand)|kun je zeggen|mag ik vragen|ik vroeg me af|zeg|hee|he|en|maar|dus|of|ps|goedemorgen|goedemiddag)[ ,:]+)*(?:hoe(?:veel|lang|vaak)?|hvl|hoevl|wat|wie|wanneer|waar(?:om|voor|mee|bij|heen|van)?|welke?|wnr|tot wanneer|vanaf wanneer|per wanneer|voor wanneer|binnen|op welke|in welke|bij wie|aan wie|met wie|van wie|mag|mogen|kan|kun|kunnen|krijg(?:en|t)?(?! nog)|moet(?:en)?|is|zijn|zit|zitten|heb (?:ik|je|jij|jullie|we|u)|hebben (?:we|wij|jullie|ze|oproep\w*)|heeft|word(?:t|en)?|geldt|gelden|bestaat|telt|betaal(?:t|d)?|vergoed(?:en|t)?|ben (?:ik|je|jij)|bouw|hoort|klopt|zal|gaat|ga (?:ik|je)|doe (?:ik|je|jij)|doet|verval(?:t|len)|how|what|when|where|who|which|why|can|could|do (?:i|you|we|they|my|employees)|does|did|is|are|am|may|must|should|will|wie viel|wann|wo (?:ist|kann|muss|finde|sind|steht|gebe|bleib\w*|kriege|melde|soll|ich|wird|bekomm\w*|trag\w*)|warum|darf|kann|muss|bekomme|habe|gibt|ile|czy|kiedy|jak|gdzie|kto|co|ktore|jaki|jaka|jakie|za ile|do kiedy)\b/;
const inside =
  /\?|\b(?:hoeveel|hvl|hoelang|hoe lang|wanneer|wnr|waar kan|waar moet|hoe kan|hoe moet|hoe geef|mag ik|krijg ik|kan ik|moet ik|heb ik recht|recht op|of ik|wat gebeurt er|what happens|how much|how many)\b/;

/** The message has the form of a question; that is no proof: "kun je mijn adres wijzigen" has it too. */
export function isShapedAsQuestion(low: string): boolean {
  return start.test(low) || inside.test(low);
}

/** The message asks for information in so many words, or names a rule rather than something done. */
export function asksForInformation(low: string): boolean {
  if (takesAway.test(low)) return false;
  const names = topic.test(low) && !/\b(?:aanvragen|declareren|ter hoogte van)\b/.test(low);
  return (
    informing.test(low) ||
    names ||
    turnedRound.test(low) ||
    (supposing.test(low) && !/\bbel(?:len)?\b/.test(low))
  );
}

/** The message asks how something handed in is doing. */
export function asksForStatus(low: string): boolean {
  return status.test(low);
}

/** The message asks that something be done: "kun je mijn adres wijzigen", "graag 40 km noteren". */
export function asksForAction(low: string): boolean {
  return polite.test(low) || order.test(low);
}

const polite =
  /\b(?:kan|kun|kunt|kunnen|wil|wilt|willen|zou|zouden|mag|can|could|would) (?:je|jij|jullie|u|ik|you)\b.*\b(?:wijzig|verander|aanpass|noter|invull|zett|boek|doorgev|opsla|registrer|verwijder|weghal|annuler|erbij|erin|neerzett|verwerk|indien|update|change|add(?!ress)|remove|delete|put|log|process|record)\w*/;
const order =
  /\b(?:graag|hierbij|bij deze|bij dezen|aub|a\.u\.b|please|pls|bitte|prosze|noteer|zet|boek|schrijf|voer|vul|dien|declareer|registreer|wijzig|verander|pas|geef|haal|trek|verwijder|update|change|add(?!ress)|log|ik wil (?:mijn|mn|me|graag|een|nog|\d+|uren|km|kilometers|thuiswerkdagen)[^?]*(?:opgeven|doorgeven|indienen|invullen|declareren|wijzigen|veranderen|aanpassen|toevoegen))\b/;
const informing =
  /\b(?:hoe(?:veel|lang|vaak)?|hoev\w*|hvl|hv|wat|wa(?= (?:nu|nou|moe\w*|doe|is|da|krijg|kost))|moek|mok|magk?|mg|kank|kriek|krijgk|wie|wanneer|wnr|waar(?:om|voor|mee|bij|heen)?|welke?|mag|mogen|krijg(?:en|t)? (?:ik|je|we|jullie|een)|heb ik recht|recht op|klopt (?:het|dat|mijn)|is (?:het|dat|er|dit)|telt|tellen|how|what|when|where|who|which|why|am i|do i|does|is there|are there|is that|wie viel|wann|wo (?:ist|kann|muss|finde|sind|steht|gebe|bleib\w*|ich|wird)|warum|darf|bekomme|gibt es|ile|czy|kiedy|jak|gdzie|kto|jaki\w*)\b/;
const topic =
  /\b(?:regels?|regeling|tarie(?:f|ven)|hoogte|bedrag per|bedrag thuis\w*|maxim\w+|max|minim\w+|per wk|pw|deadline|sluitingsdatum|inleverdatum|uiterlijke?|uitleg|leg (?:eens )?uit|verschil|vraag(?:je)?|vragen|info|informatie|voorwaarden|beleid|procedure|handleiding|benieuwd|twijfel|weet niet|geen idee|snap niet|kilometervergoeding|km vergoeding|thuiswerkvergoeding|rules?|rate|policy)\b/;
const takesAway = /\b(?:mag|mogen) (?:er |dan |wel |ook )*(?:weg|eruit|eraf|verwijderd|uit)\b/;
const turnedRound =
  /^(?!vandaag|gister|hierbij|noteer|zet|boek|verder|dan|ook|en|nu|kan|kun|kunnen|wil|willen|zou|zouden|mag)[a-z]+ (?:jullie|ik|er|we)\b/;
const supposing = /^(?:maar |en |dus |wat )?(?:als|stel|indien|if|wenn|jesli)\b/;
const status =
  /\b(?:waar blij(?:ft|ven)|status|stand van zaken|al (?:goedgekeurd|verwerkt|bekeken|binnen|betaald|aangepast|doorgevoerd|gezien|ontvangen|in behandeling)|nog (?:steeds )?niet (?:gehad|betaald|uitbetaald|terug|goedgekeurd|verwerkt|ontvangen|gekregen|binnen)|hoe (?:staat|ver)|in behandeling|wacht (?:nog|al|op)|approved|processed|not paid|waiting for|where (?:is|are) my|received my|genehmigt|bearbeitet|zatwierdzon\w*|przetworzon\w*|openstaande|mijn declaraties|declaraties (?:zien|heb))\b/;
