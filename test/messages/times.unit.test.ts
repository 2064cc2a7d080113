import { describe, expect, it } from 'vitest';
import { readBreaks, readLengths, readSpans } from '../../src/messages/times.ts';
import { masked, typed } from '../../src/messages/typed.ts';

function read(text: string) {
  const message = typed(text);
  const breaks = readBreaks(message);
  const afterBreaks = breaks.reduce((rest, { start, end }) => masked(rest, start, end), message);
  const spans = readSpans(afterBreaks);
  const rest = spans.reduce((now, { start, end }) => masked(now, start, end), afterBreaks);
  return {
    breaks: breaks.map(({ minutes }) => minutes),
    spans: spans.map(({ from, to }) => `${from}-${to}`),
    hours: readLengths(rest).map(({ hours }) => hours),
  };
}

describe('a stretch of hours', () => {
  it.each([
    ['9 tot 5', '09:00-17:00'],
    ['8 tot 4', '08:00-16:00'],
    ['van 8 tot 12', '08:00-12:00'],
    ['1 tot 5', '13:00-17:00'],
    ['half 9 tot kwart over 5', '08:30-17:15'],
    ['kwart voor 9 tot 10 over half 5', '08:45-16:40'],
    ['van 10 tot 18.30', '10:00-18:30'],
    ['7:30 - 16:00', '07:30-16:00'],
    ['7u30 tot 16u15', '07:30-16:15'],
    ['0730-1600', '07:30-16:00'],
    ['van 7 tot 15 uur', '07:00-15:00'],
    ['22 tot 6', '22:00-06:00'],
    ['17:00 tot 01:00', '17:00-01:00'],
    ['gisteravond van 6 tot 11', '18:00-23:00'],
    ['negen tot vijf', '09:00-17:00'],
    ['8am to 4pm', '08:00-16:00'],
    ['5pm to 11pm', '17:00-23:00'],
    ['od 7 do 15', '07:00-15:00'],
    ['begonnen om 7 en klaar om 4', '07:00-16:00'],
    ['om 22 uur begonnen met werken en 6 uur sochtends klaar', '22:00-06:00'],
  ])('%s is %s', (text, span) => expect(read(text).spans).toEqual([span]));
  it.each(['12 en 13 mei', '5 tot 9 km', 'van 20 tot 30 euro', '12 dagen'])('%s is none', (text) =>
    expect(read(text).spans).toEqual([]),
  );
});

describe('a break', () => {
  it.each([
    ['half uur pauze', 30],
    ['met 45 min pauze', 45],
    ['pauze een uur', 60],
    ['drie kwartier pauze', 45],
    ['kwartiertje pauze', 15],
    ['geen pauze', 0],
    ['zonder pauze', 0],
    ['pauze 30', 30],
    ['2x kwartier pauze', 30],
    ['30 min lunch', 30],
    ['half hour break', 30],
    ['no break', 0],
    ['przerwa 30 min', 30],
    ['0,5 uur pauze', 30],
  ])('%s is %d minutes', (text, minutes) => expect(read(text).breaks).toEqual([minutes]));
  it('without a length is not settled', () => expect(read('9 tot 5 met pauze').breaks).toEqual([]));
});

describe('a length', () => {
  it.each([
    ['6 uur gewerkt', 6],
    ['4,5 uur', 4.5],
    ['48.5 uur', 48.5],
    ['anderhalf uur', 1.5],
    ['twee en een half uur', 2.5],
    ['acht uur', 8],
    ['7u', 7],
    ['8 uur en 15 min', 8.25],
    ['3 kwartier langer', 0.75],
    ['5 uurtjes', 5],
    ['9 godzin', 9],
    ['uren april: 71,5', 71.5],
    ['uren juni 58', 58],
    ['8 hrs', 8],
  ])('%s is %d hours', (text, hours) => expect(read(text).hours).toEqual([hours]));
});
