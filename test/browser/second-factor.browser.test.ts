import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Hono } from 'hono';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '../../src/accounts/model.ts';
import { createIdentityProvider } from '../../src/adapters/oidc/identity-provider.ts';
import type { AppEnv } from '../../src/api/env.ts';
import { codeAt, STEP } from '../accounts/factor-house.ts';
import { PASSWORD } from '../api/support.ts';
import { CLIENT, startIdentityProvider } from '../support/local-identity-provider.ts';
import { launch, type Visit, visit } from './support/browser.ts';
import { listen, portalApp } from './support/server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FATIMA = 'fatima@klaverveld.example';
const SANNE = { email: 'sanne@klaverveld.example', password: PASSWORD };

let browser: Browser;
let portal: Awaited<ReturnType<typeof portalApp>>;
let server: Awaited<ReturnType<typeof listen>>;
const visits: Visit[] = [];

beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});
beforeEach(async () => {
  portal = await portalApp({ secondFactorRule: 'required' });
  // The address is known before the house is: a provider wants it at its start.
  const front = new Hono<AppEnv>().all('*', (c) => portal.app.fetch(c.req.raw, c.env));
  server = await listen(front);
});
afterEach(async () => {
  await Promise.all(visits.splice(0).map(({ context }) => context.close()));
  await server.close();
});

async function open(options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
  const opened = await visit(browser, server.url, options);
  visits.push(opened);
  return opened;
}

/** Serious and critical findings of axe, and what sticks out of the window or is too small to hit. */
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
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page is too wide'] : [];
    const small = [...document.querySelectorAll('.button, summary, .field input')].flatMap((control) => {
      const { width, height } = control.getBoundingClientRect();
      return width > 0 && height < 43.5 ? [`${control.className} ${width}x${height}`] : [];
    });
    const found = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    return [...wide, ...small, ...found];
  });
}

/** Types the password and sends the form with Enter. */
async function givePassword(page: Page): Promise<void> {
  await page.getByLabel('E-mailadres').fill(FATIMA);
  await page.getByLabel('Wachtwoord').fill(PASSWORD);
  await page.keyboard.press('Enter');
}

/** Sets it up on the page where the sign-in leads, from what the page shows. */
async function setUp(page: Page): Promise<{ secret: string; codes: string[] }> {
  await page.getByRole('button', { name: 'Instellen' }).click();
  await page.getByRole('img', { name: 'QR-code' }).waitFor();
  const secret = (await page.locator('.secret').innerText()).replaceAll(' ', '');
  await page.getByLabel('Code van 6 cijfers').fill(codeAt(secret, portal.deps.clock.now()));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Je herstelcodes' }).waitFor();
  return { secret, codes: await page.locator('#recovery-codes code').allInnerTexts() };
}

/** The same without a page. */
async function switchOn({ token, session: { actor } }: SignedIn): Promise<void> {
  const { secondFactor } = portal.accounts;
  const { secret } = await secondFactor.begin(actor);
  await secondFactor.confirm(actor, token, codeAt(secret, portal.deps.clock.now()));
}

