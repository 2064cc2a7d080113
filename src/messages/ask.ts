import { missingOf } from './missing.ts';
import type { FlowRequest, NextQuestion, Pending, Slots, TalkLanguage } from './model.ts';
import { sayDates, sayNumber, sayPeriod } from './say-dates.ts';

type Wording = (request: FlowRequest) => string;

const days = (slots: Slots, language: TalkLanguage): string =>
  slots.days === undefined ? '' : `${sayNumber(slots.days, language)} `;

const nl: Record<string, Wording> = {
  choice: ({ extra }) =>
    `Op ${sayDates(extra?.sameDay ?? [], 'nl')} kan een van de twee. Wil je de reiskosten of de thuiswerkdag?`,
  date: ({ flow }) =>
    flow === 'withdraw' || flow === 'correct' ? 'Van welke dag was het?' : 'Op welke dag was dat?',
  dates: ({ slots, extra, flow }) =>
    extra?.tooMuch === true
      ? 'Kun je per rit de datum en de kilometers geven? Een regel kan hooguit 999,99 km zijn.'
      : flow === 'home-working-days'
        ? `Welke ${days(slots, 'nl')}dagen waren dat?`
        : 'Op welke dagen was dat?',
  km_total: () => 'Hoeveel kilometer was het in totaal?',
  trip: ({ slots }) =>
    slots.km_total === undefined
      ? 'Was het heen en terug, of alleen heen?'
      : `Is ${sayNumber(slots.km_total, 'nl')} km heen en terug samen?`,
  destination: () => 'Waar ging de rit naartoe?',
  amount: () => 'Welk bedrag staat er op de bon?',
  vehicle: () => 'Was dit de auto van de zaak of je eigen auto?',
  receipt: () => 'Doe je op het formulier een foto van de bon erbij?',
  hours: ({ slots }) =>
    slots.period === undefined
      ? 'Hoeveel uur was het, of van hoe laat tot hoe laat?'
      : `Hoeveel uur heb je gewerkt in ${sayPeriod(String(slots.period), 'nl')}?`,
  break_minutes: () => 'Hoeveel minuten pauze had je?',
  period: () => 'Over welke maand of week gaat het?',
  days: () => 'Hoeveel dagen heb je gewerkt?',
  postcode: ({ slots }) =>
    slots.house_number === undefined ? 'Wat is de nieuwe postcode en het huisnummer?' : 'Wat is de postcode?',
  house_number: () => 'Wat is het huisnummer?',
  street: () => 'In welke straat is het?',
  city: () => 'In welke plaats is het?',
  from_date: ({ extra }) =>
    extra?.correction === true
      ? 'Vanaf wanneer geldt dit, of was het een typefout?'
      : 'Vanaf welke datum woon je daar?',
  phone: ({ flow, extra, slots }) =>
    extra?.phoneInvalid === true
      ? 'Dat nummer lijkt niet te kloppen. Wat is het hele nummer?'
      : flow === 'emergency-contact'
        ? `Op welk nummer is ${slots.name ?? 'je noodcontact'} te bereiken?`
        : extra?.alsoNamed?.includes('phone') === true
          ? 'Wat is je telefoonnummer?'
          : 'Wat is je nieuwe telefoonnummer of e-mailadres?',
  email: ({ extra }) =>
    extra?.emailSuggestion === undefined ? 'Wat is je e-mailadres?' : `Bedoel je ${extra.emailSuggestion}?`,
  name: () => 'Hoe heet je noodcontact?',
  relation: ({ slots }) => `Wat is ${slots.name ?? 'je noodcontact'} van je (partner, ouder, vriend)?`,
  of: () => 'Om welke declaratie gaat het: kilometers, brandstof, thuiswerkdagen, uren of dagen?',
  new_quantity: () => 'Wat moet het worden?',
};

const en: Record<string, Wording> = {
  choice: ({ extra }) =>
    `On ${sayDates(extra?.sameDay ?? [], 'en')} only one of the two is possible. Do you want the travel costs or the day at home?`,
  date: ({ flow }) =>
    flow === 'withdraw' || flow === 'correct' ? 'Which day was it for?' : 'Which day was that?',
  dates: ({ slots, extra, flow }) =>
    extra?.tooMuch === true
      ? 'Can you give the date and the kilometres of each trip? A line can be 999.99 km at most.'
      : flow === 'home-working-days'
        ? `Which ${days(slots, 'en')}days were that?`
        : 'Which days were that?',
  km_total: () => 'How many kilometres was it in total?',
  trip: ({ slots }) =>
    slots.km_total === undefined
      ? 'Was it there and back, or one way only?'
      : `Is ${sayNumber(slots.km_total, 'en')} km there and back together?`,
  destination: () => 'Where did the trip go?',
  amount: () => 'What amount is on the receipt?',
  vehicle: () => 'Was it the company car or your own car?',
  receipt: () => 'Will you add a photo of the receipt on the form?',
  hours: ({ slots }) =>
    slots.period === undefined
      ? 'How many hours was it, or from when till when?'
      : `How many hours did you work in ${sayPeriod(String(slots.period), 'en')}?`,
  break_minutes: () => 'How many minutes of break did you have?',
  period: () => 'Which month or week is it about?',
  days: () => 'How many days did you work?',
  postcode: ({ slots }) =>
    slots.house_number === undefined ? 'What is the new postcode and house number?' : 'What is the postcode?',
  house_number: () => 'What is the house number?',
  street: () => 'In which street is it?',
  city: () => 'In which town is it?',
  from_date: ({ extra }) =>
    extra?.correction === true
      ? 'From which date does this hold, or was it a typing error?'
      : 'From which date do you live there?',
  phone: ({ flow, extra, slots }) =>
    extra?.phoneInvalid === true
      ? 'That number does not seem right. What is the whole number?'
      : flow === 'emergency-contact'
        ? `At which number can ${slots.name ?? 'your emergency contact'} be reached?`
        : extra?.alsoNamed?.includes('phone') === true
          ? 'What is your phone number?'
          : 'What is your new phone number or e-mail address?',
  email: ({ extra }) =>
    extra?.emailSuggestion === undefined
      ? 'What is your e-mail address?'
      : `Do you mean ${extra.emailSuggestion}?`,
  name: () => 'What is the name of your emergency contact?',
  relation: ({ slots }) =>
    `What is ${slots.name ?? 'your emergency contact'} to you (partner, parent, friend)?`,
  of: () => 'Which claim is it: kilometres, fuel, days at home, hours or days?',
  new_quantity: () => 'What should it become?',
};

const wordings: Record<TalkLanguage, Record<string, Wording>> = { nl, en };

/** The one thing to ask next about a request, or null when nothing is missing. */
export function nextQuestion(request: FlowRequest, language: TalkLanguage): NextQuestion | null {
  const [slot] = missingOf(request);
  if (slot === undefined) return null;
  return { slot, text: wordings[language][slot]?.(request) ?? '' };
}

/** The first request with something missing, as what is asked now; undefined when all are complete. */
export function askedOf(requests: readonly FlowRequest[]): Pending['asked'] {
  for (const [index, request] of requests.entries()) {
    const [slot] = missingOf(request);
    if (slot !== undefined) return { request: index, slot };
  }
  return undefined;
}
