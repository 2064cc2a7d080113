import type { Context, Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { originOf } from '../api/member-routes.ts';
import { toAppError } from '../api/problem.ts';
import { AppError } from '../kernel/errors.ts';
import {
  type MailChange,
  type MailLanguage,
  type MailLevel,
  mailAddressSchema,
  mailTextSchema,
  type RunMailText,
} from '../payroll-runs/mail-model.ts';
import { remarkInputSchema } from '../payroll-runs/model.ts';
import { mailLanguages } from '../store/run-schema.ts';
import type { PortalServices } from './model.ts';
import { RunMailPage } from './pages/run-mail-page.tsx';
import { RUN_MAIL, TRIALS, trialPath } from './pages/run-parts.tsx';
import { TrialEventsPage, TrialListPage } from './pages/trial-list-page.tsx';
import { TrialPage } from './pages/trial-page.tsx';
import { formFields, openQuestions, respond } from './respond.tsx';
import { doneText, refusalOf, titleOf } from './run-pages.tsx';
import { signedInView } from './view.ts';

const keeper = guard({ roles: keepers });

/** The employer's look at trials, and the mail that calls to them. */
export function trialPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { payrollRuns, postman } = services;
  const base = (c: Context<AppEnv>) => ({
    view: signedInView(c, services),
    openQuestions: openQuestions(services, actorOf(c)),
  });
  portal.get(TRIALS, keeper, (c) => {
    const runs = payrollRuns
      .list(actorOf(c))
      .filter(({ round, status }) => round > 0 && status !== 'cancelled')
      .map((run) => ({ ...run, title: titleOf(c, services, run.periodId) }));
    return respond(c, <TrialListPage {...base(c)} runs={runs} />);
  });
  mailPages(portal, services);
  portal.get(`${TRIALS}/:runId`, keeper, (c) => {
    const { t } = signedInView(c, services);
    const said = c.req.query('net');
    const done = said === 'saved' ? t.trial.saved : doneText(t, said);
    return trialPage(c, services, { done });
  });
  portal.get(`${TRIALS}/:runId/verloop`, keeper, (c) => {
    const actor = actorOf(c);
    const run = payrollRuns.read(actor, c.req.param('runId'));
    const events = payrollRuns.events(actor, run.id);
    const period = titleOf(c, services, run.periodId);
    return respond(c, <TrialEventsPage {...base(c)} run={run} period={period} events={events} />);
  });
  portal.post(`${TRIALS}/:runId/besluit`, keeper, async (c) => {
    const field = await formFields(c);
    const [runId, action] = [c.req.param('runId'), field('action')];
    if (action !== 'approve' && action !== 'return' && action !== 'undo') throw new AppError('bad_request');
    try {
      const step = { action, reason: field('reason').trim().slice(0, 2000) } as const;
      payrollRuns.act(actorOf(c), runId, step, originOf(c, services.publicOrigin));
      void postman.deliver();
      return c.redirect(`${trialPath(runId)}?net=${action}`, 303);
    } catch (thrown) {
      return trialPage(c, services, { fault: refusalOf(c, thrown) });
    }
  });
  portal.post(`${TRIALS}/:runId/opmerkingen`, keeper, async (c) => {
    const field = await formFields(c);
    const key = field('componentKey');
    const input = remarkInputSchema.safeParse({
      employmentId: field('employmentId') || null,
      componentKey: key === '' ? null : Number(key),
      body: field('body'),
      requestKey: field('requestKey'),
    });
    if (!input.success) throw new AppError('bad_request');
    return remarked(c, services, () => payrollRuns.remark(actorOf(c), c.req.param('runId'), input.data));
  });
  portal.post(`${TRIALS}/:runId/opmerkingen/:remarkId`, keeper, async (c) => {
    const field = await formFields(c);
    const { runId, remarkId } = c.req.param();
    const body = field('body').trim().slice(0, 2000);
    if (field('action') === 'settle')
      return remarked(c, services, () => payrollRuns.settle(actorOf(c), runId, remarkId));
    if (body === '') throw new AppError('bad_request');
    return remarked(c, services, () => payrollRuns.answer(actorOf(c), runId, remarkId, body));
  });
}

type OfTrial = Context<AppEnv, `${typeof TRIALS}/:runId`>;

