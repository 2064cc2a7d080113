import type { CoverageView } from '../../coverage/model.ts';
import { fill } from '../texts/fill.ts';
import { createApi } from './api.ts';
import { readPageData } from './page.ts';

const api = createApi(readPageData());
const EVERY = 700;

/** Follows the questions being asked, and shows the outcome once they are. */
async function follow(): Promise<void> {
  const box = document.getElementById('coverage-progress');
  const bar = box?.querySelector('progress');
  const line = box?.querySelector('p');
  if (!bar || !line) return;
  for (;;) {
    const coverage = (await (await api.send('/coverage')).json()) as CoverageView;
    if (coverage.state !== 'working') break;
    bar.value = coverage.done;
    line.textContent = fill(line.dataset.text ?? '', { done: coverage.done, total: coverage.total });
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
  location.reload();
}

void follow().catch(() => undefined);
