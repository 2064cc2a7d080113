import { Hono } from 'hono';
import { afterAll, describe, expect, it } from 'vitest';
import type { AppEnv } from '../../src/api/env.ts';
import { type RoutePolicy, routePolicies } from '../../src/api/guard.ts';
import {
  idKinds,
  leaverMay,
  openToAll,
  otherMeanings,
  ownerOnly,
  refusesNothing,
  saysOtherwise,
  type Things,
} from './registry.ts';
import { type Ids, type OpenApi, otherIds, pathParams, send } from './requests.ts';
import { openWorld, type Who } from './world.ts';

const MISSING = 'bestaat-niet';
const malformed = ["' OR 1=1 --", '../../beta', '\u0000', 'x'.repeat(300)];

const world = await openWorld();
const api = (await (await world.app.request('/api/openapi.json')).json()) as OpenApi;
const routes = routePolicies(world.app).filter(({ path }) => !path.endsWith('*'));
const counts = new Map<string, number>();
let kept = world.state();

/** Compares with what was kept before; one attempt that wrote something fails one test, not all that follow. */
function nothingWritten(): void {
  const before = kept;
  kept = world.state();
  expect(kept).toEqual(before);
}

type Attempt = { ids: { path: Ids; other: Ids }; who: Who };
type Answer = { status: number; location: string; type: string; body: string };

/** Makes an attempt and sees that it fails; not where an id refuses nothing. */
async function refusedAttempt(
  kind: string,
  route: RoutePolicy,
  { ids, who }: Attempt,
  app = world.app,
  mustFail = true,
): Promise<Answer> {
  const label = `${kind}: ${who.name} ${route.method} ${route.path} ${JSON.stringify(ids)}`;
  const response = await send(app, api, route, ids, who);
  const used = [...Object.values(ids.path), ...Object.values(ids.other)];
  const answer = {
    status: response.status,
    location: plain(response.headers.get('location') ?? '', used),
    type: response.headers.get('content-type') ?? '',
    body: plain(await response.text(), used),
  };
  const sentAway = answer.status === 303 && /^\/aanmelden(\?|$)/.test(answer.location);
  if (mustFail && !sentAway) expect(answer.status, label).toBeGreaterThanOrEqual(400);
  expect(answer.status, label).toBeLessThan(500);
  expect(answer.status, `${label}: too many, so that nothing was tried`).not.toBe(429);
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return answer;
}

/** A page says its own address in its links: there the id that was asked for stands, whatever it is. */
function plain(text: string, used: readonly string[]): string {
  const spellings = used.flatMap((id) => {
    const once = encodeURIComponent(id);
    return [encodeURIComponent(once), once, id];
  });
  return spellings.filter((id) => id.length > 2).reduce((left, id) => left.replace(whole(id), '§'), text);
}

/** An id, but not where it is the beginning of a longer one: 'id-7' stands in 'id-77'. */
function whole(id: string): RegExp {
  return new RegExp(`(?<=^|[^\\w-]|%(?:25)*[\\dA-F]{2})${id.replace(/[^\w-]/g, '\\$&')}(?![\\w-])`, 'g');
}

/** Both are tried, and answered alike: from the answer nobody learns whether something exists. */
async function sameOfBoth(
  kind: string,
  route: RoutePolicy,
  who: Who,
  foreign: Attempt['ids'],
  missing: Attempt['ids'],
  app = world.app,
  mustFail = true,
) {
  const one = await refusedAttempt(`${kind}, foreign`, route, { who, ids: foreign }, app, mustFail);
  const other = await refusedAttempt(`${kind}, missing`, route, { who, ids: missing }, app, mustFail);
  expect(one, `${kind}: ${who.name} ${route.method} ${route.path}`).toEqual(other);
  return one;
}

const thingsAt = (employerId: string): Things => {
  const things = world.things[employerId];
  if (!things) throw new Error(`nothing stands at ${employerId}`);
  return things;
};
const kindOf = ({ path }: RoutePolicy, name: string) =>
  idKinds[otherMeanings.find((one) => one.name === name && path.startsWith(one.path))?.kind ?? name];
const idsOf = (route: RoutePolicy, names: readonly string[], things: Things): Ids =>
  Object.fromEntries(names.map((name) => [name, kindOf(route, name)?.of(things) ?? 'x']));
