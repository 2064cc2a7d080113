import { formatDay } from './days.ts';
import type { Finding, FindingCode } from './model.ts';

type Language = 'nl' | 'en';

/** What is said about a finding. `{name}` is filled in from its data. */
const texts: Record<FindingCode, Record<Language, string>> = {
  missing: { nl: 'Vul dit in.', en: 'Fill this in.' },
  'too-long': { nl: 'Gebruik ten hoogste {most} tekens.', en: 'Use at most {most} characters.' },
  'date-form': {
    nl: 'Vul een bestaande datum in, zoals 1-7-2026.',
    en: 'Enter an existing date, such as 1-7-2026.',
  },
  'house-number-form': {
    nl: 'Begin het huisnummer met een getal, zoals 12 of 12a.',
    en: 'Begin the house number with a number, such as 12 or 12a.',
  },
  'addition-long': {
    nl: 'De salarisadministratie kan ten hoogste {most} tekens als toevoeging aan. Kort hem af, bijvoorbeeld 2h voor 2 hoog.',
    en: 'Payroll takes an addition of at most {most} characters. Shorten it, for example 2h for second floor.',
  },
  'addition-twice': {
    nl: 'Bij het huisnummer staat al een andere toevoeging. Laat er één staan.',
    en: 'The house number holds another addition already. Leave one of them.',
  },
  'postcode-form': {
    nl: 'Vul een postcode in met vier cijfers en twee letters, zoals 3511 AB.',
    en: 'Enter a postcode with four digits and two letters, such as 3511 AB.',
  },
  'postcode-letters': {
    nl: 'Postcodes op {letters} worden niet uitgegeven. Kijk of het klopt.',
    en: 'Postcodes that end in {letters} are not given out. Check whether it is right.',
  },
  'street-long': {
    nl: 'De hele straatnaam wordt bewaard. Naar de salarisadministratie gaan er {most} tekens van mee.',
    en: 'The whole street name is kept. Payroll gets {most} characters of it.',
  },
  'city-long': {
    nl: 'De hele plaatsnaam wordt bewaard. Naar de salarisadministratie gaan er {most} tekens van mee.',
    en: 'The whole name of the town is kept. Payroll gets {most} characters of it.',
  },
  'po-box': {
    nl: 'Dit lijkt een postbus. Vul het adres in waar je woont.',
    en: 'This looks like a PO box. Enter the address where you live.',
  },
  retroactive: {
    nl: 'Dit geldt met terugwerkende kracht vanaf {date}. De salarisadministratie kijkt of je reiskosten kloppen.',
    en: 'This holds retroactively from {date}. Payroll checks whether your travel costs are right.',
  },
  future: {
    nl: 'Je adres wijzigt op {date}. Tot dan blijft je huidige adres staan.',
    en: 'Your address changes on {date}. Until then your present address stays.',
  },
  'far-away': {
    nl: '{date} is meer dan een jaar hiervandaan. Kijk of het klopt.',
    en: '{date} is more than a year away. Check whether it is right.',
  },
  'before-current': {
    nl: 'Je huidige adres geldt sinds {date}. Kies een dag vanaf toen, of verbeter het adres dat er staat.',
    en: 'Your present address holds since {date}. Choose a day from then on, or correct the address that is there.',
  },
  'nothing-to-correct': {
    nl: 'Er staat nog geen adres dat je kunt verbeteren. Kies “Ik ben verhuisd”.',
    en: 'There is no address to correct yet. Choose “I moved”.',
  },
  'looks-like-correction': {
    nl: 'Postcode en huisnummer zijn dezelfde. Stond het adres verkeerd, kies dan “Er staat een fout in”.',
    en: 'Postcode and house number are the same. If the address was wrong, choose “There is a mistake in it”.',
  },
  'looks-like-move': {
    nl: 'Dit is een heel ander adres. Ben je verhuisd, kies dan “Ik ben verhuisd”.',
    en: 'This is quite another address. If you moved, choose “I moved”.',
  },
  unchanged: {
    nl: 'Dit staat er al. Er hoeft niets te veranderen.',
    en: 'This is what is there already. Nothing has to change.',
  },
  'open-already': {
    nl: 'Er staat al zo’n wijziging klaar. Trek die eerst in bij Mijn gegevens.',
    en: 'Such a change is waiting already. First withdraw it at My data.',
  },
  'email-form': {
    nl: 'Vul een e-mailadres in zoals naam@voorbeeld.nl.',
    en: 'Enter an e-mail address such as name@example.com.',
  },
  'email-typo': {
    nl: 'Bedoel je {suggestion}? Kies hieronder welk adres klopt.',
    en: 'Do you mean {suggestion}? Choose below which address is right.',
  },
  'email-taken': {
    nl: 'Dit adres is hier al van iemand anders. Gebruik een adres dat alleen van jou is.',
    en: 'This address belongs to somebody else here already. Use an address of your own.',
  },
  'email-needed': {
    nl: 'Zonder e-mailadres kunnen we je niets laten weten. Vul er een in.',
    en: 'Without an e-mail address we cannot tell you anything. Enter one.',
  },
  'phone-form': {
    nl: 'Dit is geen bestaand telefoonnummer. Vul het in als 06 12345678 of +32 470 12 34 56.',
    en: 'This is not an existing phone number. Enter it like 06 12345678 or +32 470 12 34 56.',
  },
  'phone-refused': {
    nl: 'Op {number} ben je niet zelf te bereiken. Vul je eigen nummer in.',
    en: 'You cannot be reached at {number} yourself. Enter your own number.',
  },
  'not-mobile': {
    nl: 'Dit is een vast nummer. Vul het in bij “Vast nummer”.',
    en: 'This is a landline. Enter it at “Landline”.',
  },
  'is-mobile': {
    nl: 'Dit is een mobiel nummer. Het mag hier staan, maar hoort bij “Mobiel nummer”.',
    en: 'This is a mobile number. It may stand here, but belongs at “Mobile number”.',
  },
  'own-number': {
    nl: 'Dit is je eigen nummer. Kies iemand die we kunnen bellen als jou iets overkomt.',
    en: 'This is your own number. Choose somebody we can call if something happens to you.',
  },
  'iban-form': {
    nl: 'Dit is geen rekeningnummer. Een Nederlands nummer heeft 18 tekens en begint met NL.',
    en: 'This is not an account number. A Dutch one has 18 characters and begins with NL.',
  },
  'iban-check': {
    nl: 'De controlecijfers kloppen niet. Kijk of je je ergens vertypt hebt.',
    en: 'The check digits are not right. See whether there is a typing error.',
  },
  'iban-foreign': {
    nl: 'Dit is een buitenlandse rekening ({country}). Kijk of dat klopt.',
    en: 'This is a foreign account ({country}). Check whether that is right.',
  },
  'iban-outside-sepa': {
    nl: 'Deze rekening ({country}) ligt buiten het Europese betaalgebied. Vraag eerst bij HR of er loon op kan worden betaald.',
    en: 'This account ({country}) lies outside the European payment area. First ask HR whether wages can be paid to it.',
  },
  'holder-differs': {
    nl: 'De naam {name} staat niet bij de rekeninghouder. Kijk of dat klopt.',
    en: 'The name {name} does not stand with the holder. Check whether that is right.',
  },
};

/** A finding in words. */
export function findingText({ code, data }: Finding, language: Language): string {
  return texts[code][language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = data[name];
    if (value === undefined) return whole;
    return name === 'date' ? formatDay(String(value), language) : String(value);
  });
}
