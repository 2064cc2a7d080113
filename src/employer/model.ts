import { z } from 'zod';
import type { ChunkHealth, IngestionProgress, Passage } from '../ingestion/model.ts';
import type { Actor } from '../kernel/actor.ts';
import { visibilities } from '../kernel/actor.ts';
import { isCalendarDate } from '../kernel/dates.ts';
import { onOneLine } from '../kernel/one-line.ts';
import type { DocumentChanges, publishings } from '../store/employer-schema.ts';
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
  /** A new version beside the live one, for HR; null when there is none. While it waits, all else here is of the live version. */
  next: NextVersion | null;
  createdAt: number;
  updatedAt: number;
}

/** A version that is not live yet, of a document that is. */
export interface NextVersion {
  versionId: string;
  /** 'waiting': it was read, and goes live when HR says so. */
  status: 'queued' | 'processing' | 'waiting' | 'failed';
  publish: (typeof publishings)[number];
  fileName: string;
  createdAt: number;
}

/** A document that HR removed and can still put back; at `purgeAt` everything of it goes. */
export interface RemovedDocument {
  id: string;
  title: string;
  purgeAt: number;
  /** Milliseconds until then; what counts for a screen, whose clock may be another. */
  undoMs: number;
}

/** A version of a document as HR may look at it: the live one, or one that waits. */
export interface VersionFacts {
  versionId: string;
  status: 'ready' | 'waiting';
  fileName: string;
  format: string;
  pages: number;
  health: ChunkHealth | null;
}

/** A waiting version beside the live one. */
export interface VersionChanges {
  document: DocumentView;
  /** What the document becomes when the version goes live. */
  becomes: DocumentChanges;
  comparison: VersionComparison;
  /** The passages as they would answer. */
  passages: Passage[];
}

/** How a part of a text stands in two versions of a document. */
export type ChangeStatus = 'same' | 'added' | 'removed';

/** A run of words that stands in both, only in the new version, or only in the old one. */
export interface TextPart {
  text: string;
  status: ChangeStatus;
}

export interface ComparedText {
  kind: 'text';
  parts: TextPart[];
}

/** Both tables laid over each other: every row and column of either. */
export interface ComparedTable {
  kind: 'table';
  caption: string | null;
  columns: { name: string; status: ChangeStatus }[];
  rows: { status: ChangeStatus | 'changed'; cells: TextPart[][] }[];
}

export type ComparedBlock = ComparedText | ComparedTable;

export interface ComparedSection {
  status: 'added' | 'removed' | 'changed';
  /** As the new version has it; the old one's where it was removed. */
  heading: string;
  /** The old heading, where it is another one. */
  headingBefore: string | null;
  /** Physical pages, from 1; null where the section is not in that version. */
  pageBefore: number | null;
  page: number | null;
  /** What changed; where the words are the same and only the heading is not, empty. */
  blocks: ComparedBlock[];
}

/** What two versions of a document differ in, article by article. */
export interface VersionComparison {
  counts: { same: number; changed: number; added: number; removed: number };
  /** Only what is not the same, in the order of the new version; what was removed stands where it would have been. */
  sections: ComparedSection[];
}

/** Made by createDocuments(deps) in documents.ts. Every method checks the actor itself. */
export interface Documents {
  /**
   * Stores the file and queues it; reading goes on in the background. HR and provider only.
   * @param options replaces: id of the document this is a new version of; publish: 'wait' keeps it beside the live version until `publish` is
   *   called, 'direct' (when left out) lets it take over once it is read
   * @throws AppError file_empty, file_too_large, file_type_unsupported, document_duplicate (data.documentId names the twin), not_found, forbidden
   */
  upload(
    actor: Actor,
    file: { name: string; bytes: Uint8Array },
    input: DocumentInput,
    options?: { replaces?: string; publish?: (typeof publishings)[number] },
  ): Promise<DocumentView>;
  /** What this actor may see: HR and provider all, others the live documents they may read. */
  list(actor: Actor): DocumentView[];
  get(actor: Actor, documentId: string): DocumentView;
  /** @throws AppError document_not_readable_by_employees, not_found, forbidden */
  patch(actor: Actor, documentId: string, patch: DocumentPatch): DocumentView;
  /** Removes rows, vectors, caches and files, at once. */
  remove(actor: Actor, documentId: string): Promise<void>;
  /**
   * Takes a document out of every list and answer at once, and removes it for good after UNDO_MS; until then `restore` puts it back. Done twice
   * it is done once.
   * @throws AppError not_found, forbidden
   */
  setAside(actor: Actor, documentId: string): RemovedDocument;
  /** @throws AppError not_found (also once it is gone), document_duplicate (the file was sent again meanwhile) */
  restore(actor: Actor, documentId: string): DocumentView;
  /** What can still be put back, newest first. */
  removed(actor: Actor): RemovedDocument[];
  /**
   * Sets which documents go before which.
   * @param order ids, the one that goes before all others first; documents that are not named get no precedence
   * @param seen the order that the decision was made on; another one by now is a conflict
   * @throws AppError not_found, bad_request (an id twice), conflict
   */
  setPrecedence(actor: Actor, order: readonly string[], seen?: readonly string[]): DocumentView[];
  /** What a waiting version changes. @throws AppError not_found (also for a version that does not wait) */
  compare(actor: Actor, documentId: string, versionId: string): Promise<VersionChanges>;
  /** Lets a waiting version answer in place of the live one. @throws AppError not_found, conflict */
  publish(actor: Actor, documentId: string, versionId: string): Promise<DocumentView>;
  /** Throws away a version that is not live, also while it is read. @throws AppError not_found */
  discard(actor: Actor, documentId: string, versionId: string): Promise<DocumentView>;
  /** The live version, or the waiting one that is named. @throws AppError not_found, document_not_ready */
  version(actor: Actor, documentId: string, versionId?: string): VersionFacts;
  /** The source file of a version, for HR. */
  versionFile(
    actor: Actor,
    documentId: string,
    versionId: string,
  ): Promise<{ bytes: Uint8Array; fileName: string; format: string }>;
  /** The source file of the live version. */
  file(actor: Actor, documentId: string): Promise<{ bytes: Uint8Array; fileName: string; format: string }>;
  /** A passage with the place to mark: spans in page coordinates (see ingestion/model.ts). */
  passage(actor: Actor, documentId: string, passageId: string): PassageView;
  /** What the assistant read, page by page, for HR. @param versionId a waiting version; the live one when left out */
  readPages(actor: Actor, documentId: string, versionId?: string): { number: number; text: string }[];
  /** The passages that the assistant answers from, or would, in order, for HR. Those of a waiting version have no id yet: ''. */
  readPassages(actor: Actor, documentId: string, versionId?: string): ReadPassage[];
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
