import { z } from 'zod';
import { curatedImpactSchema } from '../assistant/model.ts';
import { visibilities } from '../kernel/actor.ts';
import { documentKinds, publishings } from '../store/employer-schema.ts';

const chunkHealthSchema = z.object({
  passages: z.number().int(),
  words: z.object({ min: z.number(), median: z.number(), max: z.number() }),
  orphanHeadings: z.array(z.string()),
  midSentence: z.array(z.number().int()),
  duplicates: z.array(z.number().int()),
  emptyPages: z.array(z.number().int()),
  hiddenText: z.array(z.string()),
});

/** A document of the employer file, as in employer/model.ts. */
export const documentViewSchema = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(documentKinds),
  usedByAssistant: z.boolean(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  visibility: z.enum(visibilities),
  precedence: z.number().int(),
  status: z.enum(['queued', 'processing', 'ready', 'failed']),
  live: z.boolean(),
  stage: z.enum(['queued', 'reading', 'structuring', 'encoding', 'publishing', 'ready']),
  progress: z.number().min(0).max(1),
  fileName: z.string(),
  format: z.string(),
  bytes: z.number().int(),
  pagesRead: z.number().int(),
  pages: z.number().int(),
  passages: z.number().int(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  health: chunkHealthSchema.nullable(),
  reencoded: z.number().min(0).max(1).nullable(),
  next: z
    .object({
      versionId: z.string(),
      status: z.enum(['queued', 'processing', 'waiting', 'failed']),
      publish: z.enum(publishings),
      fileName: z.string(),
      createdAt: z.number(),
    })
    .nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});

/** A document that can still be put back, until `purgeAt` (epoch milliseconds), for `undoMs` more milliseconds. */
export const removedDocumentSchema = z.object({
  id: z.string(),
  title: z.string(),
  purgeAt: z.number(),
  undoMs: z.number(),
});

const boxSchema = z.object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() });

/** A passage with the place to mark on the page. */
export const passageViewSchema = z.object({
  id: z.string(),
  documentId: z.string(),
  headingPath: z.array(z.string()),
  context: z.string(),
  text: z.string(),
  pageFrom: z.number().int(),
  pageTo: z.number().int(),
  pages: z.array(z.object({ number: z.number().int(), width: z.number(), height: z.number() })),
  spans: z.array(
    z.object({
      start: z.number().int(),
      end: z.number().int(),
      page: z.number().int(),
      box: boxSchema.nullable(),
    }),
  ),
});

/** The passages of a document as they were read. */
export const readPassagesSchema = z.object({
  passages: z.array(
    z.object({
      id: z.string(),
      ordinal: z.number().int(),
      kind: z.enum(['text', 'table']),
      headingPath: z.array(z.string()),
      article: z.string().nullable(),
      context: z.string(),
      text: z.string(),
      table: z
        .object({
          caption: z.string().nullable(),
          columns: z.array(z.string()),
          rows: z.array(
            z.object({ cells: z.array(z.string()), start: z.number().int(), end: z.number().int() }),
          ),
        })
        .nullable(),
      pageFrom: z.number().int(),
      pageTo: z.number().int(),
    }),
  ),
});

export const pageTextsSchema = z.object({
  pages: z.array(z.object({ number: z.number().int(), text: z.string() })),
});

const textPartsSchema = z.array(z.object({ text: z.string(), status: z.enum(['same', 'added', 'removed']) }));

const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), parts: textPartsSchema }),
  z.object({
    kind: z.literal('table'),
    caption: z.string().nullable(),
    columns: z.array(z.object({ name: z.string(), status: z.enum(['same', 'added', 'removed']) })),
    rows: z.array(
      z.object({
        status: z.enum(['same', 'added', 'removed', 'changed']),
        cells: z.array(textPartsSchema),
      }),
    ),
  }),
]);

/** What a waiting version changes, article by article, and which approved answers it touches. */
export const versionChangesSchema = z.object({
  becomes: z.object({
    title: z.string(),
    kind: z.enum(documentKinds),
    validFrom: z.string().nullable(),
    validTo: z.string().nullable(),
    visibility: z.enum(visibilities),
    precedence: z.number().int(),
  }),
  comparison: z.object({
    counts: z.object({
      same: z.number().int(),
      changed: z.number().int(),
      added: z.number().int(),
      removed: z.number().int(),
    }),
    sections: z.array(
      z.object({
        status: z.enum(['added', 'removed', 'changed']),
        heading: z.string(),
        headingBefore: z.string().nullable(),
        pageBefore: z.number().int().nullable(),
        page: z.number().int().nullable(),
        blocks: z.array(blockSchema),
      }),
    ),
  }),
  answers: curatedImpactSchema,
});
