import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerEmployer, registerPerson } from '../../src/accounts/administration.ts';
import { createDocumentReader } from '../../src/adapters/node/document-reader.ts';
import { loadEncoder } from '../../src/adapters/node/encoder.ts';
import { createApp, createServices } from '../../src/app.ts';
import type { FileStore } from '../../src/deps.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { createPortal } from '../../src/portal/portal.tsx';
import { createExactIndexes } from '../../src/retrieval/exact-scan.ts';
import { PASSWORD, testDeps } from '../api/support.ts';
import { ask, enter, launch, visit } from './support/browser.ts';
import { clientAssets, listen } from './support/server.ts';

const folder = resolve(import.meta.dirname, '../../documents/meerhaven');
const hr: Actor = { personId: 'hr', name: 'HR', employerId: 'meerhaven', role: 'hr', isOnCall: false };
const daan = { name: 'Daan Bakker', email: 'daan@meerhaven.example' };
const questions = [
  'Hoeveel vakantiedagen heb ik per jaar?',
  'Wat krijg ik per kilometer?',
  'Wat is mijn opzegtermijn?',
  'Mag ik roken op het terrein?',
  'Hoeveel pensioenpremie betaal ik?',
];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

/** The whole service over the demo's PDFs, with the encoder that ships. */
async function realService() {
  const stored = new Map<string, Uint8Array>();
  const files: FileStore = {
    put: async (_employer, id, bytes) => void stored.set(id, bytes),
    get: async (_employer, id) => stored.get(id) ?? null,
    remove: async (_employer, id) => void stored.delete(id),
  };
  const encoder = await loadEncoder({ dir: resolve(import.meta.dirname, '../../models/bag') });
  const deps = {
    ...testDeps(),
    files,
    reader: createDocumentReader(),
    encoder,
    vectorIndexes: createExactIndexes(),
  };
  const services = createServices(deps);
  registerEmployer(deps, { id: 'meerhaven', name: 'Meerhaven' });
  deps.employers.create('meerhaven');
  const memberships = [{ employerId: 'meerhaven', role: 'employee' as const }];
  await registerPerson(deps, { ...daan, password: PASSWORD, memberships });
  for (const name of ['bedrijfsregeling-meerhaven-2026', 'huisregels-magazijn', 'pensioenreglement-orv']) {
    const bytes = new Uint8Array(await readFile(join(folder, `${name}.pdf`)));
    const file = { name: `${name}.pdf`, bytes };
    const { id } = await services.documents.upload(hr, file, { title: name, kind: 'scheme' });
    await services.documents.settled('meerhaven');
    services.documents.patch(hr, id, { usedByAssistant: true });
  }
  const portal = createPortal({
    ...services,
    assets: await clientAssets(),
    clock: deps.clock,
    log: deps.log,
    demo: { password: PASSWORD, people: [{ ...daan, about: 'werknemer' }] },
    publicOrigin: null,
    secureCookies: false,
    clientAddress: () => '192.0.2.1',
  });
  return { app: createApp(deps, services, portal), services };
}

it('marks the cited words on the pages of real PDFs', async () => {
  const { app, services } = await realService();
  const server = await listen(app);
  const { page, context, complaints, elsewhere } = await visit(browser, server.url);
  const letters = (text: string) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  const outcomes: string[] = [];
  try {
    await enter(page, 'Daan');
    for (const question of questions) {
      await page.goto('/');
      await ask(page, question);
      await page.locator('.reply').waitFor();
      for (const source of await page.locator('.answer .source-link').all()) {
        await source.click();
        await page.locator('#source-panel[data-marked]:not([data-marked=""])').waitFor();
        const marked = await page.locator('#source-panel').getAttribute('data-marked');
        outcomes.push(marked ?? '');
        const quote =
          new URL((await source.getAttribute('href')) ?? '', server.url).searchParams.get('quote') ?? '';
        const range = await page.evaluate(() =>
          [...(CSS.highlights.get('quote') ?? [])].map(String).join(''),
        );
        if (marked === 'text') expect(letters(range)).toBe(letters(quote));
        else expect(await page.locator('.mark-box').count()).toBeGreaterThan(0);
        await page.getByRole('button', { name: 'Sluiten' }).click();
      }
    }
    console.info(`marks on real pages: ${outcomes.join(', ')}`);
    expect(outcomes.length).toBeGreaterThanOrEqual(3);
    expect(outcomes.filter((outcome) => outcome === 'text').length / outcomes.length).toBeGreaterThan(0.6);
    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
  } finally {
    await context.close();
    await server.close();
    await services.documents.stop();
  }
}, 120_000);
