import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { findActor } from '../accounts/administration.ts';
import { documentViewSchema, readPassagesSchema } from '../api/document-schemas.ts';
import { problemSchema } from '../api/problem.ts';
import { type ChatReply, chatReplySchema } from '../assistant/model.ts';
import type { DocumentInput, DocumentView, ReadPassage } from '../employer/model.ts';
import type { Actor, Role } from '../kernel/actor.ts';
import type { House } from './house.ts';

/** What the command line does, whether the service runs in this process or in another. */
export interface Desk {
  ask(message: string): Promise<ChatReply>;
  upload(path: string, input: DocumentInput): Promise<DocumentView>;
  document(id: string): Promise<DocumentView>;
  tick(id: string): Promise<DocumentView>;
  passages(id: string): Promise<ReadPassage[]>;
  close(): Promise<void>;
}

/** The desk over services in this process, for an operator who holds the data folder. */
export function localDesk(house: House, employerId: string): Desk {
  const { assistant, documents } = house.services;
  const as = (role: Role): Actor => findActor(house.deps.directory, employerId, role);
  return {
    async ask(message) {
      await documents.settled(employerId);
      return assistant.ask(as('employee'), { message });
    },
    async upload(path, input) {
      const bytes = new Uint8Array(await readFile(path));
      return documents.upload(as('hr'), { name: basename(path), bytes }, input);
    },
    document: async (id) => documents.get(as('hr'), id),
    tick: async (id) => documents.patch(as('hr'), id, { usedByAssistant: true }),
    passages: async (id) => documents.readPassages(as('hr'), id),
    close: () => house.close(),
  };
}

/** A refusal of the running service, with its text for people. */
export class DeskError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'DeskError';
    this.code = code;
  }
}

export interface RemoteAccess {
  url: string;
  employerId: string;
  language: string;
  /** E-mail of somebody who may ask, and of somebody who keeps the file. */
  asker: string;
  keeper: string;
  password: string;
}

/** The desk over the API of a service that runs in another process and holds the data folder. */
export function remoteDesk(access: RemoteAccess): Desk {
  const base = `${access.url}/api/employers/${encodeURIComponent(access.employerId)}`;
  const tokens = new Map<string, Promise<string>>();

  async function send<T>(
    schema: z.ZodType<T>,
    email: string,
    url: string,
    init: RequestInit = {},
  ): Promise<T> {
    if (!tokens.has(email)) tokens.set(email, signIn(access, email));
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${await tokens.get(email)}`);
    headers.set('accept-language', access.language);
    return read(schema, await fetch(url, { ...init, headers }));
  }
  const json = (method: string, body: unknown): RequestInit => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

  return {
    ask: (message) => send(chatReplySchema, access.asker, `${base}/chat`, json('POST', { message })),
    async upload(path, input) {
      const form = new FormData();
      form.set('file', new File([new Uint8Array(await readFile(path))], basename(path)));
      for (const [name, value] of Object.entries(input)) if (value != null) form.set(name, String(value));
      return send(documentViewSchema, access.keeper, `${base}/documents`, { method: 'POST', body: form });
    },
    document: (id) => send(documentViewSchema, access.keeper, `${base}/documents/${id}`),
    tick: (id) =>
      send(
        documentViewSchema,
        access.keeper,
        `${base}/documents/${id}`,
        json('PATCH', { usedByAssistant: true }),
      ),
    passages: async (id) =>
      (await send(readPassagesSchema, access.keeper, `${base}/documents/${id}/passages`)).passages,
    close: async () => undefined,
  };
}

async function signIn(access: RemoteAccess, email: string): Promise<string> {
  const response = await fetch(`${access.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': access.language },
    body: JSON.stringify({ email, password: access.password, employerId: access.employerId }),
  });
  const signedIn = await read(z.object({ kind: z.string(), token: z.string().optional() }), response);
  if (signedIn.token !== undefined) return signedIn.token;
  const message = `${email} kan hier niet aanmelden met alleen een wachtwoord (${signedIn.kind}). Neem een account met één rol en zonder tweede stap.`;
  throw new DeskError(signedIn.kind, message);
}

async function read<T>(schema: z.ZodType<T>, response: Response): Promise<T> {
  const body: unknown = await response.json();
  if (response.ok) return schema.parse(body);
  const problem = problemSchema.safeParse(body);
  throw new DeskError(problem.data?.code ?? 'internal', problem.data?.detail ?? `HTTP ${response.status}`);
}
