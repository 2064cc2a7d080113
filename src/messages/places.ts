import { matchesOf, type Typed } from './typed.ts';

/** Where a trip went and what for. */

const towns =
  'aalsmeer aalst aalten alkmaar almelo almere alphen alphen aan den rijn amersfoort amstelveen amsterdam apeldoorn arnhem assen asten baarn barendrecht barneveld bemmel bergen bergen op zoom bergeijk berkel best beverwijk bilthoven bleiswijk bodegraven borne boskoop boxmeer boxtel breda breukelen brielle brunssum budel bunnik bunschoten bussum capelle capelle aan den ijssel castricum coevorden cuijk culemborg dalfsen de bilt de lier de meern delden delft delfzijl den bosch den burg den haag den helder deventer diemen dieren doetinchem dokkum dongen dordrecht drachten driebergen dronten druten duiven echt ede eemnes eersel eindhoven elburg elst emmeloord emmen enkhuizen enschede epe ermelo etten-leur franeker geldermalsen geldrop geleen gemert genemuiden goes goirle goor gorinchem gorkum gouda grave groenlo groningen gulpen haaksbergen haarlem halsteren hardenberg harderwijk harlingen heemskerk heemstede heerde heerenveen heerhugowaard heerlen heesch heeze heino hellevoetsluis helmond hengelo heusden hillegom hilvarenbeek hilversum hoek van holland hoevelaken hoofddorp hoogeveen hoogezand hoogvliet hoorn horst houten huissen huizen hulst ijmuiden ijsselstein joure kampen katwijk kerkrade klazienaveen krimpen krommenie kudelstaart landgraaf leek leerdam leersum leeuwarden leiden leiderdorp leidschendam lelystad leusden lichtenvoorde lisse lochem loosdrecht losser maarssen maastricht made maassluis meerkerk meppel middelburg middelharnis middenmeer mijdrecht moerdijk moordrecht montfoort naaldwijk naarden nieuw-vennep nieuwegein nieuwkoop nijkerk nijmegen nijverdal noordwijk noordwijkerhout nunspeet nuenen oirschot oisterwijk oldenzaal ommen oosterhout oss oud-beijerland oudenbosch oude pekela panningen papendrecht pijnacker purmerend putten raalte raamsdonksveer renkum reusel rhenen ridderkerk rijen rijssen rijswijk roermond roosendaal rosmalen rotterdam ruurlo santpoort sassenheim schagen scheveningen schiedam schijndel schiphol schoonhoven sittard sliedrecht sneek soest someren son spijkenisse stadskanaal staphorst steenbergen steenwijk susteren swalmen ter apel terneuzen tiel tilburg twello uden uithoorn urk utrecht vaassen valkenburg valkenswaard veendam veenendaal veghel veldhoven velp venlo venray vianden vianen vlaardingen vleuten vlissingen voorburg voorhout voorschoten voorst vriezenveen vught waalre waalwijk waddinxveen wageningen wassenaar weert weesp westervoort wierden wijchen wijk bij duurstede winschoten winterswijk woerden wolvega wormerveer woudenberg zaandam zaltbommel zandvoort zeewolde zeist zevenaar zevenbergen zierikzee zoetermeer zoeterwoude zundert zutphen zwanenburg zwijndrecht zwolle antwerpen brussel gent hasselt turnhout duisburg dusseldorf keulen kleve emmerich bocholt'.split(
    ' ',
  );

const joinedTowns = [
  'alphen aan den rijn',
  'bergen op zoom',
  'capelle aan den ijssel',
  'krimpen aan den ijssel',
  'hoek van holland',
  'wijk bij duurstede',
  'den haag',
  'den bosch',
  'den helder',
  'den burg',
  'de bilt',
  'de lier',
  'de meern',
  'ter apel',
  'ter aar',
  'oude pekela',
  "'s-hertogenbosch",
  's-hertogenbosch',
  "'s gravenhage",
  'etten leur',
  'etten-leur',
  'oud-beijerland',
  'nieuw-vennep',
  'son en breugel',
];

