import { describe, expect, it } from 'vitest';
import { createCards } from '../../src/cards/cards.ts';
import { type CardFacts, dueCards } from '../../src/cards/decide.ts';
import type { CardTemplate } from '../../src/cards/model.ts';
import { cardTemplates } from '../../src/cards/templates.ts';
import type { StaffRow } from '../../src/personnel/model.ts';
import { payrollPeriods } from '../../src/store/pay-schema.ts';
import { anna, bram, curatedHouse, hr, oscar, regeling } from '../assistant/curated-house.ts';

const facts: CardFacts = {
  today: '2026-11-23',
  isOnCall: false,
  employment: null,
  closed: null,
  renewed: [],
};
const keys = (change: Partial<CardFacts>) =>
  dueCards(cardTemplates, { ...facts, ...change }).map(({ key }) => key);

describe('which cards are due', () => {
  it.each<[string, Partial<CardFacts>, string[]]>([
    ['nothing on an ordinary day', {}, []],
    ['the holiday allowance in May', { today: '2026-05-01' }, ['holiday-allowance.2026']],
    ['to the end of May', { today: '2026-05-31' }, ['holiday-allowance.2026']],
    ['not in June', { today: '2026-06-01' }, []],
    ['leave in December', { today: '2026-12-01' }, ['year-end-leave.2026']],
    [
      'the first payslip in the first month',
      { employment: { id: 'e1', startDate: '2026-11-01' } },
      ['first-payslip.e1'],
    ],
    ['not before the start', { employment: { id: 'e1', startDate: '2026-12-01' } }, []],
    ['not after a month', { employment: { id: 'e1', startDate: '2026-10-20' } }, []],
    [
      'after a payroll period was closed',
      { closed: { id: 202610, endsOn: '2026-10-31', on: '2026-11-20' } },
      ['after-payroll.202610'],
    ],
    ['not for ever', { closed: { id: 202610, endsOn: '2026-10-31', on: '2026-11-10' } }, []],
    [
      'hours at the end of the month, on call',
      { today: '2026-11-25', isOnCall: true },
      ['hours-due.2026-11'],
    ],
    ['and for nobody else', { today: '2026-11-25' }, []],
    [
      'a document of these two weeks',
      {
        renewed: [
          { documentId: 'd1', versionId: 'v1', title: 'A', on: '2026-11-12' },
          { documentId: 'd2', versionId: 'v2', title: 'B', on: '2026-11-01' },
        ],
      },
      ['document-renewed.v1'],
    ],
  ])('%s', (_name, change, expected) => expect(keys(change)).toEqual(expected));

  it('lets a season run over New Year', () => {
    const template = {
      ...cardTemplates[0],
      when: { kind: 'season', from: '12-15', to: '01-10' },
    } as CardTemplate;
    const due = (today: string) => dueCards([template], { ...facts, today }).length;
    expect(['2026-12-14', '2026-12-15', '2027-01-10', '2027-01-11'].map(due)).toEqual([0, 1, 1, 0]);
  });
});

const season: CardTemplate = {
  id: 'season',
  when: { kind: 'season', from: '11-01', to: '12-31' },
  onCall: false,
  title: { nl: 'Nu', en: 'Now' },
  text: { nl: 'Tekst', en: 'Text' },
  questions: [
    { nl: 'Hoeveel vakantiedagen heb ik per jaar?', en: 'How many days of leave do I have a year?' },
    { nl: 'Hoe laat gaat de kantine in Zaandam open?', en: 'When does the canteen in Zaandam open?' },
  ],
};
const renewed = cardTemplates.filter(({ id }) => id === 'document-renewed');

async function house(templates: readonly CardTemplate[] = [season], startDate: string | null = null) {
  const base = curatedHouse();
  const documentId = await base.upload(regeling);
  const mine = () => (startDate === null ? null : ({ employment: { id: 'e1', startDate } } as StaffRow));
  const cards = createCards({ ...base.deps, personnel: { mine } }, templates);
  return { ...base, cards, documentId };
}

