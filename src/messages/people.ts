import { matchesOf, type Typed } from './typed.ts';

/** Names and relations of people whom a message names. */

const particles = new Set([
  'de',
  'van',
  'der',
  'den',
  'ten',
  'ter',
  'el',
  'al',
  'la',
  'le',
  'von',
  'zu',
  'da',
  'dos',
  "'t",
  'in',
  'op',
  'ben',
  'bin',
]);

const relations =
  'schoonmoeder|schoonvader|schoonzus|schoonbroer|schoonouders|stiefvader|stiefmoeder|vader|moeder|mams|paps|papa|mama|mam|pap|ouders|broertje|broer|zusje|zuster|zus|partner|levenspartner|vriendin|vriend|man|vrouw|vrouwtje|echtgenoot|echtgenote|verloofde|dochter|zoon|oom|tante|opa|oma|neef|nicht|buurman|buurvrouw|buurmeisje|buren|huisgenote|huisgenoot|pleegmoeder|pleegvader|peetoom|collega|kennis|wife|husband|mother|father|mom|mum|dad|sister|brother|son|daughter|girlfriend|boyfriend|friend|neighbour|neighbor|uncle|aunt|aunty|grandmother|grandfather|roommate|flatmate|fiance|fiancee|cousin|mutter|vater|frau|ehemann|ehefrau|mann|bruder|schwester|freundin|freund|tochter|sohn|zona|zone|zony|maz|meza|mezem|mama|matka|matke|ojciec|ojca|brat|brata|siostra|siostre|syn|corka|corke|przyjaciel|partnerka|dziewczyna|chlopak';
const relationWord = new RegExp(`(?<![\\p{L}_-])(${relations})(?![\\p{L}_-])`, 'u');

/** What somebody is of the employee, as typed ('zus', 'wife'); undefined where nothing is said. */
export function readRelation(message: Typed): { start: number; end: number; relation: string } | undefined {
  const hits = matchesOf(message, relationWord);
  const own = hits.find(({ start }) =>
    /\b(?:mijn|m'?n|me|my|meine?n?|moj[aea]?|moim|is|wordt|onze|naar|,|\()\s*$/.test(
      message.low.slice(0, start),
    ),
  );
  const old = (start: number) =>
    /\b(?:niet meer|ipv|in plaats van|instead of|not|oude?|ex)\s*(?:mijn|m'?n|me|my)?\s*$/.test(
      message.low.slice(0, start),
    );
  const best = own !== undefined && !old(own.start) ? own : hits.find(({ start }) => !old(start));
  return best === undefined
    ? undefined
    : { start: best.start, end: best.end, relation: best.groups[0] ?? '' };
}

/** Words that stand around a name in such messages and are no part of it. */
const filler = new Set(
  "a aan aanmelden aanpassen aangeven aub alleen als alsjeblieft alstublieft and ander andere anders an are auf be bel bellen ben bereikbaar bereiken beste bij call can change changed contact contactgegevens contactpersoon contactnummer da dan dat de den der die dit doorgeven door een eerst eerste ein emergency en er ex for from gaat ga gebeurt geef gegevens geval gewijzigd graag haar hallo hast hebben heb heet heeft her here het hi hij hoi hun i ice iets iemand if in instead invullen is ist ja je jullie kan kiezen kun kunnen kunt kwestie m mag maar me mein meine mn mobiel mobiele moet moj moja mijn met mobile my na naam nach naar name named nazywa nee net new nicht niet nieuw nieuwe nog nood noodcontact noodcontactpersoon noodgeval noodgevallen noodnummer noodpersoon notfall notfallkontakt nou nr nu number nummer numer of ok oke om on onze ook op opgeven or oude oud over persoon phone please plz pls s see sie sorry staat t te tel telefoon telefoonnummer telefonu telnr tlf than that the their then this to toe toevoegen u uit um uw v van vanaf vast veranderd veranderen verander verwijder vervang vervangen via voor voornaam voortaan vul vullen waar want wat weg wegens wel wie wijzig wijzigen wijziging wil willen wilde with woont word worden wordt wynosi you your z za zet zetten zij zijn zo zou zum zur zwar is're heten genaamd tijdens ongeluk ongeval werk werkt dag avond overdag is kontakt awaryjny awaryjnego kontaktu nagle nagly wypadku wypadek osoba jest bitte gern ehe bereikbaarheid dus goed zeg maar doe maak maken staan stond gewoon is noteren noteer registreer registreren registered update updaten her his should add set put as who fur wird telefon handy nummern call called namens tnv rekening nieuwe iban loon salaris salary paid per direct vandaag morgen momenteel account bank rekeningnummer bankrekening rekeninghouder houder holder money inhaber konto ik case meer neer opgegeven geloof andern verwijderen heer ex mevrouw meneer dhr mw mr mrs iemand degene calamiteiten gebeuren mocht eventueel".split(
    ' ',
  ),
);

