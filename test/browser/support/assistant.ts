import type { ChatReply, Citation } from '../../../src/assistant/model.ts';
import type { Assistant, LoggedMessage, UnansweredGroup } from '../../../src/assistant/service.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import { evilText, guideQuote, pictureText } from './documents.ts';

const gids: Citation = {
  documentId: 'd-gids',
  document: 'personeelsgids.pdf',
  title: 'Personeelsgids Klaverveld 2026',
  passageId: 'p-gids',
  page: 2,
  heading: 'Artikel 4.2 Vakantiedagen',
  quote: guideQuote,
};
const plaatje: Citation = {
  ...gids,
  passageId: 'p-plaatje',
  quote: pictureText,
  heading: 'Artikel 9 Plaatjes',
};
const notitie: Citation = {
  documentId: 'd-notitie',
  document: 'notitie.md',
  title: 'Notitie <b>thuiswerken</b>',
  passageId: 'p-notitie',
  page: 1,
  heading: 'Notitie thuiswerken',
  quote: evilText,
};

type Said = Pick<ChatReply, 'kind' | 'answer'> & Partial<ChatReply>;
const source = ({ title, heading, page }: Citation) => `Bron: ${title}, ${heading} (pagina ${page}).`;

/** What is answered, by a word in the question. */
const answers: Record<string, Said> = {
  vakantiedagen: { kind: 'answer', answer: `${guideQuote}\n${source(gids)}`, citations: [gids] },
  samengesteld: {
    kind: 'answer',
    answer: 'Je hebt 25 vakantiedagen bij een volledig dienstverband [1]. Een plaatje zegt meer [2].',
    basis: 'composed',
    citations: [gids, plaatje],
  },
  plaatje: { kind: 'answer', answer: `${pictureText}\n${source(plaatje)}`, citations: [plaatje] },
  opmaak: { kind: 'answer', answer: `${evilText}\n${source(notitie)}`, citations: [notitie] },
  tegenstrijdig: {
    kind: 'answer',
    answer: `Je documenten zeggen hierover niet hetzelfde:\n\n${guideQuote}\n${source(gids)}\n\nIedereen krijgt 24 vakantiedagen.\n${source({ ...notitie, title: 'Cao', heading: 'Artikel 12' })}\n\nHR heeft aangegeven dat ${gids.title} voorgaat.`,
    citations: [
      gids,
      { ...notitie, title: 'Cao', heading: 'Artikel 12', quote: 'Iedereen krijgt 24 vakantiedagen.' },
    ],
    conflict: [
      { ...gids, precedence: 20, prevails: true },
      {
        ...notitie,
        title: 'Cao',
        heading: 'Artikel 12',
        quote: 'Iedereen krijgt 24 vakantiedagen.',
        precedence: 10,
        prevails: false,
      },
    ],
  },
  hondenbeleid: {
    kind: 'abstention',
    answer:
      'Dit staat niet in de documenten die ik mag gebruiken. Met "Vraag het HR" stuur je de vraag door; je ziet eerst wat er verstuurd wordt.',
    nearMisses: [
      {
        documentId: 'd-gids',
        document: 'personeelsgids.pdf',
        title: gids.title,
        passageId: 'p-gids',
        heading: gids.heading,
        page: 2,
      },
    ],
    unansweredId: 'u1',
  },
  ontslag: { kind: 'handoff', answer: 'Over ontslag geef ik geen antwoord: dat hangt van jouw situatie af.' },
  gereden: { kind: 'declaration', answer: 'Dit lijkt een declaratie van kilometers. Ik dien niets in.' },
  hallo: { kind: 'smalltalk', answer: 'Hallo! Ik ben de Assistent, een AI.' },
};

