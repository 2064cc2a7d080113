import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { routePolicies } from '../../src/api/guard.ts';
import { testApp } from './support.ts';

interface Described {
  openapi: string;
  paths: Record<
    string,
    Record<string, { summary?: string; security?: unknown; responses: Record<string, unknown> }>
  >;
}

async function describedApi() {
  const { app } = await testApp();
  const response = await app.request('/api/openapi.json');
  return { app, document: (await response.json()) as Described };
}

describe('the OpenAPI document', () => {
  it('is version 3.1 and describes every JSON route with its errors', async () => {
    const { app, document } = await describedApi();
    expect(document.openapi).toBe('3.1.0');
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = routePolicies(app)
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
      .filter((route) => !/\/api\/(docs|openapi)/.test(route));
    expect(described.sort()).toEqual(routes.sort());
    for (const operation of Object.values(document.paths).flatMap((methods) => Object.values(methods))) {
      expect(operation.summary).toBeTruthy();
      expect(operation.responses.default).toBeDefined();
    }
  });

  it('says which routes need a session', async () => {
    const { document } = await describedApi();
    expect(document.paths['/api/health']?.get?.security).toBeUndefined();
    expect(document.paths['/api/employers/{employerId}/chat']?.post?.security).toEqual([
      { bearer: [] },
      { cookie: [] },
    ]);
  });

  it('shows the form of the chat answer', async () => {
    const { document } = await describedApi();
    expect(JSON.stringify(document.paths['/api/employers/{employerId}/chat'])).toContain('"conversationId"');
  });
});

describe('the page of the API', () => {
  const assets = {
    read: async (name: string) => {
      const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
      if (name !== 'swagger-ui.css') return null;
      return { type: 'text/css', bytes: await readFile(join(folder, name)) };
    },
  };

  it('loads only our own files and holds nothing inline', async () => {
    const { app } = await testApp({ deps: { apiDocs: assets } });
    const html = await (await app.request('/api/docs')).text();
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]);
    expect(loaded).toEqual([
      'data:,',
      '/api/docs/swagger-ui.css',
      '/api/docs/swagger-ui-bundle.js',
      '/api/docs/start.js',
    ]);
    expect(html).not.toMatch(/<style|style=|onload=|<script>/);
    expect(await (await app.request('/api/docs/start.js')).text()).toContain('/api/openapi.json');
  });

  it('serves assets by name and nothing beside them', async () => {
    const { app } = await testApp({ deps: { apiDocs: assets } });
    const css = await app.request('/api/docs/swagger-ui.css');
    expect(css.headers.get('content-type')).toBe('text/css');
    expect(css.headers.get('cache-control')).toContain('public');
    for (const name of ['package.json', '..%2Fpackage.json', 'constructor', '__proto__']) {
      expect((await app.request(`/api/docs/${name}`)).status).toBe(404);
    }
  });
});
