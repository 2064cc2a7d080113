import type { DocumentView } from '../../employer/model.ts';
import type { Api } from './api.ts';

/** What became of an upload. `twin`: the id of the document that holds this file already. */
export type Sent =
  | { kind: 'taken'; document: DocumentView }
  | { kind: 'refused'; message: string; twin: string | null }
  | { kind: 'cancelled' };

export interface Sending {
  done: Promise<Sent>;
  cancel(): void;
}

/** Sends a form with a file by XMLHttpRequest: fetch tells nothing of what has been sent. @param onProgress per cent */
export function sendFile(
  api: Api,
  path: string,
  body: FormData,
  onProgress: (percent: number) => void,
): Sending {
  const { common } = api.data.texts;
  const request = new XMLHttpRequest();
  request.open('POST', api.url(path));
  request.setRequestHeader('accept-language', api.data.language);
  request.upload.onprogress = ({ loaded, total }) => {
    onProgress(total > 0 ? Math.round((100 * loaded) / total) : 0);
  };
  const done = new Promise<Sent>((resolve) => {
    const refuse = (message: string, twin: string | null = null) =>
      resolve({ kind: 'refused', message, twin });
    request.onabort = () => resolve({ kind: 'cancelled' });
    request.onerror = () => refuse(common.offline);
    request.onload = () => {
      if (request.status === 401) return refuse(common.sessionExpired);
      const answer = parse(request.responseText);
      if (request.status === 202 && answer)
        return resolve({ kind: 'taken', document: answer as unknown as DocumentView });
      refuse(answer?.detail ?? common.serverError, answer?.documentId ?? null);
    };
  });
  request.send(body);
  return { done, cancel: () => request.abort() };
}

function parse(text: string): { detail?: string; documentId?: string } | null {
  try {
    return JSON.parse(text) as { detail?: string };
  } catch {
    return null;
  }
}
