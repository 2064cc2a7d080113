import { beforeEach, describe, expect, it } from 'vitest';
import type { Deps, Encoder, FormerEncoders } from '../../src/deps.ts';
import { createDocuments, type DocumentsService } from '../../src/employer/documents.ts';
import type { DocumentView } from '../../src/employer/model.ts';
import { createExactIndexes } from '../../src/retrieval/exact-scan.ts';
import { analyseQuestion } from '../../src/retrieval/question.ts';
import { passageReading } from '../../src/retrieval/reading.ts';
import { retrieve } from '../../src/retrieval/retrieve.ts';
import { encodersInUse, readVectors } from '../../src/store/vectors.ts';
import { createFakeEncoder } from '../support/fake-encoder.ts';
import { actorOf, bytesOf } from './support.ts';
import type { TestDeps } from './test-deps.ts';
import { createTestDeps } from './test-deps.ts';

const hr = actorOf('hr');
const scope = { employerId: 'acme', today: '2026-11-23', visibilities: ['employees'] as const };

/** Subjects by words that have no letters in common; every other word is a subject of its own. */
const subjects = [
  ['zwerk', 'regenjas'],
  ['gymp', 'schoenenvergoeding'],
];

interface TestEncoder extends Encoder {
  questions: string[];
  /** Passages wait from now on. */
  hold(): void;
  /** Lets so many calls through. */
  let(calls: number): void;
  broken: boolean;
}

/** Its vectors start at `offset`: those of two encoders have nothing in common. */
function subjectEncoder(id: string, dimension: number, offset: number): TestEncoder {
  const encode = (text: string) => {
    const vector = new Float32Array(dimension);
    const place = subjects.findIndex((words) => words.some((word) => text.includes(word)));
    vector[offset + (place < 0 ? subjects.length : place)] = 1;
    return vector;
  };
  let held = false;
  let tickets = 0;
  const waiting: (() => void)[] = [];
  const encoder: TestEncoder = {
    id,
    dimension,
    quick: createFakeEncoder(),
    questions: [],
    broken: false,
    hold: () => {
      held = true;
    },
    let(calls) {
      tickets += calls;
      for (const wake of waiting.splice(0)) wake();
    },
    async encodePassages(texts) {
      while (held && tickets === 0) await new Promise<void>((resolve) => waiting.push(resolve));
      if (held) tickets--;
      if (encoder.broken) throw new Error('out of memory');
      return texts.map(encode);
    },
    async encodeQuestion(text) {
      encoder.questions.push(text);
      if (encoder.broken) throw new Error('out of memory');
      return encode(text);
    },
  };
  return encoder;
}

let old: TestEncoder;
let next: TestEncoder;
let deps: TestDeps;
let documents: DocumentsService;
let rain: string;
let shoes: string;

beforeEach(async () => {
  old = subjectEncoder('old-1', 8, 0);
  next = subjectEncoder('next-1', 12, 5);
  deps = createTestDeps({ encoder: old, vectorIndexes: createExactIndexes() });
  documents = createDocuments(deps, passageReading);
  const add = async (text: string, name: string) => {
    const { id } = await documents.upload(
      hr,
      { name, bytes: bytesOf(text) },
      { title: name, kind: 'scheme' },
    );
    await documents.settled('acme');
    documents.patch(hr, id, { usedByAssistant: true });
    return id;
  };
  rain = await add('De werkgever verstrekt een regenjas.', 'kleding.txt');
  shoes = await add('Er is een schoenenvergoeding.', 'sport.txt');
});

const db = () => deps.employers.open('acme');
const former: FormerEncoders = { open: async (id) => (id === old.id ? old : null) };

/** The service after a restart with another encoder. */
function restart(changes: Partial<Pick<Deps, 'encoder' | 'formerEncoders'>> = {}) {
  const again = { ...deps, encoder: next, formerEncoders: former, ...changes };
  return { deps: again, documents: createDocuments(again, passageReading) };
}

