import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/kernel/errors.ts';
import { bearer, sendJson, testApp } from './support.ts';

let house: Awaited<ReturnType<typeof testApp>>;
let hr: { authorization: string };
const base = '/api/employers/alfa';
const send = (path: string, init: RequestInit = {}) =>
  house.app.request(`${base}${path}`, { ...init, headers: { ...hr, ...(init.headers ?? {}) } });
const post = (path: string, body: unknown, method = 'POST') => send(path, sendJson(method, body, hr));
const last = () => house.workflows.calls.at(-1);
beforeEach(async () => {
  house = await testApp();
  hr = await bearer(house.app, 'hr');
});

describe('tasks', () => {
  it('are listed as asked for', async () => {
    const response = await send('/tasks?overdue=true&kind=approve&sort=newest&page=2&search=%20els');
    expect(await response.json()).toMatchObject({ total: 1, tasks: [{ id: 't1' }] });
    expect(last()?.args).toEqual([
      { list: 'tasks', kind: 'approve', overdue: true, search: 'els', sort: 'newest', page: 2 },
    ]);
    await send('/tasks?overdue=false&list=notices');
    expect(last()?.args).toMatchObject([{ overdue: false, list: 'notices' }]);
    for (const query of ['sort=zomaar', 'page=0', 'kind=x', 'overdue=misschien'])
      expect((await send(`/tasks?${query}`)).status).toBe(400);
  });

  it('are settled with an action, which says why where it must', async () => {
    const done = await post('/tasks/t1/actions', { action: 'process', input: { period: '202611' } });
    expect(done.status).toBe(200);
    expect(last()?.args).toEqual([{ action: 'process', input: { period: '202611' } }, 'http://localhost']);
    for (const body of [{ action: 'reject' }, { action: 'return', reason: '  ' }, { action: 'wis' }, {}])
      expect((await post('/tasks/t1/actions', body)).status).toBe(400);
    const answer = await post('/tasks/actions', {
      taskIds: ['t1', 't2'],
      command: { action: 'approve' },
    });
    expect(await answer.json()).toMatchObject({
      results: [
        { taskId: 't1', ok: true, code: null },
        { taskId: 't2', ok: false, code: 'not_found' },
      ],
    });
    const many = { taskIds: Array.from({ length: 101 }, () => 't1'), command: { action: 'approve' } };
    expect((await post('/tasks/actions', many)).status).toBe(400);
  });

  it('say in words why something is refused', async () => {
    house = await testApp({
      workflows: {
        act: () => {
          throw new AppError('task_own');
        },
      },
    });
    hr = await bearer(house.app, 'hr');
    const response = await post('/tasks/t1/actions', { action: 'approve' });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      code: 'task_own',
      detail: 'Dit gaat over jezelf of heb je zelf ingediend. Iemand anders beslist erover.',
    });
  });
});

describe('processes', () => {
  it('come as a file that a spreadsheet opens, with Dutch moments and no formula', async () => {
    const response = await send('/workflows/export?tab=history');
    expect(response.headers.get('content-disposition')).toContain('vraagbaak-processen.csv');
    const [head, row] = (await response.text()).replace('\ufeff', '').split('\r\n');
    expect(head).toMatch(/^medewerker;indiener;ingediend;proces;/);
    expect(row).toBe(
      `Persoon;Persoon;2026-11-25 10:00;Monster;"'=1+1; ""Monster""";In behandeling;Monster: Hanna, Henk;2026-11-25 10:00;;`,
    );
    const english = await send('/workflows/export', { headers: { 'accept-language': 'en' } });
    expect(await english.text()).toContain('In progress');
  });

  it('are asked for by tab, status and days', async () => {
    await send('/workflows?tab=history&status=rejected&from=2026-01-01&to=2026-01-31');
    expect(last()?.args).toMatchObject([{ tab: 'history', status: 'rejected', from: '2026-01-01' }]);
    expect((await send('/workflows?from=2026-02-30')).status).toBe(400);
  });
});

describe('templates', () => {
  const step = {
    key: 'treat',
    name: { nl: 'Behandelen', en: 'Treat' },
    kind: 'approve',
    assignee: { kind: 'role', role: 'hr' },
    order: 1,
    blocks: true,
  };
  const input = { name: { nl: 'Monster', en: 'Sample' }, active: true, steps: [step], readVersion: 3 };
  it('are saved over the version that was read, with what was left out filled in', async () => {
    expect((await post('/workflow-templates/sample', input, 'PUT')).status).toBe(200);
    const { readVersion, ...rest } = input;
    const filled = {
      ...step,
      assignee: { ...step.assignee, department: null, substituteId: null },
      deadlineDays: null,
      reminderAfterDays: null,
      escalateTo: null,
    };
    expect(last()).toEqual({ method: 'saveTemplate', args: [readVersion, { ...rest, steps: [filled] }] });
  });

  it.each([
    ['no version', { ...input, readVersion: undefined }],
    ['a key with a space', { ...input, steps: [{ ...step, key: 'a b' }] }],
    ['an unknown role', { ...input, steps: [{ ...step, assignee: { kind: 'role', role: 'baas' } }] }],
    ['a deadline of nothing', { ...input, steps: [{ ...step, deadlineDays: 0 }] }],
    ['too many steps', { ...input, steps: Array.from({ length: 13 }, () => step) }],
  ])('are refused with %s', async (_, body) => {
    expect((await post('/workflow-templates/sample', body, 'PUT')).status).toBe(400);
  });
});

describe('absences', () => {
  it('end on or after the day they begin', async () => {
    const body = { personId: 'a', substituteId: 'b', from: '2026-01-02', to: '2026-01-01' };
    const response = await post('/absences', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ field: 'to' }] });
    expect((await post('/absences', { ...body, to: '2026-01-02' })).status).toBe(201);
    expect((await send('/absences/b1', { method: 'DELETE' })).status).toBe(204);
  });
});