const token = /\p{Lu}\.(?:\s?\p{Lu}\.)*|[\p{L}][\p{L}'’-]*/gu;

interface Word {
  start: number;
  end: number;
  text: string;
}

/** Runs of words that could be a name: no filler, no masked stretch, only spaces between. */
function runsOf(message: Typed): Word[][] {
  const runs: Word[][] = [];
  let last: Word | undefined;
  for (const match of message.text.matchAll(token)) {
    const word = { start: match.index, end: match.index + match[0].length, text: match[0] };
    const low = message.low.slice(word.start, word.end);
    if (low.includes('_')) continue;
    const run = runs.at(-1);
    const adjacent =
      run !== undefined &&
      last !== undefined &&
      run.at(-1) === last &&
      /^ +$/.test(message.low.slice(last.end, word.start));
    const isParticle = particles.has(low);
    const isName = !filler.has(low) || (isParticle && adjacent);
    if (isName && !isUncapitalParticle(word, low, adjacent)) {
      if (adjacent) run.push(word);
      else runs.push([word]);
      last = word;
    } else {
      last = undefined;
    }
  }
  return runs.map(withoutTrailing).filter((run) => run.length > 0);
}

function isUncapitalParticle(word: Word, low: string, adjacent: boolean): boolean {
  return particles.has(low) && !adjacent && word.text === low;
}

function withoutTrailing(run: Word[]): Word[] {
  const end = run.findLastIndex((word) => !particles.has(word.text));
  return run.slice(0, end + 1);
}

/** 'henk de wit' -> 'Henk de Wit'; a name with capitals stays as typed. */
export function nameWithCapitals(raw: string): string {
  if (/\p{Lu}/u.test(raw)) return raw;
  return raw
    .split(' ')
    .map((word, i) =>
      i > 0 && particles.has(word)
        ? word
        : word.replace(/^\p{L}|(?<=-)\p{L}/gu, (first) => first.toUpperCase()),
    )
    .join(' ');
}

/**
 * The name in a message from which numbers, dates and relations were taken out; the run with capitals first, then the one
 * nearest to `near`. Undefined where no word is left that could be a name.
 */
export function readName(message: Typed, near?: number): string | undefined {
  const runs = runsOf(message).filter((run) => run.some((word) => word.text.length > 1));
  const startsMessage = (run: Word[]) => run[0]?.start === 0 && run.length === 1;
  const capital = runs.filter((run) => run.some((word) => /^\p{Lu}/u.test(word.text)) && !startsMessage(run));
  const pool = capital.length > 0 ? capital : runs;
  const distance = (run: Word[]) => {
    const [first, last] = [run[0], run.at(-1)];
    if (near === undefined || first === undefined || last === undefined) return first?.start ?? 0;
    return first.start >= near ? first.start - near : near - last.end + 1;
  };
  const best = [...pool].sort((a, b) => distance(a) - distance(b))[0];
  if (best === undefined || best.length > 5) return undefined;
  const [first, last] = [best[0], best.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return nameWithCapitals(message.text.slice(first.start, last.end).trim());
}

const holderLead =
  /(?:\bt\.?n\.?v\.?:?|\bten name van|\bop naam van|\bop naam|\bstaat op|\bnaam(?: rekeninghouder)?(?: is)?:?|\bname(?: is)?:?|\brekeninghouder(?: is)?:?|\bhouder:?|\bholder(?: is)?:?|\binhaber:?|\bauf den namen|\bna nazwisko|\bin the name of|\bunder)\s+/;

/** The holder of an account, after 't.n.v.' and the like. */
export function readHolder(message: Typed): string | undefined {
  const [lead] = matchesOf(message, holderLead);
  if (lead === undefined) return undefined;
  const said = /^(?:\p{Lu}\.\s?)*[\p{L}'’.-]+(?:\s+[\p{L}'’.-]+){0,4}/u.exec(message.text.slice(lead.end));
  if (said === null) return undefined;
  const rest: Typed = { text: said[0], low: message.low.slice(lead.end, lead.end + said[0].length) };
  const name = readNameFrom(rest);
  return name;
}

/** Words of a name from the start on, up to the first filler. */
function readNameFrom(rest: Typed): string | undefined {
  const words: string[] = [];
  for (const word of rest.text.split(/\s+/)) {
    const low = word.toLowerCase().replace(/[.,]+$/, '');
    if (filler.has(low) && !particles.has(low) && !/^\p{Lu}\.?$/u.test(word)) break;
    if (words.length === 0 && particles.has(low) && word === low) continue;
    words.push(word);
  }
  while (words.length > 0 && particles.has((words.at(-1) ?? '').toLowerCase())) words.pop();
  const name = words.join(' ').replace(/(?<!\b\p{L})[.,]+$/u, '');
  return name.length < 2 ? undefined : nameWithCapitals(name);
}