describe.each([
  ['1280', { viewport: { width: 1280, height: 800 } }],
  ['390', { viewport: { width: 390, height: 800 } }],
  ['390, dark', { viewport: { width: 390, height: 800 }, colorScheme: 'dark' as const }],
])('the second step at %s', (_width, options) => {
  it('is set up on the way in, asked the next time, and every page of it is sound', async () => {
    const { page, complaints, elsewhere } = await open(options);
    await page.goto('/hr/vragen');
    expect(await faults(page)).toEqual([]);
    await givePassword(page);
    await page.getByRole('heading', { name: 'Tweede stap bij aanmelden' }).waitFor();
    expect(await faults(page)).toEqual([]);
    const { secret, codes } = await setUp(page);
    expect(codes).toHaveLength(10);
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Ik heb ze bewaard, verder' }).click();
    await page.waitForURL('**/hr/vragen');
    portal.deps.advance(STEP);

    await page.context().clearCookies();
    await page.goto('/hr/documenten');
    await givePassword(page);
    const code = page.getByLabel('Code van 6 cijfers');
    await code.waitFor();
    expect(await code.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await faults(page)).toEqual([]);
    await page.keyboard.type(codeAt(secret, portal.deps.clock.now()));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/hr/documenten');
    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
  });

  it('is managed on the own account, and taken away from who lost the phone', async () => {
    const { page, complaints } = await open(options);
    await page.goto('/account');
    await givePassword(page);
    await setUp(page);
    await page.getByRole('link', { name: 'Ik heb ze bewaard, verder' }).click();
    await page.getByText('met tweede stap').first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Beheren' }).click();
    await page.getByText('Je hebt nog 10 herstelcodes.').waitFor();
    expect(await faults(page)).toEqual([]);
    const sanne = await portal.accounts.signIn(SANNE, '192.0.2.1');
    if (sanne.kind === 'signed_in') await switchOn(sanne);
    await page.goto('/hr/medewerkers');
    await page.locator('summary', { hasText: 'Sanne' }).click();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: /^Tweede stap wissen/ }).click();
    await page.getByText('De tweede stap is gewist.').waitFor();
    expect(await page.getByRole('button', { name: 'Tweede stap wissen' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe('the second step', () => {
  it('shows the QR code to be scanned: as large as a hand can hold before a phone, dark on light', async () => {
    const { page } = await open({ colorScheme: 'dark' });
    await page.goto('/');
    await givePassword(page);
    await page.getByRole('button', { name: 'Instellen' }).click();
    const code = page.locator('.qr');
    const { background, fill, width } = await code.evaluate((svg) => ({
      background: getComputedStyle(svg).backgroundColor,
      fill: getComputedStyle(svg.querySelector('path') as Element).fill,
      width: svg.getBoundingClientRect().width,
    }));
    expect([background, fill]).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    expect(width).toBeGreaterThan(180);
  });

  it('copies the recovery codes, and prints only them', async () => {
    const { page } = await open();
    await page.goto('/');
    await givePassword(page);
    const { codes } = await setUp(page);
    await page.getByRole('button', { name: 'Kopieer' }).click();
    await page.getByText('Gekopieerd').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.trim().split('\n').slice(1)).toEqual(codes);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#recovery-codes').isVisible()).toBe(true);
    for (const part of ['.top', '[data-action="copy"]', '.entrance-side', 'form'])
      expect([part, await page.locator(part).first().isVisible()]).toEqual([part, false]);
  });

  it('works without scripts, says beside the field what was wrong, and takes a recovery code', async () => {
    const { page } = await open({ javaScriptEnabled: false });
    await page.goto('/hr/vragen');
    await givePassword(page);
    const { codes } = await setUp(page);
    await page.context().clearCookies();
    await page.goto('/hr/vragen');
    await givePassword(page);
    await page.getByLabel('Code van 6 cijfers').fill('000000');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Deze code klopt niet' }).waitFor();
    expect(await page.getByLabel('Code van 6 cijfers').getAttribute('aria-invalid')).toBe('true');
    await page.getByText('Je telefoon niet bij de hand?').click();
    await page.getByLabel('Herstelcode').fill(codes[4] ?? '');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/hr/vragen');
  });
});

describe('a work account', () => {
  it('is one button away in a real browser, through a real provider and back', async () => {
    const provider = await startIdentityProvider(`${server.url}/aanmelden/werkaccount/terug`);
    const settings = { issuer: provider.issuer, ...CLIENT, name: 'Klaverveld' };
    portal = await portalApp({ identityProvider: createIdentityProvider(settings) });
    try {
      provider.signedIn('sub-1', { email: 'sanne@klaverveld.example', email_verified: true });
      const { page, complaints } = await open();
      await page.goto('/documenten');
      expect(await faults(page)).toEqual([]);
      await page.getByRole('link', { name: 'Aanmelden met Klaverveld' }).click();
      await page.waitForURL('**/documenten');
      await page.goto('/account');
      await page.getByText('Je kunt je aanmelden met Klaverveld.').waitFor();
      expect(await faults(page)).toEqual([]);
      expect(complaints).toEqual([]);
    } finally {
      await provider.close();
    }
  });
});