const particles = new Set([
  'aan',
  'den',
  'de',
  'der',
  'op',
  'van',
  'bij',
  'en',
  'in',
  'het',
  'ter',
  'te',
  'bij',
  'a/d',
]);
const loose = new Set(
  towns.filter(
    (town) =>
      town.length > 3 &&
      !particles.has(town) &&
      ![
        'best',
        'echt',
        'horst',
        'made',
        'bergen',
        'grave',
        'hoek',
        'holland',
        'duurstede',
        'oude',
        'huizen',
        'houten',
        'leek',
        'boven',
        'zoom',
        'wijk',
        'elst',
        'dieren',
        'putten',
        'rijen',
        'goor',
        'borne',
        'soest',
        'schiphol',
        'hulst',
        'kampen',
        'burg',
        'helder',
        'haag',
        'bosch',
        'bilt',
        'lier',
        'meern',
        'apel',
        'rijn',
        'ijssel',
        'pekela',
        'weert',
        'velp',
      ].includes(town),
  ),
);

/** A town that we know, in lower case. */
export function isTown(name: string): boolean {
  return towns.includes(name) || joinedTowns.includes(name);
}

/** Capitals as Dutch place names have them: 'alphen aan den rijn' -> 'Alphen aan den Rijn', 'ijmuiden' -> 'IJmuiden'. */
export function townName(raw: string): string {
  if (/\p{Lu}/u.test(raw.slice(1)) && raw !== raw.toUpperCase()) return raw;
  return raw
    .split(' ')
    .map((word, i) => (i > 0 && particles.has(word.toLowerCase()) ? word.toLowerCase() : capital(word)))
    .join(' ');
}

