import { z } from 'zod';
import { carePersonSchema } from '../care/model.ts';
import type { Passage } from '../ingestion/model.ts';
import { roles } from '../kernel/actor.ts';
import { onOneLine } from '../kernel/one-line.ts';
import { plainTextSchema } from '../plain-words/model.ts';
import { curatedKinds, curatedScopes } from '../store/curated-schema.ts';

/** Longest message we read, in UTF-16 units. */
export const MAX_MESSAGE_LENGTH = 4000;

export const citationSchema = z.object({
  documentId: z.string(),
  /** File name of the document. */
  document: z.string(),
  title: z.string(),
  passageId: z.string(),
  /** 1-based page on which the quote stands. */
  page: z.number().int().min(1),
  heading: z.string(),
  /** Substring of the passage. */
  quote: z.string(),
});
export type Citation = z.infer<typeof citationSchema>;

export const nearMissSchema = z.object({
  documentId: z.string(),
  document: z.string(),
  title: z.string(),
  passageId: z.string(),
  heading: z.string(),
  page: z.number().int().min(1),
});
export type NearMiss = z.infer<typeof nearMissSchema>;

export const flowSchema = z.object({
  name: z.string(),
  slots: z.record(z.string(), z.unknown()),
  missing: z.array(z.string()),
  /** Address of the form, filled in. */
  form: z.string(),
  /** What it would come to when everything is filled in: '42 km × € 0,23 = € 9,66'. */
  sum: z.object({ lines: z.array(z.string()), total: z.string().nullable() }).optional(),
});

