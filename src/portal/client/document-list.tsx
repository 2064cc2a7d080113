import type { DocumentView, RemovedDocument } from '../../employer/model.ts';
import { DocumentEditor } from '../document-editor.tsx';
import { markOf } from '../document-mark.ts';
import { DocumentRow } from '../document-row.tsx';
import { foundText } from '../found-text.ts';
import type { FilePageData } from '../page-data.ts';
import { RemovedNote } from '../removed-note.tsx';
import { drawInto } from './draw.tsx';
import { byId } from './page.ts';

/** The rows of the employer file as they stand on the page. */
export interface DocumentList {
  row(id: string): HTMLElement | null;
  /** Draws a document where it stands. @param add puts it on top when it does not; else one of another list is passed over */
  show(document: DocumentView, add?: boolean): void;
  /** Draws the facts to change anew, closed, as they are now. */
  resetEditor(id: string): void;
  /** The document as its facts to change were drawn; undefined before anything was heard of it. */
  edited(id: string): DocumentView | undefined;
  /** A removal takes the place of its row, with the way back. */
  showRemoved(document: RemovedDocument): HTMLElement;
  /** Takes a row or a removal away. */
  drop(row: HTMLElement): void;
}

export function createDocumentList(data: FilePageData): DocumentList {
  const list = byId('documents');
  const newest = new Map<string, DocumentView>();
  const edited = new Map<string, DocumentView>();
  const row = (id: string) => list.querySelector<HTMLElement>(`[data-document="${CSS.escape(id)}"]`);
  const part = (parent: HTMLElement, name: string) => parent.querySelector<HTMLElement>(`[data-${name}]`);
  /** Keeps the number above the list right. @param change how many came or went */
  const recount = (change: number): void => {
    const place = document.querySelector<HTMLElement>('[data-found]');
    if (place) {
      const found = Number(place.dataset.found) + change;
      const all = Number(place.dataset.all) + change;
      Object.assign(place.dataset, { found: String(found), all: String(all) });
      place.textContent = foundText(data.texts.hrFile, data.language, found, all);
    }
    byId('no-documents').hidden = list.childElementCount > 0;
  };

  function create(id: string): HTMLElement {
    const made = document.createElement('li');
    made.className = 'panel card document';
    made.dataset.document = id;
    made.id = `d-${id}`;
    const view = document.createElement('div');
    view.className = 'card';
    view.dataset.view = '';
    const editor = document.createElement('div');
    editor.dataset.editor = '';
    made.append(view, editor);
    list.prepend(made);
    recount(1);
    return made;
  }

  function draw(view: HTMLElement, shown: DocumentView): void {
    const active = document.activeElement;
    const focused = view.contains(active) ? active?.getAttribute('data-action') : null;
    const wasOpen = view.querySelector('details')?.open ?? false;
    const outdated = view.querySelector('[data-outdated]') !== null;
    drawInto(
      view,
      <DocumentRow t={data.texts} language={data.language} document={shown} outdated={outdated} />,
    );
    const details = view.querySelector('details');
    if (details) details.open = wasOpen;
    if (focused) view.querySelector<HTMLElement>(`[data-action="${focused}"]`)?.focus();
  }

  const resetEditor = (id: string): void => {
    const shown = newest.get(id);
    const editor = part(row(id) ?? list, 'editor');
    if (!editor || !shown) return;
    edited.set(id, shown);
    drawInto(editor, <DocumentEditor t={data.texts} document={shown} />);
  };
  return {
    row,
    resetEditor,
    edited: (id) => edited.get(id),
    show(told, add = false) {
      const shown = newerOf(newest.get(told.id), told, add);
      newest.set(shown.id, shown);
      const known = row(shown.id);
      if (!known && !add) return;
      if (!edited.has(shown.id)) edited.set(shown.id, shown);
      // An event that changes nothing must not take a row from under somebody's finger.
      const state = markOf(shown);
      if (known?.dataset.state === state) return;
      const drawn = known ?? create(shown.id);
      drawn.dataset.state = state;
      const view = part(drawn, 'view');
      if (view) draw(view, shown);
      // What somebody is typing stays; what is folded away keeps up.
      if (part(drawn, 'editor')?.querySelector('details')?.open !== true) resetEditor(shown.id);
    },
    showRemoved(removed) {
      const note = document.createElement('li');
      note.dataset.removed = removed.id;
      note.dataset.undo = String(removed.undoMs);
      drawInto(note, <RemovedNote t={data.texts.hrFile} common={data.texts.common} document={removed} />);
      row(removed.id)?.replaceWith(note);
      recount(-1);
      return note;
    },
    drop(gone) {
      gone.remove();
      recount(0);
    },
  };
}

/**
 * Events may overtake the response to what caused them: a short document is read before its upload is answered.
 * @param answer of a request; an event of the same moment came after it
 */
function newerOf(known: DocumentView | undefined, told: DocumentView, answer: boolean): DocumentView {
  if (known === undefined) return told;
  const isLater = answer ? known.updatedAt >= told.updatedAt : known.updatedAt > told.updatedAt;
  return isLater ? known : told;
}
