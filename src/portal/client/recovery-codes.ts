import { announceScript, byId, say } from './page.ts';

/** The page of recovery codes: copying and printing. */

const list = byId('recovery-codes');
const codes = [...list.querySelectorAll('code')].map((code) => code.textContent ?? '');

async function copy(button: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(`Vraagbaak\n${codes.join('\n')}\n`);
    say(button.dataset.done ?? '');
  } catch {
    say(button.dataset.failed ?? '');
  }
}

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-action]') : null;
  if (button?.dataset.action === 'copy') void copy(button);
  if (button?.dataset.action === 'print') window.print();
});
announceScript();
