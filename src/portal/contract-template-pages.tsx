import type { Context, Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { fieldIssues, fieldMessage } from '../api/field-messages.ts';
import { guard } from '../api/guard.ts';
import { toAppError } from '../api/problem.ts';
import { blocksOf } from '../contracts/blocks.ts';
import { type TemplateProblem, templateInputSchema } from '../contracts/model.ts';
import { exampleOf } from '../contracts/placeholders.ts';
import type { PortalServices } from './model.ts';
import {
  ContractTemplatePage,
  ContractTemplatesPage,
  type TemplateForm,
} from './pages/contract-templates-page.tsx';
import { CONTRACT_TEMPLATES } from './pages/contracts-page.tsx';
import { faultOf, formFields, openQuestions, respond } from './respond.tsx';
import { fill } from './texts/fill.ts';
import { signedInView, viewOf } from './view.ts';

const empty: TemplateForm = {
  name: '',
  forOnCall: false,
  body: '',
  editing: null,
  problems: [],
  failure: null,
  preview: null,
};

/** The templates of contracts and their editor: plain forms. */
export function contractTemplatePages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { templates } = services.contracts;
  const keeper = guard({ roles: keepers });
  portal.get(CONTRACT_TEMPLATES, keeper, (c) => {
    const actor = actorOf(c);
    const all = templates.list(actor);
    const saved = all.find(({ id }) => id === c.req.query('net'));
    const t = viewOf(c, services).t.contractTemplates;
    const archived = c.req.query('net') === 'archived' ? t.archived : null;
    return respond(
      c,
      <ContractTemplatesPage
        view={signedInView(c, services)}
        openQuestions={openQuestions(services, actor)}
        templates={all}
        done={saved === undefined ? archived : fill(t.saved, { name: saved.name })}
      />,
    );
  });
  portal.get(`${CONTRACT_TEMPLATES}/nieuw`, keeper, (c) => show(c, services, empty));
  portal.post(`${CONTRACT_TEMPLATES}/nieuw`, keeper, async (c) => {
    const form = { ...empty, ...typedOf(await formFields(c)) };
    return save(c, services, form, (input) => templates.add(actorOf(c), input).id);
  });
  portal.get(`${CONTRACT_TEMPLATES}/:templateId`, keeper, (c) => {
    const { name, forOnCall, body, ...editing } = templates.get(actorOf(c), c.req.param('templateId'));
    const earlier = editing.versions.find(({ version }) => String(version) === c.req.query('versie'));
    return show(c, services, { ...empty, name, forOnCall, body: earlier?.body ?? body, editing });
  });
  portal.post(`${CONTRACT_TEMPLATES}/:templateId`, keeper, async (c) => {
    const id = c.req.param('templateId');
    const { versions, version: present } = templates.get(actorOf(c), id);
    const field = await formFields(c);
    if (field('action') === 'archive') {
      templates.archive(actorOf(c), id);
      return c.redirect(`${CONTRACT_TEMPLATES}?net=archived`, 303);
    }
    const version = Number(field('version'));
    const form = { ...empty, ...typedOf(field), editing: { id, version, versions } };
    return save(c, services, form, (input) => templates.save(actorOf(c), id, version, input).id, {
      id,
      version: present,
      versions,
    });
  });
}

function typedOf(field: (name: string) => string) {
  return {
    name: field('name'),
    forOnCall: field('forOnCall') === '1',
    body: field('body'),
    preview: field('action') === 'preview' ? [] : null,
  };
}

function show(c: Context<AppEnv>, services: PortalServices, form: TemplateForm) {
  return respond(
    c,
    <ContractTemplatePage
      view={signedInView(c, services)}
      openQuestions={openQuestions(services, actorOf(c))}
      form={form}
    />,
    form.failure === null && form.problems.length === 0 ? 200 : 400,
  );
}

/** Keeps the text, or shows it again: with its preview, or with everything that is wrong. */
function save(
  c: Context<AppEnv>,
  services: PortalServices,
  form: TemplateForm,
  keep: (input: ReturnType<typeof templateInputSchema.parse>) => string,
  present: TemplateForm['editing'] = null,
): Response | Promise<Response> {
  const { name, forOnCall, body } = form;
  if (form.preview !== null) {
    const problems = services.contracts.templates.check(actorOf(c), body);
    return show(c, services, { ...form, problems, preview: blocksOf(body, exampleOf) });
  }
  const input = templateInputSchema.safeParse({ name, forOnCall, body });
  if (!input.success) {
    const [issue] = fieldIssues(input.error);
    const failure = issue === undefined ? '' : fieldMessage(issue, c.get('language'));
    return show(c, services, { ...form, failure });
  }
  try {
    return c.redirect(`${CONTRACT_TEMPLATES}?net=${encodeURIComponent(keep(input.data))}`, 303);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'conflict' && present !== null) {
      const failure = viewOf(c, services).t.contractTemplates.changedMeanwhile;
      return show(c, services, { ...form, editing: present, failure });
    }
    const problems = (error.data?.problems ?? []) as TemplateProblem[];
    return show(c, services, { ...form, problems, failure: faultOf(c, error) });
  }
}
