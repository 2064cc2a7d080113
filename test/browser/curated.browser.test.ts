import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { registerEmployer, registerPerson } from '../../src/accounts/administration.ts';
import { createMemoryFileStore } from '../../src/adapters/cloudflare/file-store.ts';
import { createApp, createServices } from '../../src/app.ts';
import { readTextual } from '../../src/ingestion/textual-document.ts';
import { createPortal } from '../../src/portal/portal.tsx';
import { createExactIndexes } from '../../src/retrieval/exact-scan.ts';
import { PASSWORD, testDeps } from '../api/support.ts';
import { encoder, person, regeling } from '../assistant/curated-house.ts';
import { ask, enter, launch, type Visit, visit } from './support/browser.ts';
import { clientAssets, listen } from './support/server.ts';

const people = [
  { name: 'Sanne', email: 'sanne@acme.example', role: 'employee', isOnCall: false },
  { name: 'Oscar', email: 'oscar@acme.example', role: 'employee', isOnCall: true },
  { name: 'Fatima', email: 'fatima@acme.example', role: 'hr', isOnCall: false },
] as const;

let browser: Browser;
const cleanUp: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());
afterEach(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

/** The real service over memory, with one document that is not ticked yet. */
async function service() {
  const deps = {
    ...testDeps(),
    files: createMemoryFileStore(),
    reader: { read: async (bytes: Uint8Array) => readTextual(bytes, 'markdown') },
    encoder,
    vectorIndexes: createExactIndexes(),
  };
  const services = createServices(deps);
  registerEmployer(deps, { id: 'acme', name: 'Acme' });
  deps.employers.create('acme');
  for (const { name, email, role, isOnCall } of people)
    await registerPerson(deps, {
      name,
      email,
      password: PASSWORD,
      memberships: [{ employerId: 'acme', role, isOnCall }],
    });
  const keeper = person('keeper', { role: 'hr' });
  const file = { name: 'regeling.md', bytes: new TextEncoder().encode(regeling) };
  const { id } = await services.documents.upload(keeper, file, { title: 'Regeling', kind: 'scheme' });
  await services.documents.settled('acme');
  const portal = createPortal({
    ...services,
    assets: await clientAssets(),
    clock: deps.clock,
    log: deps.log,
    demo: { password: PASSWORD, people: people.map((one) => ({ ...one, about: one.role })) },
    publicOrigin: null,
    secureCookies: false,
    clientAddress: () => '192.0.2.1',
  });
  const server = await listen(createApp(deps, services, portal));
  cleanUp.push(() => server.close());
  return { url: server.url, tick: () => services.documents.patch(keeper, id, { usedByAssistant: true }) };
}

async function as(url: string, name: string, options: Parameters<typeof visit>[2]): Promise<Visit> {
  const opened = await visit(browser, url, options);
  cleanUp.push(() => opened.context.close());
  await enter(opened.page, name);
  return opened;
}

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
const question = 'Mag ik mijn hond meenemen naar kantoor?';

describe.each([
  ['desktop', { viewport: { width: 1280, height: 800 } }],
  ['phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
] as const)('on a %s', (_name, options) => {
  it('HR answers a question once: who asked sees it, the next gets it at once, until it is withdrawn', async () => {
    const { url, tick } = await service();
    const sanne = await as(url, 'Sanne', options);
    await ask(sanne.page, question);
    await sanne.page.locator('.reply-abstention').waitFor();
    tick();

    const fatima = await as(url, 'Fatima', options);
    const { page } = fatima;
    await page.goto('/hr/vragen');
    await page.getByRole('link', { name: /^Beantwoorden/ }).click();
    await page.getByLabel('De vraag, zoals iedereen hem begrijpt').fill('En dan?');
    await page.getByRole('radio', { name: /^Artikel 7 Dieren/ }).check();
    await page.getByRole('button', { name: 'Antwoord goedkeuren' }).click();
    await page.getByRole('alert').filter({ hasText: 'Je tekst staat er nog' }).waitFor();
    expect(await page.getByLabel('Je antwoord').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Je antwoord').fill('Ja, op vrijdag, <b>aan de lijn</b>.');
    await page.getByRole('button', { name: 'Antwoord goedkeuren' }).click();
    await page.getByText('zonder het gesprek niet te begrijpen').waitFor();
    expect(await page.getByLabel('Je antwoord').inputValue()).toBe('Ja, op vrijdag, <b>aan de lijn</b>.');
    expect(await page.getByRole('radio', { name: /^Artikel 7 Dieren/ }).isChecked()).toBe(true);
    await page.getByLabel('Zoek een andere passage').fill('kilometervergoeding');
    await page.getByRole('button', { name: 'Zoek passage' }).click();
    await page.getByRole('radio', { name: /^Artikel 1 Reiskosten/ }).waitFor();
    expect(await page.getByRole('radio', { name: /^Artikel 7 Dieren/ }).isChecked()).toBe(true);
    await page.getByLabel('De vraag, zoals iedereen hem begrijpt').fill('Mag je hond mee naar kantoor?');
    await page.getByRole('radio', { name: 'Voor iedereen' }).check();
    expect(await fits(page)).toBe(true);
    await page.getByRole('button', { name: 'Antwoord goedkeuren' }).click();
    await page.getByRole('status').filter({ hasText: 'Beantwoord.' }).waitFor();

    await sanne.page.reload();
    await sanne.page.getByText('Goedgekeurd door HR, 2 maart 2026').waitFor();
    await sanne.page.getByRole('link', { name: /Mijn vragen/ }).click();
    await sanne.page.getByText('Nieuw', { exact: true }).waitFor();
    await sanne.page.getByText('Ja, op vrijdag, <b>aan de lijn</b>.').waitFor();
    expect(await fits(sanne.page)).toBe(true);
    await sanne.page.reload();
    expect(await sanne.page.getByText('Nieuw', { exact: true }).count()).toBe(0);

    const oscar = await as(url, 'Oscar', options);
    await ask(oscar.page, 'mag mijn hond mee naar kantoor');
    const reply = oscar.page.locator('.reply');
    await reply.getByText('Goedgekeurd door HR, 2 maart 2026').waitFor();
    await reply.getByText('Ja, op vrijdag, <b>aan de lijn</b>.').waitFor();
    expect(await reply.locator('.source-link').innerText()).toContain('Artikel 7 Dieren');

    await page.goto('/hr/antwoorden');
    await page.getByText('1 keer gegeven').waitFor();
    await page.getByRole('button', { name: /^Intrekken/ }).click();
    await page.getByRole('status').filter({ hasText: 'Ingetrokken' }).waitFor();
    await ask(oscar.page, 'Mag mijn hond mee naar kantoor?');
    await oscar.page.locator('.reply').nth(1).waitFor();
    expect(await oscar.page.locator('.reply').nth(1).innerText()).not.toContain('op vrijdag');
    await page.getByRole('button', { name: 'Ongedaan maken' }).click();
    await page.getByRole('status').filter({ hasText: 'Ongedaan gemaakt' }).waitFor();
    await page.locator('.card .tag-good', { hasText: 'Geldig' }).waitFor();
    for (const { complaints, elsewhere } of [sanne, fatima, oscar]) {
      expect(complaints.filter((text) => !text.includes('400'))).toEqual([]);
      expect(elsewhere).toEqual([]);
    }
  });
});

it('keeps what HR typed when the session is lost, and forgets it once the answer is given', async () => {
  const { url } = await service();
  const sanne = await as(url, 'Sanne', {});
  await ask(sanne.page, question);
  await sanne.page.locator('.reply-abstention').waitFor();
  const { page, context } = await as(url, 'Fatima', {});
  await page.goto('/hr/vragen');
  await page.getByRole('link', { name: /^Beantwoorden/ }).click();
  await page.locator('.scripted').waitFor({ state: 'attached' });
  await page.getByLabel('Je antwoord').fill('Een lang antwoord.');
  await page.getByRole('radio', { name: 'Voor oproepkrachten' }).check();
  await context.clearCookies();
  await page.getByRole('button', { name: 'Antwoord goedkeuren' }).click();
  await page.getByRole('button', { name: 'Fatima' }).click();
  await page.getByText('Je eerdere concept is teruggezet.').waitFor();
  expect(await page.getByLabel('Je antwoord').inputValue()).toBe('Een lang antwoord.');
  expect(await page.getByRole('radio', { name: 'Voor oproepkrachten' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Antwoord goedkeuren' }).click();
  await page.getByRole('status').filter({ hasText: 'Beantwoord.' }).waitFor();
  await page.locator('.scripted').waitFor({ state: 'attached' });
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
});
