import { describe, expect, it } from 'vitest';
import { guard, type RoutePolicy, routePolicies } from '../../src/api/guard.ts';
import { type Role, roles } from '../../src/kernel/actor.ts';
import { memberships, people } from '../../src/store/directory-schema.ts';
import { bearer, testApp } from './support.ts';

const DECLARATION = '{"input":{"form":"home","dates":["2026-03-02"]},"requestKey":"sleutel-1"}';
const COMPONENT =
  '{"key":41,"description":"KM ONBELAST","employeeLabel":"Kilometers","unit":"km","taxTreatment":"untaxed","form":"trip"}';
const SET = '{"name":"A","level":"employer","componentIds":[]}';
const DEPARTMENT = '{"name":"Aanleg","managerPersonId":null}';
const sample =
  '{"name":"Vera","role":"employee","isOnCall":true,"hoursPerWeek":null,"inServiceSince":null,"ageGroup":null,"department":""}';
const signers =
  '[{"role":"employee","name":"A","email":"a@alfa.example"},{"role":"employer","name":"B","email":"b@alfa.example"}]';

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
  'POST /api/employers/:employerId/sample-employees': { body: sample, type: 'application/json' },
  'PUT /api/employers/:employerId/sample-employees/:sampleId': { body: sample, type: 'application/json' },
  'POST /api/employers/:employerId/ask-as': {
    body: `{"sample":${sample},"question":"Mag mijn hond mee?"}`,
    type: 'application/json',
  },
  'PUT /api/employers/:employerId/care-contacts/:reason': {
    body: '{"name":"Mila","jobTitle":"","phone":"","email":"mila@alfa.example","text":"","revision":0}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/care-contacts/:reason/remove': {
    body: '{"revision":0}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/care-contacts/:reason/restore': {
    body: '{"revision":0}',
    type: 'application/json',
  },
  'PATCH /api/employers/:employerId/my-questions/:unansweredId': {
    body: '{"named":false}',
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
  'POST /api/employers/:employerId/mutations': {
    body: '{"input":{"form":"contact","phone":"030 2345678"},"requestKey":"sleutel-1"}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/mutations/preview': {
    body: '{"input":{"form":"contact","phone":"030 2345678"}}',
    type: 'application/json',
  },
  'PUT /api/employers/:employerId/mutation-settings': {
    body: '{"bankWaitingDays":5}',
    type: 'application/json',
  },
  'PUT /api/employers/:employerId/coverage/conflicts/:conflictId': {
    body: '{"prevails":null}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/tasks/actions': {
    body: '{"taskIds":["t1"],"command":{"action":"approve"}}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/tasks/:taskId/actions': {
    body: '{"action":"approve"}',
    type: 'application/json',
  },
  'PUT /api/employers/:employerId/tasks/:taskId/assignee': {
    body: '{"personId":"p2"}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/workflow-templates/:trigger/check': {
    body: '{"name":{"nl":"A","en":"A"},"active":true,"steps":[]}',
    type: 'application/json',
  },
  'PUT /api/employers/:employerId/workflow-templates/:trigger': {
    body: '{"name":{"nl":"A","en":"A"},"active":true,"steps":[],"readVersion":1}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/workflow-templates/:trigger/restore': {
    body: '{"readVersion":1,"version":"seed"}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/absences': {
    body: '{"personId":"p2","substituteId":"p3","from":"2026-01-01","to":"2026-01-02"}',
    type: 'application/json',
  },
  'PUT /api/employers/:employerId/documents/precedence': {
    body: '{"order":["d1"]}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/contract-templates': {
    body: '{"name":"Nieuw","body":"# Titel"}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/contract-templates/check': {
    body: '{"body":"# Titel"}',
    type: 'application/json',
  },
  'PUT /api/employers/:employerId/contract-templates/:templateId': {
    body: '{"name":"Nieuw","body":"# Titel","version":1}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/contracts': {
    body: `{"title":"Nieuw","templateId":"t1","fields":{},"signers":${signers}}`,
    type: 'application/json',
  },
  'PUT /api/employers/:employerId/contracts/:contractId': {
    body: `{"title":"Nieuw","fields":{},"revision":1,"signers":${signers}}`,
    type: 'application/json',
  },
  'POST /api/employers/:employerId/contracts/:contractId/send': {
    body: '{"revision":1}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/contracts/:contractId/withdraw': {
    body: '{"reason":"Fout"}',
    type: 'application/json',
  },
  'PUT /api/employers/:employerId/contracts/:contractId/readers': {
    body: '{"employee":true,"employer":true,"provider":false}',
    type: 'application/json',
  },
  'PATCH /api/employers/:employerId/documents/:documentId': {
    body: '{"title":"Nieuw"}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/declarations': { body: DECLARATION, type: 'application/json' },
  'PUT /api/employers/:employerId/declarations/:declarationId': {
    body: DECLARATION,
    type: 'application/json',
  },
  'POST /api/employers/:employerId/declarations/preview': {
    body: '{"form":"home","dates":["2026-03-02"]}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/declarations/:declarationId/correct': {
    body: '{"requestKey":"sleutel-1"}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/declarations/:declarationId/treat': {
    body: '{"action":"approve"}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/declarations/:declarationId/process': {
    body: '{}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/declarations/:declarationId/fail': {
    body: '{"reason":"Kan niet"}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/wage-components': { body: COMPONENT, type: 'application/json' },
  'PUT /api/employers/:employerId/wage-components/:componentId': {
    body: COMPONENT,
    type: 'application/json',
  },
  'POST /api/employers/:employerId/wage-components/:componentId/rates': {
    body: '{"validFrom":"2026-01-01","rate":230}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/component-sets': { body: SET, type: 'application/json' },
  'PUT /api/employers/:employerId/component-sets/:setId': { body: SET, type: 'application/json' },
  'PUT /api/employers/:employerId/payroll-periods/:periodId/closing': {
    body: '{"closesOn":"2026-03-31"}',
    type: 'application/json',
  },
  'PATCH /api/employers/:employerId/employments/:employmentId': {
    body: '{"jobTitle":"Planner"}',
    type: 'application/json',
  },
  'POST /api/employers/:employerId/departments': { body: DEPARTMENT, type: 'application/json' },
  'PUT /api/employers/:employerId/departments/:departmentId': {
    body: DEPARTMENT,
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
  sampleId: 's1',
  reason: 'health',
  mailId: 'mail1',
  cardKey: 'winter.2026',
  unansweredId: 'u1',
  messageId: 'm1',
  mutationId: 'mu1',
  employeeId: 'e1',
  groupId: 'g1',
  curatedId: 'a1',
  documentId: 'd1',
  ownWordId: 'w1',
  passageId: 'p1',
  taskId: 't1',
  workflowId: 'w1',
  trigger: 'sample',
  absenceId: 'b1',
  versionId: 'v1',
  templateId: 't1',
  contractId: 'k1',
  signerId: 's1',
};

function requestFor(
  { method, path }: RoutePolicy,
  employerId: string,
  replaced: Record<string, string> = {},
) {
  const url = path.replace(/:(\w+)/g, (_, name: string) => {
    return name === 'employerId' ? employerId : (replaced[name] ?? ids[name] ?? 'x');
  });
  const query = path.endsWith('/places')
    ? '?q=hond'
    : method === 'GET' && path.endsWith('/payroll-periods')
      ? '?year=2026'
      : path.endsWith('/contract-proposal')
        ? '?templateId=t1'
        : (queries.find(([part]) => path.endsWith(part))?.[1] ?? '');
  const sample = bodies[`${method} ${path}`];
  const form = new FormData();
  form.set('file', new File(['tekst'], 'a.txt'));
  form.set('title', 'A');
  form.set('kind', 'other');
  const isUpload = method === 'POST' && /\/(documents|versions|receipts|contracts\/verify)$/.test(path);
  const headers: Record<string, string> = sample?.type ? { 'content-type': sample.type } : {};
  return { url: `${url}${query}`, method, headers, body: isUpload ? form : sample?.body };
}

async function bytesOf(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== 'x-request-id').sort();
  return JSON.stringify([response.status, headers, await response.text()]);
}

const { app, deps } = await testApp();
// The fakes' member, for what the real accounts do with people of an employer.
deps.directory
  .insert(people)
  .values({ id: 'p2', name: 'Persoon', email: 'persoon@alfa.example', createdAt: 0 })
  .run();
deps.directory.insert(memberships).values({ personId: 'p2', employerId: 'alfa', role: 'employee' }).run();
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
      // Services that are no fakes here know none of the ids; what counts is that the policy lets through.
      if (allowed) expect([200, 201, 202, 204, 404, 409, 422]).toContain(own.status);
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
      const only =
        policy !== null && 'roles' in policy && !policy.roles.includes('hr') ? policy.roles[0] : 'hr';
      const auth = auths[only ?? 'hr'];
      for (const name of names) {
        const [foreign, missing] =
          name === 'periodId' ? ['205013', '205014'] : ['van-een-ander', 'bestaat-niet'];
        const one = await bytesOf(await send(auth, 'alfa', { [name]: foreign }));
        expect(one).toMatch(/problem:(not_found|forbidden)/);
        expect(await bytesOf(await send(auth, 'alfa', { [name]: missing }))).toBe(one);
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
