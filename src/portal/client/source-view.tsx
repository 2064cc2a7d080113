import type { PassageView } from '../../employer/model.ts';
import { Icon } from '../icons.tsx';
import { MarkedText } from '../marked-text.tsx';
import type { PageData } from '../page-data.ts';
import { fill } from '../texts/fill.ts';
import { type Api, messageOf } from './api.ts';
import { drawInto } from './draw.tsx';
import { markOn } from './passage-mark.ts';
import type { Marked, PdfView } from './pdf-view.ts';

/** A place in a document. */
export interface SourcePlace {
  documentId: string;
  title: string;
  page: number;
  passageId: string;
  /** '' marks the whole passage. */
  quote: string;
  isPdf: boolean;
  /** Address of this place as a page of its own; null when this is that page. */
  ownPage: string | null;
  /** Path of the file below the employer's API; that of the live version when left out. */
  file?: string;
  /** The page around it turns the pages. */
  still?: boolean;
}

export interface SourceView {
  dispose(): void;
}

/** Shows a document at a place with the quote marked: a PDF as its page, other formats as the passage that was read. */
export function openSource(api: Api, frame: HTMLElement, place: SourcePlace): SourceView {
  const t = api.data.texts.viewer;
  let pdf: PdfView | null = null;
  let disposed = false;
  let page = place.page;
  drawInto(frame, <Frame data={api.data} place={place} />);
  frame.dataset.marked = '';
  const body = part(frame, 'source-body');
  const status = part(frame, 'source-status');
  const pageOf = part(frame, 'source-page-of');

  async function readPassage(): Promise<PassageView | null> {
    if (place.passageId === '') return null;
    const path = `/documents/${encodeURIComponent(place.documentId)}/passages/${encodeURIComponent(place.passageId)}`;
    return (await (await api.send(path)).json()) as PassageView;
  }

  function tell(marked: Marked, passage: PassageView | null): void {
    frame.dataset.marked = marked;
    const expected = passage !== null && markOn(passage, place.quote, page) !== null;
    status.textContent = marked === 'none' ? (expected ? t.notMarked : '') : t.marked;
    status.classList.toggle('hidden-text', marked !== 'none');
    if (marked === 'none' && expected && passage) appendText(body, passage, place);
  }

  async function load(): Promise<void> {
    status.textContent = t.loading;
    status.classList.remove('hidden-text');
    const passage = await readPassage();
    if (disposed) return;
    if (!place.isPdf) {
      if (passage) appendText(body, passage, place);
      tell('text', passage);
      return;
    }
    const { openPdf } = await import('./pdf-view.ts');
    const file = api.url(place.file ?? `/documents/${encodeURIComponent(place.documentId)}/file`);
    const opened = await openPdf(file, body, (n) => (passage ? markOn(passage, place.quote, n) : null));
    if (disposed) return opened.dispose();
    pdf = opened;
    await turnTo(Math.min(page, opened.pages));

    async function turnTo(to: number): Promise<void> {
      page = to;
      pageOf.textContent = fill(t.pageOf, { page, pages: opened.pages });
      if (!place.still) {
        (part(frame, 'source-previous') as HTMLButtonElement).disabled = page <= 1;
        (part(frame, 'source-next') as HTMLButtonElement).disabled = page >= opened.pages;
      }
      const marked = await opened.show(page);
      if (marked) tell(marked, passage);
    }
    if (place.still) return;
    part(frame, 'source-previous').onclick = () => void turnTo(page - 1);
    part(frame, 'source-next').onclick = () => void turnTo(page + 1);
  }

  function start(): void {
    load().catch((error: unknown) => {
      if (disposed) return;
      status.classList.remove('hidden-text');
      const shown = error instanceof Error && error.name === 'RequestError';
      status.textContent = shown ? messageOf(error, api.data) : t.failed;
      frame.dataset.marked = 'failed';
      const again = document.createElement('button');
      again.type = 'button';
      again.className = 'button';
      again.textContent = t.retry;
      again.onclick = start;
      body.replaceChildren(again);
    });
  }
  start();
  return {
    dispose() {
      disposed = true;
      pdf?.dispose();
    },
  };
}

function part(frame: HTMLElement, className: string): HTMLElement {
  return frame.querySelector(`.${className}`) as HTMLElement;
}

function appendText(body: HTMLElement, passage: PassageView, place: SourcePlace): void {
  const into = document.createElement('div');
  into.className = 'read-text';
  drawInto(
    into,
    <>
      <p class="label">{passage.headingPath.join(' › ')}</p>
      {passage.context !== '' && <p class="plain">{passage.context}</p>}
      <MarkedText text={passage.text} quote={place.quote} />
    </>,
  );
  body.append(into);
  into.querySelector('mark')?.scrollIntoView({ block: 'nearest' });
}

function Frame({ data, place }: { data: PageData; place: SourcePlace }) {
  const { viewer: t, common } = data.texts;
  const turns = place.isPdf && !place.still;
  return (
    <>
      <div class="source-head">
        <div class="source-title">
          <h2>{place.title}</h2>
          <p class="source-page-of">{place.isPdf ? fill(common.page, { page: place.page }) : ''}</p>
        </div>
        <div class="source-tools">
          {turns && <ToolButton className="source-previous" label={t.previous} icon="left" />}
          {turns && <ToolButton className="source-next" label={t.next} icon="right" />}
          {place.ownPage && (
            <a class="action icon-only" href={place.ownPage} aria-label={t.ownPage} title={t.ownPage}>
              <Icon name="open" />
            </a>
          )}
          {place.ownPage && (
            <button
              type="button"
              class="action icon-only"
              data-action="close-source"
              aria-label={common.close}
              title={common.close}
            >
              <Icon name="close" />
            </button>
          )}
        </div>
      </div>
      <p class="source-status" role="status" />
      <section
        class="source-body"
        tabindex={0}
        aria-label={fill(t.canvas, { page: place.page, title: place.title })}
      />
    </>
  );
}

function ToolButton({
  className,
  label,
  icon,
}: {
  className: string;
  label: string;
  icon: 'left' | 'right';
}) {
  return (
    <button type="button" class={`action icon-only ${className}`} disabled aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  );
}
