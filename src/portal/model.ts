import type { Context } from 'hono';
import type { Logger } from '../deps.ts';
import type { Clock } from '../kernel/dates.ts';
import type { Services } from '../services.ts';

/** One file of the browser's side. */
export interface ClientAsset {
  bytes: Uint8Array;
  type: string;
}

/** Scripts, styles, the font and the PDF viewer; a runtime builds or loads them once. */
export interface ClientAssets {
  /** Changes with the contents, so that files below it may be cached for good. */
  readonly version: string;
  /** @param name path below /assets/{version}/, e.g. 'chat.js' or 'pdfjs/pdf.min.mjs'. Null for what is not among the assets. */
  read(name: string): Promise<ClientAsset | null>;
}

/** Accounts that anybody may enter with one click; only a demo has them. */
export interface DemoSignIns {
  password: string;
  people: readonly { name: string; email: string; about: string }[];
}

/** What the pages stand on. */
export interface PortalServices extends Services {
  assets: ClientAssets;
  clock: Clock;
  log: Logger;
  /** Null outside demo mode. */
  demo: DemoSignIns | null;
  /** Where links in mails lead; null in development: the address of the request. */
  publicOrigin: string | null;
  /** True where the service is reached over https. */
  secureCookies: boolean;
  /** Where a request comes from; only the runtime knows. */
  clientAddress: (c: Context) => string;
}
