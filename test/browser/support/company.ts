import type { Browser } from 'playwright-core';
import { registerEmployer, registerPerson } from '../../../src/accounts/administration.ts';
import { createMemoryFileStore } from '../../../src/adapters/cloudflare/file-store.ts';
import { createApp, createServices } from '../../../src/app.ts';
import { readDemo } from '../../../src/entry/demo-data.ts';
import { seedPersonnel } from '../../../src/entry/demo-personnel.ts';
import { demoFolder } from '../../../src/entry/paths.ts';
import { createPortal } from '../../../src/portal/portal.tsx';
import { PASSWORD, testDeps } from '../../api/support.ts';
import { enter, type Visit, visit } from './browser.ts';
import { clientAssets, listen } from './server.ts';

/** The two widths at which every walk is made. */
export const widths = [
  ['desktop', { viewport: { width: 1280, height: 800 } }],
  ['phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
] as const;

/**
 * The real service over memory with the staff of the demo employer Klaverveld: Sanne (employee), Ola (on-call), Joris (manager),
 * Fatima (hr) and Esmée (provider).
 * @param now moment at which it is, ISO
 */
export async function company(now: string) {
  const clock = { at: Date.parse(now), now: () => clock.at };
  const deps = { ...testDeps(), clock, files: createMemoryFileStore() };
  const services = createServices(deps);
  const demo = readDemo(demoFolder);
  for (const { id, name } of demo.employers) {
    registerEmployer(deps, { id, name });
    deps.employers.create(id);
  }
  for (const { name, email, memberships } of demo.people)
    await registerPerson(deps, { name, email, password: PASSWORD, memberships });
  seedPersonnel(deps, demoFolder);
  const portal = createPortal({
    ...services,
    assets: await clientAssets(),
    clock,
    log: deps.log,
    demo: { password: PASSWORD, people: demo.people },
    publicOrigin: null,
    secureCookies: false,
    clientAddress: () => '192.0.2.1',
  });
  const server = await listen(createApp(deps, services, portal));
  return { ...server, deps, services, clock };
}

/** Enters through the demo button; who works for several employers chooses Klaverveld. */
export async function enterAs(
  browser: Browser,
  url: string,
  name: string,
  options: Parameters<typeof visit>[2],
): Promise<Visit> {
  const opened = await visit(browser, url, options);
  await enter(opened.page, name);
  const place = opened.page.getByRole('button', { name: /Klaverveld/ });
  await opened.page.waitForLoadState();
  if ((await place.count()) > 0 && !(await opened.page.getByRole('navigation').count()))
    await place.first().click();
  await opened.page.getByRole('navigation', { name: 'Hoofdmenu' }).waitFor();
  return opened;
}

export const fits = (page: Visit['page']) =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
