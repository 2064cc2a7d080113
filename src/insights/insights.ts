import { and, eq, gte, inArray } from 'drizzle-orm';
import { listUnanswered } from '../assistant/unanswered.ts';
import type { Deps } from '../deps.ts';
import { requireKeeper } from '../kernel/access.ts';
import { addDays, weekday } from '../kernel/calendar.ts';
import { type CalendarDate, today } from '../kernel/dates.ts';
import { messages, unansweredQuestions } from '../store/employer-schema.ts';
import type { Insights, InsightsView } from './model.ts';

export type InsightDeps = Pick<Deps, 'clock' | 'employers'>;

const DAY = 24 * 60 * 60 * 1000;
/** So long after its answer a question can still come to HR; before that nobody knows whether it was kept from HR's desk. */
const SETTLED = 7 * DAY;
const MOST = 12;

interface Asked {
  id: string;
  personId: string;
  askedAt: number;
  kind: string;
  basis: string;
  topic: string | null;
  document: { documentId: string; title: string } | null;
  rating: 'up' | 'down' | null;
  durationMs: number;
  /** When this person put something to HR after it, on the same subject or as this very message; null for never. */
  toHrAt: number | null;
}

/** Counts over the log of one employer; every figure comes from rows, none is kept. */
export function createInsights(deps: InsightDeps): Insights {
  return {
    read(actor, days) {
      requireKeeper(actor);
      const db = deps.employers.open(actor.employerId);
      const now = deps.clock.now();
      const since = now - days * DAY;
      const rows = db
        .select()
        .from(messages)
        .where(and(gte(messages.askedAt, since), inArray(messages.kind, ['answer', 'abstention'])))
        .orderBy(messages.askedAt)
        .all();
      const sent = db
        .select({ messageId: unansweredQuestions.messageId, personId: unansweredQuestions.personId })
        .from(unansweredQuestions)
        .where(and(gte(unansweredQuestions.askedAt, since), eq(unansweredQuestions.sentToHr, true)))
        .all();
      const sentIds = new Set(sent.map(({ messageId }) => messageId));
      const asked = rows.map((row): Omit<Asked, 'toHrAt'> => {
        const [citation] = row.citations;
        return {
          ...row,
          topic: topicOf(citation?.heading ?? row.details?.nearMisses?.[0]?.heading),
          document:
            citation === undefined ? null : { documentId: citation.documentId, title: citation.title },
        };
      });
      return viewOf(
        asked.map((one) => ({ ...one, toHrAt: wentToHr(one, asked, sentIds) })),
        {
          days,
          from: today({ now: () => since }),
          to: today(deps.clock),
          now,
          sent: sent.length,
          gaps: listUnanswered(db, 'open')
            .slice(0, MOST)
            .map(({ id, question, count, people }) => ({ groupId: id, question, count, people })),
        },
      );
    },
  };
}

/** The heading without its number: 'Artikel 5.3 Bijzonder verlof' is about 'Bijzonder verlof'. */
function topicOf(heading: string | undefined): string | null {
  if (heading === undefined) return null;
  return (
    heading.replace(/^(?:(?:artikel|hoofdstuk|bijlage|paragraaf|§)\s*)?[\dIVX]+[\d.]*[a-z]?[.:)]?\s+/i, '') ||
    heading
  );
}

function wentToHr(
  one: Omit<Asked, 'toHrAt'>,
  all: readonly Omit<Asked, 'toHrAt'>[],
  sentIds: ReadonlySet<string>,
): number | null {
  if (sentIds.has(one.id)) return one.askedAt;
  const later = all.find(
    (other) =>
      sentIds.has(other.id) &&
      other.personId === one.personId &&
      other.askedAt > one.askedAt &&
      other.askedAt <= one.askedAt + SETTLED &&
      other.topic !== null &&
      other.topic === one.topic,
  );
  return later?.askedAt ?? null;
}

interface Frame {
  days: number;
  from: CalendarDate;
  to: CalendarDate;
  now: number;
  sent: number;
  gaps: InsightsView['gaps'];
}

function viewOf(asked: readonly Asked[], { now, sent, ...frame }: Frame): InsightsView {
  const answers = asked.filter(({ kind }) => kind === 'answer');
  const settled = asked.filter(({ askedAt }) => askedAt <= now - SETTLED);
  const deflected = settled.filter(
    ({ kind, rating, toHrAt }) => kind === 'answer' && rating !== 'down' && toHrAt === null,
  );
  return {
    days: frame.days,
    from: frame.from,
    to: frame.to,
    questions: asked.length,
    people: new Set(asked.map(({ personId }) => personId)).size,
    answered: answers.length,
    byHr: answers.filter(({ basis }) => basis === 'curated').length,
    unanswered: asked.length - answers.length,
    up: asked.filter(({ rating }) => rating === 'up').length,
    down: asked.filter(({ rating }) => rating === 'down').length,
    sentToHr: sent,
    deflection:
      settled.length === 0
        ? null
        : { settled: settled.length, deflected: deflected.length, share: deflected.length / settled.length },
    weeks: weeksOf(asked),
    topics: topicsOf(asked),
    documents: documentsOf(answers),
    gaps: frame.gaps,
    ms: timesOf(asked),
  };
}

function weeksOf(asked: readonly Asked[]): InsightsView['weeks'] {
  const weeks = new Map<CalendarDate, { answered: number; unanswered: number }>();
  for (const { askedAt, kind } of asked) {
    const monday = mondayOf(today({ now: () => askedAt }));
    const week = weeks.get(monday) ?? { answered: 0, unanswered: 0 };
    if (kind === 'answer') week.answered++;
    else week.unanswered++;
    weeks.set(monday, week);
  }
  const [first] = [...weeks.keys()].sort();
  if (first === undefined) return [];
  const last = [...weeks.keys()].sort().at(-1) ?? first;
  const all: InsightsView['weeks'] = [];
  for (let monday = first; monday <= last; monday = addDays(monday, 7))
    all.push({ monday, ...(weeks.get(monday) ?? { answered: 0, unanswered: 0 }) });
  return all;
}

/** The Monday of a date's week (ISO 8601). */
function mondayOf(date: CalendarDate): CalendarDate {
  return addDays(date, 1 - weekday(date));
}

function topicsOf(asked: readonly Asked[]): InsightsView['topics'] {
  const topics = new Map<string, InsightsView['topics'][number]>();
  for (const { topic, kind, rating } of asked) {
    if (topic === null) continue;
    const known = topics.get(topic) ?? { topic, questions: 0, unanswered: 0, down: 0 };
    known.questions++;
    if (kind !== 'answer') known.unanswered++;
    if (rating === 'down') known.down++;
    topics.set(topic, known);
  }
  return [...topics.values()]
    .sort((a, b) => b.questions - a.questions || (a.topic < b.topic ? -1 : 1))
    .slice(0, MOST);
}

function documentsOf(answers: readonly Asked[]): InsightsView['documents'] {
  const documents = new Map<string, InsightsView['documents'][number]>();
  for (const { document, rating } of answers) {
    if (document === null) continue;
    const known = documents.get(document.documentId) ?? { ...document, answers: 0, down: 0 };
    known.answers++;
    if (rating === 'down') known.down++;
    documents.set(document.documentId, known);
  }
  return [...documents.values()].sort((a, b) => b.answers - a.answers || (a.title < b.title ? -1 : 1));
}

function timesOf(asked: readonly Asked[]): InsightsView['ms'] {
  const times = asked.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return times.length === 0 ? null : { p50: at(0.5), p95: at(0.95) };
}
