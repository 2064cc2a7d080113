import type { Api } from './api.ts';
import { openSource, type SourceView } from './source-view.tsx';

export interface SourcePanel {
  open(link: HTMLAnchorElement): void;
  close(): void;
}

/** Where the panel lies beside the chat; below that it is a sheet over it. */
const beside = matchMedia('(min-width: 64rem)');

/** The source beside the chat (a sheet on a phone); closing gives the focus back to the link that opened it. */
export function createSourcePanel(api: Api, dialog: HTMLDialogElement): SourcePanel {
  let opener: HTMLElement | null = null;
  let view: SourceView | null = null;

  dialog.addEventListener('close', () => {
    document.body.classList.remove('with-source');
    view?.dispose();
    view = null;
    opener?.removeAttribute('aria-current');
    opener?.focus();
    opener = null;
  });
  dialog.addEventListener('click', (event) => {
    if ((event.target as Element).closest('[data-action="close-source"]')) dialog.close();
  });
  // A modal sheet that the window grows around would lie in the middle of the page.
  beside.addEventListener('change', () => {
    if (dialog.open) dialog.close();
  });

  return {
    open(link) {
      view?.dispose();
      opener?.removeAttribute('aria-current');
      opener = link;
      link.setAttribute('aria-current', 'true');
      if (!dialog.open) {
        if (beside.matches) dialog.show();
        else dialog.showModal();
      }
      document.body.classList.add('with-source');
      const url = new URL(link.href);
      view = openSource(api, dialog, {
        documentId: decodeURIComponent(url.pathname.split('/').at(-1) ?? ''),
        passageId: url.searchParams.get('passage') ?? '',
        page: Number(url.searchParams.get('page') ?? 1),
        quote: url.searchParams.get('quote') ?? '',
        title: link.dataset.title ?? '',
        isPdf: /\.pdf$/i.test(link.dataset.file ?? ''),
        ownPage: url.pathname + url.search,
      });
      dialog.querySelector<HTMLElement>('[data-action="close-source"]')?.focus();
    },
    close() {
      if (dialog.open) dialog.close();
    },
  };
}
