import { describe, expect, it } from 'vitest';
import { askedOf, nextQuestion } from '../../src/messages/ask.ts';
import { continueWith } from '../../src/messages/continue.ts';
import { missingOf } from '../../src/messages/missing.ts';
import type { FlowName, FlowRequest, Pending, Slots } from '../../src/messages/model.ts';
import { understand, understandAlone } from '../../src/messages/understand.ts';

/** Thursday 19 November 2026. */
const today = '2026-11-19';

/** What stands in the chat after a first message. */
function standing(first: string): Pending {
  const { requests } = understandAlone(first, today);
  return { requests, asked: askedOf(requests) };
}

function slotsAfter(first: string, ...messages: string[]): { flow: FlowName; slots: Slots }[] | string {
  let pending = standing(first);
  for (const message of messages) {
    const next = continueWith(pending, message, { today });
    if (next.kind !== 'updated') return next.kind;
    pending = next.pending;
  }
  return pending.requests.map(({ flow, slots }) => ({ flow, slots }));
}

describe('an answer to what was asked', () => {
  it.each<[string, string[], Slots]>([
    ['42 km naar zwolle', ['gister'], { km_total: 42, destination: 'Zwolle', date: '2026-11-18' }],
    [
      'gister 42 km naar zwolle',
      ['ja'],
      { date: '2026-11-18', km_total: 42, destination: 'Zwolle', trip: 'return' },
    ],
    [
      'gister 42 km naar zwolle',
      ['nee, alleen heen'],
      { date: '2026-11-18', km_total: 42, destination: 'Zwolle', trip: 'single' },
    ],
    [
      'gister 42 km naar zwolle',
      ['nee'],
      { date: '2026-11-18', destination: 'Zwolle', distance_single_km: 42 },
    ],
    [
      'gister 42 km retour',
      ['apeldoorn'],
      { date: '2026-11-18', km_total: 42, trip: 'return', destination: 'Apeldoorn' },
    ],
    ['thuiswerkdagen november 3', ['ma di en wo'], { dates: ['2026-11-16', '2026-11-17', '2026-11-18'] }],
    ['deze week 2 dagen thuisgewerkt', ['de 16e en de 17e'], { dates: ['2026-11-16', '2026-11-17'] }],
    [
      'heb vrijdag 9 tot 5 gewerkt',
      ['half uur'],
      { date: '2026-11-13', start: '09:00', end: '17:00', break_minutes: 30 },
    ],
    [
      'heb vrijdag 9 tot 5 gewerkt',
      ['geen'],
      { date: '2026-11-13', start: '09:00', end: '17:00', break_minutes: 0 },
    ],
    ['ga verhuizen', ['3511ab 12a'], { postcode: '3511 AB', house_number: 12, addition: 'a' }],
    [
      'ga verhuizen',
      ['3511 AB 12', 'kerkstraat', 'utrecht', '1 dec'],
      {
        postcode: '3511 AB',
        house_number: 12,
        street: 'Kerkstraat',
        city: 'Utrecht',
        from_date: '2026-12-01',
      },
    ],
    ['nieuw telefoonnummer', ['06 12345678'], { phone: '0612345678' }],
    ['mn email is nu jan.dejong@gmail.con', ['ja'], { email: 'jan.dejong@gmail.com' }],
    ['mn email is nu jan.dejong@gmail.con', ['nee, jan@dorp.example'], { email: 'jan@dorp.example' }],
    [
      'noodcontact is nu me zus',
      ['Fatima', '0623456781'],
      { relation: 'zus', name: 'Fatima', phone: '0623456781' },
    ],
    ['getankt 61,40 gister', ['auto van de zaak'], { amount: 61.4, date: '2026-11-18' }],
    ['uren oktober', ['48,5'], { period: '2026-10', hours: 48.5 }],
  ])('%s, then %j', (first, messages, slots) =>
    expect(slotsAfter(first, ...messages)).toMatchObject([{ slots }]),
  );
});

