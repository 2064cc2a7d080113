import type { Context, Hono } from 'hono';
import { createChatLimits } from '../api/chat-limits.ts';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { fieldIssues, fieldMessage } from '../api/field-messages.ts';
import { guard } from '../api/guard.ts';
import { problemOf, toAppError } from '../api/problem.ts';
import {
  type AskedAs,
  type SampleEmployee,
  type SampleInput,
  sampleInputSchema,
  sampleRoles,
} from '../ask-as/model.ts';
import { AppError, errorTable } from '../kernel/errors.ts';
import { ageGroups } from '../store/help-schema.ts';
import type { PortalServices } from './model.ts';
import { ASK_AS, type AskAsFaults, type AskAsFields, AskAsPage } from './pages/ask-as-page.tsx';
import { formFields, openQuestions, respond } from './respond.tsx';
import { signedInView } from './view.ts';

interface Shown {
  chosen: string | null;
  fields: AskAsFields;
  faults?: AskAsFaults;
  asked?: AskedAs | null;
}

const emptyFields: AskAsFields = {
  name: '',
  role: 'employee',
  isOnCall: false,
  hoursPerWeek: '',
  inServiceSince: '',
  ageGroup: '',
  department: '',
  question: '',
  tellFacts: false,
};

/** HR's page "Vragen als": choose or make somebody, ask, see why. */
export function askAsPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { askAs } = services;
  const keeper = guard({ roles: keepers });
  const limits = createChatLimits(services.clock);
  portal.get(ASK_AS, keeper, (c) => {
    const sample = known(c, services, c.req.query('wie'));
    const chosen = sample === null || sample.removed ? null : sample;
    return page(c, services, { chosen: chosen?.id ?? null, fields: chosen ? fieldsOf(chosen) : emptyFields });
  });
  portal.post(ASK_AS, keeper, async (c) => {
    const field = await formFields(c);
    const fields = typedOf(field);
    const chosen = field('wie') || null;
    const action = field('action');
    const done = ({ id }: SampleEmployee) =>
      c.redirect(`${ASK_AS}?net=${encodeURIComponent(id)}&wie=${encodeURIComponent(id)}`, 303);
    if (action === 'remove' && chosen !== null) return done(askAs.remove(actorOf(c), chosen));
    const checked = inputOf(c, services, fields);
    if ('faults' in checked) return page(c, services, { chosen, fields, faults: checked.faults });
    try {
      if (action === 'save' || action === 'save-as')
        return done(askAs.save(actorOf(c), action === 'save' ? chosen : null, checked.input));
      const leave = limits.enter(actorOf(c).personId);
      const { question, tellFacts } = fields;
      const asking = { sample: checked.input, question, tellFacts };
      const asked = await askAs.ask(actorOf(c), asking, c.req.raw.signal).finally(leave);
      return page(c, services, { chosen, fields, asked });
    } catch (thrown) {
      return page(c, services, { chosen, fields, faults: refusal(c, thrown) });
    }
  });
  portal.post(`${ASK_AS}/:sampleId`, keeper, async (c) => {
    if ((await formFields(c))('action') !== 'restore') throw new AppError('bad_request');
    const { id } = askAs.restore(actorOf(c), c.req.param('sampleId'));
    return c.redirect(`${ASK_AS}?net=${encodeURIComponent(id)}&wie=${encodeURIComponent(id)}`, 303);
  });
}

function page(c: Context<AppEnv>, services: PortalServices, { faults = {}, asked = null, ...shown }: Shown) {
  const actor = actorOf(c);
  return respond(
    c,
    <AskAsPage
      view={signedInView(c, services)}
      openQuestions={openQuestions(services, actor)}
      samples={services.askAs.samples(actor)}
      done={known(c, services, c.req.query('net'))}
      faults={faults}
      asked={asked}
      {...shown}
    />,
    Object.keys(faults).length > 0 ? 400 : 200,
  );
}

/** One that stands or was just removed; null when there is none. */
function known(c: Context<AppEnv>, { askAs }: PortalServices, id: string | undefined): SampleEmployee | null {
  if (!id) return null;
  try {
    return askAs.sample(actorOf(c), id);
  } catch (error) {
    if (toAppError(error).code === 'not_found') return null;
    throw error;
  }
}

function fieldsOf(sample: SampleEmployee): AskAsFields {
  const hours = sample.hoursPerWeek;
  return {
    ...emptyFields,
    name: sample.name,
    role: sample.role,
    isOnCall: sample.isOnCall,
    hoursPerWeek: hours === null ? '' : String(hours / 1000).replace('.', ','),
    inServiceSince: sample.inServiceSince ?? '',
    ageGroup: sample.ageGroup ?? '',
    department: sample.department,
  };
}

function typedOf(field: (name: string) => string): AskAsFields {
  return {
    name: field('name'),
    role: sampleRoles.find((role) => role === field('role')) ?? 'employee',
    isOnCall: field('isOnCall') === '1',
    hoursPerWeek: field('hoursPerWeek').trim(),
    inServiceSince: field('inServiceSince'),
    ageGroup: ageGroups.find((age) => age === field('ageGroup')) ?? '',
    department: field('department'),
    question: field('question'),
    tellFacts: field('tellFacts') === '1',
  };
}

/** Asking needs no name: it gets one. */
function inputOf(
  c: Context<AppEnv>,
  services: PortalServices,
  fields: AskAsFields,
): { input: SampleInput } | { faults: AskAsFaults } {
  const { t } = signedInView(c, services);
  const hours = fields.hoursPerWeek === '' ? null : milliOf(fields.hoursPerWeek);
  const result = sampleInputSchema.safeParse({
    ...fields,
    name: fields.name.trim() || t.askAs.newSample,
    hoursPerWeek: hours,
    inServiceSince: fields.inServiceSince || null,
    ageGroup: fields.ageGroup || null,
  });
  if (result.success) return { input: result.data };
  const language = c.get('language');
  const faults: AskAsFaults = Object.fromEntries(
    fieldIssues(result.error).map((issue) => [issue.field, fieldMessage(issue, language)]),
  );
  if (faults.hoursPerWeek !== undefined) faults.hoursPerWeek = t.askAs.hoursWrong;
  return { faults };
}

/** '31,5' as thousandths; NaN for what is no number of hours. */
function milliOf(text: string): number {
  return /^\d{1,3}(?:[.,]\d{1,2})?$/.test(text)
    ? Math.round(Number(text.replace(',', '.')) * 1000)
    : Number.NaN;
}

/** A refusal beside the question. @throws what is no refusal */
function refusal(c: Context<AppEnv>, thrown: unknown): AskAsFaults {
  const error = toAppError(thrown);
  if (error.status >= 500 || error.code === 'not_found') throw error;
  const language = c.get('language');
  if (error.code === 'samples_full') return { name: errorTable.samples_full[language] };
  return { question: problemOf(error, language).title };
}
