import type { FilePageData } from '../page-data.ts';
import { fill } from '../texts/fill.ts';
import { sizeText } from './chosen-files.ts';
import { drawInto } from './draw.tsx';

/** Where one file is on its way; 'chosen' and 'failed' wait for a person. */
export type RowState =
  | { kind: 'chosen'; fault?: string }
  | { kind: 'waiting' }
  | { kind: 'sending' }
  | { kind: 'failed'; message: string; twin: string | null; again: boolean };

interface RowProps {
  data: FilePageData;
  name: string;
  size: number;
  title: string;
  state: RowState;
  key_: string;
}

/** One file of an upload: its title, how far it is, what went wrong and what to do about it. */
export function drawUploadRow(row: HTMLElement, props: RowProps): void {
  const had = row.contains(document.activeElement) ? document.activeElement?.getAttribute('data-act') : null;
  drawInto(row, <UploadRow {...props} />);
  if (had === null) return;
  const again =
    row.querySelector<HTMLElement>(`[data-act="${had}"]`) ?? row.querySelector<HTMLElement>('button');
  again?.focus();
}

/** Moves the bar without drawing the row anew. */
export function showSent(row: HTMLElement, percent: number, data: FilePageData): void {
  const bar = row.querySelector('progress');
  if (bar) bar.value = percent;
  const text = row.querySelector('[data-percent]');
  if (text) text.textContent = fill(data.texts.hrDocuments.uploading, { percent });
}

function UploadRow({ data, name, size, title, state, key_ }: RowProps) {
  const { hrFile: t, hrDocuments } = data.texts;
  const id = `title-${key_}`;
  const about = <span class="hidden-text">{fill(t.about, { name })}</span>;
  const fault = state.kind === 'chosen' ? state.fault : undefined;
  const edits = state.kind === 'chosen' || (state.kind === 'failed' && state.again);
  return (
    <>
      <p class="facts">
        <strong>{name}</strong>
        <span>{sizeText(size, t, data.language)}</span>
      </p>
      {edits && (
        <div class="field">
          <label for={id}>
            {t.titleOf}
            <span class="hidden-text">{` ${fill(t.titleOfFile, { name })}`}</span>
          </label>
          <input
            type="text"
            id={id}
            data-title
            data-act="title"
            value={title}
            maxlength={200}
            aria-describedby={`${id}-fault`}
            aria-invalid={fault ? 'true' : undefined}
          />
          <p class="fault" id={`${id}-fault`} hidden={!fault}>
            {fault ?? ''}
          </p>
        </div>
      )}
      {state.kind === 'waiting' && <p class="note">{t.waiting}</p>}
      {state.kind === 'sending' && (
        <div class="progress">
          <progress max={100} value={0} aria-label={name} />
          <span data-percent>{fill(hrDocuments.uploading, { percent: 0 })}</span>
        </div>
      )}
      {state.kind === 'failed' && (
        <p class="message bad" role="alert">
          {state.message}
          {state.twin && ' '}
          {state.twin && <a href={`#d-${state.twin}`}>{t.twin}</a>}
        </p>
      )}
      <div class="row">
        {state.kind === 'failed' && state.again && (
          <button type="button" class="button" data-act="retry">
            {t.retryOne}
            {about}
          </button>
        )}
        <button type="button" class="action" data-act="drop">
          {state.kind === 'sending' || state.kind === 'waiting' ? t.cancelOne : t.dropOne}
          {about}
        </button>
      </div>
    </>
  );
}
