import { z } from 'zod';

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
  form: z.string(),
});

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
  nearMisses: z.array(nearMissSchema).optional(),
  unansweredId: z.string().optional(),
});
export type ChatReply = z.infer<typeof chatReplySchema>;

export interface ChatRequest {
  conversationId?: string | undefined;
  message: string;
}

/** Pieces of the answer as they become safe to show; the reply that follows is the truth. */
export interface ChatProgress {
  onStage?: (stage: 'routing' | 'retrieving' | 'answering') => void;
  onText?: (piece: string) => void;
}
