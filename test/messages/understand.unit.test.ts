import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readIntent } from '../../src/messages/intent-model.ts';
import type { FlowName, Slots } from '../../src/messages/model.ts';
import { understand, understandAlone } from '../../src/messages/understand.ts';

/** Thursday 19 November 2026. */
const today = '2026-11-19';
const read = (text: string) => understandAlone(text, today);

interface Case {
  text: string;
  requests: { flow: FlowName; slots: Slots; extra?: object }[];
}

/** The messages that the domain names, with the traps in them. */
const messages: Case[] = [
  {
    text: 'gister 42 km naar klant in zwolle gereden',
    requests: [
      {
        flow: 'km-untaxed',
        slots: { date: '2026-11-18', km_total: 42, destination: 'Zwolle', purpose: 'klant' },
        extra: { tripKind: 'business' },
      },
    ],
  },
  {
    text: '3 dagen thuis gewerkt deze week',
    requests: [{ flow: 'home-working-days', slots: { days: 3, period: '2026-W47' } }],
  },
  {
    text: 'nieuw telefoonnummer 06 12345678',
    requests: [{ flow: 'contact', slots: { phone: '0612345678' } }],
  },
  {
    text: 'ik ga verhuizen naar kerkstraat 12a 3511ab utrecht per 1 dec',
    requests: [
      {
        flow: 'address',
        slots: {
          street: 'Kerkstraat',
          house_number: 12,
          addition: 'a',
          postcode: '3511 AB',
          city: 'Utrecht',
          from_date: '2026-12-01',
        },
      },
    ],
  },
  { text: 'ga verhuizen', requests: [{ flow: 'address', slots: {} }] },
  {
    text: 'getankt 61,40 bon komt nog',
    requests: [{ flow: 'fuel', slots: { amount: 61.4 }, extra: { receipt: 'pending' } }],
  },
  {
    text: 'heb vrijdag 9 tot 5 gewerkt half uur pauze',
    requests: [
      { flow: 'hours', slots: { date: '2026-11-13', start: '09:00', end: '17:00', break_minutes: 30 } },
    ],
  },
  {
    text: 'deze maand 62 uur en 9 dagen',
    requests: [
      { flow: 'hours', slots: { period: '2026-11', hours: 62 } },
      { flow: 'days-worked', slots: { period: '2026-11', days: 9 } },
    ],
  },
  {
    text: 'oktober 48,5 uur 7 dgn vergeten in te vullen',
    requests: [
      { flow: 'hours', slots: { period: '2026-10', hours: 48.5 } },
      { flow: 'days-worked', slots: { period: '2026-10', days: 7 } },
    ],
  },
  {
    text: 'ma di do thuis',
    requests: [{ flow: 'home-working-days', slots: { dates: ['2026-11-16', '2026-11-17', '2026-11-19'] } }],
  },
  {
    text: 'vandaag thuis en vanmiddag naar klant amersfoort 31 km',
    requests: [
      { flow: 'home-working-days', slots: { date: '2026-11-19' } },
      {
        flow: 'km-untaxed',
        slots: { date: '2026-11-19', km_total: 31, destination: 'Amersfoort', purpose: 'klant' },
        extra: { tripKind: 'business' },
      },
    ],
  },
  {
    text: 'vandaag half thuis half kantoor 18 km heen en terug',
    requests: [
      {
        flow: 'km-untaxed',
        slots: { date: '2026-11-19', km_total: 18, trip: 'return' },
        extra: { tripKind: 'commute' },
      },
      { flow: 'home-working-days', slots: { date: '2026-11-19' }, extra: { sameDay: ['2026-11-19'] } },
    ],
  },
  {
    text: 'mn email is nu jan.dejong@gmail.con',
    requests: [
      {
        flow: 'contact',
        slots: { email: 'jan.dejong@gmail.con' },
        extra: { emailSuggestion: 'jan.dejong@gmail.com' },
      },
    ],
  },
  {
    text: 'huisnr is 14 ipv 12 zelfde straat',
    requests: [{ flow: 'address', slots: { house_number: 14 }, extra: { correction: true } }],
  },
  {
    text: 'km vorige week 5x 36',
    requests: [{ flow: 'km-untaxed', slots: { period: '2026-W46', days: 5, km_total: 180 } }],
  },
  {
    text: 'wil km van gister intrekken was fout',
    requests: [{ flow: 'withdraw', slots: { of: 'km-untaxed', date: '2026-11-18' } }],
  },
  {
    text: '1200 km gereden dit kwartaal voor klanten',
    requests: [
      { flow: 'km-untaxed', slots: { km_total: 1200, purpose: 'klanten' }, extra: { tooMuch: true } },
    ],
  },
  {
    text: 'nieuw rekeningnr NL91ABNA0417164300',
    requests: [{ flow: 'bank-account', slots: { iban: 'NL91ABNA0417164300' } }],
  },
  {
    text: 'geef me nr 0612345678 en mail door aan hr',
    requests: [{ flow: 'contact', slots: { phone: '0612345678' }, extra: { alsoNamed: ['email'] } }],
  },
  {
    text: 'maandag opgeroepen voor 4 uur maar na anderhalf uur naar huis gestuurd',
    requests: [{ flow: 'hours', slots: { date: '2026-11-16', hours: 1.5 }, extra: { calledHours: 4 } }],
  },
  {
    text: '12 nov klant apeldoorn 96km heen en terug',
    requests: [
      {
        flow: 'km-untaxed',
        slots: {
          date: '2026-11-12',
          km_total: 96,
          trip: 'return',
          destination: 'Apeldoorn',
          purpose: 'klant',
        },
      },
    ],
  },
  {
    text: 'thuiswerkdagen november 8',
    requests: [{ flow: 'home-working-days', slots: { period: '2026-11', days: 8 } }],
  },
  {
    text: 'bon diesel 72 euro bedrijfsbus gister',
    requests: [{ flow: 'fuel', slots: { date: '2026-11-18', amount: 72 }, extra: { vehicle: 'company' } }],
  },
  { text: 'ben vorige maand al verhuisd adres klopt niet', requests: [{ flow: 'address', slots: {} }] },
  {
    text: 'kan je 20 km van dinsdag veranderen in 25',
    requests: [
      {
        flow: 'correct',
        slots: { of: 'km-untaxed', date: '2026-11-17', old_quantity: 20, new_quantity: 25 },
      },
    ],
  },
];

