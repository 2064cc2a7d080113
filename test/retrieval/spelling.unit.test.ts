import { describe, expect, it } from 'vitest';
import { correctSpelling, correctToOwn, correctWord } from '../../src/retrieval/spelling.ts';

const own = new Map([
  ['veiligheidsschoenen', 4],
  ['zorgverzekering', 2],
  ['hoofddoek', 1],
  ['kluisje', 3],
  ['personeelspas', 2],
]);
const mend = (text: string) => correctSpelling(text, (word) => own.has(word), own);

describe('correctSpelling', () => {
  it.each([
    ['zorgverzkering via jullie', 'zorgverzekering via jullie'],
    ['mag hooftdoek op', 'mag hoofddoek op'],
    ['persneelspas weg', 'personeelspas weg'],
  ])("mends '%s' towards the employer's own word", (typed, meant) => expect(mend(typed)).toBe(meant));

  it.each([
    ['wnr krijg ik dgn trug', 'wanneer krijg ik dagen terug'],
    ['kwil me uren', 'ik wil me uren'],
  ])("reads phone Dutch: '%s'", (typed, meant) => expect(mend(typed)).toBe(meant));

  it.each([
    'mag mijn hond mee',
    'ik ben moe na de dienst',
    'een dure fles voor de klant',
    'bij Kluisjes in Hoorn',
    'hoeveel vakantiedagen heb ik',
    'vergoeding voor de tandarts',
  ])("leaves '%s' as it is", (text) => expect(mend(text)).toBe(text));
});

describe('correctToOwn', () => {
  it('does not take short words for each other', () => {
    expect(correctToOwn('hant', new Map([['hand', 5]]))).toBeNull();
  });
  it('takes nothing that lies further than a slip of the thumb', () => {
    expect(correctToOwn('verzekeraar', own)).toBeNull();
    expect(correctToOwn('sportschoenen', own)).toBeNull();
  });
});

describe('correctWord', () => {
  it('leaves inflected forms of known words alone', () => {
    for (const word of ['vermoeid', 'vakanties', 'gewerkte', 'betaalde'])
      expect(correctWord(word)).toBeNull();
  });
});