describe('a correction', () => {
  it.each<[string, string, Slots]>([
    ['gister 20 km retour naar ede', 'maak er 25 van', { km_total: 25, date: '2026-11-18' }],
    ['gister 20 km retour naar ede', 'nee, 25', { km_total: 25 }],
    ['gister 20 km retour naar ede', 'nee, dinsdag', { date: '2026-11-17', km_total: 20 }],
    ['gister 20 km retour naar ede', 'het was dinsdag niet woensdag', { date: '2026-11-17' }],
    ['gister 20 km retour naar ede', 'nee naar tiel', { destination: 'Tiel', km_total: 20 }],
    ['getankt 61,40 gister', 'sorry 16,40', { amount: 16.4, date: '2026-11-18' }],
    ['vrijdag 6 uur gewerkt', 'het was 7 uur', { date: '2026-11-13', hours: 7 }],
    [
      'vrijdag 9 tot 5 gewerkt half uur pauze',
      'nee 9 tot 4',
      { start: '09:00', end: '16:00', break_minutes: 30 },
    ],
    ['nieuw nummer 0612345678', 'nee 0612345679', { phone: '0612345679' }],
    ['maandag thuis', 'nee dinsdag', { date: '2026-11-17' }],
  ])('%s, then "%s"', (first, message, slots) =>
    expect(slotsAfter(first, message)).toMatchObject([{ slots }]),
  );
});

describe('more, nothing, or something else', () => {
  it('adds a day', () =>
    expect(slotsAfter('maandag thuis', 'en woensdag ook')).toEqual([
      { flow: 'home-working-days', slots: { dates: ['2026-11-16', '2026-11-18'] } },
    ]));
  it.each(['laat maar', 'nee laat maar', 'hoeft niet meer', 'stop', 'never mind'])('%s drops it', (text) =>
    expect(slotsAfter('gister 42 km naar zwolle', text)).toBe('dropped'),
  );
  it('"klopt" confirms what is complete, and submits nothing', () =>
    expect(slotsAfter('12 nov klant apeldoorn 96km heen en terug', 'klopt')).toBe('confirmed'));
  it.each([
    'hoeveel krijg ik per km?',
    'wanneer wordt dat uitbetaald',
    'vrijdag thuisgewerkt van mijn adres',
    'mijn nieuwe nummer is 0612345678',
    'ik word gepest op mijn werk',
  ])('%s is something else', (text) =>
    expect(slotsAfter('gister 42 km naar zwolle', text)).toBe('unrelated'),
  );
  it('chooses one of the two for a day', () => {
    const first = 'vandaag half thuis half kantoor 18 km heen en terug';
    expect(standing(first).asked?.slot).toBe('choice');
    expect(slotsAfter(first, 'de reiskosten')).toMatchObject([
      { flow: 'km-untaxed', slots: { km_total: 18 } },
    ]);
    expect(slotsAfter(first, 'thuis')).toMatchObject([{ flow: 'home-working-days', slots: { date: today } }]);
  });
  it('understand says that a message goes on, and takes a new thing as new', () => {
    const pending = standing('gister 42 km naar zwolle');
    expect(understand('ja', { today, pending })).toMatchObject({
      intent: 'declaration',
      continues: 'updated',
    });
    expect(understand('laat maar', { today, pending })).toMatchObject({ continues: 'dropped', requests: [] });
    const other = understand('nieuw nummer 0612345678', { today, pending });
    expect(other).toMatchObject({ intent: 'mutation', requests: [{ flow: 'contact' }] });
    expect(other.continues).toBeUndefined();
  });
  it('leaves what it was given as it was', () => {
    const pending = standing('gister 42 km naar zwolle');
    const before = structuredClone(pending);
    continueWith(pending, 'nee, dinsdag', { today });
    expect(pending).toEqual(before);
  });
});

