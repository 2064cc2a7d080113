import { AppError } from '../kernel/errors.ts';
import type { Api } from './define-route.ts';
import { guard } from './guard.ts';

/** Static files that a runtime can hand in, by plain file name. */
export interface AssetReader {
  /** Null for a name that is not among the assets. */
  read(name: string): Promise<{ bytes: Uint8Array; type: string } | null>;
}

const info = {
  title: 'Vraagbaak',
  version: '0.1.0',
  description:
    'HR-assistent die antwoordt met aanhalingen uit de documenten van de werkgever. Aanmelden: `POST /api/session`; daarna het sessiecookie of `Authorization: Bearer`.',
};

const page = `<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Vraagbaak API</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><main id="api"></main><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;

const startScript = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#api', deepLinking: true, tryItOutEnabled: true, validatorUrl: null });`;

/** The OpenAPI 3.1 document and a page to browse it, served from our own files under the strict policy. */
export function openapiRoutes(api: Api, assets: AssetReader | null): void {
  api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' });
  api.openAPIRegistry.registerComponent('securitySchemes', 'cookie', {
    type: 'apiKey',
    in: 'cookie',
    name: 'vb_session',
  });
  api.get('/api/openapi.json', guard({ public: true }), (c) =>
    c.json(api.getOpenAPI31Document({ openapi: '3.1.0', info })),
  );
  if (!assets) return;
  api.get('/api/docs', guard({ public: true }), (c) => c.html(page));
  api.get('/api/docs/start.js', guard({ public: true }), (c) =>
    c.body(startScript, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  api.get('/api/docs/:name', guard({ public: true }), async (c) => {
    const asset = await assets.read(c.req.param('name'));
    if (!asset) throw new AppError('not_found');
    return c.body(new Uint8Array(asset.bytes), 200, {
      'content-type': asset.type,
      'cache-control': 'public, max-age=3600',
    });
  });
}
