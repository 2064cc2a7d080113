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
      '.button, .action, .choice, .menu a, .quiet, .source-link, .place, summary, .tabs a, .field input, .field select, label.tick',
    );
    const small = [...controls].flatMap((control) => {
      const { width, height } = control.getBoundingClientRect();
      return width > 0 && (height < 43.5 || width < 43.5) ? [`${control.className} ${width}x${height}`] : [];
    });
    return [...wide, ...hidden, ...small];
  });
}
