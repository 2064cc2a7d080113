import { registerEmployer } from '../../src/accounts/administration.ts';
import { createNodeFileStore } from '../../src/adapters/node/file-store.ts';
import { createIds } from '../../src/adapters/node/ids.ts';
import { createPdfFonts } from '../../src/adapters/node/pdf-fonts.ts';
import { createPlatformSeal } from '../../src/adapters/node/platform-seal.ts';
import { createSqliteStores, openDirectory } from '../../src/adapters/node/sqlite.ts';
import { createContracts } from '../../src/contracts/contracts.ts';
import { createSigning } from '../../src/contracts/signing.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import type { OutboxDb } from '../../src/notifications/model.ts';
import { createPersonnel } from '../../src/personnel/personnel.ts';
import { outbox } from '../../src/store/outbox-schema.ts';

/**
 * Makes contracts, has them signed by two and sealed, without end, until it is killed. Prints 'signing <id>' when the last signature of a contract is
 * about to be set and 'signed <id>' when it was accepted: what was told must hold after the kill.
 *
 * Arguments: data folder, round, 'resume' to only finish what is there and print 'done'.
 */
const [dataDir = '', round = '0', mode = 'work'] = process.argv.slice(2);
const log = { info: () => {}, warn: () => {}, error: () => {} };
const clock = { now: () => Date.now() };
const directory = openDirectory(dataDir);
const base = {
  clock,
  log,
  ids: createIds(),
  directory: directory.db,
  employers: createSqliteStores(dataDir),
  files: createNodeFileStore(dataDir),
  platformSeal: createPlatformSeal(dataDir, clock),
  pdfFonts: createPdfFonts(),
  sessionSecret: 'geheim-voor-de-test-van-32-tekens-of-meer',
};
registerEmployer(base, { id: 'acme', name: 'Acme' });
const db = base.employers.create('acme');
const deps = { ...base, personnel: createPersonnel({ ...base, worksHere: () => true }) };
const contracts = createContracts(deps);
const signing = createSigning(deps);
const hr: Actor = { personId: 'hr', name: 'HR', employerId: 'acme', role: 'hr', isOnCall: false };
let visits = 0;

/** Each from an address of its own: the limit on codes is not what this is about. */
async function sign(recipient: string): Promise<void> {
  const visitor = { address: `192.0.2.${visits++ % 250}`, agent: 'test' };
  const mails = () =>
    (db as OutboxDb)
      .select()
      .from(outbox)
      .all()
      .filter((mail) => mail.recipient === recipient);
  const find = (pattern: RegExp) => mails().flatMap(({ body }) => body.match(pattern)?.[1] ?? [])[0] ?? '';
  const token = find(/\/ondertekenen\/(\S+)/);
  await signing.mailCode(token, visitor);
  const { access } = await signing.enter(token, find(/^(\d{6})$/m), visitor);
  await signing.read(token, access, visitor);
  await signing.sign(token, access, { method: 'typed', name: 'Naam', agreed: true }, visitor);
}

async function work(): Promise<void> {
  const template =
    contracts.templates.list(hr).find(({ name }) => name === 'Kort') ??
    contracts.templates.add(hr, { name: 'Kort', forOnCall: false, body: '# Kort\n\n## Een\n\n1. Lid.' });
  for (let step = 0; ; step++) {
    const people = (['employee', 'employer'] as const).map((role) => ({
      role,
      name: role,
      email: `${role}-${round}-${step}@acme.example`,
    }));
    const { id, revision } = await contracts.create(hr, {
      ...{ title: `Contract ${round}-${step}`, templateId: template.id, subject: null, fields: {} },
      ...{ mode: 'in-order', signers: people },
    });
    await contracts.send(hr, id, { revision }, 'https://vraagbaak.example');
    await sign(people[0]?.email ?? '');
    console.log(`signing ${id}`);
    await sign(people[1]?.email ?? '');
    console.log(`signed ${id}`);
    await contracts.tick();
  }
}

if (mode === 'work') {
  // As at every start: what a stopped process left is taken up beside the new work.
  void contracts.tick();
  await work();
}
await contracts.tick();
base.employers.close();
directory.close();
console.log('done');