function capital(word: string): string {
  const lower = word.toLowerCase();
  if (lower.startsWith('ij')) return `IJ${lower.slice(2)}`;
  if (/^'?s-/.test(lower)) return lower.replace(/-(\p{L})/u, (_, first: string) => `-${first.toUpperCase()}`);
  return lower
    .replace(/^\p{L}/u, (first) => first.toUpperCase())
    .replace(/-(\p{L})/gu, (_, first: string) => `-${first.toUpperCase()}`);
}

/** No places, though they stand after "naar". */
const noPlace =
  /^(?:de|het|een|n|t|me|mn|mijn|ons|onze|huis|thuis|werk|kantoor|zaak|klant|klanten|boven|beneden|binnen|buiten|school|andere|hr|personeelszaken|jullie|je|u|en|daar|toe|cursus|training|opleiding|bank|notaris|gemeente|uitvaart|begrafenis|station|vliegveld|groothandel|dealer|garage|ziekenhuis|haven|school|fabriek|markt|winkel|apotheek|tandarts|lab|kas|post|stad|dorp|congres|seminar|examen|keuring|importeur|importeur|loonwerker|werf|hoofdkantoor|personeelsfeest|museum|hotel|luchthaven|pakstation|bijscholing|scholing|workshop|conferentie|magazijn|distributiecentrum|dc|loods|veld|bos|beurs|veiling|vergadering|overleg|bespreking|afspraak|locatie|vestiging|filiaal|project|bouw|magazijn|leverancier|dokter|work|the|a|an|my|home|office|client|customer|customers|clients|our|this|werkplek|terug|gereden|gewerkt|geweest|gister\w*|vandaag|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo|km|kilometers?|retour|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|day|week|totaal|total|einem?|einer|dem|der|den|kunden?|kunde|kundin|klienta|klientow|firmy|pracy|domu|toen|voor|om|met|samen|alleen|heen|op|weer)$/;

const placeWord = "[\\p{L}'][\\p{L}'-]{1,}";
const leading = new RegExp(
  `\\b(?:naar|na|richting|in|to|te|bij|nach|w|do|vanuit|op)\\s+((?:(?:den|de|ter|bergen op|alphen aan(?: den?)?|capelle aan(?: den?)?|krimpen aan(?: den?)?|wijk bij|hoek van|oude|nieuw|sint|son en)\\s+)?${placeWord})`,
  'gu',
);

/** The town a trip went to, spelled with its capitals; undefined where none is named. */
export function readDestination(message: Typed): string | undefined {
  const known = joinedTowns.find((town) =>
    new RegExp(`(?<![\\p{L}])${town}(?![\\p{L}])`, 'u').test(message.low),
  );
  if (known !== undefined) return townName(known);
  const behind = matchesOf(message, leading).filter(({ start, end, groups }) => {
    const said = groups[0] ?? '';
    const preposition = message.low.slice(start, end - said.length).trim();
    if (noPlace.test(said)) return false;
    const last = said.split(' ').at(-1) ?? '';
    if (loose.has(last) || towns.includes(last))
      return !/^(?:best|echt|made)$/.test(last) || preposition === 'naar';
    const original = message.text.slice(end - last.length, end);
    if (/^(?:naar|richting|na)$/.test(preposition))
      return !/^(?:de|het|een) /.test(said) && last.length > 2 && !/(?:ing|en|tje|dag)$/.test(last);
    return (
      /^\p{Lu}/u.test(original) && /^(?:in|to|te|nach|do|bij)$/.test(preposition) && preposition !== 'bij'
    );
  });
  const best = [...behind].sort((a, b) => rank(a.groups[0]) - rank(b.groups[0]))[0];
  if (best !== undefined) {
    const length = (best.groups[0] ?? '').length;
    return townName(message.text.slice(best.end - length, best.end));
  }
  const beside = matchesOf(
    message,
    /\b(?:klant|klanten|kunde|client|vestiging|filiaal|locatie)\s+(\p{L}{2,})/u,
  ).find(
    ({ groups }) =>
      towns.includes(groups[0] ?? '') && !/^(?:den|de|aan|den|op|bij|in)$/.test(groups[0] ?? ''),
  );
  if (beside !== undefined)
    return townName(message.text.slice(beside.end - (beside.groups[0] ?? '').length, beside.end));
  const bare = matchesOf(message, /(?<![\p{L}_-])[\p{L}-]{4,}(?![\p{L}_-])/u).find(({ start, end }) =>
    loose.has(message.low.slice(start, end)),
  );
  return bare === undefined ? undefined : townName(message.text.slice(bare.start, bare.end));
}

/** Towns we know go before words that merely stand after "naar". */
function rank(said: string | undefined): number {
  return towns.includes((said ?? '').split(' ').at(-1) ?? '') ? 0 : 1;
}

const purposeNoun =
  '(klant(?:en)?(?:bezoek)?|klantafspraak|veiling|cursus|training|opleiding|bijscholing|workshop|scholing|beurs|vakbeurs|vergadering|overleg|bespreking|meeting|leverancier|groothandel|congres|seminar|examen|keuring|teamdag|personeelsuitje|klus|project|bouwplaats|bouw|werf|sollicitatie|levering|bezorging|inkoop|storing|patient|client(?:en)?|huisbezoek|customers?|client|supplier|course|conference|fair|trade fair|auction|workshop|kunden?|kundin|schulung|messe|klienta|szkolenie|stage|school|schouw|inspectie|opname|afspraak|dealer|garage|fabriek|hoofdkantoor|notaris|gemeente|bank|haven|ziekenhuis)';
const purposePattern = new RegExp(
  `\\b(?:naar|voor|bij|to|for|at|zu|zum|zur|beim|fur|na|do|richting|van|vanwege|aan|bezoek|ivm|i\\.v\\.m\\.)\\s+(?:(?:de|het|een|n|'n|the|a|an|our|onze|mijn|mn|me|einem?|einer|dem|der|'t|t|nieuwe|vaste|andere|grote|two|twee|2|drie|3)\\s+){0,2}${purposeNoun}\\b`,
);
const bareClient = /\b(klant(?:en)?|klantbezoek|veiling|cursus|training|beurs|customer|kunde)\b/;

/** What the trip was for, as typed ('klant', 'training'); undefined where nothing is said. */
export function readPurpose(message: Typed): string | undefined {
  const [said] = matchesOf(message, purposePattern);
  if (said !== undefined) return said.groups[0];
  const [bare] = matchesOf(message, bareClient);
  return bare?.groups[0];
}
