import { accessSync, constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { serve } from '@hono/node-server';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { testApp } from './support.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function findBrowser(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    process.env.VRAAGBAAK_CHROMIUM ?? '',
    ...folders.flatMap((f) => names.map((name) => join(f, name))),
  ];
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    if (path === '') return false;
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};
const apiDocs = {
  read: async (name: string) => {
    const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
    return { type: types[name.split('.').at(-1) ?? ''] ?? '', bytes: await readFile(join(folder, name)) };
  },
};

const executablePath = findBrowser();

// Without a browser on the machine there is nothing that could enforce the policy; `.ci/run` installs one.
describe.runIf(executablePath !== null)('the page of the API in a browser', () => {
  it('shows the routes under the strict policy, from our origin alone', async () => {
    const { app } = await testApp({ deps: { apiDocs } });
    let server: ReturnType<typeof serve> | undefined;
    const port = await new Promise<number>((resolve) => {
      server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (info) => resolve(info.port));
    });
    const browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      const elsewhere: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        const { protocol, port: asked } = new URL(request.url());
        if (protocol !== 'data:' && asked !== String(port)) elsewhere.push(request.url());
      });
      await page.goto(`http://127.0.0.1:${port}/api/docs`);
      const chat = page.getByText('/api/employers/{employerId}/chat', { exact: true });
      await chat.first().waitFor();
      await page.getByText('Een vraag of bericht aan de Assistent').first().click();
      await page.getByRole('button', { name: 'Execute' }).first().waitFor();
      expect(complaints).toEqual([]);
      expect(elsewhere).toEqual([]);
    } finally {
      await browser.close();
      server?.close();
    }
  });
});
