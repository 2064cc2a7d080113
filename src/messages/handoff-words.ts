/** Words that tell of health, dismissal, conflict or somebody else; evidence for the intent model, no decision by themselves. */

const health =
  /burn ?-?out|burned out|depress|depresj|overspannen|kanker|paniek|panic|miskraam|suicid|zelfmoord|verslaa?f|hernia|\bhiv\b|psych|mentaal|mental|huil|\bcry\b|stress|\bangst|therap|medicijn|\bpillen\b|kan (?:het )?niet meer|niet meer aan\b|trek (?:het|t) (?:gewoon )?niet|niet meer leven|eind(?:e)? aan|beter .* als ik er niet|overleden|somber|zenuw|flauwgevallen|can't cope|cannot cope|want to live|kann nicht mehr|uberlastet|nie daj|wykonczon|\badhd\b|reuma|\bpijn\b|doorheen|onderdoor|niet lekker in m|in de knoop|durf niet|slaap .*niet|niet .*slapen|uitgeput|leeg\b|rouw|eetstoornis|angstig|opgejaagd/;
const dismissal =
  /ontsla|\bvso\b|vaststellings|eruit (?:lig|gegooid|getrapt|gezet|gewerkt)|(?:lig|vlieg|gooien|trappen|werken) (?:me |mij )?eruit|niet meer (?:hoef )?te komen|niet (?:meer )?terug ?(?:te )?komen|hoef .*niet meer|van m(?:e|ij) af|wegdoen|weg ?te ?werken|boventallig|geschorst|non ?-?actief|niet verlengd|beeindig|reorganisatie|\bfired?\b|dismissed|termination|settlement|gekundigt|rausgeworfen|zwolni|wypowiedzenie|baan kwijt|opgeheven|functie vervalt|laatste (?:week|dag) is|spullen .*inleveren|op straat|laan uit|kan vertrekken|zeggen .*contract op|come back/;
const conflict =
  /gepest|\bpest|scheld|schreeuw|vloek|intimid|discrimin|racis|bedreig|dreig|geslagen|klappen|gevochten|ruzie|conflict|aanvaring|verneder|kleineer|lastiggevallen|lastig gevallen|seksu|sexu|raakt m|zit aan m|aangeraakt|misbruik|ongewenst|klacht|bang voor|niet veilig|onveilig|harass|bull(?:y|ied)|yell|shout|threat|touches|humiliat|schreit|gemobbt|beleidig|bedroht|obraza|krzyczy|dotyka|wysmiewaj|vieze|geroddel|roddel|buitengesloten|negeren m|lachen me|voor schut|liegt over|hoofddoek|rotklus/;
const role =
  /\b(?:collega'?s?|chef|baas|leidinggevende|manager|directeur|teamleider|planner|chauffeur|stagiaire|voorganger|voorman|bedrijfsleider|colleagues?|coworkers?|boss|supervisor|kollege|kollegin|chefin?|vorgesetzter|szef|kierownik|kolega|kolezank\w*)\b/;
const privateFact =
  /\b(?:verdien\w*|krijgt|kreeg|salaris|loonstrook|adres|huisadres|nummer|telefoonnummer|woont|ziek|zwanger|jarig|geboortedatum|hoe oud|schaal|bonus|waarschuwing|mankeert|ontslagen|zarabia|earns?|salary|home address|phone number|live|sick|fired|verdient|schwanger|krank|mailadres)\b/;

const names = new Set(
  'ahmed ali anna anne annelies anton arie bas bart bilal bram carla chantal daan dennis diana dirk eline els emma erik esra eva fatima fatma floor frank fred gerard hans harry hassan henk ilse ingrid iris jaap jan janneke jasper jelle jeroen johan john joost jos julia karin kees kevin kim koen lars laura lieke linda lisa lotte luuk maaike maarten maria marieke marja mark martijn max mehmet miriam mo mohamed mohammed monique nadia nick niels nina noor olga omar oscar pascal patrick paul peter petra piet pieter rachid remco rick rob robin ruben ruud samira sander sandra sanne sara saskia sem sjors sophie stefan sven tessa thijs thomas tim tom tomek ton tina ursula wendy wesley willem wim yara youssef yvonne zoe ana adam agnieszka ewa marek piotr pawel'.split(
    ' ',
  ),
);

/** Which of the four the words of a message point at. */
export function handoffCues(low: string): string[] {
  const named = (low.match(/\p{L}+/gu) ?? []).some((word) => names.has(word));
  return [
    ...(health.test(low) ? ['health'] : []),
    ...(dismissal.test(low) ? ['dismissal'] : []),
    ...(conflict.test(low) ? ['conflict'] : []),
    ...(role.test(low) ? ['role'] : []),
    ...(named ? ['named'] : []),
    ...((named || role.test(low)) && privateFact.test(low) ? ['person'] : []),
  ];
}
