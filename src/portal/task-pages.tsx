import type { Context, Hono } from 'hono';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { originOf } from '../api/member-routes.ts';
import { toAppError } from '../api/problem.ts';
import { MAX_AT_ONCE, taskers } from '../api/workflow-routes.ts';
import { AppError, type ErrorCode, errorTable } from '../kernel/errors.ts';
import { type TaskAction, type TaskCommand, taskActions, taskCommandSchema } from '../workflow/model.ts';
import { type TaskQuery, taskQuerySchema } from '../workflow/view-model.ts';
import type { PortalServices } from './model.ts';
import type { RefusedAction } from './pages/task-card.tsx';
import { TaskPage } from './pages/task-page.tsx';
import { TASKS } from './pages/task-tabs.tsx';
import { TasksPage, type Together } from './pages/tasks-page.tsx';
import { faultOf, formFields, openQuestions, respond } from './respond.tsx';
import { fill } from './texts/fill.ts';
import { safePath, signedInView, viewOf } from './view.ts';

/** The pages of who has tasks: the list, and one task. */
export function taskPages(portal: Hono<AppEnv>, services: PortalServices): void {
  listPages(portal, services);
  onePages(portal, services);
}

function listPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { workflows } = services;
  const tasker = guard({ roles: taskers });
  portal.get(TASKS, tasker, (c) => {
    const actor = actorOf(c);
    const view = signedInView(c, services);
    const query = taskQuery(c);
    return respond(
      c,
      <TasksPage
        view={view}
        openQuestions={openQuestions(services, actor)}
        query={query}
        list={workflows.tasks(actor, query, view.language)}
        done={doneText(c, services)}
        together={togetherOf(c, services)}
        nothingChosen={c.req.query('net') === 'niets'}
      />,
    );
  });
  portal.post(`${TASKS}/samen`, tasker, async (c) => {
    const body = await c.req.parseBody({ all: true });
    const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
    const chosen = [body.taak ?? []].flat().filter((id) => typeof id === 'string');
    const command = taskCommandSchema.safeParse({ action: text('action') });
    if (!command.success) throw new AppError('bad_request');
    const back = backTo(text('terug'));
    if (chosen.length === 0) return c.redirect(withQuery(back, { net: 'niets' }), 303);
    const results = workflows.actAll(
      actorOf(c),
      chosen.slice(0, MAX_AT_ONCE),
      command.data,
      originOf(c, services.publicOrigin),
    );
    void services.postman.deliver();
    const failed = results.filter(({ ok }) => !ok).map(({ taskId, code }) => `${taskId}.${code}`);
    return c.redirect(
      withQuery(back, { klaar: String(results.length - failed.length), niet: failed.join(',') }),
      303,
    );
  });
}

/** The list that the address asks for; what it cannot mean is left out. */
function taskQuery(c: Context<AppEnv>): TaskQuery {
  const given = {
    list: c.req.query('lijst') === 'meldingen' ? 'notices' : 'tasks',
    kind: c.req.query('soort') || undefined,
    subject: c.req.query('over') || undefined,
    overdue: c.req.query('laat') === '1' ? 'true' : 'false',
    search: c.req.query('zoek')?.slice(0, 100) ?? '',
    sort: c.req.query('op') || undefined,
    page: c.req.query('bladzijde') || undefined,
  };
  const read = taskQuerySchema.safeParse(given);
  return read.success ? read.data : taskQuerySchema.parse({ list: given.list });
}

/** What was just done with the task that the address names. */
function doneText(c: Context<AppEnv>, services: PortalServices): string | null {
  const id = c.req.query('net');
  const action = taskActions.find((known) => known === c.req.query('gedaan'));
  if (!id || action === undefined) return null;
  const title = titleOf(c, services, id);
  return title === null ? null : fill(viewOf(c, services).t.tasks.did[action], { title });
}

function togetherOf(c: Context<AppEnv>, services: PortalServices): Together | null {
  const done = c.req.query('klaar');
  if (done === undefined) return null;
  const language = c.get('language');
  const failed = (c.req.query('niet') ?? '')
    .split(',')
    .filter(Boolean)
    .slice(0, MAX_AT_ONCE)
    .map((pair) => {
      const at = pair.lastIndexOf('.');
      const code = pair.slice(at + 1);
      return {
        title: titleOf(c, services, pair.slice(0, at)) ?? '',
        why: errorTable[isErrorCode(code) ? code : 'internal'][language],
      };
    });
  return { done: Number(done) || 0, failed };
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorTable, code);
}

