import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { z } from 'zod';
import type { AppEnv } from './env.ts';
import { guard, type Policy } from './guard.ts';
import { problemSchema, validationError } from './problem.ts';

/** The API's app: failed input checks become problems with the fields at fault. */
export type Api = OpenAPIHono<AppEnv>;

export function createApi(): Api {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (!result.success) throw validationError(result.error);
    },
  });
}

/** Path parameter of everything below /api/employers/{employerId}. */
export const employerParams = z.object({ employerId: z.string().min(1).max(100) });

/** Path parameters of one thing of an employer. */
export function idParams<Name extends string>(...names: Name[]) {
  const id = z.string().min(1).max(100);
  const shape = Object.fromEntries(names.map((name) => [name, id])) as Record<Name, typeof id>;
  return employerParams.extend(shape);
}

/** `content` of a JSON body or response. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return { 'application/json': { schema } };
}

/** A required JSON body. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { content: json(schema), required: true as const };
}

/**
 * The only way to declare an API route: the policy comes first and can't be left out.
 * The guard runs before the input is looked at, so that a stranger learns nothing about the form of a request.
 * @param before middleware between guard and validation, e.g. a larger body limit
 */
export function defineRoute<P extends string, R extends Omit<RouteConfig, 'path'> & { path: P }>(
  policy: Policy,
  route: R,
  ...before: MiddlewareHandler[]
): R {
  const isPublic = 'public' in policy;
  return {
    ...route,
    ...(isPublic ? {} : { security: [{ bearer: [] }, { cookie: [] }] }),
    responses: {
      ...route.responses,
      default: {
        description: 'Fout (Error)',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
    middleware: [guard(policy), ...before],
  };
}
