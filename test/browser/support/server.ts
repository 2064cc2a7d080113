import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { registerEmployer, registerPerson } from '../../../src/accounts/administration.ts';
import { createMemoryFileStore } from '../../../src/adapters/cloudflare/file-store.ts';
import { buildClientAssets } from '../../../src/adapters/node/client-assets.ts';
import { createPdfFonts } from '../../../src/adapters/node/pdf-fonts.ts';
import type { AppEnv } from '../../../src/api/env.ts';
import { type AppDeps, createApp, createServices } from '../../../src/app.ts';
import type { PayrollRuns } from '../../../src/payroll-runs/service.ts';
import type { ClientAssets, DemoSignIns } from '../../../src/portal/model.ts';
import { createPortal } from '../../../src/portal/portal.tsx';
import { PASSWORD, testDeps } from '../../api/support.ts';
import { fakeDesk } from './assistant.ts';
import { fakeShelf } from './curated.ts';
import { fakeFile } from './documents.ts';
import { sampleWorkflows } from './workflows.ts';

const people = [
  {
    name: 'Sanne Vermeulen',
    email: 'sanne@klaverveld.example',
    role: 'employee',
    about: 'werknemer bij Klaverveld',
  },
  { name: 'Fatima el Amrani', email: 'fatima@klaverveld.example', role: 'hr', about: 'HR bij Klaverveld' },
  {
    name: 'Joris Hendriks',
    email: 'joris@klaverveld.example',
    role: 'manager',
    about: 'afdelingsmanager bij Klaverveld',
  },
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
export async function portalApp(
  given: Partial<AppDeps> = {},
  made: { payrollRuns?: (deps: ReturnType<typeof testDeps>) => PayrollRuns } = {},
) {
  const deps = { ...testDeps(), files: createMemoryFileStore(), pdfFonts: createPdfFonts(), ...given };
  const assistant = fakeDesk();
  const documents = fakeFile();
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
  const db = deps.employers.create('klaverveld');
  deps.employers.create('meerhaven');
  const samples = sampleWorkflows(deps);
  const services = {
    ...createServices(deps),
    assistant,
    curated,
    documents,
    workflows: samples.workflows,
    ...(made.payrollRuns && { payrollRuns: made.payrollRuns(deps) }),
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
  return { app, portal: portal.routes, deps, db, samples, ...services };
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