function titleOf(c: Context<AppEnv>, { workflows }: PortalServices, taskId: string): string | null {
  try {
    return workflows.task(actorOf(c), taskId, c.get('language')).title;
  } catch (error) {
    if (toAppError(error).code === 'not_found') return null;
    throw error;
  }
}

function onePages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { workflows } = services;
  const tasker = guard({ roles: taskers });
  portal.get(`${TASKS}/:taskId`, tasker, (c) => {
    const { t } = viewOf(c, services);
    const given = c.req.query('net');
    return onePage(c, services, { done: given ? fill(t.tasks.given, { name: given }) : null });
  });
  portal.post(`${TASKS}/:taskId`, tasker, async (c) => {
    const body = await c.req.parseBody();
    const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
    const read = commandOf(body);
    const action = taskActions.find((known) => known === text('action'));
    if (action === undefined) throw new AppError('bad_request');
    if (read === null) {
      const fault = viewOf(c, services).t.common.required;
      return onePage(c, services, { refused: { action, reason: text('reason'), fault } });
    }
    return actOn(c, services, action, read, backTo(text('terug')));
  });
  portal.post(`${TASKS}/:taskId/geven`, tasker, async (c) => {
    const taskId = c.req.param('taskId');
    const personId = (await formFields(c))('persoon');
    try {
      const origin = originOf(c, services.publicOrigin);
      const task = workflows.reassign(actorOf(c), taskId, personId, c.get('language'), origin);
      void services.postman.deliver();
      const name = task.holders.map((holder) => holder.name).join(', ');
      const known = mayStillSee(c, services, taskId);
      return c.redirect(
        known ? withQuery(`${TASKS}/${encodeURIComponent(taskId)}`, { net: name }) : TASKS,
        303,
      );
    } catch (thrown) {
      return onePage(c, services, { failure: faultOf(c, thrown) });
    }
  });
}

/** A manager who gave a task away does not see it any more. */
function mayStillSee(c: Context<AppEnv>, services: PortalServices, taskId: string): boolean {
  return titleOf(c, services, taskId) !== null;
}

function actOn(
  c: Context<AppEnv>,
  services: PortalServices,
  action: TaskAction,
  command: TaskCommand,
  back: string,
) {
  const taskId = c.req.param('taskId') ?? '';
  try {
    const origin = originOf(c, services.publicOrigin);
    services.workflows.act(actorOf(c), taskId, command, c.get('language'), origin);
    void services.postman.deliver();
    return c.redirect(withQuery(back, { net: taskId, gedaan: action }), 303);
  } catch (thrown) {
    return onePage(c, services, { failure: faultOf(c, thrown) });
  }
}

/** The command that a form says; null when its reason is missing or too long. */
function commandOf(body: Record<string, unknown>): TaskCommand | null {
  const input = Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      name.startsWith('input.') && typeof value === 'string' ? [[name.slice('input.'.length), value]] : [],
    ),
  );
  return taskCommandSchema.safeParse({ action: body.action, reason: body.reason, input }).data ?? null;
}

function onePage(
  c: Context<AppEnv>,
  services: PortalServices,
  said: { refused?: RefusedAction; failure?: string; done?: string | null },
) {
  const actor = actorOf(c);
  const view = signedInView(c, services);
  const task = services.workflows.task(actor, c.req.param('taskId') ?? '', view.language);
  const isBroken = said.refused !== undefined || said.failure !== undefined;
  return respond(
    c,
    <TaskPage
      view={view}
      openQuestions={openQuestions(services, actor)}
      task={task}
      process={services.workflows.process(actor, task.workflowId, view.language)}
      candidates={task.mayReassign ? services.workflows.candidates(actor, task.id) : []}
      refused={said.refused ?? null}
      failure={said.failure ?? null}
      done={said.done ?? null}
    />,
    isBroken ? 400 : 200,
  );
}

/** Where a form comes from; only the pages about tasks count. */
function backTo(path: string): string {
  const safe = safePath(path);
  return safe === TASKS || safe.startsWith(`${TASKS}?`) ? safe : TASKS;
}

/** The path with these said in its query, and what was said before taken out. */
function withQuery(path: string, said: Record<string, string>): string {
  const url = new URL(path, 'http://hier.invalid');
  for (const name of ['net', 'gedaan', 'klaar', 'niet']) url.searchParams.delete(name);
  for (const [name, value] of Object.entries(said)) if (value !== '') url.searchParams.set(name, value);
  return `${url.pathname}${url.search}`;
}
