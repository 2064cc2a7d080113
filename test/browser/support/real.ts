import { registerEmployer, registerPerson } from '../../../src/accounts/administration.ts';
import { createMemoryFileStore } from '../../../src/adapters/cloudflare/file-store.ts';
import { createApp, createServices } from '../../../src/app.ts';
import { readTextual } from '../../../src/ingestion/textual-document.ts';
import type { Actor, Role } from '../../../src/kernel/actor.ts';
import { createPortal } from '../../../src/portal/portal.tsx';
import { createExactIndexes } from '../../../src/retrieval/exact-scan.ts';
import { PASSWORD, testDeps } from '../../api/support.ts';
import { encoder } from '../../assistant/curated-house.ts';
import { clientAssets, listen } from './server.ts';

export interface Inhabitant {
  name: string;
  role: Role;
  isOnCall?: boolean;
}

export const keeper: Actor = {
  personId: 'keeper',
  name: 'HR',
  employerId: 'acme',
  role: 'hr',
  isOnCall: false,
};

/** The whole service over memory for one employer, 'acme', with one ticked document; everybody enters by the demo button. */
export async function realPortal(people: readonly Inhabitant[], document: string) {
  const deps = {
    ...testDeps(),
    files: createMemoryFileStore(),
    reader: { read: async (bytes: Uint8Array) => readTextual(bytes, 'markdown') },
    encoder,
    vectorIndexes: createExactIndexes(),
  };
  const services = createServices(deps);
  registerEmployer(deps, { id: 'acme', name: 'Acme' });
  const db = deps.employers.create('acme');
  const emailOf = (name: string) => `${name.toLowerCase()}@acme.example`;
  for (const { name, role, isOnCall = false } of people)
    await registerPerson(deps, {
      name,
      email: emailOf(name),
      password: PASSWORD,
      memberships: [{ employerId: 'acme', role, isOnCall }],
    });
  const upload = async (text: string, replaces?: string) => {
    const file = { name: 'regeling.md', bytes: new TextEncoder().encode(text) };
    const options = replaces === undefined ? {} : { replaces };
    const { id } = await services.documents.upload(
      keeper,
      file,
      { title: 'Regeling', kind: 'scheme' },
      options,
    );
    await services.documents.settled('acme');
    services.documents.patch(keeper, id, { usedByAssistant: true });
    return id;
  };
  const documentId = await upload(document);
  const portal = createPortal({
    ...services,
    assets: await clientAssets(),
    clock: deps.clock,
    log: deps.log,
    demo: {
      password: PASSWORD,
      people: people.map(({ name, role }) => ({ name, email: emailOf(name), about: role })),
    },
    publicOrigin: null,
    secureCookies: false,
    clientAddress: () => '192.0.2.1',
  });
  const server = await listen(createApp(deps, services, portal));
  const close = async () => {
    await server.close();
    await services.documents.stop();
  };
  return { url: server.url, close, services, db, deps, documentId, upload };
}
