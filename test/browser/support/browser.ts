import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @throws Error with what to do when there is no browser: these tests may not pass without one */
function findChromium(): string {
  const given = process.env.CHROMIUM_PATH ?? process.env.VRAAGBAAK_CHROMIUM ?? '';
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = [given, ...folders.flatMap((folder) => names.map((name) => join(folder, name)))].find(
    isExecutable,
  );
  if (found) return found;
  throw new Error('No Chromium found. Install the package "chromium" or set CHROMIUM_PATH to a browser.');
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return path !== '';
  } catch {
    return false;
  }
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Visit {
  context: BrowserContext;
  page: Page;
  /** Errors of the console and of scripts, and blocked or foreign requests. */
  complaints: string[];
  elsewhere: string[];
}

type ContextOptions = Parameters<Browser['newContext']>[0];

/** A fresh visitor whose console is watched. Failed responses that a test provokes are taken out by the test. */
export async function visit(browser: Browser, url: string, options: ContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (!['data:', 'blob:'].includes(asked.protocol) && asked.origin !== url) elsewhere.push(request.url());
  });
  return { context, page, complaints, elsewhere };
}

/** Enters through the demo button of this person. */
export async function enter(page: Page, name: string): Promise<void> {
  await page.goto('/aanmelden');
  await page.getByRole('button', { name }).click();
}

/** Types a question and presses Enter, once the page's script listens. */
export async function ask(page: Page, question: string): Promise<void> {
  await page.locator('html.scripted').waitFor({ state: 'attached' });
  await page.getByLabel('Je vraag').fill(question);
  await page.keyboard.press('Enter');
}
