import { beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/store/in-transaction.ts';
import type { TaskCommand } from '../../src/workflow/model.ts';
import { as, codeOf, role, START, workflowHouse } from './house.ts';

let house: ReturnType<typeof workflowHouse>;
let run: (personId: string, taskId: string, command: TaskCommand) => string;
beforeEach(() => {
  house = workflowHouse();
  run = (personId, taskId, command) =>
    codeOf(() => house.workflows.act(as(personId), taskId, command, 'nl', 'https://hier.example'));
});
const events = (workflowId: string) =>
  house.workflows
    .process(as('hr1'), workflowId, 'nl')
    .events.map(({ kind, step, by }) =>
      [kind, step?.nl.replace('Stap ', ''), by?.personId].filter(Boolean).join(' '),
    );

describe('a workflow', () => {
  it('goes step by step, and the owner of the subject hears of each and of the end', () => {
    const { workflowId, status } = house.start('sample.two', { id: 's1' });
    expect(status).toBe('running');
    expect(house.states(workflowId)).toEqual({ treat: 'open' });
    expect(run('hr1', house.taskOf(workflowId, 'treat'), { action: 'approve' })).toBe('ok');
    expect(house.states(workflowId)).toEqual({ treat: 'done', post: 'open' });
    const command = { action: 'process', input: { period: '202611' } } as const;
    expect(run('prov', house.taskOf(workflowId, 'post'), command)).toBe('ok');
    expect(house.status(workflowId)).toBe('completed');
    expect(
      house.heard.steps.map(({ step, action, actor, input }) => [step.key, action, actor.personId, input]),
    ).toEqual([
      ['treat', 'approve', 'hr1', {}],
      ['post', 'process', 'prov', { period: '202611' }],
    ]);
    expect(house.heard.outcomes).toMatchObject([
      { subjectId: 's1', workflowId, status: 'completed', actor: { personId: 'prov' }, reason: null },
    ]);
    expect(events(workflowId)).toEqual([
      'started emp1',
      'opened treat',
      'approved treat hr1',
      'opened post',
      'processed post prov',
      'ended prov',
    ]);
  });

  it('without a step that blocks is completed at once, and its tasks go on', () => {
    const { workflowId, status } = house.start('sample.side', { id: 's2' });
    expect(status).toBe('completed');
    expect(house.heard.outcomes).toMatchObject([{ subjectId: 's2', status: 'completed', actor: null }]);
    expect(house.states(workflowId)).toEqual({ flowers: 'open', check: 'open', note: 'open' });
    expect(run('mgrN', house.taskOf(workflowId, 'flowers'), { action: 'complete' })).toBe('ok');
    expect(house.states(workflowId)).toEqual({ flowers: 'done', check: 'open', note: 'open' });
    expect(house.heard.outcomes).toHaveLength(1);
    expect(house.mailed('Afgerond')).toEqual([]);
  });

  it('ends when something that blocks is rejected, and other tasks disappear', () => {
    const { workflowId } = house.start('sample.wide');
    expect(house.states(workflowId)).toEqual({ boss: 'open', hr: 'open', peek: 'open' });
    expect(run('prov', house.taskOf(workflowId, 'peek'), { action: 'reject', reason: 'nee' })).toBe('ok');
    expect(house.status(workflowId)).toBe('running');
    expect(run('mgrN', house.taskOf(workflowId, 'boss'), { action: 'return', reason: 'bon mist' })).toBe(
      'ok',
    );
    expect(house.states(workflowId)).toEqual({ boss: 'returned', hr: 'cancelled', peek: 'rejected' });
    expect(house.workflows.process(as('hr1'), workflowId, 'nl')).toMatchObject({
      status: 'returned',
      reason: 'bon mist',
      open: [],
    });
    expect(house.heard.outcomes).toMatchObject([{ status: 'returned', reason: 'bon mist' }]);
  });

  it('is there once, however often its start is retried while it runs', () => {
    const first = house.start('sample.two', { id: 's3' });
    expect(house.start('sample.two', { id: 's3' })).toEqual(first);
    expect(house.tasks(first.workflowId)).toHaveLength(1);
    expect(house.mailed('Stap treat')).toEqual(['hr1', 'hr2']);
    run('hr1', house.taskOf(first.workflowId, 'treat'), { action: 'return', reason: 'meer' });
    expect(house.start('sample.two', { id: 's3' }).workflowId).not.toBe(first.workflowId);
  });

  it('gives back to its owner what came along at the start', () => {
    const { workflowId } = inTransaction(house.db, (tx) =>
      house.workflows.start(
        tx,
        {
          trigger: 'sample.two',
          subject: { kind: 'sample', id: 'd', title: 'D', personId: 'emp1' },
          initiatedBy: 'emp1',
          data: { bak: 3 },
        },
        START,
      ),
    );
    run('hr1', house.taskOf(workflowId, 'treat'), { action: 'reject', reason: 'vol' });
    expect([house.heard.steps[0]?.data, house.heard.outcomes[0]?.data]).toEqual([{ bak: 3 }, { bak: 3 }]);
  });

  it('leaves nothing behind when the transaction of its owner fails', () => {
    expect(() =>
      inTransaction(house.db, (tx) => {
        house.workflows.start(
          tx,
          {
            trigger: 'sample.two',
            subject: { kind: 'sample', id: 'x', title: 'X', personId: 'emp1' },
            initiatedBy: 'emp1',
          },
          START,
        );
        throw new Error('de eigenaar bedacht zich');
      }),
    ).toThrow('bedacht');
    expect(house.db.all('SELECT id FROM workflows')).toEqual([]);
    expect(house.mails()).toEqual([]);
  });

  it('of a trigger that is off, or that nobody delivered, does not start', () => {
    const [two] = house.workflows.templates(as('hr1'));
    if (two === undefined) throw new Error('no template');
    house.workflows.saveTemplate(as('hr1'), 'sample.two', two.version, { ...two, active: false });
    expect(codeOf(() => house.start('sample.two'))).toBe('workflow_inactive');
    expect(codeOf(() => house.start('sample.none'))).toBe('not_found');
  });
});

describe('an action', () => {
  it('that is repeated by the same person answers the same and changes nothing', () => {
    const { workflowId } = house.start('sample.two');
    const treat = house.taskOf(workflowId, 'treat');
    const once = house.workflows.act(as('hr1'), treat, { action: 'approve' }, 'nl');
    const before = [house.db.all('SELECT * FROM workflow_events'), house.mails()];
    expect(house.workflows.act(as('hr1'), treat, { action: 'approve' }, 'nl')).toEqual(once);
    expect([house.db.all('SELECT * FROM workflow_events'), house.mails()]).toEqual(before);
    expect(run('hr1', treat, { action: 'reject', reason: 'toch niet' })).toBe('task_settled');
    expect(run('hr2', treat, { action: 'approve' })).toBe('task_settled');
    expect(house.heard.steps).toHaveLength(1);
  });

  it('of twenty people at once has one effect, a hundred times', { timeout: 120_000 }, async () => {
    const actors = ['hr1', 'hr2', 'hr1', 'hr2', 'prov', 'emp1', 'mgrN', 'hr2', 'hr1', 'mgrZ'];
    for (let i = 0; i < 100; i++) {
      const { workflowId } = house.start('sample.two', { id: `p${i}` });
      const treat = house.taskOf(workflowId, 'treat');
      const results = await Promise.all(
        Array.from({ length: 20 }, async (_, k) => {
          // Each gives way a different number of times, so that they come through each other.
          for (let wait = 0; wait < (k * 7 + i) % 5; wait++) await Promise.resolve();
          return run(actors[(k + i) % actors.length] as string, treat, { action: 'approve' });
        }),
      );
      const allowed = new Set(['ok', 'task_settled', 'forbidden', 'not_found']);
      expect(results.every((result) => allowed.has(result))).toBe(true);
      expect(results).toContain('ok');
      expect(house.states(workflowId)).toEqual({ treat: 'done', post: 'open' });
      expect(events(workflowId).filter((event) => event.startsWith('approved'))).toHaveLength(1);
    }
    expect(house.heard.steps).toHaveLength(100);
    expect(house.mailed('Stap post')).toHaveLength(100);
  });

  it.each([
    ['who handed it in', 'emp1', 'hr1'],
    ['whom it is about', 'hr1', 'hr2'],
  ])('that decides is refused to %s, whatever the role', (_, personId, initiatedBy) => {
    const { workflowId } = house.start('sample.two', { personId }, initiatedBy);
    const treat = house.taskOf(workflowId, 'treat');
    expect(run('hr1', treat, { action: 'approve' })).toBe('task_own');
    expect(run('hr1', treat, { action: 'reject', reason: 'x' })).toBe('task_own');
    expect(house.workflows.actAll(as('hr1'), [treat], { action: 'approve' })).toMatchObject([
      { ok: false, code: 'task_own' },
    ]);
    expect(house.workflows.tasks(as('hr1'), query(), 'nl').total).toBe(0);
  });

  it('cannot come in by reassigning to oneself or to who it is about', () => {
    const { workflowId } = house.start('sample.two', { personId: 'hr2' }, 'hr1');
    const treat = house.taskOf(workflowId, 'treat');
    for (const to of ['hr1', 'hr2', 'emp2', 'gone', 'mgrN'])
      expect(codeOf(() => house.workflows.reassign(as('hr1'), treat, to, 'nl'))).toBe('task_person');
    // Both of HR are in it: it has fallen to the provider.
    expect(house.workflows.candidates(as('hr1'), treat).map(({ personId }) => personId)).toEqual(['prov']);
    expect(run('prov', treat, { action: 'approve' })).toBe('ok');
  });

  it('that the owner of the subject refuses leaves everything as it was', () => {
    const { workflowId } = house.start('sample.two');
    const treat = house.taskOf(workflowId, 'treat');
    const mails = house.mails();
    expect(run('hr1', treat, { action: 'approve', input: { refuse: 'yes' } })).toBe('conflict');
    expect([house.states(workflowId), house.mails()]).toEqual([{ treat: 'open' }, mails]);
    expect(run('hr1', treat, { action: 'approve' })).toBe('ok');
  });

  it('on many reports on each, and does what can be done', () => {
    const ok = house.taskOf(house.start('sample.two', { title: 'Monster B' }).workflowId, 'treat');
    const own = house.taskOf(house.start('sample.two', { title: 'Eigen' }, 'hr1').workflowId, 'treat');
    const done = house.taskOf(house.start('sample.two', { title: 'Klaar' }).workflowId, 'treat');
    run('hr2', done, { action: 'approve' });
    expect(house.workflows.actAll(as('hr1'), [ok, own, done, 'onzin', ok], { action: 'approve' })).toEqual([
      { taskId: ok, title: 'Monster B', ok: true, code: null },
      { taskId: own, title: 'Eigen', ok: false, code: 'task_own' },
      { taskId: done, title: 'Klaar', ok: false, code: 'task_settled' },
      { taskId: 'onzin', title: '', ok: false, code: 'not_found' },
    ]);
  });
});

const query = () => ({
  list: 'tasks' as const,
  overdue: false,
  search: '',
  sort: 'due' as const,
  page: 1,
});

describe('taking back', () => {
  it('by the owner ends it without asking the owner again', () => {
    const { workflowId } = house.start('sample.two', { id: 's9' });
    for (let i = 0; i < 2; i++)
      inTransaction(house.db, (tx) =>
        house.workflows.cancel(tx, { kind: 'sample', id: 's9' }, as('emp1'), START),
      );
    expect([house.status(workflowId), house.states(workflowId)]).toEqual([
      'cancelled',
      { treat: 'cancelled' },
    ]);
    expect(house.heard.outcomes).toEqual([]);
    expect(house.mails()).toEqual([]);
    expect(run('hr1', house.taskOf(workflowId, 'treat'), { action: 'approve' })).toBe('task_settled');
    expect(events(workflowId)).toEqual(['started emp1', 'opened treat', 'cancelled emp1']);
  });

  it('by who handed it in tells the owner, once', () => {
    const { workflowId } = house.start('sample.two');
    expect(codeOf(() => house.workflows.cancelProcess(as('emp2'), workflowId))).toBe('not_found');
    expect(codeOf(() => house.workflows.cancelProcess(as('hr1'), workflowId))).toBe('forbidden');
    const left = { ...as('emp1'), hasLeft: true };
    expect(codeOf(() => house.workflows.cancelProcess(left, workflowId))).toBe('left_employment');
    for (let i = 0; i < 2; i++)
      expect(house.workflows.cancelProcess(as('emp1'), workflowId).status).toBe('cancelled');
    expect(house.heard.outcomes).toMatchObject([{ status: 'cancelled' }]);
    const other = house.start('sample.side').workflowId;
    expect(codeOf(() => house.workflows.cancelProcess(as('emp1'), other))).toBe('conflict');
  });
});

describe('giving a task to somebody', () => {
  it('makes it theirs alone, with a mail and a line in the history', () => {
    const { workflowId } = house.start('sample.wide');
    const boss = house.taskOf(workflowId, 'boss');
    expect(house.workflows.candidates(as('mgrN'), boss).map(({ personId }) => personId)).toEqual([
      'hr1',
      'hr2',
      'mgrN',
      'mgrZ',
    ]);
    for (let i = 0; i < 2; i++) house.workflows.reassign(as('hr1'), boss, 'mgrZ', 'nl');
    expect(events(workflowId).filter((event) => event.startsWith('reassigned'))).toEqual([
      'reassigned boss hr1',
    ]);
    expect(house.mailed('Stap boss')).toEqual(['mgrZ']);
    expect(run('mgrN', boss, { action: 'approve' })).toBe('not_found');
    expect(run('mgrZ', boss, { action: 'approve' })).toBe('ok');
    expect(codeOf(() => house.workflows.reassign(as('hr1'), boss, 'hr2', 'nl'))).toBe('task_settled');
  });

  it('is for who holds it, HR and the provider', () => {
    const { workflowId } = house.start('sample.wide');
    const hr = house.taskOf(workflowId, 'hr');
    expect(codeOf(() => house.workflows.reassign(as('mgrN'), hr, 'hr2', 'nl'))).toBe('not_found');
    expect(codeOf(() => house.workflows.reassign(as('emp1'), hr, 'hr2', 'nl'))).toBe('forbidden');
    expect(house.workflows.reassign(as('prov'), hr, 'hr2', 'nl').holders).toMatchObject([
      { personId: 'hr2' },
    ]);
    const boss = house.taskOf(workflowId, 'boss');
    for (let i = 0; i < 2; i++) house.workflows.reassign(as('mgrN'), boss, 'hr1', 'nl');
    expect(events(workflowId).filter((event) => event.startsWith('reassigned boss'))).toHaveLength(1);
    expect(house.workflows.task(as('hr1'), boss, 'nl').holders).toMatchObject([{ personId: 'hr1' }]);
    expect(codeOf(() => house.workflows.task(as('mgrN'), boss, 'nl'))).toBe('not_found');
    const note = house.taskOf(house.start('sample.side').workflowId, 'note');
    expect(codeOf(() => house.workflows.reassign(as('hr1'), note, 'hr2', 'nl'))).toBe('task_action');
  });
});

describe('mails', () => {
  it('say what waits, in both languages, with a link; who caused it gets none', () => {
    const { workflowId } = house.start('sample.two', { title: 'Monster\nBcc: x' }, 'hr1');
    expect(house.mailed('Stap treat')).toEqual(['hr2']);
    const [mail] = house.mails();
    expect(mail?.subject).toBe('Stap treat: Monster Bcc: x');
    expect(mail?.body).toContain('Hallo Henk Rosier');
    expect(mail?.body).toContain(`https://vraagbaak.example/taken/${house.taskOf(workflowId, 'treat')}`);
    expect(mail?.body).toContain('English: Something waits for your approval: Step treat');
  });

  it('do not leave about what is settled, and tell who handed it in what came of it', () => {
    const { workflowId } = house.start('sample.two', { link: '/mijn-monsters/1' });
    run('hr1', house.taskOf(workflowId, 'treat'), { action: 'reject', reason: 'geheim 123' });
    const mails = house.mails();
    expect(mails.map(({ recipient, subject }) => [recipient, subject])).toEqual([
      ['emp1@acme.example', 'Niet goedgekeurd: Monster A'],
    ]);
    expect(mails[0]?.body).toContain('https://hier.example/mijn-monsters/1');
    expect(mails[0]?.body).not.toContain('geheim');
  });

  it('say where to look while there is no address', () => {
    const plain = workflowHouse({ origin: null });
    plain.start('sample.two');
    expect(plain.mails()[0]?.body).toContain('Je vindt het in Vraagbaak, bij Taken.');
    expect(plain.mails()[0]?.body).not.toContain('http');
  });
});

describe('a running workflow', () => {
  it('keeps the version it began with', () => {
    const old = house.start('sample.two', { id: 'old' }).workflowId;
    const [two] = house.workflows.templates(as('hr1'));
    if (two === undefined) throw new Error('no template');
    const [treat, post] = two.steps;
    if (treat === undefined || post === undefined) throw new Error('no steps');
    house.workflows.saveTemplate(as('hr1'), 'sample.two', two.version, {
      ...two,
      steps: [treat, { ...post, order: 3 }, { ...treat, key: 'again', order: 2, assignee: role('provider') }],
    });
    const fresh = house.start('sample.two', { id: 'fresh' }).workflowId;
    for (const id of [old, fresh]) run('hr1', house.taskOf(id, 'treat'), { action: 'approve' });
    expect(house.states(old)).toEqual({ treat: 'done', post: 'open' });
    expect(house.states(fresh)).toEqual({ treat: 'done', again: 'open' });
    expect(house.workflows.process(as('hr1'), old, 'nl').templateVersion).toBe(1);
    expect(house.workflows.process(as('hr1'), fresh, 'nl').templateVersion).toBe(2);
  });
});

describe('the history', () => {
  it('cannot be changed', () => {
    const { workflowId } = house.start('sample.two');
    expect(() => house.db.run(`UPDATE workflow_events SET kind = 'approved'`)).toThrow();
    expect(events(workflowId)).toEqual(['started emp1', 'opened treat']);
  });
});
