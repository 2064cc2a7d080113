import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Serious and critical findings of axe, as 'rule: selector'. The script runs outside the page's own policy. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    interface Found {
      id: string;
      impact: string;
      nodes: { target: string[]; failureSummary: string }[];
    }
    const { axe: tool } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: Found[] }> };
    };
    const { violations } = await tool.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
      );
  });
}

/** What sticks out of the window, and buttons and links outside running text that are under 44 pixels. */
export async function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide =
      document.documentElement.scrollWidth > innerWidth
        ? [`page ${document.documentElement.scrollWidth}`]
        : [];
    const box = document.getElementById('ask')?.getBoundingClientRect();
    const hidden = box && box.bottom > innerHeight + 1 ? [`question box at ${box.bottom}`] : [];
    const controls = document.querySelectorAll<HTMLElement>(
      '.button, .action, .choice, .menu a, .quiet, .source-link, .place, summary, .tabs a, .more-for-hr a, .field input, .field select, label.tick, label.check',
    );
    const small = [...controls].flatMap((control) => {
      // What lies in closed details has a size, and is not there.
      if (!control.checkVisibility()) return [];
      const { width, height } = control.getBoundingClientRect();
      return width > 0 && (height < 43.5 || width < 43.5) ? [`${control.className} ${width}x${height}`] : [];
    });
    return [...wide, ...hidden, ...small];
  });
}

/** Tabs on until the element with this accessible text has the focus. @throws Error when it cannot be reached */
export async function tabTo(page: Page, name: RegExp, most = 80): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => {
      const element = document.activeElement;
      const named =
        element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement
          ? element.labels?.[0]?.textContent
          : (element?.getAttribute('aria-label') ?? element?.textContent);
      return (named ?? '').replace(/\s+/g, ' ').trim();
    });
    if (name.test(label)) return;
  }
  throw new Error(`nothing with ${name} can be reached by the keyboard`);
}
