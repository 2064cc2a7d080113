import { announceScript } from './page.ts';

const all = document.getElementById('choose-all');
const ticks = () => [...document.querySelectorAll<HTMLInputElement>('input[name="taak"]')];

if (all instanceof HTMLInputElement) {
  const follow = () => {
    const chosen = ticks().filter((tick) => tick.checked).length;
    all.checked = chosen > 0 && chosen === ticks().length;
    all.indeterminate = chosen > 0 && !all.checked;
  };
  all.addEventListener('change', () => {
    for (const tick of ticks()) tick.checked = all.checked;
  });
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'taak') follow();
  });
  // A browser brings ticks back with the page.
  follow();
}
announceScript();