function remarked(
  c: OfTrial,
  services: PortalServices,
  keep: () => { id: string },
): Response | Promise<Response> {
  try {
    const { id } = keep();
    return c.redirect(`${trialPath(c.req.param('runId'))}?net=saved#opmerking-${id}`, 303);
  } catch (thrown) {
    return trialPage(c, services, { fault: refusalOf(c, thrown) });
  }
}

function trialPage(
  c: OfTrial,
  services: PortalServices,
  said: { done?: string | null; fault?: string },
): Response | Promise<Response> {
  const actor = actorOf(c);
  return respond(
    c,
    <TrialPage
      view={signedInView(c, services)}
      openQuestions={openQuestions(services, actor)}
      trial={services.payrollRuns.trial(actor, c.req.param('runId'))}
      formKey={`${services.clock.now()}-${actor.personId}`}
      done={said.done ?? null}
      fault={said.fault ?? null}
    />,
    said.fault === undefined ? 200 : 400,
  );
}

interface MailSaid {
  level: MailLevel;
  typed?: { language: MailLanguage; text: RunMailText };
  wrong?: { typed: string; value: string };
  done?: string | null;
}

function mailPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { payrollRuns } = services;
  const page = (c: Context<AppEnv>, { level, typed, wrong, done }: MailSaid) => {
    const actor = actorOf(c);
    const preview = typed ? payrollRuns.previewMail(actor, typed.text, typed.language) : null;
    const broken = wrong !== undefined || (preview?.faults.length ?? 0) > 0;
    return respond(
      c,
      <RunMailPage
        view={signedInView(c, services)}
        openQuestions={openQuestions(services, actor)}
        level={level}
        mail={payrollRuns.mail(actor)}
        typed={typed && preview ? { ...typed, preview } : null}
        wrong={wrong ?? null}
        done={done ?? null}
      />,
      broken ? 400 : 200,
    );
  };
  portal.get(RUN_MAIL, keeper, (c) => {
    const { t } = signedInView(c, services);
    const said = c.req.query('net');
    const done =
      said === 'addresses' ? t.runMail.savedAddresses : said === 'text' ? t.runMail.savedText : null;
    return page(c, { level: levelOf(c, c.req.query('niveau')), done });
  });
  portal.post(RUN_MAIL, keeper, async (c) => {
    const field = await formFields(c);
    const level = levelOf(c, field('level'));
    const saved = (change: Omit<MailChange, 'level'>, what: string) => {
      payrollRuns.setMail(actorOf(c), { level, ...change });
      return c.redirect(`${RUN_MAIL}?niveau=${level}&net=${what}`, 303);
    };
    if (field('action') === 'addresses') {
      const read = addressesOf(field('addresses'));
      if ('wrong' in read) return page(c, { level, wrong: { typed: field('addresses'), value: read.wrong } });
      return saved({ addresses: read.addresses }, 'addresses');
    }
    const language = mailLanguages.find((one) => one === field('language'));
    if (language === undefined) throw new AppError('bad_request');
    if (field('action') === 'reset') return saved({ texts: { [language]: null } }, 'text');
    const text = mailTextSchema.safeParse({ subject: field('subject'), body: field('body') });
    if (!text.success) throw new AppError('bad_request');
    if (field('action') === 'preview') return page(c, { level, typed: { language, text: text.data } });
    try {
      return saved({ texts: { [language]: text.data } }, 'text');
    } catch (thrown) {
      if (toAppError(thrown).code !== 'mail_text_unfit') throw thrown;
      return page(c, { level, typed: { language, text: text.data } });
    }
  });
}

/** The level that was asked for, as far as this role may see it. */
function levelOf(c: Context<AppEnv>, asked: string | undefined): MailLevel {
  return asked === 'provider' && actorOf(c).role === 'provider' ? 'provider' : 'employer';
}

/** One address a line, 'en' behind it for an English mail. */
function addressesOf(typed: string): { addresses: NonNullable<MailChange['addresses']> } | { wrong: string } {
  const addresses: NonNullable<MailChange['addresses']> = [];
  for (const line of typed.split(/\r?\n/).map((one) => one.trim())) {
    if (line === '') continue;
    const english = /\s+en$/i.test(line);
    const read = mailAddressSchema.safeParse({
      address: line.replace(/\s+(?:en|nl)$/i, ''),
      language: english ? 'en' : 'nl',
    });
    if (!read.success) return { wrong: line };
    addresses.push(read.data);
  }
  return { addresses: addresses.slice(0, 20) };
}
