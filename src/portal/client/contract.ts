import { announceScript } from './page.ts';
import type { PdfView } from './pdf-view.ts';
import { padOf } from './signature-pad.ts';

/** Shows the PDF of a contract when its part of the page is opened, and lets a signer draw. */
announceScript();
for (const panel of document.querySelectorAll<HTMLDetailsElement>('details[data-pdf]'))
  panel.addEventListener('toggle', () => void open(panel), { once: true });
const form = document.querySelector<HTMLFormElement>('form[data-sign]');
if (form) padOf(form);

async function open(panel: HTMLDetailsElement): Promise<void> {
  const { pdf = '', failed = '', pageOf = '' } = panel.dataset;
  const body = panel.querySelector<HTMLElement>('.source-body');
  const status = panel.querySelector<HTMLElement>('.source-status');
  const place = panel.querySelector<HTMLElement>('.source-page-of');
  const buttons = [...panel.querySelectorAll<HTMLButtonElement>('[data-turn]')];
  if (!body || !status || !place) return;
  try {
    const { openPdf } = await import('./pdf-view.ts');
    const view: PdfView = await openPdf(pdf, body, () => null);
    let page = 1;
    const turn = async (by: number) => {
      page = Math.min(view.pages, Math.max(1, page + by));
      place.textContent = pageOf.replace('{page}', String(page)).replace('{pages}', String(view.pages));
      for (const button of buttons)
        button.disabled = button.dataset.turn === '1' ? page >= view.pages : page <= 1;
      await view.show(page);
      panel.dataset.shown = String(page);
    };
    for (const button of buttons) button.onclick = () => void turn(Number(button.dataset.turn));
    await turn(0);
  } catch {
    status.textContent = failed;
  }
}
