import { describe, expect, it } from 'vitest';
import { deviationsOf } from '../../src/retrieval/references.ts';

describe('deviations from another document', () => {
  it.each([
    ['In afwijking van artikel 18, lid 1, van de cao krijg je het rooster eerder.', '18', 'cao'],
    ['in afwijking van art. 4.3 van de bedrijfsregeling geldt voor de bouw', '4.3', 'scheme'],
    ['In aanvulling op artikel 12 lid 2 van het pensioenreglement betaalt', '12', 'pension'],
    ['In plaats van artikel 7 van de collectieve arbeidsovereenkomst geldt', '7', 'cao'],
    ['In afwijking van het bepaalde in artikel 30, leden 1 en 2, van de cao', '30', 'cao'],
  ])('reads %j', (text, article, kind) => {
    expect(deviationsOf(text)).toEqual([{ article, kind }]);
  });

  it('sees none in an ordinary reference', () => {
    expect(deviationsOf('Zoals bedoeld in artikel 18, lid 1, van de cao geldt een termijn.')).toEqual([]);
    expect(deviationsOf('In afwijking van het eerste lid geldt dit niet.')).toEqual([]);
  });
});
