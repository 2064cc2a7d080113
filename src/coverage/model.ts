import { z } from 'zod';
import { citationSchema } from '../assistant/model.ts';
import type { Actor } from '../kernel/actor.ts';

/** Subjects of the standard questions, in the order they are shown. */
export const coverageTopics = [
  'pay',
  'hours',
  'onCall',
  'leave',
  'family',
  'sickness',
  'travel',
  'expenses',
  'pension',
  'contract',
  'conduct',
] as const;

export const standardQuestionSchema = z.object({
  id: z.string(),
  topic: z.enum(coverageTopics),
  nl: z.string(),
  en: z.string(),
});
export type StandardQuestion = z.infer<typeof standardQuestionSchema>;

const documentNameSchema = z.object({ documentId: z.string(), title: z.string() });

export const coveredQuestionSchema = standardQuestionSchema.extend({
  /** By a ticked document, by an answer that HR approved, or by neither. */
  answeredBy: z.enum(['document', 'hr']).nullable(),
  /** Where the first quote stands; null without one. */
  source: citationSchema.nullable(),
  /** Documents that are not ticked and would answer it. */
  wouldAnswer: z.array(documentNameSchema),
  /** Id among `conflicts` when two ticked documents say different things about it. */
  conflictId: z.string().nullable(),
});
export type CoveredQuestion = z.infer<typeof coveredQuestionSchema>;

export const foundConflictSchema = z.object({
  id: z.string(),
  /** The standard questions that brought it up. */
  questionIds: z.array(z.string()).min(1),
  /** Both quotes; `key` names the side in a decision. */
  sides: z.array(citationSchema.extend({ key: z.string(), precedence: z.number().int() })).length(2),
  /** Key of the side that HR decided for; null while nothing is decided. */
  prevails: z.string().nullable(),
});
export type FoundConflict = z.infer<typeof foundConflictSchema>;

/** What the ticked documents answer of the standard questions, as far as it is known. */
export const coverageSchema = z.object({
  /** 'working' while questions are still being asked; 'failed' when that broke off. */
  state: z.enum(['working', 'ready', 'failed']),
  done: z.number().int(),
  total: z.number().int(),
  answered: z.number().int(),
  questions: z.array(coveredQuestionSchema),
  /** Documents that are not ticked, with how many more questions they would answer; the most first. */
  gains: z.array(documentNameSchema.extend({ questions: z.number().int() })),
  conflicts: z.array(foundConflictSchema),
});
export type CoverageView = z.infer<typeof coverageSchema>;

export const conflictDecisionSchema = z.object({
  /** Key of the side that applies; null takes the decision back. */
  prevails: z.string().max(100).nullable(),
});

/** What the ticked documents answer of the standard questions; made by createCoverage(deps) in coverage.ts. For hr and provider. */
export interface Coverage {
  /** As far as it is known; starts the asking when the employer file changed since. @throws AppError forbidden */
  read(actor: Actor): CoverageView;
  /** The same, once all questions were asked. @throws AppError forbidden */
  complete(actor: Actor): Promise<CoverageView>;
  /**
   * HR decides which of two contradicting clauses applies; answers say so from the next question on, until either text changes.
   * @param prevails key of that side, or null to take the decision back
   * @throws AppError forbidden, not_found
   */
  settle(actor: Actor, conflictId: string, prevails: string | null): CoverageView;
}
