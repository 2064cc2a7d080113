import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { createAccounts } from '../../../src/accounts/accounts.ts';
import { registerEmployer, registerPerson } from '../../../src/accounts/administration.ts';
import { createMembers } from '../../../src/accounts/members.ts';
import { buildClientAssets } from '../../../src/adapters/node/client-assets.ts';
import type { AppEnv } from '../../../src/api/env.ts';
import { createApp } from '../../../src/app.ts';
import { createAskAs } from '../../../src/ask-as/ask-as.ts';
import { createOwnWordList } from '../../../src/assistant/own-words.ts';
import { createCards } from '../../../src/cards/cards.ts';
import { createCare } from '../../../src/care/care.ts';
import { createCoverage } from '../../../src/coverage/coverage.ts';
import { createInsights } from '../../../src/insights/insights.ts';
import { createMailDesk } from '../../../src/notifications/mail-desk.ts';
import type { OutboxDb } from '../../../src/notifications/model.ts';
import { createPostman } from '../../../src/notifications/postman.ts';
import type { ClientAssets, DemoSignIns } from '../../../src/portal/model.ts';
import { createPortal } from '../../../src/portal/portal.tsx';
import { createRegression } from '../../../src/regression/regression.ts';
import { PASSWORD, testDeps } from '../../api/support.ts';
import { fakeDesk } from './assistant.ts';
import { fakeShelf } from './curated.ts';
import { fakeFile } from './documents.ts';

const people = [
  {
    name: 'Sanne Vermeulen',
    email: 'sanne@klaverveld.example',
    role: 'employee',
    about: 'werknemer bij Klaverveld',
  },
  { name: 'Fatima el Amrani', email: 'fatima@klaverveld.example', role: 'hr', about: 'HR bij Klaverveld' },
  { name: 'Kim Candidaat', email: 'kim@klaverveld.example', role: 'candidate', about: 'nieuwe werknemer' },
] as const;
const provider = 'esmee@loonwijs.example';

export const demo: DemoSignIns = {
  password: PASSWORD,
  people: [
    ...people,
    { name: 'Esmée de Groot', email: provider, about: 'salarisadministrateur van beide' },
  ].map(({ name, email, about }) => ({ name, email, about })),
};

let built: Promise<ClientAssets> | null = null;

/** The client's files, built once per test file. */
export function clientAssets(): Promise<ClientAssets> {
  built ??= buildClientAssets();
  return built;
}

/** The portal over an assistant and documents with known answers. */
export async function portalApp() {
  const deps = testDeps();
  const assistant = fakeDesk();
  const documents = fakeFile();
  const accounts = createAccounts(deps);
  registerEmployer(deps, { id: 'klaverveld', name: 'Klaverveld' });
  registerEmployer(deps, { id: 'meerhaven', name: 'Meerhaven Opslag & Vervoer B.V.' });
  for (const { name, email, role } of people) {
    await registerPerson(deps, {
      name,
      email,
      password: PASSWORD,
      memberships: [{ employerId: 'klaverveld', role }],
    });
  }
  await registerPerson(deps, {
    name: 'Esmée de Groot',
    email: provider,
    password: PASSWORD,
    memberships: ['klaverveld', 'meerhaven'].map((employerId) => ({ employerId, role: 'provider' as const })),
  });
  const curated = fakeShelf();
  for (const id of ['klaverveld', 'meerhaven']) deps.employers.create(id);
  const ownWords = createOwnWordList(deps);
  const coverage = createCoverage(deps);
  const insights = createInsights(deps);
  const members = createMembers(deps);
  const postman = createPostman({ ...deps, boxes: () => [deps.directory as OutboxDb] });
  const services = {
    accounts,
    askAs: createAskAs(deps),
    assistant,
    cards: createCards({ ...deps, personnel: { mine: () => null } }),
    care: createCare(deps),
    coverage,
    curated,
    documents,
    insights,
    mailDesk: createMailDesk({ ...deps, addressesAt: () => new Set() }),
    members,
    ownWords,
    postman,
    regression: createRegression(deps),
  };
  const portal = createPortal({
    ...services,
    assets: await clientAssets(),
    clock: deps.clock,
    log: deps.log,
    demo,
    publicOrigin: null,
    secureCookies: false,
    clientAddress: deps.clientAddress,
  });
  const app = createApp(deps, services, portal);
  return { app, portal: portal.routes, deps, accounts, assistant, coverage, curated, documents, ownWords };
}

/** Listens on a free port of this machine. */
export async function listen(app: Hono<AppEnv>): Promise<{ url: string; close(): Promise<void> }> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
      const close = () =>
        new Promise<void>((done) => {
          server.close(() => done());
          if ('closeAllConnections' in server) server.closeAllConnections();
        });
      resolve({ url: `http://127.0.0.1:${port}`, close });
    });
  });
}
