import { describe, expect, it } from 'vitest';
import { createOwnWordList } from '../../src/assistant/own-words.ts';
import { AppError, type ErrorCode } from '../../src/kernel/errors.ts';
import { readOwnWords } from '../../src/retrieval/own-words.ts';
import { analyseQuestion } from '../../src/retrieval/question.ts';
import { retrieve } from '../../src/retrieval/retrieve.ts';
import { ownWords } from '../../src/store/own-word-schema.ts';
import { anna, curatedHouse, hr, person } from './curated-house.ts';

const gids = `# Personeelsgids 2026
## Artikel 1 Reiskosten
De werknemer ontvangt voor zakelijke ritten een kilometervergoeding van € 0,23 per kilometer.
## Artikel 2 Vakantiedagen
De werknemer met een volledig dienstverband heeft recht op 25 vakantiedagen per kalenderjaar.
## Artikel 3 Aanvang van de dagdienst
De dagdienst begint om 06.00 uur en eindigt om 14.30 uur.
## Artikel 4 Aanvang van de avonddienst
De avonddienst begint om 14.30 uur en eindigt om 23.00 uur.
## Artikel 5 Personeelsportaal
De werknemer opent het personeelsportaal met de toegangscode die per brief is verstuurd.
## Artikel 6 Klantportaal
De klant opent het klantportaal met het relatienummer dat op de factuur staat.
## Artikel 7 Kantoor Zuid
Bij kantoor Zuid parkeert de werknemer in de garage aan de overkant.
## Artikel 8 Magazijn Noord
Bij magazijn Noord parkeert de werknemer op het achterterrein.
## Artikel 9 Ziekmelding
De werknemer meldt zich op de eerste ziektedag voor 09.00 uur telefonisch ziek bij de leidinggevende.
## Artikel 10 Verhuisdag
De werknemer die verhuist heeft recht op een dag verlof met behoud van loon.
`;

function house(options: Parameters<typeof curatedHouse>[0] = {}) {
  const built = curatedHouse(options);
  const words = createOwnWordList(built.deps);
  const refused = (run: () => unknown): ErrorCode | null => {
    try {
      run();
      return null;
    } catch (error) {
      return error instanceof AppError ? error.code : 'internal';
    }
  };
  return { ...built, words, refused };
}

const early = { word: 'vroege', meaning: 'dagdienst 06.00' };
const portal = { word: 'Klaverpoort', meaning: 'het personeelsportaal, salarisstrook bekijken' };

describe('a question with an own word', () => {
  it.each([
    ['the name of a portal', portal, 'Hoe open ik Klaverpoort?', 'Artikel 5 Personeelsportaal'],
    ['a misspelt one', portal, 'hoe open ik klaverport', 'Artikel 5 Personeelsportaal'],
    ['a shift', early, 'Hoe zit het met de vroege?', 'Artikel 3 Aanvang van de dagdienst'],
  ])('is answered from the passage it means, and only then: %s', async (_, word, message, heading) => {
    const { ask, upload, tick, words } = house();
    tick(await upload(gids));
    const headings = async () => (await ask(anna, message)).citations.map((citation) => citation.heading);
    expect(await headings()).not.toContain(heading);
    const { id } = words.add(hr, word);
    expect(await headings()).toEqual([heading]);
    words.remove(hr, id);
    expect(await headings()).not.toContain(heading);
    words.restore(hr, id);
    expect(await headings()).toEqual([heading]);
  });

  it('is found without an encoder too', async () => {
    const { db, deps, upload, tick, words } = house({ encoder: null });
    tick(await upload(gids));
    const scope = { employerId: 'acme', today: '2026-11-23', visibilities: ['employees'] } as const;
    const best = async () => {
      const question = analyseQuestion('Wat is Klaverpoort?', [], readOwnWords(db));
      return (await retrieve(deps, db, scope, question)).passages[0]?.view.heading ?? null;
    };
    expect(await best()).not.toContain('Personeelsportaal');
    words.add(hr, portal);
    expect(await best()).toContain('Personeelsportaal');
  });

  it('keeps what it means in a follow-up', async () => {
    const { ask, upload, tick, words } = house();
    tick(await upload(gids));
    words.add(hr, early);
    const { conversationId } = await ask(anna, 'Hoe laat begint de vroege?');
    const reply = await ask(anna, 'En wanneer eindigt die?', conversationId);
    expect(reply.citations[0]?.heading).toBe('Artikel 3 Aanvang van de dagdienst');
  });

  it.each(['Wie heeft Klaverpoort gebouwd?', 'Wat kost Klaverpoort?'])(
    'is never answered by the word itself: %s',
    async (message) => {
      const { ask, upload, tick, words } = house();
      tick(await upload(gids));
      words.add(hr, portal);
      const reply = await ask(anna, message);
      expect(reply.kind).toBe('abstention');
      expect(reply.answer).not.toContain(portal.meaning);
    },
  );

  it('means nothing at another employer', async () => {
    const { words } = house();
    words.add(hr, portal);
    expect(words.list(person('hr-2', { role: 'hr', employerId: 'other' }))).toEqual([]);
  });
});