describe('what is missing', () => {
  const request = (flow: FlowName, slots: Slots, extra?: FlowRequest['extra']): FlowRequest => ({
    flow,
    slots,
    ...(extra && { extra }),
  });
  it.each<[FlowRequest, string[]]>([
    [request('km-untaxed', {}), ['date', 'km_total', 'trip', 'destination']],
    [request('km-untaxed', { date: today, km_total: 12, trip: 'return' }, { tripKind: 'commute' }), []],
    [request('km-untaxed', { period: '2026-W46', days: 5, km_total: 180 }), ['dates', 'trip', 'destination']],
    [
      request(
        'km-untaxed',
        { date: today, km_total: 1200, trip: 'return', destination: 'Ede' },
        { tooMuch: true },
      ),
      ['dates'],
    ],
    [request('fuel', { amount: 61.4 }, { receipt: 'pending' }), ['vehicle', 'date']],
    [request('home-working-days', { period: '2026-11', days: 8 }), ['dates']],
    [request('home-working-days', { date: today }), []],
    [request('hours', { date: today, start: '09:00', end: '17:00' }), ['break_minutes']],
    [request('hours', { period: '2026-10', hours: 48.5 }), []],
    [request('hours', { entries: [{ date: today, hours: 4 }, { date: today }] }), ['hours']],
    [request('days-worked', { period: '2026-10' }), ['days']],
    [request('address', {}), ['postcode', 'house_number', 'street', 'city', 'from_date']],
    [request('address', { house_number: 14 }, { correction: true }), ['from_date']],
    [request('contact', {}), ['phone']],
    [request('contact', { phone: '0612345678' }, { alsoNamed: ['email'] }), ['email']],
    [request('emergency-contact', { relation: 'zus' }), ['name', 'phone']],
    [request('bank-account', {}), []],
    [request('withdraw', { of: 'km-untaxed' }), ['date']],
    [request('correct', { of: 'hours', date: today }), ['new_quantity']],
  ])('%j', (given, missing) => expect(missingOf(given)).toEqual(missing));

  it('is asked in words, in both languages, for every flow and slot', () => {
    const flows: FlowRequest[] = [
      'km-untaxed',
      'fuel',
      'home-working-days',
      'hours',
      'days-worked',
      'address',
      'contact',
      'emergency-contact',
      'withdraw',
      'correct',
    ].map((flow) => request(flow as FlowName, {}));
    for (const one of flows)
      for (const language of ['nl', 'en'] as const) {
        const question = nextQuestion(one, language);
        expect(question?.slot).toBe(missingOf(one)[0]);
        expect(question?.text).toMatch(/\?$|\.$/);
      }
    expect(nextQuestion(request('bank-account', {}), 'nl')).toBeNull();
  });
  it.each([
    ['gister 42 km naar klant in zwolle gereden', 'Is 42 km heen en terug samen?'],
    ['3 dagen thuis gewerkt deze week', 'Welke 3 dagen waren dat?'],
    ['ga verhuizen', 'Wat is de nieuwe postcode en het huisnummer?'],
    ['getankt 61,40 bon komt nog', 'Was dit de auto van de zaak of je eigen auto?'],
    ['mn email is nu jan.dejong@gmail.con', 'Bedoel je jan.dejong@gmail.com?'],
    ['geef me nr 0612345678 en mail door aan hr', 'Wat is je e-mailadres?'],
    [
      '1200 km gereden dit kwartaal voor klanten',
      'Kun je per rit de datum en de kilometers geven? Een regel kan hooguit 999,99 km zijn.',
    ],
    [
      'vandaag half thuis half kantoor 18 km heen en terug',
      'Op donderdag 19 november kan een van de twee. Wil je de reiskosten of de thuiswerkdag?',
    ],
  ])('after "%s": %s', (text, question) => {
    const { requests } = understandAlone(text, today);
    const asked = requests.map((one) => nextQuestion(one, 'nl')?.text);
    expect(asked).toContain(question);
  });
});
