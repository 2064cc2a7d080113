import type { AskAs, SampleEmployee } from '../../src/ask-as/model.ts';
import type { Cards } from '../../src/cards/model.ts';
import type { Care, CareView } from '../../src/care/model.ts';
import { AppError } from '../../src/kernel/errors.ts';
import type { MailDesk, ParkedMail } from '../../src/notifications/model.ts';
import type { Regression } from '../../src/regression/model.ts';

export const sample: SampleEmployee = {
  id: 's1',
  name: 'Vera, oproepkracht',
  role: 'employee',
  isOnCall: true,
  hoursPerWeek: null,
  inServiceSince: null,
  ageGroup: null,
  department: '',
  removed: false,
};

/** One sample, 's1', and one answer. */
export function fakeAskAs(): AskAs {
  const one = (id: string): SampleEmployee => {
    if (id !== 's1') throw new AppError('not_found');
    return sample;
  };
  return {
    samples: () => [sample],
    sample: (_actor, id) => one(id),
    save: (_actor, id) => one(id ?? 's1'),
    remove: (_actor, id) => ({ ...one(id), removed: true }),
    restore: (_actor, id) => one(id),
    ask: async (_actor, { question }) => ({
      question,
      route: 'question',
      reply: {
        kind: 'abstention',
        answer: 'Dit staat niet in de documenten die ik mag gebruiken.',
        citations: [],
        basis: 'literal',
        confidence: 0.5,
        lang: 'nl',
      },
      readAs: question,
      words: [],
      documents: [],
      passages: [],
      weighed: [],
      curated: [],
    }),
  };
}

/** Nobody is named for 'health'; other reasons do not exist. */
export function fakeCare(): Care {
  const one = (reason: string): CareView => {
    if (reason !== 'health') throw new AppError('not_found');
    return { reason, person: null, text: '', revision: 0, removed: false };
  };
  return {
    read: () => [one('health')],
    save: (_actor, reason) => one(reason),
    remove: (_actor, reason) => one(reason),
    restore: (_actor, reason) => one(reason),
  };
}

/** One card, 'winter.2026'. */
export function fakeCards(): Cards {
  const one = (key: string) => {
    if (key !== 'winter.2026') throw new AppError('not_found');
  };
  const known = {
    cards: [{ key: 'winter.2026', title: 'Winter', text: '', questions: ['Hoe?'], documentId: null }],
    pending: false,
  };
  return {
    list: () => known,
    complete: async () => known,
    dismiss: (_actor, key) => one(key),
    restore: (_actor, key) => one(key),
  };
}

/** One mail that stayed behind, 'mail1'. */
export function fakeMailDesk(): MailDesk {
  const mail: ParkedMail = {
    id: 'mail1',
    recipient: 'fout@alfa.example',
    subject: 'Uitnodiging',
    reason: 'refused',
    error: '550 No such user',
    attempts: 1,
    createdAt: 0,
    state: 'parked',
  };
  const one = (id: string) => {
    if (id !== 'mail1') throw new AppError('not_found');
  };
  return {
    list: () => [mail],
    count: () => 1,
    get: (_actor, id) => {
      one(id);
      return mail;
    },
    retry: (_actor, id) => one(id),
    discard: (_actor, id) => one(id),
    restore: (_actor, id) => one(id),
  };
}

/** Nothing to ask again. */
export function fakeRegression(): Regression {
  const known = { state: 'ready', done: 0, total: 0, wordings: 0, checkedAt: 0, lost: [] } as const;
  const view = () => ({ ...known, lost: [] });
  return { read: view, run: view, complete: async () => view(), refresh: () => undefined };
}
