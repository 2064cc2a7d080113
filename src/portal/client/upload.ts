import type { DocumentView } from '../../employer/model.ts';
import { fill } from '../texts/fill.ts';
import type { Api } from './api.ts';
import { say, showError } from './page.ts';

interface Progress {
  box: HTMLElement;
  bar: HTMLProgressElement;
  text: HTMLElement;
}

/** Sends the form with its progress in view; what comes after shows in the list. */
export function handleUpload(
  api: Api,
  form: HTMLFormElement,
  onDone: (document: DocumentView) => void,
): void {
  const find = <E extends Element>(selector: string) => form.querySelector(selector) as E;
  const file = find<HTMLInputElement>('#file');
  const fileName = find<HTMLElement>('[data-file-name]');
  const title = find<HTMLInputElement>('[name="title"]');
  const error = find<HTMLElement>('[data-error]');
  const submit = find<HTMLButtonElement>('button[type="submit"]');
  const progress: Progress = {
    box: find('[data-progress]'),
    bar: find('progress'),
    text: find('[data-progress-text]'),
  };
  const t = api.data.texts.hrDocuments;

  const showName = (): void => {
    const name = file.files?.[0]?.name;
    fileName.textContent = name ?? t.noFile;
    if (name && title.value === '') title.value = name.replace(/\.[^.]+$/, '').replace(/[_-]+/g, ' ');
  };
  file.addEventListener('change', showName);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    showError(error, null);
    submit.disabled = true;
    const result = await send(api, new FormData(form), progress);
    submit.disabled = false;
    if (typeof result === 'string') {
      showError(error, result);
      return;
    }
    onDone(result);
    say(`${result.title}: ${t.stages.queued}`);
    form.reset();
    showName();
  });
}

/** By XMLHttpRequest: fetch tells nothing of what has been sent. @returns the document, or what went wrong in words */
function send(api: Api, body: FormData, progress: Progress): Promise<DocumentView | string> {
  const { common, hrDocuments: t } = api.data.texts;
  const request = new XMLHttpRequest();
  request.open('POST', api.url('/documents'));
  request.setRequestHeader('accept-language', api.data.language);
  request.upload.onprogress = ({ loaded, total }) => {
    const percent = total > 0 ? Math.round((100 * loaded) / total) : 0;
    progress.bar.value = percent;
    progress.text.textContent = fill(t.uploading, { percent });
  };
  progress.box.hidden = false;
  return new Promise((resolve) => {
    const done = (result: DocumentView | string): void => {
      progress.box.hidden = true;
      resolve(result);
    };
    request.onerror = () => done(common.offline);
    request.onload = () => {
      if (request.status === 401) return done(common.sessionExpired);
      const answer = parse(request.responseText);
      if (request.status === 202 && answer) return done(answer as unknown as DocumentView);
      done(answer?.detail ?? common.serverError);
    };
    request.send(body);
  });
}

function parse(text: string): { detail?: string } | null {
  try {
    return JSON.parse(text) as { detail?: string };
  } catch {
    return null;
  }
}
