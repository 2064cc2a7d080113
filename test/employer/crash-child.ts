import { createHash } from 'node:crypto';
import { createNodeFileStore } from '../../src/adapters/node/file-store.ts';
import { createSqliteStores } from '../../src/adapters/node/sqlite.ts';
import { createDocuments } from '../../src/employer/documents.ts';
import { actorOf, bytesOf, createFakeEncoder, createFakeReader, plainReading } from './support.ts';

/**
 * Uploads, replaces (at once, or after waiting) and removes documents without end, until it is killed. Prints 'ack <document id>' when an
 * upload was accepted, 'going <document id>' before a removal and 'gone <document id>' after it: what was told must hold
 * after the kill.
 *
 * Arguments: data folder, seed, 'resume' to only finish what is there and print 'done'.
 */
const [dataDir = '', seed = '0', mode = 'work'] = process.argv.slice(2);
const hr = actorOf('hr');
let ids = 0;
const log = { info: () => {}, warn: () => {}, error: () => {} };
const employers = createSqliteStores(dataDir);
employers.create(hr.employerId);
const documents = createDocuments(
  {
    clock: { now: () => Date.now() },
    ids: { next: () => `s${seed}-${++ids}`, secret: () => '' },
    log,
    employers,
    files: createNodeFileStore(dataDir),
    reader: createFakeReader(),
    encoder: createFakeEncoder(),
    vectorIndexes: { open: () => ({ size: 0, search: () => [] }), forget: () => {} },
  },
  plainReading,
);

/** Repeatable numbers from 0 to 1. */
function chance(step: number): number {
  return createHash('sha256').update(`${seed}/${step}`).digest().readUInt32BE() / 2 ** 32;
}

async function work(): Promise<void> {
  for (let step = 0; ; step++) {
    const text = Array.from({ length: 60 }, (_, i) => `regel ${i} van stap ${step} in ronde ${seed}`).join(
      '\n',
    );
    const file = { name: 'a.txt', bytes: bytesOf(text) };
    const known = documents.list(hr);
    const target = known[Math.floor(chance(step) * known.length)];
    const input = { title: `Ronde ${seed} stap ${step}`, kind: 'other' as const };
    if (target && chance(step + 0.5) < 0.2) {
      console.log(`going ${target.id}`);
      await documents.remove(hr, target.id);
      console.log(`gone ${target.id}`);
      continue;
    }
    const waiting = target?.next?.status === 'waiting' ? target.next.versionId : null;
    if (target && waiting && chance(step + 0.25) < 0.5) {
      await documents.publish(hr, target.id, waiting);
      continue;
    }
    const publish = chance(step + 0.75) < 0.5 ? ('wait' as const) : ('direct' as const);
    const replaces = target && chance(step + 0.5) < 0.6 ? { replaces: target.id, publish } : {};
    const { id } = await documents.upload(hr, file, input, replaces);
    console.log(`ack ${id}`);
    if (step % 4 === 3) await documents.settled(hr.employerId);
  }
}

await documents.resume(hr.employerId);
if (mode === 'work') await work();
await documents.settled(hr.employerId);
employers.close();
console.log('done');
