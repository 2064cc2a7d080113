import type { RemovedDocument } from '../employer/model.ts';
import { documentUrl } from './file-urls.ts';
import { fill } from './texts/fill.ts';
import type { Texts } from './texts/texts.ts';

/** A removal just now, with the way back. */
export function RemovedNote({
  t,
  common,
  document: { id, title },
}: {
  t: Texts['hrFile'];
  common: Texts['common'];
  document: RemovedDocument;
}) {
  return (
    <div class="message good done-note">
      <span>
        {fill(t.removed, { title })} {t.untilWhen}
      </span>
      <form method="post" action={documentUrl(id, 'terugzetten')}>
        <button type="submit" class="button" data-action="restore">
          {common.undo}
          <span class="hidden-text">{fill(t.about, { name: fill(t.restoreOf, { title }) })}</span>
        </button>
      </form>
      <p class="message bad" role="alert" data-error hidden />
    </div>
  );
}
