import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStores } from '../../src/adapters/node/sqlite.ts';
import { recordUnanswered } from '../../src/assistant/unanswered.ts';
import { insightsCsv } from '../../src/insights/csv.ts';
import { createInsights } from '../../src/insights/insights.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import type { EmployerDb } from '../../src/store/db.ts';
import { conversations, messages } from '../../src/store/employer-schema.ts';

const DAY = 24 * 60 * 60 * 1000;
const now = Date.parse('2026-11-25T12:00:00Z');
const actor = (role: Actor['role'] = 'hr'): Actor => ({
  personId: 'p-hr',
  name: '',
  employerId: 'acme',
  role,
  isOnCall: false,
});
let db: EmployerDb;
let insights: ReturnType<typeof createInsights>;
let n: number;

beforeEach(() => {
  const employers = createMemoryStores();
  db = employers.create('acme');
  db.insert(conversations).values({ id: 'c', personId: 'p1', createdAt: 0, updatedAt: 0 }).run();
  insights = createInsights({ clock: { now: () => now }, employers });
  n = 0;
});

interface Given {
  person?: string;
  daysAgo: number;
  kind?: string;
  basis?: string;
  heading?: string;
  rating?: 'up' | 'down';
  sentToHr?: boolean;
}

function ask({
  person = 'p1',
  daysAgo,
  kind = 'answer',
  basis = 'literal',
  heading,
  rating,
  sentToHr,
}: Given) {
  const id = `m${n++}`;
  const place = {
    documentId: 'd1',
    document: 'r.md',
    title: 'Regeling',
    passageId: 'x',
    page: 1,
    heading: heading ?? '',
  };
  db.insert(messages)
    .values({
      id,
      conversationId: 'c',
      personId: person,
      askedAt: now - daysAgo * DAY,
      question: `vraag ${id}`,
      lang: 'nl',
      kind,
      answer: '',
      basis,
      confidence: 0.5,
      citations: kind === 'answer' && heading !== undefined ? [{ ...place, quote: 'q' }] : [],
      retrieved: [],
      durationMs: 10 * n,
      details: kind === 'abstention' && heading !== undefined ? { nearMisses: [place] } : null,
      rating: rating ?? null,
    })
    .run();
  if (kind === 'abstention' || sentToHr)
    recordUnanswered(db, () => `g${n++}`, {
      id: `u${n++}`,
      messageId: id,
      personId: person,
      question: `vraag ${id}`,
      stems: [id],
      nearMisses: [],
      askedAt: now - daysAgo * DAY,
      sentToHr: sentToHr ?? false,
    });
}

describe('insights', () => {
  it('are for hr and provider only', () => {
    for (const role of ['employee', 'manager', 'candidate'] as const)
      expect(() => insights.read(actor(role), 30)).toThrow('forbidden');
    expect(insights.read(actor('provider'), 30).questions).toBe(0);
  });

  it('are empty without questions', () => {
    expect(insights.read(actor(), 30)).toMatchObject({
      questions: 0,
      deflection: null,
      weeks: [],
      topics: [],
      gaps: [],
      ms: null,
      from: '2026-10-26',
      to: '2026-11-25',
    });
  });

  it('count what was asked in the period, and leave out small talk and what is older', () => {
    ask({ daysAgo: 1, heading: 'Artikel 5.3 Bijzonder verlof' });
    ask({ daysAgo: 2, heading: '5.3 Bijzonder verlof', rating: 'down', person: 'p2' });
    ask({ daysAgo: 3, kind: 'abstention', heading: 'Bijzonder verlof' });
    ask({ daysAgo: 3, basis: 'curated', rating: 'up' });
    ask({ daysAgo: 1, kind: 'smalltalk' });
    ask({ daysAgo: 40 });
    const view = insights.read(actor(), 30);
    expect(view).toMatchObject({
      questions: 4,
      people: 2,
      answered: 3,
      byHr: 1,
      unanswered: 1,
      up: 1,
      down: 1,
      topics: [{ topic: 'Bijzonder verlof', questions: 3, unanswered: 1, down: 1 }],
      documents: [{ documentId: 'd1', title: 'Regeling', answers: 2, down: 1 }],
    });
    expect(view.gaps).toHaveLength(1);
    expect(insights.read(actor(), 90).questions).toBe(5);
  });

  it('count as kept from HR only what was answered, not thumbed down, and not put to HR within seven days', () => {
    ask({ daysAgo: 20, heading: 'Reiskosten' }); // kept
    ask({ daysAgo: 19, heading: 'Verlof', rating: 'down' });
    ask({ daysAgo: 18, kind: 'abstention' });
    ask({ daysAgo: 17, heading: 'Pensioen' }); // asked HR three days later
    ask({ daysAgo: 14, heading: 'Pensioen', sentToHr: true });
    ask({ daysAgo: 13, heading: 'Loon' }); // somebody else asked HR
    ask({ daysAgo: 12, heading: 'Loon', person: 'p2', sentToHr: true });
    ask({ daysAgo: 2, heading: 'Loon' }); // too young to tell
    const { deflection, sentToHr } = insights.read(actor(), 30);
    expect(deflection).toEqual({ settled: 7, deflected: 2, share: 2 / 7 });
    expect(sentToHr).toBe(2);
  });

  it('fill the weeks between, Mondays in Dutch time', () => {
    ask({ daysAgo: 16 });
    ask({ daysAgo: 0, kind: 'abstention' });
    expect(insights.read(actor(), 30).weeks).toEqual([
      { monday: '2026-11-09', answered: 1, unanswered: 0 },
      { monday: '2026-11-16', answered: 0, unanswered: 0 },
      { monday: '2026-11-23', answered: 0, unanswered: 1 },
    ]);
  });
});

describe('the file', () => {
  it('keeps semicolons and quotes in a field and runs no formula', () => {
    ask({ daysAgo: 1, heading: '=HYPERLINK("x";1)' });
    const csv = insightsCsv(insights.read(actor(), 30));
    expect(csv).toContain(`onderwerp;"'=HYPERLINK(""x"";1)";1;1;0;0\r\n`);
    expect(csv.startsWith('\ufeffsoort;naam;')).toBe(true);
  });
});
