import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { outbox } from '../../src/store/outbox-schema.ts';
import { enter, launch, visit } from './support/browser.ts';
import { klaverveldRuns } from './support/runs.ts';
import { listen, portalApp } from './support/server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** What axe finds, and whether the page is wider than its window. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe: tool } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
    };
    const { violations } = await tool.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });
  const fits = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  return fits ? found : [...found, `overflow: ${page.url()}`];
}

async function walk(width: number): Promise<void> {
  let house: ReturnType<typeof klaverveldRuns> | null = null;
  const { app } = await portalApp(
    {},
    {
      payrollRuns: (deps) => {
        house = klaverveldRuns(deps);
        return house.runs;
      },
    },
  );
  const mails = () =>
    (house as ReturnType<typeof klaverveldRuns> | null)?.db.select().from(outbox).all() ?? [];
  const server = await listen(app);
  const options = { viewport: { width, height: 844 } };
  const desk = await visit(browser, server.url, options);
  const office = await visit(browser, server.url, options);
  const check = async (page: Page, name: string) => {
    const folder = process.env.VRAAGBAAK_LOOK;
    if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
    expect(await faults(page), name).toEqual([]);
  };

  // The provider closes, checks and hands over the run of the fixed staff.
  const { page: p } = desk;
  await enter(p, 'Esmée');
  await p
    .getByRole('button', { name: /Klaverveld/ })
    .first()
    .click();
  await p.goto('/loonruns');
  await p.getByRole('heading', { name: 'november 2026' }).waitFor();
  await check(p, 'runs');
  await p.getByRole('button', { name: /^Contracturen vullen ?: november 2026/ }).click();
  await p.getByRole('status').filter({ hasText: 'Contracturen gevuld: 3 nieuw' }).waitFor();
  await p.getByRole('button', { name: /^Loonrun beginnen ?: november 2026/ }).click();
  await p.getByRole('heading', { name: 'Loonrun 1 van november 2026' }).waitFor();
  await check(p, 'run-collecting');
  await p.getByRole('button', { name: 'Klaar met muteren' }).click();
  for (const [name, heading] of [
    ['Variabele gegevens', 'grid'],
    ['Controles', 'checks'],
    ['Mutatieverslag', 'mutations'],
    ['Vergelijking', 'comparison'],
  ] as const) {
    await p.getByRole('main').getByRole('link', { name }).click();
    await p.getByText('Filter: november 2026, zonder oproepkrachten, alle componenten, loonrun 1.').waitFor();
    await p.getByText('Let op: 2 dienstverbanden van deze periode vallen buiten dit filter.').waitFor();
    await check(p, heading);
    await p.getByRole('link', { name: 'Loonrun 1', exact: true }).click();
  }
  await p.getByRole('button', { name: 'Controles zijn klaar' }).click();
  await p.getByRole('button', { name: 'Proefrun maken' }).click();
  const results = 'personeelsnummer;bruto;netto\r\n1001;2.345,67;1.900,00\r\n1009;1;1\r\n';
  const upload = (text: string) =>
    p
      .locator('input[type=file]')
      .setInputFiles({ name: 'lonen.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await upload(results);
  await p.getByRole('button', { name: 'Inlezen' }).click();
  await p.getByText('Regel 3: Personeelsnummer 1009 bestaat niet.').waitFor();
  await check(p, 'run-import-fault');
  await upload(results.replace('1009;1;1\r\n', ''));
  await p.getByRole('button', { name: 'Inlezen' }).click();
  await p.getByText('1 regel ingelezen.').waitFor();
  desk.complaints.splice(0);
  await p.getByRole('button', { name: 'Klaarzetten en mailen' }).click();
  await p.getByText('de werkgever krijgt een mail').waitFor();
  await check(p, 'run-ready');

  // HR opens the link of its mail, remarks on a line and sends it back.
  const ready = mails()
    .filter(({ recipient }) => recipient === 'fatima@klaverveld.example')
    .at(-1);
  expect(ready?.body).not.toMatch(/€|Zwaluw|Pimpernel|\d,\d\d/);
  const link = /http\S+\/proefrun\/\S+/.exec(ready?.body ?? '')?.[0] ?? '';
  const { page: h } = office;
  await enter(h, 'Fatima');
  await h.goto(link);
  await h.getByRole('heading', { name: 'Proefrun november 2026' }).waitFor();
  await h.getByText('nieuw in dienst op 16 november 2026').waitFor();
  await h.getByText('uit dienst op 13 november 2026').waitFor();
  await h.getByText('€ 27,60 → € 60,72').waitFor();
  await check(h, 'trial');
  await h.getByText('Opmerking maken: Bram Pimpernel, UREN GEWERKT').click();
  await h.getByLabel('Je opmerking').locator('visible=true').fill('Bram begon toch pas op de 18e?');
  await h.getByRole('button', { name: 'Opmerking bewaren' }).locator('visible=true').click();
  await h.getByRole('status').filter({ hasText: 'Bewaard' }).waitFor();
  await h.getByRole('button', { name: 'Goedkeuren' }).click();
  await h.getByRole('alert').filter({ hasText: 'opmerkingen open' }).waitFor();
  await check(h, 'trial-refused');
  office.complaints.splice(0);
  await h.getByLabel('Waarom?').fill('Kijk naar de opmerking.');
  await h.getByRole('button', { name: 'Terugsturen' }).click();
  await h.getByRole('status').filter({ hasText: 'teruggestuurd' }).waitFor();

  // The provider answers and hands over once more; HR settles and approves.
  await p.goto(new URL(link).pathname);
  await p.getByLabel('Je antwoord').fill('Het contract zegt 16 november.');
  await p.getByRole('button', { name: 'Antwoord bewaren' }).click();
  await p.getByText('Het contract zegt 16 november.').waitFor();
  await check(p, 'trial-provider');
  await p.getByRole('link', { name: 'Loonrun 1 van november 2026' }).click();
  await p.getByRole('button', { name: 'Klaarzetten en mailen' }).click();
  await h.reload();
  await h.getByRole('button', { name: /^Afgehandeld/ }).click();
  await h.getByText(/^ ?Afgehandeld op/).waitFor();
  await h.getByRole('button', { name: 'Goedkeuren' }).click();
  await h.getByRole('status').filter({ hasText: 'goedgekeurd' }).waitFor();
  await h.getByRole('link', { name: 'Verloop' }).click();
  await h.getByRole('cell', { name: 'Kijk naar de opmerking.' }).waitFor();
  await check(h, 'events');
  await h.goto('/proefrun');
  await check(h, 'trial-list');
  await h.goto('/proefrun/mail');
  await h
    .getByLabel('Tekst', { exact: true })
    .first()
    .fill('Dag, {{loon}} van € 12,50 voor Anke Zwaluw: {{link}}');
  await h.getByRole('button', { name: 'Voorbeeld bekijken' }).first().click();
  await h.getByText('Tekst: {{loon}} mag niet').waitFor();
  await h.getByText('is de naam van iemand die hier werkt').first().waitFor();
  await check(h, 'mail');
  expect([desk.complaints, desk.elsewhere, office.elsewhere]).toEqual([[], [], []]);
  await desk.context.close();
  await office.context.close();
  await server.close();
}

it(
  'a run goes from the first check to the approval, with a remark in between, on a desk',
  () => walk(1280),
  180_000,
);
it('and the same on a phone', () => walk(390), 180_000);
