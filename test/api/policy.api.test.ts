import { describe, expect, it } from 'vitest';
import { guard, type RoutePolicy, routePolicies } from '../../src/api/guard.ts';
import { type Role, roles } from '../../src/kernel/actor.ts';
import { bearer, testApp } from './support.ts';

/** A request that passes validation, so that only the policy decides. */
const runBody = (path: string, body: string) => ({
  [`POST /api/employers/:employerId/payroll-runs${path}`]: { body, type: 'application/json' },
});
const bodies: Record<string, { body: BodyInit; type: string | null }> = {
  ...runBody('', '{"periodId":202611,"onCall":"without"}'),
  ...runBody('/:runId/actions', '{"action":"close"}'),
  ...runBody('/:runId/results', '{"csv":"x"}'),
  ...runBody('/:runId/entries', '{"csv":"x"}'),
  ...runBody('/:runId/trial/remarks', '{"body":"Klopt dit?","requestKey":"12345678"}'),
  ...runBody('/:runId/trial/remarks/:remarkId/answers', '{"body":"Ja."}'),
  'PUT /api/employers/:employerId/payroll-run-mail': {
    body: '{"level":"employer","addresses":[]}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/payroll-run-mail/preview': {
    body: '{"subject":"x","body":"{{link}}","language":"nl"}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/chat': { body: '{"message":"x"}', type: 'application/json' },
  'POST /api/employers/:employerId/messages/:messageId/rating': {
    body: '{"rating":"up"}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/messages/:messageId/ask-hr': { body: '{}', type: 'application/json' },
  'PATCH /api/employers/:employerId/unanswered/:groupId': {
    body: '{"status":"open"}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/unanswered/:groupId/answer': {
    body: '{"kind":"text","question":"Mag mijn hond mee?","answer":"Ja.","scope":"everybody"}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/unanswered/:groupId/answer-as': {
    body: '{"curatedId":"a1"}',
    type: 'application/json',
  },
  'PATCH /api/employers/:employerId/curated/:curatedId': {
    body: '{"kind":"text","question":"Mag mijn hond mee?","answer":"Ja.","scope":"everybody","revision":1}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/curated/:curatedId/withdraw': {
    body: '{"revision":1}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/curated/:curatedId/undo': {
    body: '{"revision":1}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/own-words': {
    body: '{"word":"Klaverpoort","meaning":"personeelsportaal"}',
    type: 'application/json',
  },
  'PATCH /api/employers/:employerId/own-words/:ownWordId': {
    body: '{"word":"Klaverpoort","meaning":"personeelsportaal","revision":1}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/invitations': {
    body: '{"email":"nieuw@alfa.example","name":"Nieuw","role":"employee"}',
    type: 'application/json',
  },
  'PATCH /api/employers/:employerId/members/:personId': {
    body: '{"role":"employee","leftOn":null}',
    type: 'application/json',
  },
  'PUT /api/employers/:employerId/coverage/conflicts/:conflictId': {
    body: '{"prevails":null}',
    type: 'application/json',
  },
  'PATCH /api/employers/:employerId/documents/:documentId': {
    body: '{"title":"Nieuw"}',
    type: 'application/json',
  },
};

const report = '?periodId=202611&report=grid';
const queries: readonly (readonly [string, string])[] = [
  ['/places', '?q=hond'],
  ['/payroll-periods', '?year=2026'],
  ...['grid', 'checks', 'mutations', 'comparison', 'export'].map(
    (name) => [`/payroll-reports/${name}`, report] as const,
  ),
];

const ids: Record<string, string> = {
  runId: 'r1',
  remarkId: 'k1',
  periodId: '202611',
  conversationId: 'c1',
  conflictId: 'c1',
  invitationId: 'i1',
  personId: 'p2',
  messageId: 'm1',
  groupId: 'g1',
  curatedId: 'a1',
  documentId: 'd1',
  ownWordId: 'w1',
  passageId: 'p1',
};

function requestFor(
  { method, path }: RoutePolicy,
  employerId: string,
  replaced: Record<string, string> = {},
) {
  const url = path.replace(/:(\w+)/g, (_, name: string) => {
    return name === 'employerId' ? employerId : (replaced[name] ?? ids[name] ?? 'x');
  });
  const query = queries.find(([part]) => path.endsWith(part))?.[1] ?? '';
  const sample = bodies[`${method} ${path}`];
  const form = new FormData();
  form.set('file', new File(['tekst'], 'a.txt'));
  form.set('title', 'A');
  form.set('kind', 'other');
  const isUpload = method === 'POST' && /\/(documents|versions)$/.test(path);
  const headers: Record<string, string> = sample?.type ? { 'content-type': sample.type } : {};
  return { url: `${url}${query}`, method, headers, body: isUpload ? form : sample?.body };
}

async function bytesOf(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== 'x-request-id').sort();
  return JSON.stringify([response.status, headers, await response.text()]);
}

const { app } = await testApp();
const auths = Object.fromEntries(
  await Promise.all(roles.map(async (role) => [role, await bearer(app, role)] as const)),
) as Record<Role, { authorization: string }>;
const all = routePolicies(app);
const ofEmployer = all.filter((route) => route.path.includes(':employerId'));

describe('every route', () => {
  it('has a declared policy', () => {
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter((route) => route.policy === null)).toEqual([]);
  });

  it('is found lacking when nobody declared its policy', async () => {
    const { app: other } = await testApp();
    other.get('/vergeten', (c) => c.text('open'));
    other.get('/goed', guard({ public: true }), (c) => c.text('open'));
    const lacking = routePolicies(other).filter((route) => route.policy === null);
    expect(lacking).toEqual([{ method: 'GET', path: '/vergeten', policy: null }]);
  });

  it('is not public below an employer', () => {
    expect(ofEmployer.filter((route) => route.policy && 'public' in route.policy)).toEqual([]);
  });
});

describe.each(ofEmployer.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (_name, route) => {
    const send = async (
      auth: Record<string, string>,
      employerId: string,
      replaced?: Record<string, string>,
    ) => {
      const { url, headers, ...init } = requestFor(route, employerId, replaced);
      const response = await app.request(url, { ...init, headers: { ...headers, ...auth } });
      if (response.headers.get('content-type')?.includes('text/event-stream')) {
        await response.body?.cancel();
        return new Response('stream', { status: response.status });
      }
      return response;
    };

    it('refuses a visitor before looking at anything', async () => {
      const own = await bytesOf(await send({}, 'alfa'));
      expect(own).toContain('unauthenticated');
      expect(await bytesOf(await send({}, 'beta'))).toBe(own);
      expect(await bytesOf(await send({ authorization: 'Bearer onzin' }, 'alfa'))).toBe(own);
    });

    it.each(roles)('holds %s to its policy', async (role) => {
      const auth = await bearer(app, role);
      const allowed = route.policy !== null && 'roles' in route.policy && route.policy.roles.includes(role);
      const own = await send(auth, 'alfa');
      if (allowed) expect(own.status).toBeLessThan(300);
      else expect(await own.json()).toMatchObject({ status: 403, code: 'forbidden' });
    });

    it.each(roles)('tells %s the same of a foreign and of a missing employer', async (role) => {
      const auth = await bearer(app, role);
      const foreign = await bytesOf(await send(auth, 'beta'));
      const missing = await bytesOf(await send(auth, 'bestaat-niet'));
      expect(foreign).toBe(missing);
      expect(foreign).toContain('problem:not_found');
    });

    it('tells the same of a foreign and of a missing thing', async () => {
      const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '').slice(1);
      const { policy } = route;
      // Only somebody who may use the route gets to hear whether there is such a thing.
      const onlyProvider = policy !== null && 'roles' in policy && !policy.roles.includes('hr');
      const auth = onlyProvider ? auths.provider : auths.hr;
      for (const name of names) {
        const one = await bytesOf(await send(auth, 'alfa', { [name]: 'van-een-ander' }));
        expect(one).toContain('problem:not_found');
        expect(await bytesOf(await send(auth, 'alfa', { [name]: 'bestaat-niet' }))).toBe(one);
      }
    });
  },
);

describe('other spellings of a protected path', () => {
  it.each([
    '//api/employers/alfa/unanswered',
    '/api//employers/alfa/unanswered',
    '/api/employers/alfa/unanswered/',
    '/api/employers/alfa%2Funanswered',
    '/API/employers/alfa/unanswered',
    '/api/employers/alfa/./unanswered',
    '/api/employers/beta/../alfa/unanswered',
    '/api/employers/alfa;/unanswered',
  ])('%s never opens it for an employee', async (path) => {
    const response = await app.request(path, { headers: auths.employee });
    expect([403, 404]).toContain(response.status);
  });
});
