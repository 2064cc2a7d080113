import type { DocumentView } from '../employer/model.ts';
import { fill } from './texts/fill.ts';
import type { Texts } from './texts/texts.ts';

/** A bar with words beside it. @param share 0 to 1 */
export function Progress({ share, label, text }: { share: number; label: string; text: string }) {
  return (
    <div class="progress">
      <progress max={100} value={Math.round(share * 100)} aria-label={label} />
      <span>{text}</span>
    </div>
  );
}

/** How far the reading is, in words. */
export function stageText(document: DocumentView, t: Texts['hrDocuments']): string {
  return fill(t.stages[document.stage], {
    page: document.pagesRead,
    pages: document.pages,
    percent: Math.round(document.progress * 100),
  });
}
