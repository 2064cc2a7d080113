import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { faults, misfits } from './support/audit.ts';
import { enter, launch, type Visit, visit } from './support/browser.ts';
import { listen, portalApp } from './support/server.ts';

let browser: Browser;
let portal: Awaited<ReturnType<typeof portalApp>>;
let server: Awaited<ReturnType<typeof listen>>;
const visits: Visit[] = [];

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  portal = await portalApp();
  const { start } = portal.samples;
  start('sample.two', 'een', 'Kilo’s van 12 november');
  start('sample.two', 'twee', 'Kilo’s van 13 november');
  start('sample.two', 'drie', 'Kilo’s van 14 november');
  start('sample.two', 'dicht', 'Kilo’s van een dichte maand');
  start('sample.side', 'vijf', 'Verhuizing naar een nieuwe kast');
  start('sample.wide', 'zes', 'Van alles tegelijk');
  server = await listen(portal.app);
});
afterEach(async () => {
  await Promise.all(visits.splice(0).map(({ context }) => context.close()));
  await server.close();
});

/** Fits, serious findings of axe, and what the console said. */
async function audit({ page, complaints, elsewhere }: Visit): Promise<void> {
  expect([await misfits(page), await faults(page)]).toEqual([[], []]);
  expect([complaints, elsewhere]).toEqual([[], []]);
}

const card = (page: Page, title: string) => page.locator('.task', { hasText: title });
const said = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text }).waitFor();

