import { z } from 'zod';
import { documentFormats, type IngestedDocument } from './model.ts';

const count = z.number().int().nonnegative();
const box = z.object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() });
const row = z.object({ cells: z.array(z.string()), start: count, end: count });

/** The shape of what a child process hands over; nothing of it is trusted before this has looked at it. */
export const ingestedDocumentSchema: z.ZodType<IngestedDocument> = z.object({
  format: z.enum(documentFormats),
  title: z.string().nullable(),
  pages: z.array(z.object({ number: count, width: z.number(), height: z.number(), text: z.string() })),
  passages: z.array(
    z.object({
      ordinal: count,
      kind: z.enum(['text', 'table']),
      headingPath: z.array(z.string()),
      article: z.string().nullable(),
      context: z.string(),
      text: z.string().min(1),
      table: z
        .object({ caption: z.string().nullable(), columns: z.array(z.string()), rows: z.array(row) })
        .nullable(),
      pageFrom: count,
      pageTo: count,
      spans: z.array(z.object({ start: count, end: count, page: count, box: box.nullable() })),
    }),
  ),
  health: z.object({
    passages: count,
    words: z.object({ min: count, median: z.number(), max: count }),
    orphanHeadings: z.array(z.string()),
    midSentence: z.array(count),
    duplicates: z.array(count),
    emptyPages: z.array(count),
    hiddenText: z.array(z.string()),
  }),
});
