import type { DocumentReader, Encoder, FileStore } from '../../src/deps.ts';
import type { PassageReading } from '../../src/ingestion/ingest-version.ts';
import type { IngestedDocument, Passage } from '../../src/ingestion/model.ts';
import type { Actor, Role } from '../../src/kernel/actor.ts';
import { AppError } from '../../src/kernel/errors.ts';

const utf8 = new TextDecoder();

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function actorOf(role: Role, employerId = 'acme'): Actor {
  return { personId: `${role}-1`, name: role, employerId, role, isOnCall: false };
}

/** One page and one passage per line; a first line 'fail:CODE' fails with that code. */
export function documentOf(text: string): IngestedDocument {
  const lines = text.split('\n').filter((line) => line !== '');
  return {
    format: 'text',
    title: lines[0] ?? null,
    pages: lines.map((line, i) => ({ number: i + 1, width: 595, height: 842, text: line })),
    passages: lines.map((line, i) => passageOf(line, i)),
    health: {
      passages: lines.length,
      words: { min: 1, median: 1, max: 1 },
      orphanHeadings: [],
      midSentence: [],
      duplicates: [],
      emptyPages: [],
      hiddenText: [],
    },
  };
}

export function passageOf(text: string, ordinal: number): Passage {
  return {
    ordinal,
    kind: 'text',
    headingPath: ['Hoofdstuk 1', `Artikel ${ordinal + 1}`],
    article: String(ordinal + 1),
    context: '',
    text,
    table: null,
    pageFrom: ordinal + 1,
    pageTo: ordinal + 1,
    spans: [{ start: 0, end: text.length, page: ordinal + 1, box: { x0: 1, y0: 2, x1: 3, y1: 4 } }],
  };
}

/** Reads at once, unless held: then each reading waits until `release` lets it go. */
export interface FakeReader extends DocumentReader {
  hold(): void;
  release(): void;
  /** Readings going on now, and the most there ever were at once. */
  active: number;
  most: number;
  /** File names in the order in which reading began. */
  started: string[];
  /** Resolves once this many readings have begun. */
  hasStarted(count: number): Promise<void>;
}

export function createFakeReader(): FakeReader {
  let gate: Promise<void> = Promise.resolve();
  let open = () => {};
  const waiters: { count: number; resolve: () => void }[] = [];
  const reader: FakeReader = {
    active: 0,
    most: 0,
    started: [],
    hold() {
      gate = new Promise((resolve) => {
        open = resolve;
      });
    },
    release: () => open(),
    hasStarted(count) {
      if (reader.started.length >= count) return Promise.resolve();
      return new Promise((resolve) => waiters.push({ count, resolve }));
    },
    async read(bytes, fileName, options) {
      reader.active++;
      reader.most = Math.max(reader.most, reader.active);
      reader.started.push(fileName);
      for (const waiter of waiters) if (reader.started.length >= waiter.count) waiter.resolve();
      try {
        const text = utf8.decode(bytes);
        const document = documentOf(text);
        const pages = document.pages.length;
        const tell = (page: number) => options?.onProgress?.({ stage: 'reading', page, pages, passages: 0 });
        tell(1);
        await gate;
        options?.signal?.throwIfAborted();
        for (let page = 2; page <= pages; page++) tell(page);
        if (text.startsWith('fail:scan')) throw new AppError('pdf_scan_without_text');
        if (text.startsWith('fail:crash')) throw new TypeError('a defect');
        return document;
      } finally {
        reader.active--;
      }
    },
  };
  return reader;
}

/** Four numbers from the text's letters, of unit length. */
export function createFakeEncoder(id = 'fake-1'): Encoder {
  const encode = (text: string) => {
    const vector = new Float32Array(4);
    for (const [i, char] of [...text].entries())
      vector[i % 4] = (vector[i % 4] ?? 0) + (char.codePointAt(0) ?? 0);
    const length = Math.hypot(...vector) || 1;
    return vector.map((x) => x / length);
  };
  return {
    id,
    dimension: 4,
    encodePassages: async (texts) => texts.map(encode),
    encodeQuestion: async (text) => encode(text),
  };
}

export interface MemoryFiles extends FileStore {
  /** 'employer/file' to bytes. */
  readonly held: Map<string, Uint8Array>;
  /** Every call, to see that a refused request touches no file. */
  readonly calls: string[];
}

export function createMemoryFiles(): MemoryFiles {
  const held = new Map<string, Uint8Array>();
  const calls: string[] = [];
  return {
    held,
    calls,
    async put(employerId, fileId, bytes) {
      calls.push('put');
      held.set(`${employerId}/${fileId}`, bytes);
    },
    async get(employerId, fileId) {
      calls.push('get');
      return held.get(`${employerId}/${fileId}`) ?? null;
    },
    async remove(employerId, fileId) {
      calls.push('remove');
      held.delete(`${employerId}/${fileId}`);
    },
  };
}

/** Words as they stand, so that a test can search for a word of a passage or of its title. */
export const plainReading: PassageReading = {
  analyse: (passage, title) => {
    const words = (text: string) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
    return {
      stems: words(passage.text),
      heading: words(`${title} ${passage.headingPath.join(' ')}`),
      parts: words(passage.text),
      grams: words(passage.text),
    };
  },
  encodingText: (passage) => passage.text,
};

export interface TestClock {
  now(): number;
  /** Every reading moves time on by this many milliseconds. */
  step: number;
}

export function createTestClock(): TestClock {
  let time = Date.UTC(2026, 0, 5, 8);
  const clock: TestClock = {
    step: 1,
    now() {
      time += clock.step;
      return time;
    },
  };
  return clock;
}
