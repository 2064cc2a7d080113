import type { Context, Hono } from 'hono';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { originOf } from '../api/member-routes.ts';
import { problemOf, toAppError } from '../api/problem.ts';
import { addDays } from '../kernel/calendar.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import { type ImportResult, newRunSchema, runStepSchema } from '../payroll-runs/model.ts';
import type { PortalServices } from './model.ts';
import { RunPage } from './pages/run-page.tsx';
import { RUNS, runUrl } from './pages/run-parts.tsx';
import { RunsPage } from './pages/runs-page.tsx';
import { formFields, openQuestions, respond } from './respond.tsx';
import { periodText } from './run-words.ts';
import { fill } from './texts/fill.ts';
import type { Texts } from './texts/texts.ts';
import { signedInView } from './view.ts';

const provider = guard({ roles: ['provider'] });
/** Days from today that the form proposes for the employer to look. */
const LOOK_DAYS = 5;

/** What a refusal says to a person. @throws what is no refusal, and what was not found */
export function refusalOf(c: Context<AppEnv>, thrown: unknown): string {
  const error = toAppError(thrown);
  if (error.status >= 500 || error.code === 'not_found' || error.code === 'forbidden') throw error;
  return problemOf(error, c.get('language')).detail;
}

/** What the query says was just done; null for anything else. */
export function doneText(t: Texts, said: string | undefined): string | null {
  const texts: Record<string, string> = t.runs.done;
  return said !== undefined && Object.hasOwn(texts, said) ? (texts[said] ?? null) : null;
}

/** The provider's overview of periods and runs, and one run. */
export function runPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { payrollRuns, postman } = services;
  portal.get(RUNS, provider, (c) => overview(c, services, null, filledText(c, services)));
  portal.post(RUNS, provider, async (c) => {
    const field = await formFields(c);
    const input = newRunSchema.safeParse({
      periodId: Number(field('periodId')),
      onCall: field('onCall'),
    });
    if (!input.success) throw new AppError('bad_request');
    try {
      const { id } = payrollRuns.create(actorOf(c), input.data);
      return c.redirect(`${runUrl(id)}?net=create`, 303);
    } catch (thrown) {
      return overview(c, services, refusalOf(c, thrown), null);
    }
  });
  portal.post(`${RUNS}/periode/:periodId`, provider, async (c) => {
    const action = (await formFields(c))('action');
    const id = Number(c.req.param('periodId'));
    try {
      return c.redirect(`${RUNS}?${periodStep(c, services, id, action)}`, 303);
    } catch (thrown) {
      return overview(c, services, refusalOf(c, thrown), null);
    }
  });
  portal.get(`${RUNS}/:runId`, provider, (c) =>
    onePage(c, services, {
      done: filledText(c, services) ?? doneText(signedInView(c, services).t, c.req.query('net')),
    }),
  );
  portal.post(`${RUNS}/:runId`, provider, async (c) => {
    const field = await formFields(c);
    const runId = c.req.param('runId');
    try {
      if (field('action') === 'fill') {
        const { periodId } = payrollRuns.read(actorOf(c), runId);
        const made = payrollRuns.fillHours(actorOf(c), periodId);
        return c.redirect(`${runUrl(runId)}?${filledQuery(made)}`, 303);
      }
      const step = runStepSchema.safeParse({
        action: field('action'),
        reason: field('reason'),
        ...(field('deadline') ? { deadline: field('deadline') } : {}),
      });
      if (!step.success) throw new AppError('bad_request');
      payrollRuns.act(actorOf(c), runId, step.data, originOf(c, services.publicOrigin));
      void postman.deliver();
      return c.redirect(`${runUrl(runId)}?net=${step.data.action}`, 303);
    } catch (thrown) {
      return onePage(c, services, { fault: refusalOf(c, thrown) });
    }
  });
  portal.post(`${RUNS}/:runId/inlezen`, provider, async (c) => {
    const body = await c.req.parseBody();
    const runId = c.req.param('runId');
    const { file, what } = body;
    if (!(file instanceof File) || file.size === 0)
      return onePage(c, services, { fault: signedInView(c, services).t.runs.noFile });
    const csv = textOf(new Uint8Array(await file.arrayBuffer()));
    try {
      const read = what === 'results' ? payrollRuns.importResults : payrollRuns.importEntries;
      return onePage(c, services, { imported: read(actorOf(c), runId, csv) });
    } catch (thrown) {
      return onePage(c, services, { fault: refusalOf(c, thrown) });
    }
  });
}

