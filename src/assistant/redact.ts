/**
 * What may not stand in a log in clear: BSN, IBAN, phone numbers, e-mail addresses, medical words (reliability.md C4; design,
 * section 5). Over-redacting is better than under-redacting.
 */

const dutchIban = /\b[a-z]{2}\d{2}[\s-]?[a-z]{4}[\s-]?(?:\d[\s-]?){9}\d\b/gi;
const iban = /\b[A-Z]{2}\d{2}(?:[\s-]?[A-Z0-9]{4}){2,7}(?:[\s-]?[A-Z0-9]{1,3})?\b/g;
const email = /[\p{L}\p{N}._%+-]+\s?@\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const phone = /(?<![\d,.])(?:\+|00)?\d(?:[\s./()-]{0,2}\d){8,13}(?![\d])/g;
const nineDigits = /(?<!\d)\d(?:[\s.-]?\d){7,8}(?!\d)/g;

/** Diagnoses, complaints, treatment and medicine; ordinary words of leave and absence policy are not medical. */
const medical =
  /(?<![\p{L}])(?:burn[\s-]?outs?|bore[\s-]?out|depressie\w*|depressief|depri|angststoornis\w*|paniekaanval\w*|ptss|adhd|add|autis\w*|bipolair\w*|schizofreni\w*|borderline|kanker\w*|tumor\w*|chemo\w*|bestraling\w*|uitgezaaid|hiv|aids|soa|diabet\w*|suikerziek\w*|epilep\w*|hartaanval\w*|hartinfarct\w*|hartpatient\w*|beroerte\w*|herseninfarct|hersenschudding|hernia\w*|reuma\w*|artrose|fibromyalgie|migraine\w*|long\s?covid|astma\w*|copd|ms|parkinson|dementie|alzheimer|miskraam|miskramen|abortus|ivf|zwanger van|overgang(?:sklachten)?|verslav\w*|verslaafd\w*|alcoholist\w*|afkick\w*|drugsgebruik|psychose|psychotisch|psychiat\w*|psycholo\w*|therapie\w*|therapeut\w*|antidepress\w*|medicijn\w*|medicatie|pillen|insuline|operatie\w*|geopereerd|opgenomen in het ziekenhuis|ziekenhuisopname|gebroken (?:been|arm|enkel|pols|rug|voet|hand|heup)|rugklacht\w*|rugpijn|nekklacht\w*|hoofdpijn|buikpijn|griep|corona\w*|covid\w*|koorts|diarree|overspannen\w*|stressklacht\w*|suicid\w*|zelfmoord\w*|zelfdoding|miscarriage|cancer|depression|depressed|surgery|pregnant with|rak|depresja|krebs)(?![\p{L}])/giu;

/** Replaces what may not be kept by a word in brackets. */
export function redact(text: string): string {
  return text
    .replace(email, '[e-mail]')
    .replace(dutchIban, '[IBAN]')
    .replace(iban, '[IBAN]')
    .replace(phone, (found) => (isLikelyIdentifier(found) ? '[nummer]' : found))
    .replace(nineDigits, (found) => (isLikelyIdentifier(found) ? '[nummer]' : found))
    .replace(medical, '[gezondheid]');
}

/** Where medical words stand in a text: positions in it. */
export function mentionsHealth(text: string): number[] {
  return [...text.matchAll(medical)].map((found) => found.index);
}

/** Dates, amounts and times also hold many digits; a run that reads as one of those is kept. */
function isLikelyIdentifier(found: string): boolean {
  if (/^\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}$/.test(found) || /^\d{4}-\d{2}-\d{2}$/.test(found)) return false;
  const digits = found.replace(/\D/g, '');
  return digits.length >= 8;
}
