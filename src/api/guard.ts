import type { Context, MiddlewareHandler } from 'hono';
import { findTargetHandler } from 'hono/utils/handler';
import type { Role } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { AppEnv } from './env.ts';

/**
 * Who may call a route. Every route has exactly one; a test walks all routes and fails where it is missing.
 * `beforeFactor`: also for who must set up a second factor first; nothing else is open to them.
 */
export type Policy = { public: true } | { signedIn: true; beforeFactor?: true } | { roles: readonly Role[] };

const policies = new WeakMap<object, Policy>();

/**
 * The middleware that holds a route to its policy; it is also the declaration of that policy.
 * A path with `:employerId` belongs to that employer only: for others it does not exist, whatever their role.
 */
export function guard(policy: Policy): MiddlewareHandler<AppEnv> {
  const middleware: MiddlewareHandler<AppEnv> = async (c, next) => {
    check(c, policy);
    await next();
  };
  policies.set(middleware, policy);
  return middleware;
}

function check(c: Context<AppEnv>, policy: Policy): void {
  if ('public' in policy) return;
  const session = c.get('session');
  if (!session) throw new AppError('unauthenticated');
  if (session.mustSetUpFactor && !('beforeFactor' in policy)) throw new AppError('factor_required');
  const employerId = c.req.param('employerId');
  if (employerId !== undefined && employerId !== session.actor.employerId) throw new AppError('not_found');
  if ('roles' in policy && !policy.roles.includes(session.actor.role)) throw new AppError('forbidden');
}

export interface RoutePolicy {
  method: string;
  path: string;
  /** Null: nobody declared who may call it, a defect. */
  policy: Policy | null;
}

/** Every route of an app with its policy; plain middleware (`app.use`) is left out. */
export function routePolicies(app: {
  routes: readonly { method: string; path: string; handler: unknown }[];
}): RoutePolicy[] {
  const found = new Map<string, RoutePolicy>();
  for (const { method, path, handler } of app.routes) {
    const target = typeof handler === 'function' ? unwrap(handler) : null;
    const policy = (target && policies.get(target)) ?? null;
    if (policy === null && method === 'ALL' && isMiddleware(target)) continue;
    const key = `${method} ${path}`;
    const known = found.get(key);
    if (!known) found.set(key, { method, path, policy });
    else known.policy ??= policy;
  }
  return [...found.values()];
}

function unwrap(handler: object): object {
  return findTargetHandler(handler as Parameters<typeof findTargetHandler>[0]);
}

function isMiddleware(handler: object | null): boolean {
  return typeof handler === 'function' && handler.length > 1;
}
