import type { CuratedView } from '../../../src/assistant/model.ts';
import type { CuratedAnswers } from '../../../src/assistant/service.ts';
import { curatedAnswer, fakeCurated } from '../../api/support.ts';
import { guideText } from './documents.ts';

const place = {
  documentId: 'd-gids',
  document: 'personeelsgids.pdf',
  title: 'Personeelsgids Klaverveld 2026',
  passageId: 'p-gids',
  heading: 'Artikel 4.2 Vakantiedagen',
  page: 2,
  text: guideText,
};
const approved = Date.parse('2026-02-27T10:00:00Z');

const answers: CuratedView[] = [
  { ...curatedAnswer, approvedBy: 'Fatima el Amrani', approvedAt: approved },
  {
    ...curatedAnswer,
    id: 'a2',
    state: 'review',
    question: 'Hoeveel vakantiedagen heb ik als ik vier dagen werk?',
    answer: 'Twintig dagen.',
    scope: 'on_call',
    sourceState: 'changed',
    source: { ...place, text: 'De werknemer heeft recht op 24 vakantiedagen.' },
    place,
    approvedBy: 'Fatima el Amrani',
    approvedAt: approved,
  },
  {
    ...curatedAnswer,
    id: 'a3',
    state: 'withdrawn',
    kind: 'passage',
    question: 'Waar staat de <b>regeling</b>?',
    answer: '',
    lastChange: 'withdrawn',
    approvedBy: 'Fatima el Amrani',
    approvedAt: approved,
  },
];

/** Answers in each state, places to point at, and one own question that HR answered. */
export function fakeShelf(): CuratedAnswers {
  return fakeCurated({
    list: (_actor, filter) => answers.filter(({ state }) => !filter?.state || state === filter.state),
    get: (_actor, id) => answers.find((answer) => answer.id === id) ?? curatedAnswer,
    places: async () => [place, { ...place, passageId: 'p-2', heading: 'Artikel 9 Honden', text: 'Geen.' }],
    mine: () => [
      {
        id: 'u1',
        question: 'Mag ik mijn hond meenemen naar kantoor?',
        askedAt: approved,
        conversationId: 'c1',
        messageId: 'm1',
        sentToHr: true,
        named: false,
        state: 'answered',
        isNew: true,
        hrAnswer: {
          answerId: 'a1',
          role: 'hr',
          approvedAt: approved,
          state: 'given',
          text: 'Ja, op vrijdag. <img src=x onerror=alert(1)>',
          citations: [{ ...place, quote: guideText }],
        },
      },
      {
        id: 'u2',
        question: 'Krijg ik korting op een sportschool?',
        askedAt: approved,
        conversationId: 'c2',
        messageId: 'm2',
        sentToHr: true,
        named: true,
        state: 'waiting',
        isNew: false,
        hrAnswer: null,
      },
    ],
    unseen: () => 1,
  });
}
