import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { portalHouse } from '../mutations/portal-house.ts';
import { enter, launch, visit } from './support/browser.ts';
import { listen } from './support/server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** Everything axe finds against WCAG 2.2 AA, what sticks out of the window, and targets under 44 pixels. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    interface Found {
      id: string;
      nodes: { target: string[] }[];
    }
    const { axe: tool } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: Found[] }> };
    };
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await tool.run({ runOnly });
    const controls = document.querySelectorAll<HTMLElement>(
      '.button, .menu a, .quiet, summary, .field input, .field select, label.tick, label.check',
    );
    const small = [...controls].flatMap((control) => {
      const { width, height } = control.getBoundingClientRect();
      return width > 0 && (height < 43.5 || width < 43.5) ? [`${control.className} ${width}x${height}`] : [];
    });
    const isWide = document.documentElement.scrollWidth > innerWidth;
    return [
      ...(isWide ? [`page ${document.documentElement.scrollWidth} wide`] : []),
      ...small,
      ...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`)),
    ];
  });
}

const widths = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

describe.each(widths)('at $width', { timeout: 120_000 }, (viewport) => {
  it('an employee moves, changes a phone number and an e-mail address, and follows the link', async () => {
    const house = await portalHouse();
    const server = await listen(house.app);
    const seen = await visit(browser, server.url, { viewport });
    const { page, context, complaints, elsewhere } = seen;
    const clean = async () => expect(await faults(page)).toEqual([]);
    const said = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

    await enter(page, 'Sanne');
    await page.getByRole('navigation').getByRole('link', { name: 'gegevens' }).click();
    await page.getByText('Dorpsstraat 12a, 3511 AB Utrecht').first().waitFor();
    await clean();
    await page.getByRole('link', { name: 'Ik ben verhuisd' }).click();
    await page.getByLabel('Straat').fill('Kerkplein');
    await page.getByLabel('Huisnummer').fill('3 bis');
    await page.getByLabel('Postcode').fill('72');
    await page.getByLabel('Woonplaats').fill('Zutphen');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.getByText('Vul een postcode in met vier cijfers').waitFor();
    await clean();
    await page.getByLabel('Postcode').fill('7201 cd');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Klopt dit?' }).waitFor();
    await page.getByText('Kerkplein 3 bis, 7201 CD Zutphen').waitFor();
    await clean();
    await page.getByRole('button', { name: 'Bevestigen' }).click();
    await said('Je nieuwe adres is bewaard.');
    expect(house.facts().address).toMatchObject({ street: 'Kerkplein', addition: 'bis' });

    await page.getByRole('link', { name: /Wijzigen.*Contactgegevens/ }).click();
    await page.getByLabel('Mobiel nummer').fill('06 12 34 56 78');
    await page.getByLabel('E-mailadres').fill('sanne@gmail.con');
    await page.getByRole('button', { name: 'Verder' }).click();
    await page.getByText('Bedoel je sanne@gmail.com?').waitFor();
    await clean();
    await page.getByLabel('sanne@gmail.com', { exact: true }).check();
    await page.getByRole('button', { name: 'Verder' }).click();
    await page.getByText('Geldt zodra je de link opent').waitFor();
    await clean();
    await page.getByRole('button', { name: 'Bevestigen' }).click();
    await said('We hebben een link gestuurd');
    expect(house.facts()).toMatchObject({
      mobile: { phone: '+31612345678' },
      email: { email: 'sanne@oud.example' },
    });
    await clean();

    await page.goto(house.linkTo('sanne@gmail.com'));
    await clean();
    await page.getByRole('button', { name: 'Ja, dit is mijn adres' }).click();
    await said('Dit adres is nu in gebruik');
    expect(house.facts().email).toEqual({ email: 'sanne@gmail.com' });
    await page.goto('/gegevens');
    await page.getByText('Geschiedenis').nth(1).click();
    await page.getByText('sanne@oud.example').first().waitFor();
    await clean();
    await page.getByRole('button', { name: /Terugdraaien.*Mobiel nummer/ }).click();
    await said('Teruggedraaid.');
    expect(house.facts().mobile).toBeUndefined();
    // The page that tells what is wrong with a form answers 400, which a browser notes.
    expect(complaints.filter((text) => !text.includes('400'))).toEqual([]);
    expect(elsewhere).toEqual([]);
    await context.close();
    await server.close();
  });

  it('an employee changes the bank account, HR sees and stops it, the mail says so', async () => {
    const house = await portalHouse();
    const server = await listen(house.app);
    const employee = await visit(browser, server.url, { viewport });
    const { page } = employee;
    await enter(page, 'Sanne');
    await page.goto('/gegevens/rekening');
    await page.getByLabel('Rekeningnummer (IBAN)').fill('NL20 INGB 0001 2345 67');
    await page.getByLabel('Naam van de rekeninghouder').fill('S. Vermeulen');
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Verder' }).click();
    await page.getByText('s…@oud.example').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByLabel('Code').fill('000');
    await page.getByRole('button', { name: 'Bevestigen' }).click();
    await page.getByText('Deze code klopt niet').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByLabel('Code').fill(house.codeTo('sanne@oud.example'));
    await page.getByRole('button', { name: 'Bevestigen' }).click();
    await page.getByRole('status').filter({ hasText: 'Je nieuwe rekening staat klaar' }).waitFor();
    expect(await page.content()).not.toContain('NL20');
    await page.goto(house.linkTo('sanne@oud.example'));
    await page.getByRole('heading', { name: 'Was jij dit niet?' }).waitFor();
    expect(await faults(page)).toEqual([]);

    const keeper = await visit(browser, server.url, { viewport });
    const desk = keeper.page;
    await enter(desk, 'Fatima');
    await desk.goto('/hr/documenten');
    await desk.getByRole('link', { name: 'Wijzigingen' }).click();
    await desk.getByText('1 wijziging').waitFor();
    await desk.getByLabel('Status').selectOption('scheduled');
    await desk.getByRole('button', { name: 'Zoeken' }).click();
    await desk.getByText('Wachttijd voor een nieuwe bankrekening').click();
    expect(await faults(desk)).toEqual([]);
    await desk.getByRole('button', { name: /Intrekken.*Bankrekening, Sanne Vermeulen/ }).click();
    await desk.getByRole('status').filter({ hasText: 'Ingetrokken.' }).waitFor();
    expect(await faults(desk)).toEqual([]);
    await desk.getByRole('link', { name: 'Sanne Vermeulen', exact: true }).click();
    await desk.getByRole('heading', { name: 'Geschiedenis van Sanne Vermeulen' }).waitFor();
    expect(await faults(desk)).toEqual([]);
    for (const { complaints, elsewhere } of [employee, keeper]) {
      expect(complaints.filter((text) => !text.includes('400'))).toEqual([]);
      expect(elsewhere).toEqual([]);
    }
    await employee.context.close();
    await keeper.context.close();
    await server.close();
  });
});

it('in the dark and in English the pages keep their contrast', async () => {
  const house = await portalHouse();
  const server = await listen(house.app);
  const { page, context } = await visit(browser, server.url, { colorScheme: 'dark' });
  await enter(page, 'Sanne');
  await page.goto('/taal/en?terug=/gegevens/adres?street=Kerkplein');
  for (const path of ['/gegevens', '/gegevens/adres?street=Kerkplein', '/gegevens/noodcontact']) {
    await page.goto(path);
    expect(await faults(page)).toEqual([]);
  }
  await context.close();
  await server.close();
});
