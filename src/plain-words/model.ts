import { z } from 'zod';

/** A quote in simpler Dutch: help with reading, never the rule itself. */
export const plainTextSchema = z.object({
  /** Short sentences; empty where the quote is plain already and only words are explained. */
  lines: z.array(z.object({ text: z.string(), item: z.boolean() })),
  /** Words of the quote with what they mean, in the order of the quote. */
  words: z.array(z.object({ word: z.string(), means: z.string() })),
});
export type PlainText = z.infer<typeof plainTextSchema>;
