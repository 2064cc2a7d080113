import { z } from 'zod';
import { nearMissSchema } from '../assistant/model.ts';
import type { Actor } from '../kernel/actor.ts';

/** What somebody gets now who asks in these words. */
export const gotSchema = z.discriminatedUnion('kind', [
  /** Another answer of HR. */
  z.object({ kind: z.literal('other_answer'), answerId: z.string(), question: z.string() }),
  /** What a document says. */
  z.object({ kind: z.literal('document'), place: nearMissSchema }),
  /** "Not in your documents". */
  z.object({ kind: z.literal('nothing') }),
  /** A person: it is about health or a conflict. */
  z.object({ kind: z.literal('person') }),
  /** No question any more: a form, small talk. */
  z.object({ kind: z.literal('other') }),
]);
export type Got = z.infer<typeof gotSchema>;

export const lostAnswerSchema = z.object({
  answerId: z.string(),
  question: z.string(),
  /** All wordings it should be given to, and those that get something else. */
  wordings: z.number().int(),
  lost: z.array(z.object({ wording: z.string(), got: gotSchema })).min(1),
});
export type LostAnswer = z.infer<typeof lostAnswerSchema>;

/** Whether HR's valid answers are still given to everybody who asked for them. */
export const regressionSchema = z.object({
  /** 'working': `lost` is what is known so far. */
  state: z.enum(['working', 'ready', 'failed']),
  done: z.number().int(),
  /** Valid answers, and wordings of those that were asked. */
  total: z.number().int(),
  wordings: z.number().int(),
  /** Epoch milliseconds; null while working. */
  checkedAt: z.number().nullable(),
  lost: z.array(lostAnswerSchema),
});
export type RegressionView = z.infer<typeof regressionSchema>;

/** Asks HR's answers again; made by createRegression in regression.ts. For hr and provider. */
export interface Regression {
  /** As far as it is known; starts anew when documents, own words or answers changed since. @throws AppError forbidden */
  read(actor: Actor): RegressionView;
  /** Asks everything again now. @throws AppError forbidden */
  run(actor: Actor): RegressionView;
  /** The outcome once everything was asked. @throws AppError forbidden */
  complete(actor: Actor): Promise<RegressionView>;
  /** Starts in the background when something changed; after a change of the employer file. Never throws. */
  refresh(employerId: string): void;
}
