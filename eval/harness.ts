import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { createDocumentReader } from '../src/adapters/node/document-reader.ts';
import { createNodeFileStore } from '../src/adapters/node/file-store.ts';
import { createVectorIndexes } from '../src/adapters/node/hnsw-index.ts';
import { createIds } from '../src/adapters/node/ids.ts';
import { createSqliteStores } from '../src/adapters/node/sqlite.ts';
import { createAssistant } from '../src/assistant/converse.ts';
import type { ChatReply } from '../src/assistant/model.ts';
import type { Assistant } from '../src/assistant/service.ts';
import type { Encoder, LanguageModel, Logger } from '../src/deps.ts';
import { createDocuments, type DocumentsService } from '../src/employer/documents.ts';
import { type Actor, readableVisibilities } from '../src/kernel/actor.ts';
import { today } from '../src/kernel/dates.ts';
import { passageReading } from '../src/retrieval/reading.ts';
import type { RetrievalScope, RetrieverDeps } from '../src/retrieval/retrieve.ts';
import { squash } from '../src/retrieval/text.ts';
import type { EmployerDb } from '../src/store/db.ts';
import { messages } from '../src/store/employer-schema.ts';
import type { QuestionRun, RoutingRun } from './judges.ts';
import type { QuestionCase, RoutingCase, Suite } from './suite.ts';

const silent: Logger = { info() {}, warn() {}, error() {} };

export interface HarnessOptions {
  encoder?: Encoder | null;
  languageModel?: LanguageModel | null;
  onProgress?: (text: string) => void;
}

/** A throw-away house with the suite's documents read in through the same code as production. */
export interface Harness {
  assistant: Assistant;
  documents: DocumentsService;
  /** Database of an employer of the suite, for figures that no answer shows. */
  db(employerId: string): EmployerDb;
  askQuestion(test: QuestionCase): Promise<QuestionRun>;
  askRouting(test: RoutingCase): Promise<RoutingRun>;
  /** What an employee of an employer may find on the suite's day, for a look at retrieval alone. */
  retrieval: { deps: RetrieverDeps; scope(employerId: string): RetrievalScope };
  /** Pages read and the milliseconds that reading took, all documents together. */
  ingestion: { pages: number; ms: number };
  close(): Promise<void>;
}

interface Allowed {
  /** File names that an answer of this employer may cite on the suite's day. */
  files: Set<string>;
}

function actor(employerId: string, role: Actor['role']): Actor {
  return { personId: `suite-${role}`, name: 'Suite', employerId, role, isOnCall: false };
}

