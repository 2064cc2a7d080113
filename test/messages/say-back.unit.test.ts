import { describe, expect, it } from 'vitest';
import { forLog, formAddress } from '../../src/messages/form-address.ts';
import { sayBack } from '../../src/messages/say-back.ts';
import { understandAlone } from '../../src/messages/understand.ts';

/** Thursday 19 November 2026. */
const today = '2026-11-19';
const said = (text: string, language: 'nl' | 'en' = 'nl') =>
  understandAlone(text, today).requests.map((request) => sayBack(request, language));

describe('what was understood, said back', () => {
  it.each([
    ['gister 42 km naar zwolle', '42 km op woensdag 18 november, naar Zwolle'],
    [
      '12 nov klant apeldoorn 96km heen en terug',
      '96 km op donderdag 12 november, heen en terug, naar Apeldoorn (klant)',
    ],
    ['2 t/m 5 nov 4x 30 km retour', '120 km van 2 november tot en met 5 november, 4 dagen, heen en terug'],
    ['belaste km oktober 310', '310 km belast in oktober 2026'],
    ['ma di do thuis', '3 thuiswerkdagen op 16, 17 en 19 november'],
    ['thuiswerkdagen november 8', '8 thuiswerkdagen in november 2026'],
    ['heb vrijdag 9 tot 5 gewerkt half uur pauze', '09:00-17:00, 30 minuten pauze op vrijdag 13 november'],
    ['oktober 48,5 uur gewerkt', '48,5 uur in oktober 2026'],
    ['getankt 38,7 liter voor 74,95 gister', '€ 74,95 en 38,7 liter op woensdag 18 november'],
    [
      'ik ga verhuizen naar kerkstraat 12a 3511ab utrecht per 1 dec',
      'Kerkstraat 12a, 3511 AB Utrecht, per dinsdag 1 december',
    ],
    ['nieuw nummer 06 12345678', '+31612345678'],
    ['noodcontact is nu me zus fatima 0623456781', 'Fatima (zus), +31623456781'],
    ['kan je 20 km van dinsdag veranderen in 25', 'Wijzigen: kilometers op dinsdag 17 november, 20 wordt 25'],
    ['wil km van gister intrekken was fout', 'Intrekken: kilometers op woensdag 18 november'],
  ])('%s', (text, line) => expect(said(text)).toEqual([line]));
  it('speaks English too', () =>
    expect(said('drove 80 km there and back to the customer in Gouda on tuesday', 'en')).toEqual([
      '80 km on Tuesday 17 November, there and back, to Gouda (customer)',
    ]));
  it('never repeats an account number', () =>
    expect(said('nieuw rekeningnr NL91ABNA0417164300').join()).not.toContain('0417'));
});

describe('the address of the form', () => {
  const addressOf = (text: string) => understandAlone(text, today).requests.map(formAddress);
  it.each([
    [
      'gister 42 km naar zwolle',
      '/declareren/kilometers?flow=km-untaxed&date=2026-11-18&km_total=42&destination=Zwolle',
    ],
    [
      'ma di do thuis',
      '/declareren/thuiswerken?flow=home-working-days&dates=2026-11-16%2C2026-11-17%2C2026-11-19',
    ],
    ['nieuw nummer 06 12345678', '/gegevens/contact?flow=contact&phone=0612345678'],
    [
      'vrijdag 4,5 uur en zaterdag 7 uur',
      '/declareren/uren?flow=hours&entries=2026-11-13_4.5%2C2026-11-14_7',
    ],
    [
      'bon diesel 72 euro bedrijfsbus gister',
      '/declareren/brandstof?flow=fuel&date=2026-11-18&amount=72&vehicle=company',
    ],
  ])('%s', (text, address) => expect(addressOf(text)).toEqual([address]));
  it('holds no account number, nor does the log', () => {
    const [request] = understandAlone(
      'nieuw rekeningnr NL91ABNA0417164300 tnv J. Bakker per 1 dec',
      today,
    ).requests;
    if (request === undefined) throw new RangeError('no request');
    expect(request.slots).toEqual({
      iban: 'NL91ABNA0417164300',
      holder: 'J. Bakker',
      from_date: '2026-12-01',
    });
    expect(formAddress(request)).toBe('/gegevens/rekening?flow=bank-account');
    expect(forLog(request).slots).toEqual({ from_date: '2026-12-01' });
  });
});
