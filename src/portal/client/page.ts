import { PAGE_DATA, type PageData } from '../page-data.ts';

/** What the server told this page's scripts. */
export function readPageData<Data extends PageData = PageData>(): Data {
  const content = document.querySelector<HTMLMetaElement>(`meta[name="${PAGE_DATA}"]`)?.content;
  return JSON.parse(content ?? '') as Data;
}

/** Shows the parts that need a script. */
export function announceScript(): void {
  document.documentElement.classList.add('scripted');
}

/** An element that the server drew. @throws TypeError when the page is not the one this script belongs to */
export function byId<E extends HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (!element) throw new TypeError(`#${id} is missing`);
  return element as E;
}

/** Speaks to screen readers once; the same text twice in a row is spoken twice. */
export function say(text: string): void {
  const status = document.getElementById('status');
  if (!status) return;
  status.textContent = '';
  requestAnimationFrame(() => {
    status.textContent = text;
  });
}

/** Shows or hides an error text. */
export function showError(element: HTMLElement | null, text: string | null): void {
  if (!element) return;
  element.textContent = text ?? '';
  element.hidden = text === null;
}
