import type { Hono } from 'hono';
import type { AppEnv } from '../../src/api/env.ts';
import type { RoutePolicy } from '../../src/api/guard.ts';
import type { Role } from '../../src/kernel/actor.ts';
import { apiIds, bodyFieldsOf, fileForms, formFields, formFieldsOf, idKinds, pageIds } from './registry.ts';

/** The part of a JSON schema that samples are made from. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  multipleOf?: number;
  maxLength?: number;
  format?: string;
}
interface Operation {
  parameters?: { in: string; name: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** Values for ids by the name of their parameter. */
export type Ids = Readonly<Record<string, string>>;

const paramIn = /:(\w+)(?:\{[^}]*\})?/g;

/** Names of the parameters in the path of a route. */
export function pathParams({ path }: RoutePolicy): string[] {
  return [...path.matchAll(paramIn)].map(([, name = '']) => name);
}

/** Ids in the query, the form or the body of a route. */
export interface OtherIdOf {
  kind: string;
  /** The request is refused for its form without one. */
  required: boolean;
}

/** Names of ids that stand in the query, the form or the body of a route. */
export function otherIds(route: RoutePolicy, api: OpenApi): Record<string, OtherIdOf> {
  const operation = operationOf(route, api);
  const body = bodySchema(operation, api);
  const query = (operation?.parameters ?? []).filter((p) => p.in === 'query');
  const named = namedIds(route);
  const names = [...query.map(({ name }) => name), ...Object.keys(body?.properties ?? {})];
  const required = [
    ...query.filter((p) => p.required).map(({ name }) => name),
    ...(body?.required ?? []),
    // A form is sent whole.
    ...(operation === undefined && route.method !== 'GET' ? Object.keys(named) : []),
  ];
  const kinds = {
    ...Object.fromEntries(
      names.filter((name) => name in idKinds && !idKinds[name]?.word).map((name) => [name, name]),
    ),
    ...Object.fromEntries(Object.entries(named).map(([name, { kind }]) => [name, kind])),
  };
  return Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, { kind, required: required.includes(name) }]),
  );
}

function namedIds({ method, path }: RoutePolicy) {
  return { ...apiIds[`${method} ${path}`], ...pageIds[`${method} ${path}`] };
}

/** Sends the request of a route that would be valid but for its ids. */
export function send(
  app: Hono<AppEnv>,
  api: OpenApi,
  route: RoutePolicy,
  ids: { path: Ids; other: Ids },
  { headers, role }: { headers: Record<string, string>; role: Role | null },
): Promise<Response> {
  const name = `${route.method} ${route.path}`;
  const operation = operationOf(route, api);
  const named = namedIds(route);
  const other = Object.entries(ids.other).map(
    ([field, id]) => [field, named[field]?.as?.(id) ?? id] as const,
  );
  const path = route.path.replace(paramIn, (_, param: string) => encodeURIComponent(ids.path[param] ?? 'x'));
  const query = new URLSearchParams();
  for (const { in: where, name: asked, required, schema } of operation?.parameters ?? [])
    if (where === 'query' && required) query.set(asked, String(sampleOf(schema, api)));
  const method = route.method === 'ALL' ? 'POST' : route.method;
  const isForm = operation === undefined;
  if (method === 'GET')
    for (const [field, value] of Object.entries(bodyFieldsOf[name] ?? {})) query.set(field, String(value));
  if (method === 'GET') for (const [field, id] of other) query.set(field, String(id));
  const url = `http://vraagbaak.test${path}${query.size > 0 ? `?${query}` : ''}`;
  if (method === 'GET' || method === 'DELETE') return request(app, url, { method, headers });
  if (fileForms.includes(name)) return request(app, url, { method, headers, body: uploadForm() });
  if (isForm) {
    const body = new URLSearchParams({
      ...formFields,
      ...formFieldsOf[name],
      ...formFieldsOf[`${name} as ${role}`],
      ...(Object.fromEntries(other) as Record<string, string>),
    });
    return request(app, url, { method, headers, body });
  }
  const multipart = operation.requestBody?.content['multipart/form-data'];
  if (multipart) return request(app, url, { method, headers, body: uploadForm() });
  const schema = bodySchema(operation, api);
  if (schema === undefined) return request(app, url, { method, headers });
  const body = JSON.stringify({
    ...(sampleOf(schema, api) as object),
    ...bodyFieldsOf[name],
    ...Object.fromEntries(other),
  });
  return request(app, url, { method, headers: { ...headers, 'content-type': 'application/json' }, body });
}

async function request(app: Hono<AppEnv>, url: string, init: RequestInit): Promise<Response> {
  const origin = new URL(url).origin;
  const response = await app.request(url, { ...init, headers: { origin, ...(init.headers as object) } });
  if (!response.headers.get('content-type')?.includes('text/event-stream')) return response;
  await response.body?.cancel();
  return new Response('stream', { status: response.status });
}

function uploadForm(): FormData {
  const form = new FormData();
  form.set('file', new File(['# Regeling\n\nTekst.'], 'regeling.md'));
  form.set('title', 'Regeling');
  form.set('kind', 'scheme');
  return form;
}

function operationOf({ method, path }: RoutePolicy, api: OpenApi): Operation | undefined {
  return api.paths[path.replace(paramIn, '{$1}')]?.[method.toLowerCase()];
}

function bodySchema(operation: Operation | undefined, api: OpenApi): Schema | undefined {
  const schema = operation?.requestBody?.content['application/json']?.schema;
  return schema && chosen(schema, api);
}

/** The schema behind references, the first of several, and all parts of one that is put together. */
function chosen(schema: Schema, api: OpenApi): Schema {
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) return chosen(api.components.schemas[name] ?? {}, api);
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return chosen(first, api);
  if (!schema.allOf) return schema;
  const parts = schema.allOf.map((part) => chosen(part, api));
  return {
    type: 'object',
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: parts.flatMap(({ required = [] }) => required),
  };
}

/** Formats whose samples must say something. */
const samples: Record<string, string> = {
  date: '2026-03-02',
  'date-time': '2026-03-02T09:00:00Z',
  uri: 'https://alfa.example',
};

/** A small value that fits: required properties only. */
function sampleOf(given: Schema, api: OpenApi, nth = 0): unknown {
  const schema = chosen(given, api);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, sampleOf(schema.properties?.[name] ?? {}, api, nth)]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, (_, i) => sampleOf(schema.items ?? {}, api, i));
    case 'integer':
    case 'number':
      return schema.multipleOf ?? schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textOf(schema, nth);
  }
}

/** Several in a list differ: two people do not have one address. */
function textOf({ format = '', minLength = 0, maxLength }: Schema, nth: number): string {
  if (format === 'email') return `iemand${nth}@alfa.example`;
  return (samples[format] ?? 'Mag mijn hond mee?'.padEnd(minLength, 'x')).slice(0, maxLength);
}