/** Texts that only nearness of vectors can find for this question, best first. */
async function findNear(question: string, using: Parameters<typeof retrieve>[0]) {
  const { passages } = await retrieve(using, db(), scope, analyseQuestion(question));
  return passages.filter(({ score }) => score.vector > 0.9).map(({ view }) => view.passage.text);
}
const both = async (using: Parameters<typeof retrieve>[0]) => [
  await findNear('krijg ik iets tegen het zwerk', using),
  await findNear('betalen jullie mijn gymp', using),
];
const found = [['De werkgever verstrekt een regenjas.'], ['Er is een schoenenvergoeding.']];

const statusOf = (service: DocumentsService, id: string) => {
  const { status, live, reencoded } = service.get(hr, id);
  return { status, live, reencoded };
};

describe('another encoder', () => {
  it('takes over a document at a time; until then the old vectors answer, asked in their own space', async () => {
    expect(await both(deps)).toEqual(found);
    const after = restart();
    next.hold();
    await after.documents.resume('acme');
    expect(statusOf(after.documents, rain)).toEqual({ status: 'ready', live: true, reencoded: 0 });
    expect(statusOf(after.documents, shoes)).toEqual({ status: 'ready', live: true, reencoded: 0 });
    old.questions = [];
    expect(await both(after.deps)).toEqual(found);
    expect(old.questions).toHaveLength(2);
    expect(readVectors(db(), 'next-1')).toEqual([]);

    next.let(1);
    await expect.poll(() => encodersInUse(db())).toEqual(['next-1', 'old-1']);
    next.questions = [];
    expect(await both(after.deps)).toEqual(found);
    expect(next.questions).toHaveLength(2);
    expect(readVectors(db(), 'next-1').map((entry) => entry.vector.length)).toEqual([12]);
    await expect.poll(() => statusOf(after.documents, rain).reencoded).toBeNull();
    expect(statusOf(after.documents, shoes).reencoded).toBe(0);

    next.let(10);
    await after.documents.settled('acme');
    expect(encodersInUse(db())).toEqual(['next-1']);
    old.questions = [];
    expect(await both(after.deps)).toEqual(found);
    expect(old.questions).toEqual([]);
    expect(statusOf(after.documents, shoes).reencoded).toBeNull();
  });

  it('takes up after a restart what it had not done, and does nothing twice', async () => {
    const first = restart();
    next.hold();
    await first.documents.resume('acme');
    next.let(1);
    await expect.poll(() => encodersInUse(db())).toEqual(['next-1', 'old-1']);
    const stopped = first.documents.stop();
    next.let(1);
    await stopped;
    expect(encodersInUse(db())).toEqual(['next-1', 'old-1']);

    const encoded: string[] = [];
    const second = restart({
      encoder: {
        ...subjectEncoder('next-1', 12, 5),
        encodePassages: (texts) => {
          encoded.push(...texts);
          return subjectEncoder('next-1', 12, 5).encodePassages(texts);
        },
      },
    });
    await second.documents.resume('acme');
    await second.documents.settled('acme');
    expect(encodersInUse(db())).toEqual(['next-1']);
    expect(encoded).toHaveLength(1);
    expect(encoded[0]).toContain('schoenenvergoeding');
    expect(await both(second.deps)).toEqual(found);
  });

  it('may change again halfway: what is left is encoded by the last one only', async () => {
    const first = restart();
    next.hold();
    await first.documents.resume('acme');
    next.let(1);
    await expect.poll(() => encodersInUse(db())).toEqual(['next-1', 'old-1']);
    const stopped = first.documents.stop();
    next.let(1);
    await stopped;
    const third = subjectEncoder('third-1', 9, 3);
    third.hold();
    const all: FormerEncoders = { open: async (id) => [old, next].find((one) => one.id === id) ?? null };
    const second = restart({ encoder: third, formerEncoders: all });
    await second.documents.resume('acme');
    expect(await both(second.deps)).toEqual(found);
    third.let(10);
    await second.documents.settled('acme');
    expect(encodersInUse(db())).toEqual(['third-1']);
    expect(await both(second.deps)).toEqual(found);
  });

  it('whose folder is gone leaves its documents to the words until they are done', async () => {
    const after = restart({ formerEncoders: { open: async () => null } });
    next.hold();
    await after.documents.resume('acme');
    expect(await both(after.deps)).toEqual([[], []]);
    const { passages } = await retrieve(
      after.deps,
      db(),
      scope,
      analyseQuestion('wie betaalt een regenjas?'),
    );
    expect(passages[0]?.view.passage.text).toContain('regenjas');
    next.let(10);
    await after.documents.settled('acme');
    expect(await both(after.deps)).toEqual(found);
  });

  it('that fails leaves the old vectors answering, says so, and is tried again at the next start', async () => {
    const after = restart();
    next.broken = true;
    await after.documents.resume('acme');
    await after.documents.settled('acme');
    expect(after.documents.reencoding()).toEqual({ waiting: 0, failed: 2 });
    expect(encodersInUse(db())).toEqual(['old-1']);
    expect(await both(after.deps)).toEqual(found);
    expect(deps.logged).toContainEqual({
      level: 'error',
      message: 'a live version could not be encoded anew',
    });
    next.broken = false;
    await after.documents.resume('acme');
    await after.documents.settled('acme');
    expect(after.documents.reencoding()).toEqual({ waiting: 0, failed: 0 });
    expect(encodersInUse(db())).toEqual(['next-1']);
  });

  it('that fails on a question leaves it to the words', async () => {
    old.broken = true;
    const { passages } = await retrieve(deps, db(), scope, analyseQuestion('wie betaalt een regenjas?'));
    expect(passages[0]?.view.passage.text).toContain('regenjas');
    expect(deps.logged).toContainEqual({
      level: 'error',
      message: 'a question could not be encoded, words answer alone',
    });
  });
});