describe.each([
  ['1280 light', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  ['390 dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const)('%s', { timeout: 90_000 }, (_size, options) => {
  const open = async (who: string): Promise<Visit> => {
    const opened = await visit(browser, server.url, options);
    visits.push(opened);
    await enter(opened.page, who);
    // The provider works for two employers.
    if (who === 'Esmée') await opened.page.getByRole('button', { name: 'Klaverveld' }).click();
    await opened.page.locator('.menu').waitFor();
    return opened;
  };

  it('HR decides in place, one by one and together, and sees with whom the rest lies', async () => {
    const hr = await open('Fatima');
    const { page } = hr;
    await page.locator('.menu').getByRole('link', { name: 'Taken' }).click();
    await page.getByRole('heading', { name: '5 taken' }).waitFor();
    await audit(hr);
    expect(await card(page, '12 november').locator('.rule').innerText()).toContain('Hooguit 50 kg per keer.');

    await card(page, '12 november')
      .getByRole('button', { name: /^Goedkeuren/ })
      .click();
    await said(page, 'Goedgekeurd: Kilo’s van 12 november.');
    await card(page, '13 november').locator('summary', { hasText: 'Terugsturen' }).click();
    await card(page, '13 november').getByLabel('Wat moet er nog bij of anders?').fill('De bon mist.');
    await audit(hr);
    await card(page, '13 november')
      .getByRole('button', { name: /^Terugsturen/ })
      .click();
    await said(page, 'Teruggestuurd: Kilo’s van 13 november.');

    await page.getByLabel('Kies alles op deze bladzijde').check();
    expect(await page.locator('input[name="taak"]:checked').count()).toBe(3);
    await page.getByRole('button', { name: 'Gekozen goedkeuren' }).click();
    await said(page, '2 taken gedaan.');
    await page.getByRole('alert').filter({ hasText: 'Kilo’s van een dichte maand: ' }).waitFor();
    await audit(hr);

    await page
      .getByRole('navigation', { name: 'Taken en processen' })
      .getByRole('link', { name: 'Processen' })
      .click();
    await page.getByRole('link', { name: 'Kilo’s van 12 november' }).waitFor();
    await audit(hr);
    expect(await page.locator('tr', { hasText: '12 november' }).innerText()).toContain('Esmée de Groot');
    await page.getByRole('link', { name: 'Historisch' }).click();
    await page.getByRole('link', { name: 'Kilo’s van 13 november' }).click();
    await page.getByText('Reden: De bon mist.').first().waitFor();
    await audit(hr);
  });

  it('the manager does a side task, the provider processes into what was chosen', async () => {
    const manager = await open('Joris');
    await manager.page.goto('/taken');
    await audit(manager);
    await card(manager.page, 'Verhuizing')
      .getByRole('button', { name: /^Klaar/ })
      .click();
    await said(manager.page, 'Gedaan: Verhuizing naar een nieuwe kast.');

    const hr = await open('Fatima');
    await hr.page.goto('/taken');
    await card(hr.page, '12 november')
      .getByRole('button', { name: /^Goedkeuren/ })
      .click();
    await hr.page.goto('/taken?lijst=meldingen');
    await hr.page.getByRole('button', { name: /^Gezien/ }).waitFor();
    await audit(hr);

    const provider = await open('Esmée');
    const { page } = provider;
    await page.getByRole('link', { name: 'Taken' }).click();
    await card(page, '12 november').getByLabel('In welke bak').selectOption('b1');
    await audit(provider);
    await card(page, '12 november')
      .getByRole('button', { name: /^Verwerken/ })
      .click();
    await said(page, 'Verwerkt: Kilo’s van 12 november.');
    expect(portal.samples.heard.steps.at(-1)).toMatchObject({ action: 'process', input: { bak: 'b1' } });
    expect(portal.samples.heard.outcomes.at(-1)).toMatchObject({ subjectId: 'een', status: 'completed' });
  });

  it('a task is opened from its address, given to somebody, and done by who stands in', async () => {
    const hr = await open('Fatima');
    const { page } = hr;
    await page.goto('/taken');
    await card(page, 'Van alles').getByRole('link', { name: 'Van alles tegelijk' }).click();
    await page.getByRole('heading', { name: 'Wat er gebeurde' }).waitFor();
    await page.locator('summary', { hasText: 'Aan iemand anders geven' }).click();
    await audit(hr);
    await page.goto('/hr/processen');
    await page.getByRole('link', { name: 'Van alles tegelijk' }).click();
    await page.getByRole('link', { name: 'Stap boss' }).click();
    await page.locator('summary', { hasText: 'Aan iemand anders geven' }).click();
    await page.getByLabel('Aan wie').selectOption({ label: 'Fatima el Amrani' });
    await page.getByRole('button', { name: 'Taak geven' }).click();
    await said(page, 'De taak ligt nu bij Fatima el Amrani.');

    await page.goto('/taken/vervanging');
    await page.getByLabel('Wie is er weg').selectOption({ label: 'Joris Hendriks' });
    await page.getByLabel('Wie vervangt').selectOption({ label: 'Fatima el Amrani' });
    await page.getByLabel('Eerste dag').fill('2026-03-01');
    await page.getByLabel('Laatste dag').fill('2026-03-08');
    await audit(hr);
    await page.getByRole('button', { name: 'Bewaren' }).click();
    await said(page, 'De vervanging is geregeld.');
    await page.goto('/taken');
    await card(page, 'Verhuizing')
      .getByRole('button', { name: /^Klaar/ })
      .click();
    await said(page, 'Gedaan: Verhuizing naar een nieuwe kast.');
    expect(portal.samples.heard.steps.at(-1)).toMatchObject({ actor: { name: 'Fatima el Amrani' } });
  });

  it('HR draws a workflow anew with the keyboard’s own buttons, and takes it back', async () => {
    const hr = await open('Fatima');
    const { page } = hr;
    await page.goto('/hr/werkstromen');
    await audit(hr);
    await page.getByRole('link', { name: 'Monster in twee stappen' }).click();
    await page.locator('#wijzigen > summary').focus();
    await page.keyboard.press('Enter');
    await audit(hr);
    await page.getByRole('button', { name: 'Stap toevoegen' }).click();
    await said(page, 'Nog niet bewaard');
    const step = page.getByRole('group', { name: 'Stap 3: Nieuwe stap' });
    await step.getByLabel('Naam in het Nederlands').fill('Nabellen');
    await step.locator('select[name$=".assignee"]').selectOption({ label: 'Joris Hendriks' });
    await step.getByLabel('Termijn in dagen').fill('3');
    await step.getByLabel('Naam in het Nederlands').press('Enter');
    await said(page, 'Bewaard als versie 2.');
    expect(await page.locator('.flow').innerText()).toContain(
      'Nabellen\niets doen: Joris Hendriks\nbinnen 3 dagen',
    );
    await audit(hr);
    await page.getByRole('button', { name: 'Terug naar hoe het werd meegeleverd' }).click();
    await said(page, 'Bewaard als versie 3.');
    expect(await page.locator('.flow').innerText()).not.toContain('Nabellen');
  });
});
