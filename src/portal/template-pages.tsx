import type { Context, Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { fieldMessage } from '../api/field-messages.ts';
import { guard } from '../api/guard.ts';
import { toAppError } from '../api/problem.ts';
import { AppError, errorTable } from '../kernel/errors.ts';
import type { PortalServices } from './model.ts';
import { TEMPLATES } from './pages/task-tabs.tsx';
import { TemplatePage, type TemplateProps } from './pages/template-page.tsx';
import { TemplatesPage, templateUrl } from './pages/templates-page.tsx';
import { formFields, openQuestions, respond } from './respond.tsx';
import {
  fieldsOf,
  inputOf,
  readFields,
  type TemplateFields,
  withoutStep,
  withStep,
} from './template-form.ts';
import { en } from './texts/en.ts';
import { fill } from './texts/fill.ts';
import { nl } from './texts/nl.ts';
import { signedInView } from './view.ts';

/** The editor of workflows, for HR and the provider: plain forms. */
export function templatePages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { workflows } = services;
  const keeper = guard({ roles: keepers });
  portal.get(TEMPLATES, keeper, (c) => {
    const actor = actorOf(c);
    return respond(
      c,
      <TemplatesPage
        view={signedInView(c, services)}
        openQuestions={openQuestions(services, actor)}
        templates={workflows.templates(actor)}
      />,
    );
  });
  portal.get(`${TEMPLATES}/:trigger`, keeper, (c) => {
    const { template } = workflows.template(actorOf(c), c.req.param('trigger'));
    const t = signedInView(c, services).t.workflows;
    const said = c.req.query('net');
    const text = said === 'zelfde' ? t.unchanged : said ? fill(t.saved, { n: template.version }) : null;
    return page(c, services, fieldsOf(template), { message: text === null ? null : { tone: 'good', text } });
  });
  portal.post(`${TEMPLATES}/:trigger`, keeper, async (c) => {
    const field = await formFields(c);
    const fields = readFields(field);
    const { t } = signedInView(c, services);
    const action = field('action');
    const edited = editedBy(action, fields);
    if (edited !== null)
      return page(c, services, edited, {
        message: { tone: 'good', text: t.workflows.notSaved },
        isOpen: true,
      });
    if (action !== 'save') throw new AppError('bad_request');
    return save(c, services, fields);
  });
  portal.post(`${TEMPLATES}/:trigger/terug`, keeper, async (c) => {
    const field = await formFields(c);
    const trigger = c.req.param('trigger');
    const version = field('version') === 'seed' ? 'seed' : Number(field('version'));
    try {
      workflows.restoreTemplate(actorOf(c), trigger, Number(field('readVersion')), version);
      return c.redirect(`${templateUrl(trigger)}?net=1`, 303);
    } catch (thrown) {
      return refused(c, services, thrown, null);
    }
  });
}

/** The form after a button that changes only the form; null for any other button. */
function editedBy(action: string, fields: TemplateFields): TemplateFields | null {
  if (action === 'add') return withStep(fields, { nl: nl.workflows.newStep, en: en.workflows.newStep });
  const removed = /^remove\.(\d+)$/.exec(action)?.[1];
  return removed === undefined ? null : withoutStep(fields, Number(removed));
}

function save(c: Context<AppEnv, string>, services: PortalServices, fields: TemplateFields) {
  const read = inputOf(fields);
  if ('issues' in read) {
    const language = c.get('language');
    const fieldFaults = Object.fromEntries(
      read.issues.map((issue) => [issue.field, fieldMessage(issue, language)]),
    );
    const { t } = signedInView(c, services);
    const text = t.workflows.notSaved;
    return page(c, services, fields, { fieldFaults, message: { tone: 'bad', text }, isOpen: true });
  }
  const { workflows } = services;
  const trigger = c.req.param('trigger') ?? '';
  const { faults } = workflows.checkTemplate(actorOf(c), trigger, read.input);
  if (faults.length > 0) return page(c, services, fields, { faults, isOpen: true });
  try {
    const { version } = workflows.saveTemplate(actorOf(c), trigger, fields.readVersion, read.input);
    const said = version === fields.readVersion ? 'zelfde' : '1';
    return c.redirect(`${templateUrl(trigger)}?net=${said}`, 303);
  } catch (thrown) {
    return refused(c, services, thrown, fields);
  }
}

/** Somebody else was first, or an old version does not fit any more. @throws what is no such thing */
function refused(
  c: Context<AppEnv, string>,
  services: PortalServices,
  thrown: unknown,
  fields: TemplateFields | null,
) {
  const error = toAppError(thrown);
  if (error.code !== 'conflict' && error.code !== 'template_faulty') throw thrown;
  const { template } = services.workflows.template(actorOf(c), c.req.param('trigger') ?? '');
  const { t } = signedInView(c, services);
  const kept = fields === null ? fieldsOf(template) : { ...fields, readVersion: template.version };
  const text =
    error.code === 'conflict'
      ? fill(t.workflows.conflict, { n: template.version })
      : errorTable[error.code][c.get('language')];
  return page(c, services, kept, { message: { tone: 'bad', text }, isOpen: fields !== null });
}

function page(
  c: Context<AppEnv, string>,
  services: PortalServices,
  fields: TemplateFields,
  said: Partial<Pick<TemplateProps, 'fieldFaults' | 'faults' | 'message' | 'isOpen'>>,
) {
  const actor = actorOf(c);
  const { template, history } = services.workflows.template(actor, c.req.param('trigger') ?? '');
  const read = inputOf(fields);
  const { fieldFaults = {}, faults = [], message = null, isOpen = false } = said;
  const isBroken = message?.tone === 'bad' || faults.length > 0;
  return respond(
    c,
    <TemplatePage
      view={signedInView(c, services)}
      openQuestions={openQuestions(services, actor)}
      template={template}
      history={history}
      people={services.workflows.colleagues(actor)}
      fields={fields}
      drawn={'input' in read ? read.input : null}
      fieldFaults={fieldFaults}
      faults={faults}
      message={message}
      isOpen={isOpen}
    />,
    isBroken ? 400 : 200,
  );
}
