import type { IngestedDocument, IngestionProgress } from './ingestion/model.ts';
import type { Clock } from './kernel/dates.ts';
import type { Ids } from './kernel/ids.ts';
import type { DirectoryDb, EmployerDb } from './store/db.ts';

/** Reads an uploaded file into passages. Node runs PDFs in a one-shot child with limits; Workers read text formats only. */
export interface DocumentReader {
  /**
   * @param bytes the whole file
   * @param fileName only its extension is used, never as a path
   * @throws AppError with a file_*, pdf_* or document_* code; nothing else
   */
  read(
    bytes: Uint8Array,
    fileName: string,
    options?: { signal?: AbortSignal; onProgress?: (progress: IngestionProgress) => void },
  ): Promise<IngestedDocument>;
}

/** Turns text into unit-length vectors. Passages and questions may be encoded differently. */
export interface Encoder {
  /** Identifies weights and version; vectors of different ids are never compared. */
  readonly id: string;
  readonly dimension: number;
  encodePassages(texts: readonly string[]): Promise<Float32Array[]>;
  encodeQuestion(text: string): Promise<Float32Array>;
  /** Unit vector of one folded word, for encoders whose words have a place of their own in the space. */
  encodeWord?: ((form: string) => Float32Array) | undefined;
  /** How much a word says beside others, above 0: what late interaction weighs it by. Comes with `encodeWord`. */
  wordLength?: ((form: string) => number) | undefined;
  /** Inner product of a question with a passage about something else: nearness begins above it. 0 when absent. */
  readonly floor?: number;
  /**
   * Encodes what is encoded anew for each question, single sentences and rows, in a space of its own; for an encoder
   * that is too slow for that. The encoder itself when absent.
   */
  readonly quick?: Encoder;
}

/** Encoders of before ENCODER_DIR changed: they answer for documents that today's encoder has not encoded yet. */
export interface FormerEncoders {
  /** Loads it at the first call; null when its folder is gone or holds another encoder now. */
  open(id: string): Promise<Encoder | null>;
}

export interface VectorEntry {
  /** The passage's row id. */
  id: number;
  vector: Float32Array;
}

/** Nearest neighbours by inner product over one employer's current vectors. A cache: always rebuildable from rows. */
export interface VectorIndex {
  readonly size: number;
  /** The k best among the ids that `allowed` accepts, best first; fewer when there are fewer. Rejects a vector of the wrong dimension or with NaN. */
  search(query: Float32Array, k: number, allowed: (id: number) => boolean): { id: number; score: number }[];
}

/** Builds or loads the vector index of one employer; a damaged cache is rebuilt, never loaded. */
export interface VectorIndexes {
  /**
   * @param key employer id
   * @param generation changes whenever the employer's vectors change
   * @param entries called only when the index has to be built
   */
  open(
    key: string,
    generation: number,
    encoder: { id: string; dimension: number },
    entries: () => readonly VectorEntry[],
  ): VectorIndex;
  forget(key: string): void;
}

/** Uploaded files by our own ids; user file names never reach a path. */
export interface FileStore {
  put(employerId: string, fileId: string, bytes: Uint8Array): Promise<void>;
  get(employerId: string, fileId: string): Promise<Uint8Array | null>;
  remove(employerId: string, fileId: string): Promise<void>;
}

/** A language model that rewrites quotes into an answer; optional, its text must pass the same checks as any answer. */
export interface LanguageModel {
  readonly id: string;
  /**
   * Streams text pieces. Must honour the signal. Throws on transport faults.
   */
  stream(
    messages: readonly { role: 'system' | 'user' | 'assistant'; content: string }[],
    options: { signal: AbortSignal; maxOutputTokens: number },
  ): AsyncIterable<string>;
}

/** One mail to one person, as it leaves. */
export interface OutgoingMail {
  /** With angle brackets; the same at every attempt. */
  messageId: string;
  recipient: string;
  subject: string;
  text: string;
  html: string;
  /** A file for a calendar (RFC 5545), where a date matters. */
  calendar?: { fileName: string; content: string };
}

/** Hands mails to a server. */
export interface Mailer {
  /** Settles when the server took it. Throws otherwise; an error with `permanent: true` is not worth another try. */
  send(mail: OutgoingMail): Promise<void>;
}

/** What the digital signature inside a PDF says. */
export interface SealInspection {
  /** 'added-to': the signature holds, but something was put behind what it covers. */
  state: 'intact' | 'changed' | 'added-to' | 'none';
  /** Set with the certificate of this installation. */
  ours: boolean;
  subject: string | null;
  /** sha256 of the certificate, lower case hex. */
  fingerprint: string | null;
  /** As the seal itself says, epoch milliseconds. */
  signedAt: number | null;
}

/** Puts this installation's own digital signature on finished PDFs, and looks at those of others. */
export interface PlatformSeal {
  /** Made at first use, then kept. */
  identity(): Promise<{ subject: string; fingerprint: string; validTo: number }>;
  /** @param at epoch milliseconds */
  seal(pdf: Uint8Array, about: { reason: string; at: number }): Promise<Uint8Array>;
  inspect(pdf: Uint8Array): Promise<SealInspection>;
}

/** TrueType files to set PDFs with. */
export interface PdfFonts {
  read(): Promise<Record<'regular' | 'bold' | 'italic' | 'boldItalic', Uint8Array>>;
}

/** Opens one employer's database; the same handle for the same id while it is open. */
export interface EmployerStores {
  /** @throws AppError not_found for an unknown employer, employer_unavailable for a damaged file */
  open(employerId: string): EmployerDb;
  /** Creates the database of a new employer; idempotent. */
  create(employerId: string): EmployerDb;
  close(): void;
}

export interface Logger {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** Everything the app needs from outside; built once in an entry, passed to createApp. */
export interface Deps {
  clock: Clock;
  ids: Ids;
  log: Logger;
  directory: DirectoryDb;
  employers: EmployerStores;
  files: FileStore;
  reader: DocumentReader;
  encoder: Encoder | null;
  /** None when absent. */
  formerEncoders?: FormerEncoders;
  vectorIndexes: VectorIndexes;
  languageModel: LanguageModel | null;
  /** Contracts cannot be sent without one. */
  platformSeal?: PlatformSeal;
  /** The standard fonts of PDF readers when absent: Western European letters only. */
  pdfFonts?: PdfFonts;
  random(): number;
}