/** Who approved an answer of HR, for who gets it: the role, never the name. */
export const approvalSchema = z.object({
  answerId: z.string(),
  role: z.enum(roles),
  /** Epoch milliseconds. */
  approvedAt: z.number(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** The chat answer of the design, section 5. */
export const chatReplySchema = z.object({
  conversationId: z.string(),
  messageId: z.string(),
  kind: z.enum(['answer', 'abstention', 'declaration', 'mutation', 'status', 'handoff', 'smalltalk']),
  answer: z.string(),
  citations: z.array(citationSchema),
  basis: z.enum(['literal', 'calculated', 'curated', 'composed']),
  confidence: z.number().min(0).max(1),
  /** Language of the frame: nl, en, pl, de. */
  lang: z.string(),
  conflict: z
    .array(citationSchema.extend({ precedence: z.number().int(), prevails: z.boolean() }))
    .optional(),
  flow: flowSchema.optional(),
  /** All of them, where a message holds several things to be done; `flow` is the first. */
  flows: z.array(flowSchema).optional(),
  nearMisses: z.array(nearMissSchema).optional(),
  unansweredId: z.string().optional(),
  /** The quotes in plain words, in the order of the citations; null for one that is plain already. */
  plain: z.array(plainTextSchema.nullable()).optional(),
  /** Of a handoff: whom this employer named for it. */
  care: carePersonSchema.optional(),
  /** With basis 'curated': HR answered this question before. */
  curated: approvalSchema.optional(),
});
export type ChatReply = z.infer<typeof chatReplySchema>;

/** How what an earlier answer rests on is doing today; 'none' where it rests on nothing. */
export const standingStates = ['holds', 'changed', 'removed', 'none'] as const;
export type StandingState = (typeof standingStates)[number];

export const standingSchema = z.object({
  state: z.enum(standingStates),
  quotes: z.array(
    z.object({
      citation: citationSchema,
      state: z.enum(standingStates),
      /** Where the quote stands now; null where it does not. */
      now: citationSchema.nullable(),
    }),
  ),
});
export type Standing = z.infer<typeof standingSchema>;

/** An own answer of before, with its standing today. */
export const pastAnswerSchema = z.object({
  messageId: z.string(),
  conversationId: z.string(),
  /** Epoch milliseconds. */
  askedAt: z.number(),
  question: z.string(),
  answer: z.string(),
  standing: standingSchema,
});
export type PastAnswer = z.infer<typeof pastAnswerSchema>;

export interface ChatRequest {
  conversationId?: string | undefined;
  message: string;
}

/** Pieces of the answer as they become safe to show; the reply that follows is the truth. */
export interface ChatProgress {
  onStage?: (stage: 'routing' | 'retrieving' | 'answering') => void;
  onText?: (piece: string) => void;
}

export type CuratedScope = (typeof curatedScopes)[number];
export const MAX_CURATED_QUESTION = 500;
export const MAX_CURATED_ANSWER = 4000;

/** What HR fills in: own words, or a passage to point at. A passage beside own words is their source. */
export const curatedInputSchema = z.object({
  kind: z.enum(curatedKinds),
  /** As it should be understood without the conversation it came from. */
  question: z.string().trim().min(1).max(MAX_CURATED_QUESTION),
  /** Of kind 'text'. */
  answer: z.string().trim().max(MAX_CURATED_ANSWER).default(''),
  scope: z.enum(curatedScopes),
  /** A passage of a ticked document. Null for none; left out while changing, the source stays as it is. */
  passageId: z.string().max(100).nullish(),
});
export type CuratedInput = z.infer<typeof curatedInputSchema>;

/** How the passage behind an answer is doing; only 'none' and 'same' let the answer be given. */
export const sourceStates = ['none', 'same', 'changed', 'removed', 'unticked', 'out_of_date'] as const;
export type SourceState = (typeof sourceStates)[number];

/** A place in a ticked document that HR can point at, with what stands there. */
export const placeSchema = nearMissSchema.extend({ text: z.string() });
export type Place = z.infer<typeof placeSchema>;

export const curatedStates = ['active', 'review', 'withdrawn'] as const;
export type CuratedState = (typeof curatedStates)[number];

/** A curated answer as HR sees it. */
export const curatedViewSchema = z.object({
  id: z.string(),
  /** 'review': its source changed, so nobody gets it until HR renews or withdraws it. */
  state: z.enum(curatedStates),
  kind: z.enum(curatedKinds),
  question: z.string(),
  answer: z.string(),
  scope: z.enum(curatedScopes),
  wordings: z.array(z.string()),
  /** How many people asked before HR answered. */
  people: z.number().int(),
  uses: z.number().int(),
  lastUsedAt: z.number().nullable(),
  sourceState: z.enum(sourceStates),
  /** As it was when approved. */
  source: placeSchema.omit({ passageId: true }).nullable(),
  /** Where the source stands now, or what stands in its place; null for neither. */
  place: placeSchema.nullable(),
  approvedBy: z.string(),
  approvedRole: z.enum(roles),
  approvedAt: z.number(),
  revision: z.number().int(),
  lastChange: z.enum(['created', 'extended', 'edited', 'withdrawn', 'undone']),
  undoable: z.boolean(),
});
export type CuratedView = z.infer<typeof curatedViewSchema>;

/** What a document is about to say, for who wants to know what that does to the answers that rest on it. */
export interface NextSource {
  passages: readonly Pick<Passage, 'context' | 'text' | 'table' | 'headingPath' | 'pageFrom'>[];
  validFrom: string | null;
  validTo: string | null;
}

/** Approved answers that would no longer be given. */
export const curatedImpactSchema = z.object({
  /** All that are given today. */
  total: z.number().int(),
  changing: z.array(
    z.object({
      id: z.string(),
      question: z.string(),
      /** The passage reads otherwise, nothing stands in its place, or the document is not valid today. */
      fate: z.enum(['changed', 'gone', 'out_of_date']),
      /** Where the source stood, with its words. */
      heading: z.string(),
      was: z.string(),
      /** What stands under the same heading then. */
      now: z.object({ page: z.number().int(), text: z.string() }).nullable(),
    }),
  ),
});
export type CuratedImpact = z.infer<typeof curatedImpactSchema>;

/** HR's answer for one who asked before. Text and citations are empty unless it may be given now. */
export const hrAnswerSchema = approvalSchema.extend({
  state: z.enum(['given', 'review', 'withdrawn', 'other_group']),
  text: z.string(),
  citations: z.array(citationSchema),
});
export type HrAnswer = z.infer<typeof hrAnswerSchema>;

/** A question of the person that stands or stood on HR's list. */
export const askedQuestionSchema = z.object({
  id: z.string(),
  question: z.string(),
  askedAt: z.number(),
  conversationId: z.string(),
  messageId: z.string(),
  /** Sent on purpose; otherwise it came on HR's list by itself. */
  sentToHr: z.boolean(),
  /** HR sees who sent it. */
  named: z.boolean(),
  /** 'closed': HR took it off the list without an answer. */
  state: z.enum(['waiting', 'closed', 'answered']),
  /** Answered since the person last looked. */
  isNew: z.boolean(),
  hrAnswer: hrAnswerSchema.nullable(),
});
export type AskedQuestion = z.infer<typeof askedQuestionSchema>;

export const MAX_OWN_WORD = 60;
export const MAX_OWN_MEANING = 200;
/** Standing own words per employer. */
export const MAX_OWN_WORDS = 500;

/** A word that people use at this employer, with its meaning in the words of the documents. */
export const ownWordInputSchema = z.object({
  word: z.string().overwrite(onOneLine).min(1).max(MAX_OWN_WORD),
  /** One thing, or several divided by commas. */
  meaning: z.string().overwrite(onOneLine).min(1).max(MAX_OWN_MEANING),
});
export type OwnWordInput = z.infer<typeof ownWordInputSchema>;

export const ownWordSchema = z.object({
  id: z.string(),
  word: z.string(),
  meaning: z.string(),
  revision: z.number().int(),
  changedAt: z.number(),
  /** Off the list; it can be put back for thirty days. */
  removed: z.boolean(),
});
export type OwnWord = z.infer<typeof ownWordSchema>;