describe('while documents are encoded anew', () => {
  it('a new one is read without waiting for them, and answers at once', async () => {
    const after = restart();
    next.hold();
    await after.documents.resume('acme');
    const upload = await after.documents.upload(
      hr,
      { name: 'nieuw.txt', bytes: bytesOf('Nog een regenjas.') },
      { title: 'Nieuw', kind: 'scheme' },
    );
    await expect.poll(() => after.documents.get(hr, upload.id).stage).toBe('encoding');
    expect(after.documents.reencoding()).toEqual({ waiting: 2, failed: 0 });
    next.let(10);
    await after.documents.settled('acme');
    expect(statusOf(after.documents, upload.id)).toEqual({ status: 'ready', live: true, reencoded: null });
  });

  it('progress is told to listeners and to the log, and ends', async () => {
    const long = Array.from({ length: 40 }, (_, i) => `Regel ${i} over kleding.`).join('\n');
    const { id } = await documents.upload(
      hr,
      { name: 'lang.txt', bytes: bytesOf(long) },
      { title: 'Lang', kind: 'scheme' },
    );
    await documents.settled('acme');
    deps.clock.step = 300;
    const after = restart();
    const seen: DocumentView[] = [];
    after.documents.subscribe(hr, (view) => void seen.push(view));
    await after.documents.resume('acme');
    expect(after.documents.reencoding()).toEqual({ waiting: 3, failed: 0 });
    await after.documents.settled('acme');
    const shares = seen.filter((view) => view.id === id).map((view) => view.reencoded);
    expect(shares.length).toBeGreaterThan(2);
    expect(shares.at(-1)).toBeNull();
    const told = shares.filter((share) => share !== null);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(seen.every((view) => view.status === 'ready' && view.live)).toBe(true);
    const messages = deps.logged.map(({ message }) => message);
    expect(messages).toContain('documents are encoded anew, until then their old vectors answer');
    expect(messages.filter((message) => message === 'a document was encoded anew')).toHaveLength(3);
  });

  it('one that is removed is let go', async () => {
    const after = restart();
    next.hold();
    await after.documents.resume('acme');
    await after.documents.remove(hr, rain);
    await after.documents.remove(hr, shoes);
    expect(after.documents.reencoding()).toEqual({ waiting: 0, failed: 0 });
    next.let(10);
    await after.documents.settled('acme');
    expect(readVectors(db(), 'next-1')).toEqual([]);
  });
});
