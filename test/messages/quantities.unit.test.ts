import { describe, expect, it } from 'vitest';
import {
  readDistances,
  readNamedDistances,
  readTrip,
  saysPerDay,
  saysTotal,
} from '../../src/messages/distance.ts';
import { readAmounts, readLitres, readPlates } from '../../src/messages/money.ts';
import { numberOf, rounded } from '../../src/messages/numbers.ts';
import { readDestination, readPurpose, townName } from '../../src/messages/places.ts';
import { typed } from '../../src/messages/typed.ts';

describe('numbers', () => {
  it.each([
    ['42', 42],
    ['18,5', 18.5],
    ['48.5', 48.5],
    ['1.200', 1200],
    ['1.200,50', 1200.5],
    ['anderhalf', 1.5],
    ['twaalf', 12],
    ['vijfenzestig', 65],
    ['seven', 7],
  ])('%s is %d', (text, value) => expect(numberOf(text)).toBe(value));
  it('knows no number in other words', () => expect(numberOf('vrijdag')).toBeNull());
  it('shows no binary fraction', () => expect(rounded(0.1 + 0.2)).toBe(0.3));
});

describe('kilometres', () => {
  it.each([
    ['42 km', [42]],
    ['96km heen en terug', [96]],
    ['18,5 kilometer', [18.5]],
    ['1200 km', [1200]],
    ['30 km en 52 km', [30, 52]],
    ['getankt voor 60 euro', []],
  ])('%s', (text, km) => expect(readDistances(typed(text)).map((one) => one.km)).toEqual(km));
  it.each([
    ['km: 310', 310],
    ['belaste km voor ______: 310', 310],
    ['zakelijke kilometers ____ bedragen 326,5', 326.5],
  ])('%s, where dates were taken out', (text, km) =>
    expect(readNamedDistances({ text, low: text })[0]?.km).toBe(km),
  );
  it('counts "5x 36"', () =>
    expect(readDistances(typed('km vorige week 5x 36'))[0]).toMatchObject({ km: 36, times: 5 }));
  it('keeps one way apart', () => {
    expect(readDistances(typed('18 km enkele reis'))[0]?.isSingle).toBe(true);
    expect(readDistances(typed('enkele reis 18 km'))[0]?.isSingle).toBe(true);
    expect(readDistances(typed('18 km retour'))[0]?.isSingle).toBe(false);
  });
  it.each([
    ['heen en terug', 'return'],
    ['op en neer', 'return'],
    ['retour', 'return'],
    ['there and back', 'return'],
    ['tam i z powrotem', 'return'],
    ['alleen heen', 'single'],
    ['only one way', 'single'],
    ['naar de klant', undefined],
  ])('%s: %s', (text, trip) => expect(readTrip(typed(text))).toBe(trip));
  it('tells a total from a number per day', () => {
    expect(saysTotal(typed('in totaal 258 km'))).toBe(true);
    expect(saysPerDay(typed('telkens 18 km'))).toBe(true);
    expect(saysPerDay(typed('18 km'))).toBe(false);
  });
});

describe('amounts, litres and plates', () => {
  it.each([
    ['getankt 61,40', [61.4]],
    ['€ 72', [72]],
    ['72 euro', [72]],
    ['72 euro 50', [72.5]],
    ['40 euri', [40]],
    ['€63.40', [63.4]],
    ['ter hoogte van € 1.064,75', [1064.75]],
    ['38,7 liter voor 74,95', [74.95]],
    ['gister 8 uur', []],
  ])('%s', (text, amounts) => expect(readAmounts(typed(text)).map(({ value }) => value)).toEqual(amounts));
  it('reads litres', () => expect(readLitres(typed('45,1 l diesel'))[0]?.value).toBe(45.1));
  it.each([
    ['kenteken kx-482-p', 'KX-482-P'],
    ['V-318-JH', 'V-318-JH'],
    ['kenteken kx482p', 'KX-482-P'],
    ['12-ab-34', '12-AB-34'],
  ])('%s', (text, plate) => expect(readPlates(typed(text)).map((one) => one.plate)).toEqual([plate]));
  it.each(['12-11-2026', 'op 5-11', 'van 9-17'])('%s is no plate', (text) =>
    expect(readPlates(typed(text))).toEqual([]),
  );
});

describe('places and purposes', () => {
  it.each([
    ['naar klant in zwolle', 'Zwolle', 'klant'],
    ['naar de veiling in aalsmeer', 'Aalsmeer', 'veiling'],
    ['klant apeldoorn', 'Apeldoorn', 'klant'],
    ['naar den haag', 'Den Haag', undefined],
    ['to the customer in Gouda', 'Gouda', 'customer'],
    ['naar de andere locatie', undefined, undefined],
    ['naar kantoor', undefined, undefined],
    ['naar huis', undefined, undefined],
    ['voor de training', undefined, 'training'],
    ['naar alphen aan den rijn', 'Alphen aan den Rijn', undefined],
  ])('%s', (text, town, purpose) => {
    expect(readDestination(typed(text))).toBe(town);
    expect(readPurpose(typed(text))).toBe(purpose);
  });
  it('writes IJ as Dutch does', () => {
    expect(townName('ijmuiden')).toBe('IJmuiden');
    expect(townName('bergen op zoom')).toBe('Bergen op Zoom');
    expect(townName('IJmuiden')).toBe('IJmuiden');
  });
});