describe('the list', () => {
  it('stands by word, each with its meaning', () => {
    const { words } = house();
    words.add(hr, portal);
    words.add(hr, { word: 'De Beer', meaning: 'gebouw B' });
    expect(words.list(hr).map(({ word, meaning, removed }) => [word, meaning, removed])).toEqual([
      ['De Beer', 'gebouw B', false],
      ['Klaverpoort', portal.meaning, false],
    ]);
  });

  it.each(['KLAVERPOORT', 'klavérpoort', 'de Klaverpoort'])('has a word once, also as %s', (word) => {
    const { words, refused } = house();
    words.add(hr, portal);
    const other = words.add(hr, early);
    expect(refused(() => words.add(hr, { ...portal, word }))).toBe('own_word_exists');
    expect(refused(() => words.edit(hr, other.id, 1, { ...early, word }))).toBe('own_word_exists');
  });

  it.each([
    [{ word: 'de', meaning: 'het magazijn' }, 'own_word_unclear'],
    [{ word: 'wat mag ik', meaning: 'het magazijn' }, 'own_word_unclear'],
    [{ word: '!!', meaning: 'het magazijn' }, 'own_word_unclear'],
    [{ word: 'loods', meaning: 'dat is het' }, 'own_word_meaning_unclear'],
    [{ word: 'loods', meaning: 'de loods' }, 'own_word_meaning_unclear'],
  ] as const)('refuses what could not work: %j', (input, code) => {
    const { words, refused } = house();
    expect(refused(() => words.add(hr, input))).toBe(code);
    expect(words.list(hr)).toEqual([]);
  });

  it('changes the revision that was read', () => {
    const { words, refused } = house();
    const { id } = words.add(hr, portal);
    const next = { ...portal, meaning: 'de app' };
    expect(words.edit(hr, id, 1, next)).toMatchObject({ ...next, revision: 2 });
    expect(refused(() => words.edit(hr, id, 1, portal))).toBe('conflict');
    expect(words.list(hr)[0]).toMatchObject(next);
    words.remove(hr, id);
    expect(refused(() => words.edit(hr, id, 3, portal))).toBe('not_found');
  });

  it('holds 500 words, those removed not counted', () => {
    const { words, refused } = house();
    const ids = Array.from({ length: 500 }, (_, i) => words.add(hr, { word: `naam${i}`, meaning: 'hal' }).id);
    expect(refused(() => words.add(hr, portal))).toBe('own_words_full');
    words.remove(hr, ids[0] ?? '');
    words.add(hr, portal);
    expect(refused(() => words.restore(hr, ids[0] ?? ''))).toBe('own_words_full');
  });

  it('puts a removed word back once, for thirty days, unless it was added anew', () => {
    const { words, refused, advance, db } = house();
    const { id } = words.add(hr, portal);
    expect(words.remove(hr, id).removed).toBe(true);
    expect(words.remove(hr, id).removed).toBe(true);
    expect([words.list(hr), words.get(hr, id).removed]).toEqual([[], true]);
    const again = words.add(hr, portal);
    expect(refused(() => words.restore(hr, id))).toBe('own_word_exists');
    words.remove(hr, again.id);
    expect(words.restore(hr, id)).toMatchObject({ ...portal, removed: false });
    expect(words.restore(hr, id).removed).toBe(false);
    advance(31 * 24 * 60 * 60 * 1000);
    expect(refused(() => words.restore(hr, again.id))).toBe('not_found');
    words.add(hr, early);
    expect(db.select().from(ownWords).all()).toHaveLength(2);
  });

  it('is for HR and the provider', () => {
    const { words, refused } = house();
    words.add(person('p', { role: 'provider' }), portal);
    for (const actor of [anna, person('m', { role: 'manager' }), person('c', { role: 'candidate' })]) {
      expect(refused(() => words.list(actor))).toBe('forbidden');
      expect(refused(() => words.add(actor, early))).toBe('forbidden');
    }
  });
});
