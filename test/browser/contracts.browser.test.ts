import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds } from '../../src/adapters/node/ids.ts';
import type { OutboxDb } from '../../src/notifications/model.ts';
import { writeEmployee, writeFact } from '../../src/personnel/personnel.ts';
import { outbox } from '../../src/store/outbox-schema.ts';
import { testSeal } from '../contracts/support.ts';
import { enter, launch, visit } from './support/browser.ts';
import { listen, portalApp } from './support/server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SANNE = 'sanne@klaverveld.example';
const FATIMA = 'fatima@klaverveld.example';
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** What axe finds serious, and what sticks out of the window. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    interface Found {
      id: string;
      impact: string;
      nodes: { target: string[] }[];
    }
    const { axe: tool } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: Found[] }> };
    };
    const { violations } = await tool.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
    const wide = document.documentElement.scrollWidth > innerWidth ? ['wider than the window'] : [];
    return [...serious, ...wide];
  });
}

/** Klaverveld with Sanne in the personnel file, and its mailbox. */
async function house() {
  const portal = await portalApp({ platformSeal: testSeal(), ids: createIds() });
  const db = portal.deps.employers.open('klaverveld');
  const accounts = portal.members.list({ ...hr, role: 'hr' }).members;
  const personId = accounts.find(({ email }) => email === SANNE)?.personId ?? null;
  const { employeeId } = writeEmployee(
    db,
    {
      ...{
        personId,
        employeeNumber: null,
        firstName: 'Sanne',
        initials: 'S.',
        prefix: '',
        lastName: 'Vermeulen',
      },
      dateOfBirth: '1998-05-14',
      employment: {
        ...{
          startDate: '2026-04-01',
          endDate: null,
          jobTitle: 'plukker',
          departmentId: null,
          isOnCall: true,
        },
        ...{ calculateWorkingHours: false, hoursPerWeek: 32_000, workDays: [1, 2], componentSetId: null },
        excludedFromSelfService: false,
      },
    },
    portal.deps,
  );
  writeFact(db, {
    ...{ id: 'fact', employeeId, kind: 'email', value: { email: SANNE }, validFrom: '2026-01-01' },
    ...{ recordedAt: 0, recordedBy: 'start', source: 'start' },
  });
  const found = (recipient: string, pattern: RegExp) =>
    (db as OutboxDb)
      .select()
      .from(outbox)
      .all()
      .filter((mail) => mail.recipient === recipient)
      .flatMap(({ body }) => body.match(pattern)?.[0] ?? []);
  return {
    app: portal.app,
    contracts: portal.contracts,
    linksTo: (recipient: string) => found(recipient, /http\S+\/ondertekenen\/\S+/),
    codesTo: (recipient: string) => found(recipient, /^\d{6}$/m),
  };
}

const hr = { personId: 'x', name: '', employerId: 'klaverveld', isOnCall: false };

