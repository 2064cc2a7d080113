import { z } from 'zod';
import type { ChunkHealth, IngestionProgress, Passage } from '../ingestion/model.ts';
import type { Actor } from '../kernel/actor.ts';
import { visibilities } from '../kernel/actor.ts';
import { isCalendarDate } from '../kernel/dates.ts';
import { onOneLine } from '../kernel/one-line.ts';
import { documentKinds } from '../store/employer-schema.ts';

const calendarDate = z.string().refine(isCalendarDate, 'Gebruik een bestaande datum als 2026-01-31.');

export const documentInputSchema = z.object({
  title: z.string().overwrite(onOneLine).min(1).max(200),
  kind: z.enum(documentKinds),
  validFrom: calendarDate.nullish(),
  validTo: calendarDate.nullish(),
  visibility: z.enum(visibilities).optional(),
  precedence: z.number().int().min(0).max(1000).optional(),
});
export type DocumentInput = z.infer<typeof documentInputSchema>;

export const documentPatchSchema = documentInputSchema
  .partial()
  .extend({ usedByAssistant: z.boolean().optional() });
export type DocumentPatch = z.infer<typeof documentPatchSchema>;

/** A document as HR (or, less health and errors, a reader) sees it. */
export interface DocumentView {
  id: string;
  title: string;
  kind: (typeof documentKinds)[number];
  usedByAssistant: boolean;
  validFrom: string | null;
  validTo: string | null;
  visibility: (typeof visibilities)[number];
  precedence: number;
  /** Of the newest version. While a new version is read, `live` stays true: the old one answers. */
  status: 'queued' | 'processing' | 'ready' | 'failed';
  live: boolean;
  stage: IngestionProgress['stage'];
  /** 0 to 1. */
  progress: number;
  fileName: string;
  format: string;
  bytes: number;
  pagesRead: number;
  pages: number;
  passages: number;
  error: { code: string; message: string } | null;
  health: ChunkHealth | null;
  /**
   * While a live document is encoded anew, for another encoder or title: the share of its passages that is done, 0 to 1.
   * Until all are, the old vectors answer.
   */
  reencoded: number | null;
  createdAt: number;
  updatedAt: number;
}

/** Made by createDocuments(deps) in documents.ts. Every method checks the actor itself. */
export interface Documents {
  /**
   * Stores the file and queues it; reading goes on in the background. HR and provider only.
   * @param replaces id of the document this is a new version of
   * @throws AppError file_empty, file_too_large, file_type_unsupported, document_duplicate (data.documentId names the twin), not_found, forbidden
   */
  upload(
    actor: Actor,
    file: { name: string; bytes: Uint8Array },
    input: DocumentInput,
    options?: { replaces?: string },
  ): Promise<DocumentView>;
  /** What this actor may see: HR and provider all, others the live documents they may read. */
  list(actor: Actor): DocumentView[];
  get(actor: Actor, documentId: string): DocumentView;
  /** @throws AppError document_not_readable_by_employees, not_found, forbidden */
  patch(actor: Actor, documentId: string, patch: DocumentPatch): DocumentView;
  /** Removes rows, vectors, caches and files. */
  remove(actor: Actor, documentId: string): Promise<void>;
  /** The source file of the live version. */
  file(actor: Actor, documentId: string): Promise<{ bytes: Uint8Array; fileName: string; format: string }>;
  /** A passage with the place to mark: spans in page coordinates (see ingestion/model.ts). */
  passage(actor: Actor, documentId: string, passageId: string): PassageView;
  /** What the assistant read, page by page, for HR. */
  readPages(actor: Actor, documentId: string): { number: number; text: string }[];
  /** The passages that the assistant answers from, in order, for HR. */
  readPassages(actor: Actor, documentId: string): ReadPassage[];
  /** Tries a failed or interrupted version again. */
  retry(actor: Actor, documentId: string): DocumentView;
  /** Resolves when nothing is queued or being read for this employer (CLI, eval, tests). */
  settled(employerId: string): Promise<void>;
  /** Documents of all employers that are encoded anew or wait for it, and those where that failed since the start. */
  reencoding(): { waiting: number; failed: number };
  /** Calls back on every change of a document of this employer until unsubscribed. */
  subscribe(actor: Actor, listener: (document: DocumentView) => void): () => void;
}

/** A passage as it was read, without its place on the page. */
export type ReadPassage = Omit<Passage, 'spans'> & { id: string };

export interface PassageView {
  id: string;
  documentId: string;
  headingPath: string[];
  context: string;
  text: string;
  pageFrom: number;
  pageTo: number;
  pages: { number: number; width: number; height: number }[];
  spans: {
    start: number;
    end: number;
    page: number;
    box: { x0: number; y0: number; x1: number; y1: number } | null;
  }[];
}