export async function openHarness(suite: Suite, options: HarnessOptions = {}): Promise<Harness> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vraagbaak-eval-'));
  const clock = movableClock(suite.today);
  const employers = createSqliteStores(dataDir);
  const deps = {
    clock,
    ids: createIds(),
    log: silent,
    employers,
    files: createNodeFileStore(dataDir),
    reader: createDocumentReader(),
    encoder: options.encoder ?? null,
    vectorIndexes: createVectorIndexes({ dir: join(dataDir, 'index') }),
    languageModel: options.languageModel ?? null,
  };
  const documents = createDocuments(deps, passageReading);
  const assistant = createAssistant(deps);
  const allowed = new Map<string, Allowed>();
  const started = performance.now();
  let pages = 0;
  for (const employer of suite.employers) {
    employers.create(employer.id);
    pages += await ingestEmployer(documents, suite, employer, options.onProgress);
    allowed.set(employer.id, {
      files: new Set(
        employer.documents
          .filter((document) => isAllowed(document, suite))
          .map((document) => basename(document.file)),
      ),
    });
  }
  const ingestion = { pages, ms: performance.now() - started };
  const first = suite.employers[0]?.id ?? '';
  return {
    assistant,
    documents,
    ingestion,
    db: (employerId) => employers.open(employerId),
    askQuestion: (test) =>
      askQuestion(assistant, employers.open(test.employer), allowed.get(test.employer), test),
    askRouting: (test) => askRouting(assistant, clock, first, test),
    retrieval: {
      deps,
      scope: (employerId) => ({
        employerId,
        today: today(clock),
        visibilities: readableVisibilities('employee'),
      }),
    },
    async close() {
      await documents.stop();
      employers.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

interface MovableClock {
  now(): number;
  /** Another day for a while; null goes back to the suite's. */
  moveTo(day: string | null): void;
}

/** Runs from noon of the given day on (today where there is none), so that latency is still measured. */
function movableClock(day: string | null): MovableClock {
  const origin = performance.now();
  const noonOf = (date: string) => Date.parse(`${date}T12:00:00+01:00`);
  const start = day === null ? Date.now() : noonOf(day);
  let from = start;
  return {
    now: () => from + (performance.now() - origin),
    moveTo: (date) => {
      from = date === null ? start : noonOf(date);
    },
  };
}

function isAllowed(document: Suite['employers'][number]['documents'][number], suite: Suite): boolean {
  const day = suite.today ?? new Date().toISOString().slice(0, 10);
  return (
    document.ticked &&
    (document.validFrom == null || document.validFrom <= day) &&
    (document.validTo == null || day <= document.validTo)
  );
}

async function ingestEmployer(
  documents: DocumentsService,
  suite: Suite,
  employer: Suite['employers'][number],
  onProgress: ((text: string) => void) | undefined,
): Promise<number> {
  const hr = actor(employer.id, 'hr');
  const uploaded = await Promise.all(
    employer.documents.map(async (document) => {
      const bytes = new Uint8Array(readFileSync(join(suite.folder, document.file)));
      const view = await documents.upload(
        hr,
        { name: basename(document.file), bytes },
        {
          title: document.title,
          kind: document.kind,
          validFrom: document.validFrom ?? null,
          validTo: document.validTo ?? null,
          precedence: document.precedence ?? 0,
        },
      );
      return { document, id: view.id };
    }),
  );
  await documents.settled(employer.id);
  let pages = 0;
  for (const { document, id } of uploaded) {
    const view = documents.get(hr, id);
    if (view.status !== 'ready') {
      throw new Error(`${document.file}: ${view.error?.code ?? view.status} ${view.error?.message ?? ''}`);
    }
    pages += view.pages;
    if (document.ticked) documents.patch(hr, id, { usedByAssistant: true });
    onProgress?.(
      `${employer.id}: ${basename(document.file)}, ${view.pages} pages, ${view.passages} passages`,
    );
  }
  return pages;
}

async function askQuestion(
  assistant: Assistant,
  db: EmployerDb,
  allowed: Allowed | undefined,
  test: QuestionCase,
): Promise<QuestionRun> {
  const asker = { ...actor(test.employer, 'employee'), personId: personOf(test.id) };
  let conversationId: string | undefined;
  for (const turn of test.turns) {
    conversationId = (await assistant.ask(asker, { conversationId, message: turn })).conversationId;
  }
  const started = performance.now();
  const reply = await assistant.ask(asker, { conversationId, message: test.question });
  const ms = performance.now() - started;
  return {
    id: test.id,
    answer: reply.answer,
    abstained: reply.kind !== 'answer',
    replyKind: reply.kind,
    confidence: reply.confidence,
    citations: reply.citations.map((citation) => ({
      document: citation.document,
      page: citation.page,
      quote: citation.quote,
      allowed: allowed?.files.has(citation.document) ?? false,
      onPage: squash(pageText(db, citation)).includes(squash(citation.quote)),
    })),
    retrieved: retrievedOf(db, reply),
    ms,
  };
}

function personOf(id: string): string {
  return `p-${createHash('sha256').update(id).digest('hex').slice(0, 12)}`;
}

function pageText(db: EmployerDb, citation: { documentId: string; page: number }): string {
  const row = db.get<{ text: string }>(sql`
    SELECT g.text AS text FROM pages g JOIN documents d ON d.live_version_id = g.version_id
    WHERE d.id = ${citation.documentId} AND g.number = ${citation.page}`);
  return row?.text ?? '';
}

/** The first ten passages, from the log: what the judges see is what was kept. */
function retrievedOf(db: EmployerDb, reply: ChatReply): QuestionRun['retrieved'] {
  const logged = db
    .select({ retrieved: messages.retrieved })
    .from(messages)
    .where(eq(messages.id, reply.messageId))
    .get();
  return (logged?.retrieved ?? []).slice(0, 10).flatMap(({ passageId }) => {
    const row = db.get<{ document: string; page: number; pageTo: number; text: string }>(sql`
      SELECT v.file_name AS document, p.page_from AS page, p.page_to AS pageTo, p.text AS text
      FROM passages p JOIN document_versions v ON v.id = p.version_id WHERE p.id = ${passageId}`);
    return row === undefined ? [] : [row];
  });
}

async function askRouting(
  assistant: Assistant,
  clock: MovableClock,
  employerId: string,
  test: RoutingCase,
): Promise<RoutingRun> {
  clock.moveTo(test.today);
  const reply = await assistant.ask(
    { ...actor(employerId, 'employee'), personId: personOf(test.id) },
    { message: test.text },
  );
  clock.moveTo(null);
  const items = reply.flows?.map(({ name, slots }) => ({ flow: name, slots }));
  return {
    id: test.id,
    intent: intentOf(reply.kind),
    flow: items !== undefined ? 'multi' : reply.kind === 'handoff' ? 'handoff' : (reply.flow?.name ?? null),
    slots: items !== undefined ? { items } : (reply.flow?.slots ?? null),
  };
}

/** In the words of the suites: there a question about the status of something is a question. */
function intentOf(kind: ChatReply['kind']): string {
  switch (kind) {
    case 'answer':
    case 'abstention':
    case 'status':
      return 'question';
    case 'declaration':
    case 'mutation':
    case 'smalltalk':
      return kind;
    case 'handoff':
      return 'other';
  }
}