/** An assistant with known answers. A question with "wacht" waits for `release`. */
export function fakeDesk(): Assistant & {
  release(): void;
  waiting: number;
  sent: { id: string; comment?: string }[];
} {
  const conversations = new Map<string, LoggedMessage[]>();
  const groups = new Map<string, UnansweredGroup>(startGroups.map((group) => [group.id, group]));
  const held: (() => void)[] = [];
  const sent: { id: string; comment?: string }[] = [];
  let count = 0;

  const findMessage = (id: string): LoggedMessage => {
    const found = [...conversations.values()].flat().find((message) => message.id === id);
    if (!found) throw new AppError('not_found');
    return found;
  };
  return {
    sent,
    get waiting() {
      return held.length;
    },
    release() {
      for (const go of held.splice(0)) go();
    },
    async ask(_actor, { message, conversationId = `c${++count}` }, progress, signal) {
      if (message.includes('kapot')) throw new Error('databank weg');
      if (message.includes('druk')) throw new AppError('too_many_requests', { data: { retryAfter: 7 } });
      progress?.onStage?.('routing');
      progress?.onStage?.('retrieving');
      if (message.includes('wacht')) {
        progress?.onText?.('De eerste woorden');
        await new Promise<void>((resolve, reject) => {
          held.push(resolve);
          signal?.addEventListener('abort', () => reject(signal.reason));
        });
      }
      const found =
        Object.entries(answers).find(([word]) => message.includes(word))?.[1] ?? answers.hondenbeleid;
      const said = found as Said;
      progress?.onStage?.('answering');
      progress?.onText?.(said.answer);
      const reply: ChatReply = {
        conversationId,
        messageId: `m${++count}`,
        citations: [],
        basis: 'literal',
        confidence: 0.87654,
        lang: 'nl',
        ...said,
      };
      const log = conversations.get(conversationId) ?? [];
      log.push({
        id: reply.messageId,
        askedAt: 0,
        question: message.replace(/\b99999\d{4}\b/g, '[nummer]'),
        kind: reply.kind,
        answer: reply.answer,
        citations: reply.citations,
        ...(reply.conflict && { conflict: reply.conflict }),
        ...(reply.nearMisses && { nearMisses: reply.nearMisses }),
        rating: null,
        lang: 'nl',
      });
      conversations.set(conversationId, log);
      return reply;
    },
    conversation(_actor, id) {
      const log = conversations.get(id);
      if (!log) throw new AppError('not_found');
      return log;
    },
    pastAnswer(_actor, id) {
      const { askedAt, question, answer, citations } = findMessage(id);
      const quotes = citations.map((citation) => ({ citation, state: 'holds' as const, now: citation }));
      const standing = { state: quotes.length > 0 ? ('holds' as const) : ('none' as const), quotes };
      return { messageId: id, conversationId: 'c1', askedAt, question, answer, standing };
    },
    rate(_actor, id, { rating }) {
      findMessage(id).rating = rating;
    },
    askHr(_actor, id, input) {
      sent.push({ id: findMessage(id).id, ...input });
      return { unansweredId: 'u1' };
    },
    setNamed: () => undefined,
    suggestions: () => [
      'Hoeveel vakantiedagen heb ik per jaar?',
      'Wat krijg ik per kilometer?',
      'Wat moet ik doen als ik ziek ben?',
      'Krijg ik iets voor een dag thuiswerken?',
    ],
    unanswered: (_actor, filter) =>
      [...groups.values()].filter((group) => !filter?.status || group.status === filter.status),
    setUnansweredStatus(_actor, id, status) {
      const group = groups.get(id);
      if (!group) throw new AppError('not_found');
      groups.set(id, { ...group, status });
    },
  };
}

const day = Date.parse('2026-02-27T10:00:00Z');
const startGroups: UnansweredGroup[] = [
  {
    id: 'g1',
    question: 'Mag ik mijn hond meenemen naar kantoor?',
    status: 'open',
    count: 7,
    people: 5,
    sentToHr: 2,
    names: ['Sanne Vermeulen'],
    onCall: 2,
    comments: ['Het gaat om een kleine hond, <b>echt</b>.'],
    wordings: ['Mag mijn hond mee?', 'Mogen er honden op kantoor?', '<img src=x onerror=alert(1)> hond mee?'],
    nearMisses: answers.hondenbeleid?.nearMisses ?? [],
    createdAt: day,
    lastAskedAt: day,
  },
  {
    id: 'g2',
    question: 'Krijg ik korting op een sportschool?',
    status: 'open',
    count: 1,
    people: 1,
    sentToHr: 0,
    names: [],
    onCall: null,
    comments: [],
    wordings: ['Krijg ik korting op een sportschool?'],
    nearMisses: [],
    createdAt: day,
    lastAskedAt: day,
  },
];
