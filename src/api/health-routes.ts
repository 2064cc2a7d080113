import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Services } from '../services.ts';
import { employers } from '../store/directory-schema.ts';
import { type Api, defineRoute, json } from './define-route.ts';

const health = defineRoute(
  { public: true },
  {
    method: 'get',
    path: '/api/health',
    tags: ['Beheer'],
    summary: 'Leeft de dienst, en waarmee antwoordt hij',
    responses: {
      200: {
        description: 'In orde',
        content: json(
          z.object({
            status: z.literal('ok'),
            encoder: z.string().nullable(),
            /** Documents that wait for the vectors of this encoder; the old ones answer meanwhile. */
            reencoding: z.object({ waiting: z.number().int(), failed: z.number().int() }),
            languageModel: z.string().nullable(),
          }),
        ),
      },
    },
  },
);

/** Fails with employer_unavailable or internal when the directory can't be read. */
export function healthRoutes(
  api: Api,
  services: Pick<Services, 'documents'>,
  deps: Pick<Deps, 'directory' | 'encoder' | 'languageModel'>,
): void {
  api.openapi(health, (c) => {
    deps.directory.select({ id: employers.id }).from(employers).limit(1).all();
    const encoder = deps.encoder?.id ?? null;
    const languageModel = deps.languageModel?.id ?? null;
    const reencoding = services.documents.reencoding();
    return c.json({ status: 'ok' as const, encoder, reencoding, languageModel }, 200);
  });
}
