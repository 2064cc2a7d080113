import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/assistant/calculate.ts';
import { calculationHolds } from '../../src/assistant/checks.ts';
import { withDigits } from '../../src/assistant/quantities.ts';

const km = 'Voor zakelijke ritten ontvang je € 0,23 per kilometer.';
const home = 'Voor elke dag dat je thuis werkt geldt een vergoeding van € 2,45 per thuiswerkdag.';
const leave =
  'Bij een volledige werkweek van 36 uur heb je recht op 25 vakantiedagen per kalenderjaar. Bij deeltijd geldt dit naar rato.';
const bonus = 'De vakantietoeslag bedraagt 8% van het loon.';

const sourcesOf = (...texts: string[]) => texts.map((text) => ({ shown: text, around: text }));

describe('calculate: golden sums', () => {
  it.each([
    ['ik heb 42 km gereden, wat krijg ik', km, '42 km x € 0,23 = € 9,66'],
    ['hoeveel krijg ik voor 5 x 36 km', km, '5 x 36 km x € 0,23 = € 41,40'],
    ['wat krijg ik voor 1.250 kilometer', km, '1.250 km x € 0,23 = € 287,50'],
    ['wat krijg ik voor 12,5 km', km, '12,5 km x € 0,23 = € 2,88'],
    ['how much do I get for 42 km?', km, '42 km x € 0,23 = € 9,66'],
    ['ile dostanę za 42 km', km, '42 km x € 0,23 = € 9,66'],
    ['wie viel bekomme ich für 42 km', km, '42 km x € 0,23 = € 9,66'],
    ['wat krijg ik voor 42 km retour', km, '42 km x € 0,23 = € 9,66'],
    [
      'wat krijg ik voor 42 km enkele reis',
      'Je krijgt € 0,23 per kilometer enkele reis.',
      '42 km x € 0,23 = € 9,66',
    ],
    ['ik werk 3 dagen thuis, wat krijg ik', home, '3 dagen x € 2,45 = € 7,35'],
    ['hoeveel krijg ik voor drie thuiswerkdagen', home, '3 dagen x € 2,45 = € 7,35'],
    [
      'hoeveel krijg ik voor 4 slaapdiensten',
      'Voor een slaapdienst ontvang je € 31,50 per slaapdienst.',
      '4 diensten x € 31,50 = € 126,00',
    ],
    ['wat krijg ik voor 2 nachten', 'De vergoeding is € 18 bruto per nacht.', '2 nachten x € 18 = € 36,00'],
    ['ik werk 24 uur per week, hoeveel vakantiedagen krijg ik', leave, '25 dagen x 24 / 36 = 16,67 dagen'],
    ['hoeveel vakantiedagen heb ik bij een contract van 18 uur', leave, '25 dagen x 18 / 36 = 12,5 dagen'],
    ['how many days of holiday do I get at 24 hours a week', leave, '25 dagen x 24 / 36 = 16,67 dagen'],
    [
      'ik werk 20 uur, hoeveel verlofuren heb ik',
      'Een voltijd dienstverband is 40 uur per week en geeft 160 verlofuren per jaar. Parttimers krijgen verlof naar evenredigheid.',
      '160 uur x 20 / 40 = 80 uur',
    ],
    [
      'ik werk 24 uur, hoeveel vakantiedagen heb ik',
      `${leave} Het aantal wordt naar boven afgerond op hele dagen.`,
      '25 dagen x 24 / 36 = 17 dagen',
    ],
    ['hoeveel is 8% over 2.400 euro', bonus, '8% x € 2.400 = € 192,00'],
    ['hoeveel vakantiegeld krijg ik over € 2.345,67', bonus, '8% x € 2.345,67 = € 187,65'],
  ])('%s', (question, clause, equation) => {
    const found = calculate(question, sourcesOf(clause), 1);
    expect(found?.equation).toBe(equation);
    expect(calculationHolds(equation, withDigits(question), [clause])).toBe(true);
  });

  it('says how it rounded, and nothing where it is exact', () => {
    const rounding = (question: string, clause: string) =>
      calculate(question, sourcesOf(clause), 1)?.rounding;
    expect(rounding('wat krijg ik voor 42 km', km)).toBeNull();
    expect(rounding('wat krijg ik voor 12,5 km', km)).toBe('cents');
    expect(rounding('ik werk 24 uur, hoeveel vakantiedagen krijg ik', leave)).toBe('hundredths');
    expect(rounding('ik werk 18 uur, hoeveel vakantiedagen krijg ik', leave)).toBeNull();
  });

  it('takes the full-time week from another passage, and names it', () => {
    const own = 'Je hebt recht op 25 vakantiedagen per jaar; in deeltijd naar rato.';
    const hours = 'De volledige werkweek bedraagt 38 uur.';
    const question = 'ik werk 19 uur, hoeveel vakantiedagen krijg ik';
    expect(calculate(question, sourcesOf(own, hours), 1)).toMatchObject({
      equation: '25 dagen x 19 / 38 = 12,5 dagen',
      extra: 1,
    });
    const contrary = sourcesOf(own, hours, 'Een normale werkweek is 40 uur.');
    expect(calculate(question, contrary, 1)).toBeNull();
    expect(calculate(question, sourcesOf(own), 1)).toBeNull();
  });
});

