import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { faults } from './support/audit.ts';
import { launch } from './support/browser.ts';
import { company, enterAs, fits, widths } from './support/company.ts';

let browser: Browser;
const cleanUp: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());
afterEach(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

/** Goes to a control with Tab and presses a key on it: no mouse. */
async function pressOn(page: Page, name: string | RegExp, key = 'Enter', role: 'button' | 'link' = 'button') {
  const target = page.getByRole(role, { name }).first();
  await target.waitFor();
  for (let i = 0; i < 250; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  expect(await target.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press(key);
}

describe.each(widths)('declaring on a %s', (_name, options) => {
  const open = async (now: string) => {
    const house = await company(now);
    cleanUp.push(() => house.close());
    const as = async (name: string) => {
      const opened = await enterAs(browser, house.url, name, options);
      cleanUp.push(() => opened.context.close());
      return opened;
    };
    return { ...house, as };
  };
  const sound = async (page: Page) => {
    expect(await fits(page)).toBe(true);
    expect(await faults(page)).toEqual([]);
  };

  it('goes from kilometres to payroll: employee, HR, provider', async () => {
    const { as } = await open('2026-11-19T09:00:00Z');
    const sanne = await as('Sanne');
    await sanne.page.goto('/declareren');
    await sound(sanne.page);
    await pressOn(sanne.page, /Kilometers/, 'Enter', 'link');
    await sanne.page.getByRole('heading', { name: 'Kilometers' }).waitFor();
    await sound(sanne.page);
    // What is wrong stands at its field, and nothing is lost.
    await sanne.page.getByLabel('Waarheen').fill('Zwolle');
    await pressOn(sanne.page, 'Controleren');
    await sanne.page.getByText('Kies een bestaande datum.').waitFor();
    expect(await sanne.page.getByLabel('Waarheen').inputValue()).toBe('Zwolle');
    await sanne.page.getByLabel('Datum').fill('2026-11-18');
    await sanne.page.getByRole('textbox', { name: 'Kilometers' }).fill('42');
    await pressOn(sanne.page, 'Controleren');
    await sanne.page.getByText('€ 14,70').waitFor();
    await sanne.page.getByText('€ 9,66').waitFor();
    await sound(sanne.page);
    await pressOn(sanne.page, 'Indienen');
    await sanne.page.getByText('Ingediend. Je krijgt bericht').waitFor();
    const address = new URL(sanne.page.url()).pathname;

    const fatima = await as('Fatima');
    await fatima.page.goto('/hr/declaraties');
    await sound(fatima.page);
    await pressOn(fatima.page, /Sanne Vermeulen: Kilometers/, 'Enter', 'link');
    await fatima.page.getByRole('heading', { name: 'Behandelen' }).waitFor();
    await sound(fatima.page);
    await pressOn(fatima.page, 'Weigeren');
    await fatima.page.getByText('Schrijf erbij waarom').waitFor();
    await pressOn(fatima.page, 'Goedkeuren');
    await fatima.page.getByText('Goedgekeurd').first().waitFor();

    const esmee = await as('Esmée');
    await esmee.page.goto(address);
    await pressOn(esmee.page, 'Verwerken');
    await esmee.page.getByText('Verwerkt').first().waitFor();
    const csv = await esmee.page.request.get('/hr/declaraties/totalen?periode=202611&oproep=without');
    expect(await csv.text()).toMatch(
      /202611;zonder oproepkrachten;\d+;Sanne Vermeulen;41;KM ONBELAST;km;42;9,66;/,
    );
    await sanne.page.goto('/declaraties');
    await sanne.page.getByText('Verwerkt').waitFor();
    // The refusal without a reason is answered with 400, which a browser reports on its console.
    expect(
      [...sanne.complaints, ...fatima.complaints, ...esmee.complaints].filter((one) => !/ 400 /.test(one)),
    ).toEqual([]);
  });

  it('keeps fuel as a draft until the receipt is there, and home days off the same day as commuting', async () => {
    const { as } = await open('2026-11-19T09:00:00Z');
    const { page, complaints } = await as('Sanne');
    await page.goto('/declareren/brandstof');
    await page.getByLabel('Auto van de zaak').check();
    await page.getByLabel('Datum').fill('2026-11-18');
    await page.getByLabel('Bedrag op de bon').fill('61,40');
    await pressOn(page, 'Controleren');
    await page.getByText('Voeg de bon toe.').waitFor();
    expect(await page.getByRole('button', { name: 'Indienen' }).isDisabled()).toBe(true);
    const photo = await sharp({ create: { width: 400, height: 700, channels: 3, background: '#fff' } })
      .jpeg()
      .withExif({ IFD0: { Copyright: 'geheim' } })
      .toBuffer();
    await page
      .getByLabel(/Foto of PDF/)
      .setInputFiles({ name: 'bon.jpg', mimeType: 'image/jpeg', buffer: photo });
    await pressOn(page, 'Bon toevoegen');
    await page.getByRole('link', { name: 'bon.jpg' }).waitFor();
    const link = await page.getByRole('link', { name: 'bon.jpg' }).getAttribute('href');
    const kept = await (await page.request.get(link ?? '')).body();
    expect(kept.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(kept.includes('geheim')).toBe(false);
    await sound(page);
    await pressOn(page, 'Indienen');
    await page.getByText('Ingediend').first().waitFor();

    await page.goto(
      '/declareren/kilometers?date=2026-11-17&distance_single_km=18&trip=return&trip_kind=commute',
    );
    await page.getByText('Vooraf ingevuld').waitFor();
    await pressOn(page, 'Controleren');
    await page.getByText('36 km').first().waitFor();
    await pressOn(page, 'Indienen');
    await page.getByText('Ingediend').first().waitFor();
    await page.goto('/declareren/thuiswerken');
    await page.getByLabel(/dinsdag 17 november/).check();
    await page.getByLabel(/maandag 16 november/).check();
    await sound(page);
    await pressOn(page, 'Controleren');
    await page.getByText('Op 17 november kan niet allebei').waitFor();
    await pressOn(page, 'Wijzigen', 'Enter', 'link');
    await page.getByLabel(/dinsdag 17 november/).uncheck();
    await pressOn(page, 'Controleren');
    await page.getByText('€ 2,40').first().waitFor();
    await pressOn(page, 'Indienen');
    await page.getByText('Ingediend').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('lets an on-call worker hand in May, and shows HR the short call', async () => {
    const { as } = await open('2026-06-02T09:00:00Z');
    const { page, complaints } = await as('Ola');
    await page.goto('/declareren/uren');
    await page.getByRole('combobox', { name: 'Maand' }).selectOption('2026-05');
    await pressOn(page, 'Tonen');
    await page.getByLabel(/^Begin, maandag 4 mei/).fill('9');
    await page.getByLabel(/^Einde, maandag 4 mei/).fill('17.00');
    await page.getByLabel(/^Pauze \(min\), maandag 4 mei/).fill('30');
    await page.getByLabel(/^Uren, woensdag 6 mei/).fill('1,5');
    await sound(page);
    await pressOn(page, 'Controleren');
    await page.getByText('Op 6 mei werkte je minder dan drie uur').waitFor();
    await page.getByText('7,5 uur').waitFor();
    await sound(page);
    await pressOn(page, 'Indienen');
    await page.getByText('Ingediend').first().waitFor();
    const fatima = await as('Fatima');
    await fatima.page.goto('/hr/declaraties?oproep=only');
    await fatima.page.getByText('kort opgeroepen').waitFor();
    expect([...complaints, ...fatima.complaints]).toEqual([]);
  });

  it('shows personnel and wage components, and keeps what HR and the provider change', async () => {
    const { as } = await open('2026-11-19T09:00:00Z');
    const fatima = await as('Fatima');
    await fatima.page.goto('/hr/personeel?zoek=Vermeulen');
    await sound(fatima.page);
    await pressOn(fatima.page, 'Sanne Vermeulen', 'Enter', 'link');
    await fatima.page.getByLabel('Mag niets zelf indienen').check();
    await pressOn(fatima.page, 'Opslaan');
    await fatima.page.getByText('Uitgesloten van indienen: nee → ja').waitFor();
    await sound(fatima.page);
    const sanne = await as('Sanne');
    await sanne.page.goto('/declareren');
    await sanne.page.getByText('Je kunt hier niets declareren').waitFor();
    const esmee = await as('Esmée');
    await esmee.page.goto('/hr/looncomponenten');
    await sound(esmee.page);
    const km = esmee.page.locator('li', { hasText: 'KM ONBELAST' });
    await km.getByText('Er blijft € 0,02 per eenheid onbenut').waitFor();
    await km.getByLabel('Bedrag per eenheid').fill('0,25');
    await km.getByRole('button', { name: 'Bedrag vastleggen' }).press('Enter');
    await km.getByText('€ 0,25 vanaf 19 november 2026').waitFor();
    expect([...fatima.complaints, ...sanne.complaints, ...esmee.complaints]).toEqual([]);
  });
});