describe.each([
  ['1280 light', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  ['390 dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true }],
] as const)('%s', (_size, options) => {
  it('HR makes a contract, one types and one draws a signature, both get the sealed copy', async () => {
    const { app, contracts, linksTo, codesTo } = await house();
    const server = await listen(app);
    const checks: string[][] = [];
    const desk = await visit(browser, server.url, options);
    const { page } = desk;

    await enter(page, 'Fatima');
    await page.goto('/hr/documenten');
    await page.getByRole('main').getByRole('link', { name: 'Contracten', exact: true }).click();
    await page.getByText('Er is nog geen contract').waitFor();
    checks.push(await faults(page));
    await page.getByRole('link', { name: 'Sjablonen' }).click();
    await page.getByRole('link', { name: 'Nieuw sjabloon' }).click();
    await page.getByLabel('Naam', { exact: true }).fill('Seizoenscontract');
    await page.getByLabel('Tekst').fill('# Seizoen\n\n{{werknemer.nam}} werkt.');
    await page.getByRole('button', { name: 'Bewaren' }).click();
    await page.getByText('het invulveld “werknemer.nam” bestaat niet').waitFor();
    await page
      .getByLabel('Tekst')
      .fill(
        '# Seizoen\n\n**{{werknemer.naam}}** werkt als {{functie}}.\n\n## Kleding\n\n1. Maat {{vrij.maat}}.',
      );
    await page.getByRole('button', { name: 'Voorbeeld bekijken' }).click();
    await page.getByText('werkt als magazijnmedewerker').waitFor();
    checks.push(await faults(page));
    await page.getByRole('button', { name: 'Bewaren' }).click();
    await page.getByRole('status').filter({ hasText: '“Seizoenscontract” is bewaard' }).waitFor();

    await page.goto('/hr/contracten/nieuw');
    await page.getByLabel('Sjabloon').selectOption({ label: 'Seizoenscontract' });
    await page.getByLabel('Sanne Vermeulen').check();
    checks.push(await faults(page));
    await page.getByRole('button', { name: 'Verder' }).click();
    await page.getByRole('button', { name: 'Contract maken' }).click();
    await page.getByRole('alert').getByText('“maat” is niet ingevuld').waitFor();
    checks.push(await faults(page));
    await page.getByLabel('maat', { exact: true }).fill('M');
    await page.getByRole('button', { name: 'Contract maken' }).click();
    await page.getByText('Bekijk de PDF').click();
    await page.locator('details[data-shown="1"]').waitFor();
    checks.push(await faults(page));
    await page.getByRole('button', { name: 'Versturen ter ondertekening' }).click();
    await page.getByText('0 van 2 getekend').waitFor();

    const first = await visit(browser, server.url, options);
    await openAs(first.page, SANNE, linksTo, codesTo, checks);
    expect(await first.page.getByText('werkt als plukker').isVisible()).toBe(true);
    await first.page.getByLabel('Je naam').fill('Sanne Vermeulen');
    await first.page.getByLabel('Ik heb het contract gelezen').check();
    checks.push(await faults(first.page));
    await first.page.getByRole('button', { name: 'Onderteken het contract' }).click();
    await first.page.getByText('Bedankt, jouw handtekening is gezet').waitFor();

    await page.goto('/hr/contracten');
    await page.getByText('1 van 2 getekend').waitFor();
    expect(await page.getByText('aan zet: Fatima el Amrani').isVisible()).toBe(true);
    checks.push(await faults(page));

    const second = await visit(browser, server.url, options);
    await openAs(second.page, FATIMA, linksTo, codesTo, checks);
    await second.page.getByText('Zelf tekenen met vinger').click();
    await second.page.getByLabel('Ik heb het contract gelezen').check();
    await second.page.getByRole('button', { name: 'Onderteken het contract' }).click();
    await second.page.getByRole('alert').getByText('Zet je handtekening in het vak').waitFor();
    await second.page.getByText('Zelf tekenen met vinger').click();
    await draw(second.page);
    await second.page.getByLabel('Ik heb het contract gelezen').check();
    await second.page.getByRole('button', { name: 'Onderteken het contract' }).click();
    await second.page.getByRole('status').filter({ hasText: 'Iedereen heeft getekend' }).waitFor();
    await contracts.settled();

    await page.goto('/hr/contracten');
    await page.getByText('getekend en verzegeld').waitFor();
    await page.getByRole('link', { name: 'Seizoenscontract Sanne Vermeulen' }).click();
    await page.getByText('Verloop').click();
    checks.push(await faults(page));
    expect(linksTo(SANNE)).toHaveLength(2);
    expect(linksTo(FATIMA)).toHaveLength(2);
    await first.page.reload();
    const [download] = await Promise.all([
      first.page.waitForEvent('download'),
      first.page.getByRole('link', { name: 'Getekend contract opslaan' }).click(),
    ]);
    const saved = readFileSync(await download.path());
    expect((await contracts.verify({ ...hr, role: 'hr' }, saved)).known).toBe('sealed');
    await page.goto('/hr/contracten/controleren');
    const file = { name: 'contract.pdf', mimeType: 'application/pdf', buffer: saved };
    await page.getByLabel('PDF-bestand').setInputFiles(file);
    await page.getByRole('button', { name: 'Controleren' }).click();
    await page.getByText('tot op de byte').waitFor();
    const bent = Buffer.from(saved);
    bent[5000] = (bent[5000] ?? 0) ^ 1;
    await page.getByLabel('PDF-bestand').setInputFiles({ ...file, buffer: bent });
    await page.getByRole('button', { name: 'Controleren' }).click();
    await page.getByText('Vertrouw het niet').waitFor();
    checks.push(await faults(page));

    const own = await visit(browser, server.url, options);
    await enter(own.page, 'Sanne');
    await own.page.goto('/documenten');
    await own.page.getByRole('link', { name: 'Seizoenscontract Sanne Vermeulen' }).waitFor();
    checks.push(await faults(own.page));

    expect(checks.flat()).toEqual([]);
    const visits = [desk, first, second, own];
    // Forms that come back with a fault answer 400, which the console notes.
    const noise = /status of 400/;
    expect(visits.flatMap(({ complaints }) => complaints.filter((text) => !noise.test(text)))).toEqual([]);
    expect(visits.flatMap(({ elsewhere }) => elsewhere)).toEqual([]);
    await Promise.all(visits.map(({ context }) => context.close()));
    await server.close();
  }, 180_000);
});

async function openAs(
  page: Page,
  who: string,
  linksTo: (recipient: string) => string[],
  codesTo: (recipient: string) => string[],
  checks: string[][],
): Promise<void> {
  await page.goto(linksTo(who).at(-1) ?? '');
  checks.push(await faults(page));
  expect(await page.getByText('plukker').count()).toBe(0);
  await page.getByRole('button', { name: 'Stuur mij de code' }).click();
  await page.getByText('De code is onderweg').waitFor();
  const [code = ''] = codesTo(who);
  const wrong = code === '000000' ? '111111' : '000000';
  await page.getByLabel('Code uit de mail').fill(wrong);
  await page.getByRole('button', { name: 'Contract openen' }).click();
  await page.getByRole('alert').getByText('Deze code klopt niet').waitFor();
  await page.getByLabel('Code uit de mail').fill(code);
  await page.getByRole('button', { name: 'Contract openen' }).click();
  await page.getByRole('heading', { name: 'Ondertekenen' }).waitFor();
  await page.locator('html.scripted').waitFor({ state: 'attached' });
}

async function draw(page: Page): Promise<void> {
  const pad = page.locator('canvas');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('there is nothing to draw on');
  await page.mouse.move(box.x + 20, box.y + box.height / 2);
  await page.mouse.down();
  for (let i = 1; i <= 12; i++)
    await page.mouse.move(box.x + 20 + i * 15, box.y + box.height / 2 + (i % 2 === 0 ? 20 : -20));
  await page.mouse.up();
}

it('without scripts the whole way works: code, reading, typing a name', async () => {
  const { app, contracts, linksTo, codesTo } = await house();
  const server = await listen(app);
  const actor = { ...hr, role: 'hr' as const };
  const template = contracts.templates.add(actor, {
    name: 'Kort',
    forOnCall: false,
    body: '# Kort\n\n{{functie}}',
  });
  const { id, revision } = await contracts.create(actor, {
    ...{ title: 'Kort contract', templateId: template.id, subject: null, fields: { functie: 'plukker' } },
    mode: 'at-once',
    signers: [
      { role: 'employee', name: 'Sanne', email: SANNE },
      { role: 'employer', name: 'Fatima', email: FATIMA },
    ],
  });
  await contracts.send(actor, id, { revision }, server.url);
  const { page, context, complaints } = await visit(browser, server.url, { javaScriptEnabled: false });
  await page.goto(linksTo(SANNE)[0] ?? '');
  await page.getByRole('button', { name: 'Stuur mij de code' }).click();
  await page.getByLabel('Code uit de mail').fill(codesTo(SANNE)[0] ?? '');
  await page.getByRole('button', { name: 'Contract openen' }).click();
  expect(await page.getByText('Zelf tekenen met vinger').isVisible()).toBe(false);
  await page.getByLabel('Ik heb het contract gelezen').check();
  await page.getByRole('button', { name: 'Onderteken het contract' }).click();
  await page.getByText('Bedankt, jouw handtekening is gezet').waitFor();

  const other = await visit(browser, server.url, { javaScriptEnabled: false });
  await other.page.goto(linksTo(FATIMA)[0] ?? '');
  await other.page.getByRole('button', { name: 'Stuur mij de code' }).click();
  await other.page.getByLabel('Code uit de mail').fill(codesTo(FATIMA)[0] ?? '');
  await other.page.getByRole('button', { name: 'Contract openen' }).click();
  await other.page.getByText('Ik ga niet akkoord').click();
  await other.page.getByLabel('Wat klopt er niet?').fill('De functie klopt niet.');
  await other.page.getByRole('button', { name: 'Contract weigeren' }).click();
  await other.page.getByText('Dit contract is geweigerd').waitFor();
  await page.reload();
  await page.getByText('Dit contract is geweigerd').waitFor();
  expect(contracts.get(actor, id).status).toBe('declined');
  expect([complaints, other.complaints]).toEqual([[], []]);
  await Promise.all([context.close(), other.context.close()]);
  await server.close();
}, 90_000);
