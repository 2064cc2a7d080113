import { z } from 'zod';
import type { Member } from '../accounts/model.ts';
import type { AskedQuestion, CuratedView, OwnWord } from '../assistant/model.ts';
import type { UnansweredGroup } from '../assistant/service.ts';
import { csvOf } from '../kernel/csv.ts';
import { today } from '../kernel/dates.ts';
import { byMost, byText, type ListQuery, type ListSpec, selectRows } from '../kernel/lists.ts';

/** How the lists of the portal can be looked through and taken along; the same for screen and file. */

export const listQuerySchema = z.object({
  q: z.string().max(200).default(''),
  filter: z.string().max(40).default(''),
  sort: z.string().max(40).default(''),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});

/** A list with the columns of its file. */
export interface ListKind<Row> extends ListSpec<Row> {
  head: readonly string[];
  cells(row: Row): readonly (string | number)[];
}

const day = (at: number) => today({ now: () => at });

export const groupList: ListKind<UnansweredGroup> = {
  text: ({ question, wordings, comments }) => [question, ...wordings, ...comments].join('\n'),
  filters: { sent: ({ sentToHr }) => sentToHr > 0, many: ({ people }) => people >= 3 },
  sorts: {
    most: byMost(({ count }) => count),
    latest: byMost(({ lastAskedAt }) => lastAskedAt),
    oldest: (a, b) => a.createdAt - b.createdAt,
    text: byText(({ question }) => question),
  },
  size: 20,
  head: [
    'vraag',
    'status',
    'keer gevraagd',
    'mensen',
    'aan HR voorgelegd',
    'laatst gevraagd',
    'namen',
    'formuleringen',
  ],
  cells: (row) => [
    row.question,
    row.status,
    row.count,
    row.people,
    row.sentToHr,
    day(row.lastAskedAt),
    row.names.join(', '),
    row.wordings.join(' | '),
  ],
};

export const answerList: ListKind<CuratedView> = {
  text: ({ question, answer, wordings }) => [question, answer, ...wordings].join('\n'),
  filters: {
    active: ({ state }) => state === 'active',
    review: ({ state }) => state === 'review',
    withdrawn: ({ state }) => state === 'withdrawn',
    on_call: ({ scope }) => scope === 'on_call',
    unused: ({ uses }) => uses === 0,
  },
  sorts: {
    latest: byMost(({ approvedAt }) => approvedAt),
    used: byMost(({ uses }) => uses),
    text: byText(({ question }) => question),
  },
  size: 20,
  head: [
    'vraag',
    'antwoord',
    'status',
    'voor wie',
    'bron',
    'keer gegeven',
    'goedgekeurd door',
    'goedgekeurd op',
  ],
  cells: (row) => [
    row.question,
    row.answer,
    row.state,
    row.scope,
    row.source === null ? '' : `${row.source.title}, ${row.source.heading}, p. ${row.source.page}`,
    row.uses,
    row.approvedBy,
    day(row.approvedAt),
  ],
};

export const wordList: ListKind<OwnWord> = {
  text: ({ word, meaning }) => `${word}\n${meaning}`,
  filters: {},
  sorts: { text: byText(({ word }) => word), latest: byMost(({ changedAt }) => changedAt) },
  size: 50,
  head: ['woord', 'betekenis', 'gewijzigd op'],
  cells: ({ word, meaning, changedAt }) => [word, meaning, day(changedAt)],
};

export const memberList: ListKind<Member> = {
  text: ({ name, email }) => `${name}\n${email}`,
  filters: {
    employee: ({ role }) => role === 'employee',
    on_call: ({ isOnCall }) => isOnCall,
    manager: ({ role }) => role === 'manager',
    hr: ({ role }) => role === 'hr',
    provider: ({ role }) => role === 'provider',
    left: ({ leftOn }) => leftOn !== null,
  },
  sorts: {
    text: byText(({ name }) => name),
    seen: byMost(({ lastSeenAt }) => lastSeenAt ?? 0),
    never: (a, b) => (a.lastSeenAt ?? 0) - (b.lastSeenAt ?? 0),
  },
  size: 50,
  head: ['naam', 'e-mailadres', 'rol', 'oproepkracht', 'laatste werkdag', 'laatst gezien'],
  cells: (row) => [
    row.name,
    row.email,
    row.role,
    row.isOnCall ? 'ja' : 'nee',
    row.leftOn ?? '',
    row.lastSeenAt === null ? '' : day(row.lastSeenAt),
  ],
};

export const questionList: ListKind<AskedQuestion> = {
  text: ({ question, hrAnswer }) => `${question}\n${hrAnswer?.text ?? ''}`,
  filters: {
    waiting: ({ state }) => state === 'waiting',
    answered: ({ state }) => state === 'answered',
    closed: ({ state }) => state === 'closed',
  },
  sorts: { latest: byMost(({ askedAt }) => askedAt), oldest: (a, b) => a.askedAt - b.askedAt },
  size: 20,
  head: ['vraag', 'gevraagd op', 'status', 'met naam', 'antwoord van HR'],
  cells: (row) => [
    row.question,
    day(row.askedAt),
    row.state,
    row.named ? 'ja' : 'nee',
    row.hrAnswer?.text ?? '',
  ],
};

/** What was asked for of a list, all pages, as a file. */
export function listCsv<Row>(kind: ListKind<Row>, rows: readonly Row[], query: ListQuery): string {
  return csvOf(kind.head, selectRows(rows, kind, query).map(kind.cells));
}