describe('the cards of a person', () => {
  it('hold only questions that are answered, and none at all while nothing answers', async () => {
    const { cards, tick, documentId, ask, assistant } = await house();
    expect(await cards.complete(anna, 'nl')).toEqual({ cards: [], pending: false });
    tick(documentId);
    expect(cards.list(anna, 'nl')).toEqual({ cards: [], pending: true });
    const { cards: shown } = await cards.complete(anna, 'nl');
    expect(shown).toEqual([
      {
        key: 'season.2026',
        title: 'Nu',
        text: 'Tekst',
        questions: ['Hoeveel vakantiedagen heb ik per jaar?'],
        documentId: null,
      },
    ]);
    expect(assistant.unanswered(hr)).toEqual([]);
    expect((await ask(anna, shown[0]?.questions[0] ?? '')).kind).toBe('answer');
    tick(documentId, false);
    expect(cards.list(anna, 'nl').cards).toEqual([]);
  });

  it('are put away by one person alone, and come back', async () => {
    const { cards, tick, documentId } = await house();
    tick(documentId);
    await cards.complete(anna, 'nl');
    cards.dismiss(anna, 'season.2026');
    cards.dismiss(anna, 'season.2026');
    expect(cards.list(anna, 'nl').cards).toEqual([]);
    expect(cards.list(bram, 'nl').cards).toHaveLength(1);
    cards.restore(anna, 'season.2026');
    expect(cards.list(anna, 'nl').cards).toHaveLength(1);
    expect(() => cards.restore(anna, 'season.2026')).toThrow('not_found');
    expect(() => cards.dismiss(anna, 'season.1999')).toThrow('not_found');
  });

  it('are tried for on-call workers by themselves', async () => {
    const { cards, answered } = await house();
    await answered(oscar, 'Hoe laat gaat de kantine in Zaandam open?', {
      scope: 'on_call',
      answer: 'Om negen uur.',
    });
    expect((await cards.complete(oscar, 'nl')).cards[0]?.questions).toEqual([
      'Hoe laat gaat de kantine in Zaandam open?',
    ]);
    expect((await cards.complete(anna, 'nl')).cards).toEqual([]);
  });

  it('are none for who left', async () => {
    const { cards, tick, documentId } = await house();
    tick(documentId);
    expect(await cards.complete({ ...anna, hasLeft: true }, 'nl')).toEqual({ cards: [], pending: false });
  });

  it('tell of a renewed document, with questions that this document answers', async () => {
    const { cards, tick, documentId, upload, advance } = await house(renewed);
    tick(documentId);
    expect((await cards.complete(anna, 'nl')).cards).toEqual([]);
    advance(60_000);
    await upload(regeling.replace('25 vakantiedagen', '26 vakantiedagen'), documentId);
    const [card] = (await cards.complete(anna, 'nl')).cards;
    expect(card).toMatchObject({ title: 'Vernieuwd: Regeling', documentId });
    expect(card?.text).toContain('23 november');
    expect(card?.questions).toContain('Hoeveel vakantiedagen heb ik per jaar?');
    advance(15 * 24 * 60 * 60_000);
    expect((await cards.complete(anna, 'nl')).cards).toEqual([]);
  });

  it('come in the first month and after a closed period, from the rows', async () => {
    const { cards, db, answered } = await house(cardTemplates, '2026-11-10');
    await answered(anna, 'Wanneer wordt mijn loon betaald?', { answer: 'Op de 25e.' });
    db.insert(payrollPeriods)
      .values({
        id: 202610,
        kind: 'month',
        startsOn: '2026-10-01',
        endsOn: '2026-10-31',
        closesOn: '2026-11-03',
        closedAt: Date.parse('2026-11-20T10:00:00Z'),
      })
      .run();
    const { cards: shown } = await cards.complete(anna, 'nl');
    expect(shown.map(({ key }) => key)).toEqual(['first-payslip.e1', 'after-payroll.202610']);
    expect(shown[1]?.text).toBe('De loonperiode tot en met 31 oktober is afgesloten.');
  });
});
