import type { PageData } from '../page-data.ts';
import { fill } from '../texts/fill.ts';

/** A request that did not do what was asked, with the text to show. */
export class RequestError extends Error {
  /** HTTP status; 0 without a connection. */
  readonly status: number;
  /** What the server said about it. */
  readonly problem: ProblemBody;

  constructor(status: number, message: string, problem: ProblemBody = {}) {
    super(message);
    this.name = 'RequestError';
    this.status = status;
    this.problem = problem;
  }
}

interface ProblemBody {
  code?: string;
  title?: string;
  detail?: string;
  errors?: { field: string; message: string }[];
}

/** The error of a response that is not ok. */
async function errorOf(response: Response, texts: PageData['texts']['common']): Promise<RequestError> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody;
  const wait = Number(response.headers.get('retry-after'));
  if (response.status === 401) return new RequestError(401, texts.sessionExpired);
  if (response.status === 429 && wait > 0) {
    return new RequestError(429, fill(texts.tooMany, { seconds: wait }));
  }
  return new RequestError(response.status, body.detail ?? body.title ?? texts.serverError, body);
}

/** Calls of this employer's API, in the language of the page. */
export interface Api {
  /**
   * @param path below /api/employers/{employerId}
   * @throws RequestError for every response that is not ok and for a lost connection; the signal's own error when aborted
   */
  send(path: string, init?: RequestInit): Promise<Response>;
  /** The address of a path, for what fetches by itself. */
  url(path: string): string;
  readonly data: PageData;
}

export function createApi(data: PageData): Api {
  const url = (path: string) => `/api/employers/${encodeURIComponent(data.employerId)}${path}`;
  return {
    data,
    url,
    async send(path, init = {}) {
      const headers = new Headers(init.headers);
      headers.set('accept-language', data.language);
      if (typeof init.body === 'string') headers.set('content-type', 'application/json');
      let response: Response;
      try {
        response = await fetch(url(path), { ...init, headers });
      } catch (error) {
        if (init.signal?.aborted) throw error;
        throw new RequestError(0, data.texts.common.offline);
      }
      if (!response.ok) throw await errorOf(response, data.texts.common);
      return response;
    },
  };
}

/** What to tell somebody about a failure. */
export function messageOf(error: unknown, data: PageData): string {
  return error instanceof RequestError ? error.message : data.texts.common.serverError;
}