const ofKind = (kind: string, things: Things) => idKinds[kind]?.of(things) ?? '';
const missingOf = (name: string) => idKinds[name]?.missing ?? MISSING;
const elsewhere = (who: Who) => thingsAt(who.home === 'alfa' ? 'beta' : 'alfa');
const homeOf = (who: Who) => thingsAt(who.home);
const isPublic = ({ policy }: RoutePolicy) => policy !== null && 'public' in policy;
const mayCall = ({ policy }: RoutePolicy, { role }: Who) =>
  policy !== null &&
  ('public' in policy || (role !== null && (!('roles' in policy) || policy.roles.includes(role))));
/** What somebody who left may not do any more, though the role may. */
const isSubmission = ({ method, path, policy }: RoutePolicy) =>
  method !== 'GET' && policy !== null && 'roles' in policy && !(`${method} ${path}` in leaverMay);
const saysSo = ({ method, path }: RoutePolicy, { role }: Who) =>
  [`${method} ${path}`, `${method} ${path} as ${role}`].some((name) => name in saysOtherwise);
const isOwnerOnly = ({ method, path }: RoutePolicy) => ownerOnly.includes(`${method} ${path}`);
/** A colleague's is closed to this role. */
const isPersonal = (route: RoutePolicy, name: string, { role }: Who) => {
  const kept = kindOf(route, name)?.personal;
  return kept !== undefined && (role === null || kept.includes(role) || isOwnerOnly(route));
};

/** Another employer in the path, with things that really are there. */
async function foreignEmployer(route: RoutePolicy, who: Who) {
  const names = pathParams(route);
  const others = Object.entries(otherIds(route, api));
  const other = Object.fromEntries(others.map(([field, { kind }]) => [field, ofKind(kind, elsewhere(who))]));
  const there = { path: idsOf(route, names, elsewhere(who)), other };
  const nowhere = { path: { ...there.path, employerId: MISSING }, other };
  await sameOfBoth('employer in the path', route, who, there, nowhere);
  for (const employerId of malformed)
    await refusedAttempt('employer in the path, malformed', route, {
      who,
      ids: { path: { ...there.path, employerId }, other },
    });
}

/** The own employer, and the things of another; one at a time and all together. */
async function foreignThings(route: RoutePolicy, who: Who) {
  const names = pathParams(route).filter((name) => name !== 'employerId');
  const own = idsOf(route, pathParams(route), homeOf(who));
  const sets = [...names.map((name) => [name]), ...(names.length > 1 ? [names] : [])];
  for (const set of sets) {
    const there = { path: { ...own, ...idsOf(route, set, elsewhere(who)) }, other: {} };
    const nowhere = {
      path: { ...own, ...Object.fromEntries(set.map((name) => [name, missingOf(name)])) },
      other: {},
    };
    const answer = await sameOfBoth('thing in the path', route, who, there, nowhere);
    // A request that fails for its form would say nothing about its id.
    if (mayCall(route, who) && who.name !== 'leaver' && !saysSo(route, who))
      expect(answer.status, `${who.name} ${route.method} ${route.path} ${answer.body.slice(0, 300)}`).toBe(
        404,
      );
    for (const wrong of malformed) {
      const path = { ...own, ...Object.fromEntries(set.map((name) => [name, wrong])) };
      await refusedAttempt('thing in the path, malformed', route, { who, ids: { path, other: {} } });
    }
  }
}

/** The own employer and a colleague's conversation, message or session. */
async function colleaguesThings(route: RoutePolicy, who: Who) {
  const names = pathParams(route);
  const own = idsOf(route, names, homeOf(who));
  const missing = Object.fromEntries(
    names.filter((name) => isPersonal(route, name, who)).map((name) => [name, missingOf(name)]),
  );
  const nowhere = { path: { ...own, ...missing }, other: {} };
  await sameOfBoth('thing of a colleague', route, who, { path: own, other: {} }, nowhere);
}

/** Ids in a query, a form or a body, one at a time; the path and the others are of the caller's own employer. */
async function idsElsewhere(route: RoutePolicy, who: Who) {
  const kinds = Object.entries(otherIds(route, api));
  const path = idsOf(route, pathParams(route), homeOf(who));
  const needed = kinds.filter(([, { required }]) => required);
  const home = Object.fromEntries(needed.map(([field, { kind }]) => [field, ofKind(kind, homeOf(who))]));
  for (const [field, { kind }] of kinds) {
    const sources = isPersonal(route, kind, who) ? [elsewhere(who), homeOf(who)] : [elsewhere(who)];
    const mustFail = !(`${route.method} ${route.path} ${field}` in refusesNothing);
    for (const things of sources) {
      const there = { path, other: { ...home, [field]: ofKind(kind, things) } };
      const nowhere = { path, other: { ...home, [field]: missingOf(kind) } };
      await sameOfBoth('id outside the path', route, who, there, nowhere, world.app, mustFail);
    }
  }
}

