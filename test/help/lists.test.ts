import { describe, expect, it } from 'vitest';
import { answerList, groupList, listCsv, memberList, questionList, wordList } from '../../src/api/lists.ts';
import type { AskedQuestion } from '../../src/assistant/model.ts';
import type { UnansweredGroup } from '../../src/assistant/service.ts';
import { byMost, byText, type ListSpec, pageOf, selectRows } from '../../src/kernel/lists.ts';
import { bearer, curatedAnswer, ownWord, testApp } from '../api/support.ts';

interface Fruit {
  name: string;
  weight: number;
}
const fruits: Fruit[] = [
  { name: 'Peer 10', weight: 3 },
  { name: 'peer 9', weight: 5 },
  { name: 'Açaí', weight: 3 },
];
const spec: ListSpec<Fruit> = {
  text: ({ name }) => name,
  filters: { heavy: ({ weight }) => weight > 4 },
  sorts: { text: byText(({ name }) => name), most: byMost(({ weight }) => weight) },
  size: 2,
};
const names = (q: string, filter = '', sort = '') =>
  selectRows(fruits, spec, { q, filter, sort }).map(({ name }) => name);

describe('a list', () => {
  it('is in the first order without a choice: as people read, numbers by size', () => {
    expect(names('')).toEqual(['Açaí', 'peer 9', 'Peer 10']);
  });
  it('is found whatever the case and accents, by all words', () => {
    expect(names('ACAI')).toEqual(['Açaí']);
    expect(names('10 peer')).toEqual(['Peer 10']);
    expect(names('peer appel')).toEqual([]);
  });
  it('is filtered and put in order', () => {
    expect(names('', 'heavy')).toEqual(['peer 9']);
    expect(names('', '', 'most')).toEqual(['peer 9', 'Peer 10', 'Açaí']);
  });
  it('knows nothing of filters and orders that are not its own', () => {
    expect(names('', 'constructor', '__proto__')).toEqual(names(''));
  });
  it.each([
    [1, [1, 2], 1],
    [2, [3], 2],
    [9, [3], 2],
    [0, [1, 2], 1],
    [Number.NaN, [1, 2], 1],
  ])('has page %s', (page, rows, shown) => {
    expect(pageOf([1, 2, 3], 2, page)).toEqual({ rows, total: 3, page: shown, pages: 2 });
  });
  it('has one page when there is nothing', () => {
    expect(pageOf([], 2, 1)).toEqual({ rows: [], total: 0, page: 1, pages: 1 });
  });
});

const group: UnansweredGroup = {
  id: 'g1',
  question: 'Mag mijn hond mee?',
  status: 'open',
  count: 4,
  people: 3,
  sentToHr: 1,
  names: ['Anna'],
  onCall: 1,
  wordings: ['Mag mijn hond mee?', '=HYPERLINK("x")'],
  comments: [],
  nearMisses: [],
  createdAt: 0,
  lastAskedAt: Date.parse('2026-03-02T23:30:00Z'),
};
const all = { q: '', filter: '', sort: '', page: 1 };

describe('the files', () => {
  it('have the rows of the screen, dates as days in the Netherlands, and run no formula', () => {
    const csv = listCsv(groupList, [group], all);
    expect(csv).toContain('Mag mijn hond mee?;open;4;3;1;2026-03-03;Anna;');
    const other = { ...group, question: '=HYPERLINK("x")' };
    expect(listCsv(groupList, [other], all)).toContain(`"'=HYPERLINK(""x"")"`);
  });
  it('hold what was asked for, on all pages', () => {
    const rows = Array.from({ length: 45 }, (_, i) => ({ ...group, id: `g${i}`, question: `Vraag ${i}` }));
    expect(listCsv(groupList, rows, { ...all, page: 2 }).split('\r\n')).toHaveLength(47);
    expect(listCsv(groupList, rows, { ...all, q: 'vraag 44' }).split('\r\n')).toHaveLength(3);
  });
  it('tell of an answer where it stands and for whom it is', () => {
    const source = { documentId: 'd', document: 'd', title: 'Gids', heading: '4.2', page: 2, text: '' };
    expect(listCsv(answerList, [{ ...curatedAnswer, source }], all)).toContain(
      'everybody;Gids, 4.2, p. 2;3;',
    );
  });
});

describe('the lists', () => {
  it('keep what their filters say', () => {
    const keeps = <Row>(list: ListSpec<Row>, row: Row) =>
      Object.entries(list.filters).flatMap(([name, keep]) => (keep(row) ? [name] : []));
    expect(keeps(groupList, group)).toEqual(['sent', 'many']);
    expect(keeps(answerList, { ...curatedAnswer, uses: 0, scope: 'on_call' })).toEqual([
      'active',
      'on_call',
      'unused',
    ]);
    expect(keeps(wordList, ownWord)).toEqual([]);
    const member = {
      personId: 'p',
      name: 'P',
      email: '',
      role: 'employee',
      isOnCall: true,
      leftOn: '2026-01-01',
      lastSeenAt: null,
      secondFactor: false,
    } as const;
    expect(keeps(memberList, member)).toEqual(['employee', 'on_call', 'left']);
    const asked = { state: 'waiting' } as AskedQuestion;
    expect(keeps(questionList, asked)).toEqual(['waiting']);
  });
});

describe('the API', () => {
  it.each([
    ['unanswered', 'vraag;status'],
    ['curated', 'vraag;antwoord'],
    ['own-words', 'woord;betekenis'],
    ['members', 'naam;e-mailadres'],
    ['my-questions', 'vraag;gevraagd op'],
  ])('gives %s as a file to take along', async (name, head) => {
    const { app } = await testApp();
    const response = await app.request(`/api/employers/alfa/exports/${name}?q=&sort=latest`, {
      headers: await bearer(app, 'hr'),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="vraagbaak-[a-z-]+-2026-03-02\.csv"$/,
    );
    expect(await response.text()).toContain(head);
  });
  it('keeps employees to their own questions', async () => {
    const { app } = await testApp();
    const headers = await bearer(app, 'employee');
    const status = async (name: string) =>
      (await app.request(`/api/employers/alfa/exports/${name}`, { headers })).status;
    expect([await status('members'), await status('unanswered'), await status('my-questions')]).toEqual([
      403, 403, 200,
    ]);
  });
});