describe('the messages of the domain', () => {
  it.each(messages)('$text', ({ text, requests }) => {
    const understood = read(text);
    const bySpelling = (a: { flow: string }, b: { flow: string }) => a.flow.localeCompare(b.flow);
    expect(understood.requests.map(({ flow, slots }) => ({ flow, slots })).sort(bySpelling)).toEqual(
      requests.map(({ flow, slots }) => ({ flow, slots })).sort(bySpelling),
    );
    for (const { flow, extra } of requests)
      if (extra !== undefined)
        expect(understood.requests.find((one) => one.flow === flow)?.extra).toMatchObject(extra);
  });
});

describe('a question never becomes a declaration', () => {
  const reference = [
    'hoeveel krijg ik per km',
    'waar geef ik een ander adres op',
    'krijg ik km als ik thuis werk',
    'voor welke datum moet ik me uren invullen',
    'ik ben verhuisd, krijg ik nu meer reiskosten?',
    'moet ik de benzine zelf betalen',
    'mag ik morgen thuiswerken',
    'wat gebeurt er als ik ontslagen word',
    'halve dag thuis halve dag zaak wat vul ik in',
    'tot wanneer kan ik km van vorige maand nog indienen',
    'hoe geef ik me uren door',
    'moest maar 2 uurtjes werken hoeveel krijg ik',
    'nieuw bankrekening wnr is da verwerkt',
    'ik ga samenwonen moet ik da doorgeven',
    'stel ik rij 44 km per dag, wat krijg ik dan?',
    'zijn 3 thuiswerkdagen per week toegestaan',
    'can i claim 30 km if i take the bike',
    'czy dostanę pieniądze za 20 km',
  ];
  it.each(reference)('%s', (text) => expect(read(text)).toMatchObject({ intent: 'question', requests: [] }));

  it('of the development suite either', () => {
    const asked = readFileSync('eval/suites/dev/questions.jsonl', 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { question: string });
    const taken = asked.filter(({ question }) => ['declaration', 'mutation'].includes(read(question).intent));
    expect(asked.length).toBeGreaterThan(250);
    expect(taken.map(({ question }) => question)).toEqual([]);
  });
});

describe('what is for a person, or no business', () => {
  it.each([
    ['mijn chef pest me al weken', 'conflict'],
    ['hoeveel verdient mijn collega', 'other-person'],
    ['ik trek het niet meer', 'health'],
    ['mijn bsn is 999990019', 'bsn'],
    ['ik ben gister ontslagen', 'dismissal'],
  ])('%s: %s', (text, handoff) =>
    expect(read(text)).toMatchObject({ intent: 'handoff', handoff, requests: [] }),
  );
  it.each([
    ['Hoi!', 'greeting'],
    ['dankjewel', 'thanks'],
    ['laat maar', 'decline'],
  ])('%s: %s', (text, smalltalk) => expect(read(text)).toMatchObject({ intent: 'smalltalk', smalltalk }));
  it.each([
    ['waar blijft mijn declaratie', { about: 'request' }],
    ['waar blijft mijn tankbon', { about: 'request', of: 'fuel' }],
    ['hoeveel vakantiedagen heb ik nog', { about: 'records' }],
  ])('%s', (text, status) => expect(read(text)).toMatchObject({ intent: 'status', status }));
  it.each(['ꙮꙮꙮ', '# **kop** [link](http://x)', '"" OR * NEAR(', 'asdfgh'])(
    '%s is nothing to act on',
    (text) => expect(['question', 'other']).toContain(read(text).intent),
  );
  it.each(['taxi 22 euro vrijdag', 'parkeerbon 6,50 van maandag', 'ik ben ziek vandaag'])(
    '%s has no form here',
    (text) => expect(read(text).requests).toEqual([]),
  );
});

describe('the learned model', () => {
  it('gives the same figures every time, and probabilities that add up', () => {
    for (const { text } of messages) {
      const [first, second] = [readIntent(text), readIntent(text)];
      expect(second).toEqual(first);
      expect(Object.values(first.intents).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
    }
  });
  it('is small enough to ship', () =>
    expect(statSync('src/messages/data/intents.json').size).toBeLessThan(500_000));
  it('does not depend on the day', () => {
    for (const { text } of messages)
      expect(understandAlone(text, '2027-03-02').requests.map(({ flow }) => flow)).toEqual(
        read(text).requests.map(({ flow }) => flow),
      );
  });
  it('without pending reads a message alone', () =>
    expect(understand('ma di do thuis', { today, pending: undefined })).toEqual(read('ma di do thuis')));
});