/** A role that may not, at home, with what really is there. */
async function wrongRole(route: RoutePolicy, who: Who) {
  const path = idsOf(route, pathParams(route), homeOf(who));
  await refusedAttempt('role', route, { who, ids: { path, other: {} } });
}

describe('the registry of ids', () => {
  it('knows every parameter of every path', () => {
    const unknown = routes.flatMap((route) =>
      pathParams(route)
        .filter((name) => !(name in idKinds))
        .map(
          (name) => `${route.method} ${route.path}: add "${name}" to test/access/registry.ts and world.ts`,
        ),
    );
    expect(unknown).toEqual([]);
  });

  it('names something that is there, at both employers, and not the same', () => {
    const [alfa, beta] = [thingsAt('alfa'), thingsAt('beta')];
    for (const name of Object.keys(alfa) as (keyof Things)[]) {
      expect([name, alfa[name]]).not.toEqual([name, '']);
      expect([name, alfa[name]]).not.toEqual([name, beta[name]]);
    }
  });

  it.each([
    '/api/employers/:employerId/documents/:documentId/passages/:passageId',
    '/api/employers/:employerId/curated/:curatedId',
    '/documenten/:documentId',
    '/hr/vragen/:groupId/antwoord',
  ])('opens %s for HR at home: what fails below fails for its ids', async (path) => {
    const hr = world.people.find(({ name }) => name === 'hr');
    const route = routes.find((one) => one.method === 'GET' && one.path === path);
    if (!hr || !route) throw new Error(`no ${path}`);
    const ids = { path: idsOf(route, pathParams(route), thingsAt('alfa')), other: {} };
    expect((await send(world.app, api, route, ids, hr)).status).toBe(200);
  });
});

describe.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (name, route) => {
    const names = pathParams(route);

    it.each(world.people.map((who) => [who.name, who] as const))(
      'gives %s nothing of others',
      async (_name, who) => {
        const scoped = names.includes('employerId');
        const allowed = mayCall(route, who);
        if (scoped) await foreignEmployer(route, who);
        if (!(name in openToAll) && names.some((one) => one !== 'employerId'))
          await foreignThings(route, who);
        if (names.some((one) => isPersonal(route, one, who))) await colleaguesThings(route, who);
        if (allowed && !isPublic(route)) await idsElsewhere(route, who);
        if (!allowed) await wrongRole(route, who);
        if (who.name === 'leaver' && isSubmission(route)) await wrongRole(route, who);
      },
    );
    it('wrote nothing in all that', nothingWritten);
  },
);

describe('the matrix itself', () => {
  const route = { method: 'GET', path: '/dossier/:documentId', policy: null };
  const [who] = world.people;
  const ids = (documentId: string) => ({ path: { documentId }, other: {} });
  const tried = async (answer: (documentId: string) => Response): Promise<void> => {
    const leaky = new Hono<AppEnv>().get(route.path, (c) => answer(c.req.param('documentId') ?? ''));
    if (!who) throw new Error('nobody tries');
    await sameOfBoth('self', route, who, ids('d-vreemd'), ids(MISSING), leaky);
  };
  afterAll(() => {
    for (const kind of counts.keys()) if (kind.startsWith('self')) counts.delete(kind);
  });

  it.each([
    ['gives what it should not', () => new Response('inhoud'), 'to be greater than or equal to 400'],
    [
      'sends on as if it were done',
      () => Response.redirect('http://vraagbaak.test/hr', 303),
      'to be greater than',
    ],
    ['falls over', () => new Response('', { status: 500 }), 'to be less than 500'],
    [
      'tells what exists',
      (id: string) => new Response('', { status: id === MISSING ? 404 : 403 }),
      'to deeply equal',
    ],
    [
      'tells it in the text',
      (id: string) => new Response(id === MISSING ? 'onbekend' : 'geen toegang', { status: 404 }),
      'to deeply equal',
    ],
  ])('sees a route that %s', async (_what, answer, said) => {
    await expect(tried(answer)).rejects.toThrow(said);
  });

  it('sees none in a route that answers both alike, with the id that was asked for', async () => {
    await tried((id) => new Response(`${id} bestaat niet`, { status: 404 }));
  });
});

describe('all attempts together', () => {
  it('are more than a thousand, and none succeeded', () => {
    const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
    console.info(
      `${total} attempts over ${routes.length} routes: ${JSON.stringify(Object.fromEntries(counts))}`,
    );
    expect(total).toBeGreaterThan(1000);
  });
});