describe('calculate: refusals', () => {
  it.each([
    // Limits on the quantity.
    ['wat krijg ik voor 60 km', `${km} Dit geldt tot ten hoogste 40 kilometer enkele reis.`],
    ['wat krijg ik voor 42 km', 'Vanaf 10 kilometer krijg je € 0,23 per kilometer.'],
    ['wat krijg ik voor 42 km', 'Wie meer dan 8 kilometer enkele reis woont, krijgt € 0,23 per kilometer.'],
    ['wat krijg ik voor 42 km', 'Je krijgt € 0,23 per kilometer. Daarboven geldt een andere regel.'],
    ['wat krijg ik voor 4 dagen thuis', `${home} De vergoeding geldt voor maximaal drie dagen per week.`],
    [
      'wat krijg ik voor 42 km',
      'De eerste tien kilometer zijn voor eigen rekening; daarna € 0,23 per kilometer.',
    ],
    ['wat krijg ik voor 42 km', 'Tot 40 kilometer krijg je € 0,23 per kilometer.'],
    ['wat krijg ik voor 42 km', 'Je krijgt € 0,23 per kilometer, de helft daarvan met de fiets.'],
    ['wat krijg ik voor 42 km', `${km} De vergoeding is gemaximeerd op 40 km.`],
    ['wat krijg ik voor 42 km', 'Je krijgt € 0,23 per kilometer, mits de afstand tien kilometer of meer is.'],
    ['wat krijg ik voor 30 km', 'Je krijgt € 4,00 per 10 kilometer.'],
    ['wat krijg ik voor 3 uur', 'Je krijgt € 4,00 per half uur.'],
    ['wat krijg ik voor 3 nachten', 'Je krijgt € 20 per nacht en voor de tweede nacht iets erbij.'],
    ['wat krijg ik voor 42 km', `${km} In 2027 wordt dit 0,25.`],
    ['ik werk 24 uur, hoeveel vakantiedagen krijg ik', `${leave} Volgend jaar worden dat er 26.`],
    // Several rates for one unit.
    ['wat krijg ik voor 42 km', 'Met de auto € 0,23 per kilometer en met de fiets € 0,12 per kilometer.'],
    ['wat krijg ik voor 42 km', 'Je krijgt € 0,23 per kilometer, met een bedrag van € 100 per maand erbij.'],
    ['wat krijg ik voor 42 km', 'Je krijgt € 0,23 per kilometer en 12 cent per kilometer voor de fiets.'],
    // Units or kinds that differ.
    ['wat krijg ik voor 3 dagen', km],
    ['wat krijg ik voor 3 dagen', home],
    ['wat krijg ik voor 3 uur', 'Voor een overuur ontvang je € 4 per overuur.'],
    ['wat krijg ik voor 3 nachtdiensten', 'Voor een dienst ontvang je € 10 per dienst.'],
    ['wat krijg ik voor 42 km', 'Je krijgt € 0,23 per kilometer per maand.'],
    ['wat krijg ik voor 42 km', 'Je krijgt € 0,23 per kilometer enkele reis.'],
    ['wat krijg ik voor 42 km enkele reis, heen en terug', km],
    // Questions that a single product does not answer.
    ['ik rij 42 km per dag, wat krijg ik', km],
    ['wat krijg ik elke maand voor 42 km', km],
    ['ik heb 5 dagen 36 km gereden, wat krijg ik', km],
    ['wat krijg ik voor ongeveer 42 km', km],
    ['wanneer krijg ik mijn 42 km uitbetaald', km],
    ['ik ben 17 en heb 42 km gereden, wat krijg ik', km],
    ['ik heb 42 km gereden', km],
    ['wat krijg ik per kilometer', km],
    ['wat krijg ik voor 0 km', km],
    // Pro rata.
    [
      'ik werk 24 uur, hoeveel vakantiedagen krijg ik',
      'Bij een volledige werkweek van 36 uur heb je 25 vakantiedagen.',
    ],
    ['ik werk 24 uur, hoeveel vakantiedagen krijg ik', 'Je hebt 25 vakantiedagen; bij deeltijd naar rato.'],
    ['ik werk 40 uur, hoeveel vakantiedagen krijg ik', leave],
    ['ik ben 56 en werk 24 uur, hoeveel vakantiedagen krijg ik', leave],
    ['ik werk 24 uur sinds juli, hoeveel vakantiedagen krijg ik', leave],
    ['hoeveel vakantiedagen heb ik nog over als ik 24 uur werk', leave],
    ['ik werk 24 uur, hoeveel vakantie-uren krijg ik', leave],
    ['ik werk 24 uur, hoeveel vakantiedagen krijg ik', `${leave} Vanaf 55 jaar krijg je 27 vakantiedagen.`],
    ['ik werk 24 uur, hoeveel vakantiedagen krijg ik', `${leave} Het aantal wordt afgerond op halve dagen.`],
    ['ik werk 24 uur, hoeveel vakantiedagen krijg ik', `${leave} Wie 60 is krijgt er drie dagen bij.`],
    ['ik werk 24 uur, hoeveel dagen ouderschapsverlof krijg ik', leave],
    ['hoeveel vakantiedagen krijg ik als ik 24 uur heb gewerkt', leave],
    // Percentages.
    ['hoeveel is 8% over 2.400 euro', 'De vakantietoeslag is 8% van het loon, voor jongeren de helft.'],
    ['hoeveel is 8% over 2.400 euro', 'De toeslag is 8% van het loon en 10% over overuren.'],
    ['hoeveel is 7% over 2.400 euro', bonus],
    ['hoeveel is 8% over 2.400 euro', 'De vakantietoeslag is 8% van het loon, met een minimum van € 180.'],
    ['hoeveel vakantiegeld krijg ik over 2.400 euro', 'De vakantietoeslag is 8% van het jaarloon.'],
    ['hoeveel vakantiegeld krijg ik over 2.400 euro per maand', bonus],
    ['hoeveel vakantiegeld krijg ik', bonus],
  ])('%s | %s', (question, clause) => {
    expect(calculate(question, sourcesOf(clause), 1)).toBeNull();
  });

  it('uses no rate that is not shown, and sees limits that are not shown', () => {
    const question = 'wat krijg ik voor 42 km';
    expect(calculate(question, [{ shown: 'Declareer binnen een maand.', around: km }], 1)).toBeNull();
    const around = `${km} De vergoeding is maximaal € 500.`;
    expect(calculate(question, [{ shown: km, around }], 1)).toBeNull();
    expect(calculate(question, sourcesOf(km, 'Je krijgt € 0,19 per kilometer.'), 2)).toBeNull();
  });
});

describe('calculationHolds', () => {
  const holds = (equation: string, question = 'ik heb 42 km gereden') =>
    calculationHolds(equation, question, [km]);
  it('reckons again', () => {
    expect(holds('42 km x € 0,23 = € 9,66')).toBe(true);
    expect(holds('42 km x € 0,23 = € 9,67')).toBe(false);
    expect(holds('42 km x € 0,23 = € 9,7')).toBe(false);
  });
  it('takes operands from the question and the quotes only', () => {
    expect(holds('43 km x € 0,23 = € 9,89')).toBe(false);
    expect(holds('42 km x € 0,21 = € 8,82')).toBe(false);
    expect(holds('42 km x 42 = € 1.764,00')).toBe(false);
  });
  it('refuses what it cannot read', () => {
    for (const equation of ['', '42 x € 0,23', '42 + € 0,23 = € 42,23', '42 x € 0,23 = € 9,66 = € 9,66'])
      expect(holds(equation)).toBe(false);
    expect(calculationHolds('42 / 0 = 0', '42 en 0', ['0 en 42'])).toBe(false);
  });
});