/** UTF-8, or what older spreadsheets write. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

type Filled = ReturnType<PortalServices['payrollRuns']['fillHours']>;

function filledQuery(made: Filled): string {
  return new URLSearchParams({
    gevuld: [made.made, made.changed, made.removed, made.kept].join('-'),
  }).toString();
}

/** What 'Contracturen vullen' did, as the address carries it. */
function filledText(c: Context<AppEnv>, services: PortalServices): string | null {
  const { t } = signedInView(c, services);
  const said = /^(\d{1,6})-(\d{1,6})-(\d{1,6})-(\d{1,6})$/.exec(c.req.query('gevuld') ?? '');
  if (said === null) return doneText(t, c.req.query('net'));
  const [, made = '', changed = '', removed = '', kept = ''] = said;
  return fill(t.runs.filled, { made, changed, removed, kept });
}

function periodStep(c: Context<AppEnv>, { payrollRuns }: PortalServices, id: number, action: string): string {
  const actor = actorOf(c);
  const year = `jaar=${Math.floor(id / 100)}`;
  switch (action) {
    case 'fill':
      return `${year}&${filledQuery(payrollRuns.fillHours(actor, id))}`;
    case 'close':
      payrollRuns.closePeriod(actor, id);
      return `${year}&net=closed`;
    case 'reopen':
      payrollRuns.reopenPeriod(actor, id);
      return `${year}&net=reopened`;
    default:
      throw new AppError('bad_request');
  }
}

function overview(
  c: Context<AppEnv>,
  services: PortalServices,
  fault: string | null,
  done: string | null,
): Response | Promise<Response> {
  const { payrollRuns, clock } = services;
  const actor = actorOf(c);
  const view = signedInView(c, services);
  const now = today(clock);
  const asked = Number(c.req.query('jaar'));
  const year = asked >= 2000 && asked < 2100 ? Math.floor(asked) : Number(now.slice(0, 4));
  // What has not begun yet is of no use here, but for the period that comes next.
  const periods = payrollRuns.periods(actor, year).filter(({ startsOn }) => startsOn <= addDays(now, 31));
  const runs = payrollRuns.list(actor);
  const open = runs.find(({ status }) => status !== 'approved' && status !== 'cancelled');
  return respond(
    c,
    <RunsPage
      view={view}
      openQuestions={openQuestions(services, actor)}
      year={year}
      periods={[...periods].reverse()}
      underWay={open ? { run: open, title: titleOf(c, services, open.periodId) } : null}
      hasRuns={runs.length > 0}
      fault={fault}
      done={done}
    />,
    fault === null ? 200 : 400,
  );
}

/** 'november 2026', of a period by its number. */
export function titleOf(c: Context<AppEnv>, { payrollRuns }: PortalServices, periodId: number): string {
  const period = payrollRuns
    .periods(actorOf(c), Math.floor(periodId / 100))
    .find(({ id }) => id === periodId);
  return period ? periodText(period, c.get('language')) : String(periodId);
}

function onePage(
  c: Context<AppEnv, `${typeof RUNS}/:runId`>,
  services: PortalServices,
  said: { done?: string | null; fault?: string; imported?: ImportResult },
): Response | Promise<Response> {
  const actor = actorOf(c);
  const run = services.payrollRuns.read(actor, c.req.param('runId'));
  const wrong = said.fault !== undefined || said.imported?.accepted === false;
  return respond(
    c,
    <RunPage
      view={signedInView(c, services)}
      openQuestions={openQuestions(services, actor)}
      run={run}
      period={titleOf(c, services, run.periodId)}
      deadline={addDays(today(services.clock), LOOK_DAYS)}
      imported={said.imported ?? null}
      done={said.done ?? null}
      fault={said.fault ?? null}
    />,
    wrong ? 400 : 200,
  );
}
