import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { enter, launch, visit } from './support/browser.ts';
import { listen, portalApp } from './support/server.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** Tabs on until the element with this accessible text has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => {
      const element = document.activeElement;
      return element instanceof HTMLInputElement
        ? (element.labels?.[0]?.textContent ?? '')
        : (element?.textContent ?? '');
    });
    if (name.test(label)) return;
  }
  throw new Error(`nothing with ${name} can be reached by the keyboard`);
}

it('HR keeps the list on a phone with the keyboard alone: adds, changes, deletes, takes that back', async () => {
  const { app } = await portalApp();
  const server = await listen(app);
  const { page, context, complaints, elsewhere } = await visit(browser, server.url, {
    viewport: { width: 390, height: 844 },
  });
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  await enter(page, 'Fatima');
  await page.goto('/hr/documenten');
  await page.getByRole('link', { name: 'Eigen woorden van jullie bedrijf' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Er staat nog niets op de lijst').waitFor();
  await tabTo(page, /^Woord of naam/);
  await page.keyboard.type('Klaverpoort'.padEnd(60, 't'));
  await tabTo(page, /^Wat het betekent/);
  await page.keyboard.type('het personeelsportaal, salarisstrook bekijken');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'staat op de lijst' }).waitFor();
  expect(await fits()).toBe(true);
  await tabTo(page, /^Wijzigen/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Woord wijzigen' }).waitFor();
  await tabTo(page, /^Woord of naam/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Klaverpoort');
  await tabTo(page, /^Bewaren/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Klaverpoort', exact: true }).waitFor();
  await tabTo(page, /^Verwijderen/);
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: '“Klaverpoort” is verwijderd' }).waitFor();
  expect(await fits()).toBe(true);
  await tabTo(page, /^Ongedaan maken/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Klaverpoort', exact: true }).waitFor();
  expect([complaints, elsewhere]).toEqual([[], []]);
  await context.close();
  await server.close();
});
