import { describe, expect, it } from 'vitest';
import {
  addDays,
  boundsOf,
  dateOf,
  datesBetween,
  weekdayOf,
  weekPeriod,
} from '../../src/messages/calendar.ts';
import { readDates } from '../../src/messages/dates.ts';
import { typed } from '../../src/messages/typed.ts';

/** Thursday 19 November 2026. */
const today = '2026-11-19';
const read = (text: string, lean: 'past' | 'future' = 'past', day = today) =>
  readDates(typed(text), { today: day, lean }).mentions.map((mention) => {
    if (mention.kind === 'days') return mention.dates.join(' ');
    if (mention.kind === 'stretch') return `${mention.from}..${mention.to}`;
    return mention.kind === 'period' ? mention.period : 'vague';
  });

describe('a day that is past', () => {
  it.each([
    ['gister', '2026-11-18'],
    ['gistr 8 uur', '2026-11-18'],
    ['gisteravond', '2026-11-18'],
    ['eergister', '2026-11-17'],
    ['vanmiddag', '2026-11-19'],
    ['yesterday', '2026-11-18'],
    ['vorgestern', '2026-11-17'],
    ['wczoraj', '2026-11-18'],
    ['vrijdag', '2026-11-13'],
    ['vrijdagavond', '2026-11-13'],
    ['afgelopen maandag', '2026-11-16'],
    ['maandag vorige week', '2026-11-09'],
    ['verleden week dinsdag', '2026-11-10'],
    ['last tuesday', '2026-11-17'],
    ['12-11', '2026-11-12'],
    ['12/11, 40 euro', '2026-11-12'],
    ['12-11-2025', '2025-11-12'],
    ['2026-10-30', '2026-10-30'],
    ['12 nov', '2026-11-12'],
    ['de 12e november', '2026-11-12'],
    ['am 12. November', '2026-11-12'],
    ['may 6th', '2026-05-06'],
    ['6 may', '2026-05-06'],
    ['28 december', '2025-12-28'],
    ['dinsdag 17 november', '2026-11-17'],
    ['de 9e', '2026-11-09'],
    ['de 25e', '2026-10-25'],
    ['3 dagen geleden', '2026-11-16'],
    ['two days ago', '2026-11-17'],
  ])('%s is %s', (text, date) => expect(read(text)).toEqual([date]));

  it('that is today by name is a week ago: today is called today', () =>
    expect(read('donderdag')).toEqual(['2026-11-12']));
  it('over the turn of the year is last year', () =>
    expect(read('28 dec', 'past', '2027-01-05')).toEqual(['2026-12-28']));
});

describe('several days', () => {
  it.each([
    ['ma di do', '2026-11-16 2026-11-17 2026-11-19'],
    ['ma, wo en vr', '2026-11-09 2026-11-11 2026-11-13'],
    ['vr en ma', '2026-11-13 2026-11-16'],
    ['woensdag en vrijdag vorige week', '2026-11-11 2026-11-13'],
    ['12, 13 en 16 oktober', '2026-10-12 2026-10-13 2026-10-16'],
    ['3, 9 en 21 november', '2026-11-03 2026-11-09 2026-11-21'],
    ['de 3e, 4e en 9e', '2026-11-03 2026-11-04 2026-11-09'],
    ['elke vrijdag in oktober', '2026-10-02 2026-10-09 2026-10-16 2026-10-23 2026-10-30'],
    ['elke dag vorige week', '2026-11-09 2026-11-10 2026-11-11 2026-11-12 2026-11-13'],
    ['afgelopen weekend', '2026-11-14 2026-11-15'],
    ['letzte Woche Montag und Donnerstag', '2026-11-09 2026-11-12'],
  ])('%s', (text, dates) => expect(read(text)).toEqual([dates]));

  it.each([
    ['de 9e tot en met de 13e', '2026-11-09..2026-11-13'],
    ['5 t/m 9 mei', '2026-05-05..2026-05-09'],
    ['van 1 tot en met 5 juni', '2026-06-01..2026-06-05'],
    ['29 sept t/m 2 okt', '2026-09-29..2026-10-02'],
    ['3 t/m 7-8', '2026-08-03..2026-08-07'],
    ['2-11 t/m 6-11', '2026-11-02..2026-11-06'],
    ['ma t/m vr', '2026-11-09..2026-11-13'],
    ['di t/m do', '2026-11-17..2026-11-19'],
    ['ma tm vr vorige week', '2026-11-09..2026-11-13'],
  ])('%s is a stretch', (text, stretch) => expect(read(text)).toEqual([stretch]));
});

describe('a period', () => {
  it.each([
    ['deze maand', '2026-11'],
    ['vorige maand', '2026-10'],
    ['oktober', '2026-10'],
    ['december', '2025-12'],
    ['uren jan: 38', '2026-01'],
    ['in september 7 dagen', '2026-09'],
    ['vorige week', '2026-W46'],
    ['deze week', '2026-W47'],
    ['week 45', '2026-W45'],
    ['za październik', '2026-10'],
  ])('%s is %s', (text, period) => expect(read(text)).toEqual([period]));
});

describe('what is to come', () => {
  it.each([
    ['zaterdag', '2026-11-21'],
    ['per 1 dec', '2026-12-01'],
    ['vanaf 15 jan', '2027-01-15'],
    ['per de eerste van volgende maand', '2026-12-01'],
    ['de 1e', '2026-12-01'],
    ['morgen', '2026-11-20'],
    ['sinds 1 november', '2026-11-01'],
    ['komende maandag', '2026-11-23'],
  ])('%s is %s', (text, date) => expect(read(text, 'future')).toEqual([date]));
  it.each(['begin volgende maand', 'eind december', 'volgende maand', 'halverwege januari'])(
    '%s stays open',
    (text) => expect(read(text, 'future')).toEqual(['vague']),
  );
});

describe('what is no date', () => {
  it.each([
    'goedemorgen',
    'do i get paid for this',
    'zo gaat het goed',
    'ik ben Jan',
    '42 km',
    'vorige wedstrijd',
    'may I ask',
    '18,5 km',
    '06 12345678',
  ])('%s', (text) => expect(read(text)).toEqual([]));
  it('"vorige week 22 km" is no week 22', () => expect(read('vorige week 22 km')).toEqual(['2026-W46']));
});

describe('reckoning', () => {
  it('knows weeks after ISO 8601 at the turn of the year', () => {
    expect(weekPeriod('2027-01-01')).toBe('2026-W53');
    expect(weekPeriod('2027-01-04')).toBe('2027-W01');
    expect(boundsOf('2026-W53')).toEqual({ from: '2026-12-28', to: '2027-01-03' });
    expect(boundsOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(boundsOf('2026')).toBeNull();
  });
  it('every week holds its own days', () => {
    for (let i = 0; i < 800; i++) {
      const date = addDays('2025-12-20', i);
      const bounds = boundsOf(weekPeriod(date));
      expect(
        bounds !== null && bounds.from <= date && date <= bounds.to && weekdayOf(bounds.from) === 1,
      ).toBe(true);
    }
  });
  it('has no 31 November, and no stretch without end', () => {
    expect(dateOf(2026, 11, 31)).toBeNull();
    expect(dateOf(2026, 13, 1)).toBeNull();
    expect(datesBetween('2026-01-01', '2030-01-01')).toHaveLength(62);
  });
});
