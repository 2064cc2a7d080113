import { z } from 'zod';
import type { Actor } from '../kernel/actor.ts';

/** Days that the dashboard looks back over. */
export const insightPeriods = [30, 90, 365] as const;
export type InsightPeriod = (typeof insightPeriods)[number];

export const insightQuerySchema = z.object({
  days: z.coerce
    .number()
    .pipe(z.union([z.literal(30), z.literal(90), z.literal(365)]))
    .default(30),
});

/** 'YYYY-MM-DD'. */
const calendarDate = z.iso.date();
const count = z.number().int().min(0);

export const insightsSchema = z.object({
  days: z.number().int(),
  from: calendarDate,
  to: calendarDate,
  /** Questions asked, without small talk and messages that opened a form. */
  questions: count,
  people: count,
  /** Answered from documents, by what HR approved before, not answered. */
  answered: count,
  byHr: count,
  unanswered: count,
  /** Thumbs. */
  up: count,
  down: count,
  /** Questions that were put to HR: with "Vraag het HR". */
  sentToHr: count,
  /**
   * Of the questions of at least seven days ago, how many did not reach HR: answered, no thumb down, and not put to HR by the same person within
   * seven days. Null while there are none that old.
   */
  deflection: z.object({ settled: count, deflected: count, share: z.number() }).nullable(),
  /** Oldest first; weeks begin on Monday. */
  weeks: z.array(z.object({ monday: calendarDate, answered: count, unanswered: count })),
  /** By subject: the heading of the first source, or of the nearest place; the most asked first. */
  topics: z.array(z.object({ topic: z.string(), questions: count, unanswered: count, down: count })),
  documents: z.array(z.object({ documentId: z.string(), title: z.string(), answers: count, down: count })),
  /** What most people miss: open on HR's list. */
  gaps: z.array(z.object({ groupId: z.string(), question: z.string(), count: count, people: count })),
  /** Median and 95th percentile of the time an answer took, in milliseconds; null without questions. */
  ms: z.object({ p50: z.number(), p95: z.number() }).nullable(),
});
export type InsightsView = z.infer<typeof insightsSchema>;

/** Figures for HR about what is asked and answered; made by createInsights(deps) in insights.ts. No names, no single persons. */
export interface Insights {
  /** @throws AppError forbidden unless hr or provider */
  read(actor: Actor, days: InsightPeriod): InsightsView;
}
