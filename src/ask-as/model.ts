import { z } from 'zod';
import { chatReplySchema, nearMissSchema } from '../assistant/model.ts';
import type { Actor } from '../kernel/actor.ts';
import { onOneLine } from '../kernel/one-line.ts';
import { curatedScopes } from '../store/curated-schema.ts';
import { ageGroups } from '../store/help-schema.ts';

/** Roles that ask; HR sees its own answers in the chat. */
export const sampleRoles = ['employee', 'manager'] as const;

export const MAX_SAMPLES = 50;
/** Thousandths of an hour. */
const MAX_HOURS = 60_000;

/** Somebody who does not exist. Only role and on-call decide what an answer may be; the rest can be named in the question. */
export const sampleInputSchema = z.object({
  name: z.string().overwrite(onOneLine).min(1).max(60),
  role: z.enum(sampleRoles),
  isOnCall: z.boolean(),
  /** Thousandths of an hour a week; null where it does not matter. */
  hoursPerWeek: z.number().int().min(0).max(MAX_HOURS).nullable(),
  inServiceSince: z.iso.date('Gebruik een bestaande datum als 2026-01-31.').nullable(),
  ageGroup: z.enum(ageGroups).nullable(),
  department: z.string().overwrite(onOneLine).max(60),
});
export type SampleInput = z.infer<typeof sampleInputSchema>;

export const sampleSchema = sampleInputSchema.extend({
  id: z.string(),
  /** Off the list; it can be put back. */
  removed: z.boolean(),
});
export type SampleEmployee = z.infer<typeof sampleSchema>;

export const askAsInputSchema = z.object({
  sample: sampleInputSchema,
  question: z.string().max(4000),
  /** Puts hours, service, age and department before the question, as an employee could type them. */
  tellFacts: z.boolean().default(false),
});
export type AskAsInput = z.infer<typeof askAsInputSchema>;

/** Why a document is not used for somebody. */
export const documentBars = ['not_ready', 'not_ticked', 'not_valid', 'not_visible'] as const;
export type DocumentBar = (typeof documentBars)[number];

/** What became of an answer of HR. */
export const curatedVerdicts = ['given', 'too_far', 'other_group', 'source', 'not_chosen'] as const;
export type CuratedVerdict = (typeof curatedVerdicts)[number];

const share = z.number().min(0).max(1);

/** What a sample employee would get, and why. */
export const askedAsSchema = z.object({
  /** As it was asked, with what was put before it. */
  question: z.string(),
  /** What the message was taken for. */
  route: z.string(),
  reply: chatReplySchema.omit({ conversationId: true, messageId: true, unansweredId: true }),
  /** What was looked up; null when nothing was. */
  readAs: z.string().nullable(),
  /** Content words by which was searched, the weightiest first; `unknown` stands in no document here. */
  words: z.array(z.object({ word: z.string(), unknown: z.boolean() })),
  documents: z.array(
    z.object({ documentId: z.string(), title: z.string(), bars: z.array(z.enum(documentBars)) }),
  ),
  /** Best first; `used` is quoted in the reply. */
  passages: z.array(nearMissSchema.extend({ score: z.number(), used: z.boolean() })),
  /** One for each question in the message: support against the support from which an answer is given. */
  weighed: z.array(
    z.object({ question: z.string(), support: share, threshold: share, lacksName: z.boolean() }),
  ),
  /** Answers of HR that came near, nearest first. */
  curated: z.array(
    z.object({
      answerId: z.string(),
      question: z.string(),
      scope: z.enum(curatedScopes),
      chance: share,
      threshold: share,
      verdict: z.enum(curatedVerdicts),
    }),
  ),
});
export type AskedAs = z.infer<typeof askedAsSchema>;

/** HR looks over the assistant's shoulder; made by createAskAs in ask-as.ts. For hr and provider. */
export interface AskAs {
  /** Those that stand, by name. @throws AppError forbidden */
  samples(actor: Actor): SampleEmployee[];
  /** One that stands or was removed. @throws AppError forbidden, not_found */
  sample(actor: Actor, id: string): SampleEmployee;
  /** Null id for a new one. @throws AppError forbidden, not_found, samples_full */
  save(actor: Actor, id: string | null, input: SampleInput): SampleEmployee;
  /** Off the list, and back with `restore`. @throws AppError forbidden, not_found */
  remove(actor: Actor, id: string): SampleEmployee;
  /** @throws AppError forbidden, not_found, samples_full */
  restore(actor: Actor, id: string): SampleEmployee;
  /**
   * The answer that such an employee would get, by the code that answers employees. Nothing is kept: no log, no list, no count.
   * @throws AppError forbidden, message_empty, message_too_long
   */
  ask(actor: Actor, input: AskAsInput, signal?: AbortSignal): Promise<AskedAs>;
}
