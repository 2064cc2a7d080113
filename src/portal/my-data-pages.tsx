import type { Context, Hono } from 'hono';
import { askers } from '../api/chat-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { originOf } from '../api/member-routes.ts';
import { problemOf, toAppError } from '../api/problem.ts';
import { AppError } from '../kernel/errors.ts';
import {
  bankRequestSchema,
  type Finding,
  type MutationForm,
  mutationRequestSchema,
  type Preview,
} from '../mutations/model.ts';
import type { PortalServices } from './model.ts';
import {
  bankInputOf,
  type FormValues,
  faultsOf,
  formPaths,
  inputOf,
  MY_DATA,
  startOf,
  typedValues,
} from './mutation-forms.ts';
import { MutationFormPage } from './pages/mutation-form-page.tsx';
import { MutationReviewPage, type Proof } from './pages/mutation-review-page.tsx';
import { MyDataPage } from './pages/my-data-page.tsx';
import { formFields, openQuestions, respond } from './respond.tsx';
import type { Texts } from './texts/texts.ts';
import { signedInView, viewOf } from './view.ts';

type PlainForm = Exclude<MutationForm, 'bank-account'>;
const plainForms: readonly PlainForm[] = ['address', 'contact', 'emergency-contact'];

/** The own data: what they are, forms that say back what changes, and what can be taken back. */
export function myDataPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { mutations } = services;
  const self = guard({ roles: askers });
  portal.get(MY_DATA, self, (c) => {
    const actor = actorOf(c);
    const view = signedInView(c, services);
    const said = c.req.query('net') ?? '';
    const done = Object.hasOwn(view.t.myData.done, said) ? said : null;
    return respond(
      c,
      <MyDataPage
        view={view}
        openQuestions={openQuestions(services, actor)}
        my={mutations.mine(actor)}
        done={done && view.t.myData.done[done as keyof Texts['myData']['done']]}
      />,
    );
  });
  portal.post(`${MY_DATA}/wijzigingen/:mutationId/actie`, self, async (c) => {
    const action = (await formFields(c))('action');
    if (action !== 'withdraw' && action !== 'undo') throw new AppError('bad_request');
    mutations[action](actorOf(c), c.req.param('mutationId'));
    return c.redirect(`${MY_DATA}?net=${action}`, 303);
  });
  for (const form of plainForms) plainForm(portal, services, form);
  bankForm(portal, services);
}

interface FormState {
  form: MutationForm;
  values: FormValues;
  prefilled?: readonly string[];
  faults?: readonly Finding[];
  failure?: string | null;
}

function formPage(c: Context<AppEnv>, services: PortalServices, state: FormState) {
  const actor = actorOf(c);
  const { form, values, prefilled = [], faults = [], failure = null } = state;
  return respond(
    c,
    <MutationFormPage
      view={signedInView(c, services)}
      openQuestions={openQuestions(services, actor)}
      my={services.mutations.mine(actor)}
      {...{ form, values, prefilled, faults, failure }}
    />,
    faults.length > 0 || failure !== null ? 400 : 200,
  );
}

function reviewPage(
  c: Context<AppEnv>,
  services: PortalServices,
  state: { form: MutationForm; values: FormValues; preview: Preview; proof: Proof | null },
) {
  const actor = actorOf(c);
  return respond(
    c,
    <MutationReviewPage
      view={signedInView(c, services)}
      openQuestions={openQuestions(services, actor)}
      my={services.mutations.mine(actor)}
      {...state}
    />,
    state.proof?.fault ? 400 : 200,
  );
}

/** Nobody opens a form who may not hand it in. @throws AppError left_employment, no_employment */
function start(c: Context<AppEnv>, { mutations }: PortalServices, form: MutationForm) {
  const my = mutations.mine(actorOf(c));
  if (my.employee === null) throw new AppError('no_employment');
  if (!my.mayChange) throw new AppError('left_employment');
  return startOf(form, my, (name) => c.req.query(name));
}

function plainForm(portal: Hono<AppEnv>, services: PortalServices, form: PlainForm): void {
  const { mutations, postman } = services;
  const self = guard({ roles: askers });
  const path = formPaths[form];
  portal.get(path, self, (c) => formPage(c, services, { form, ...start(c, services, form) }));
  portal.post(path, self, async (c) => {
    const field = await formFields(c);
    const values = typedValues(form, field);
    if (field('step') === 'edit') return formPage(c, services, { form, values });
    const input = inputOf(form, values);
    if (field('step') !== 'confirm') {
      const preview = mutations.preview(actorOf(c), input);
      const faults = faultsOf(preview.findings);
      if (faults.length > 0) return formPage(c, services, { form, values, faults });
      return reviewPage(c, services, { form, values, preview, proof: null });
    }
    const request = mutationRequestSchema.safeParse({ input, requestKey: field('requestKey') });
    if (!request.success) throw new AppError('bad_request');
    try {
      const made = await mutations.submit(actorOf(c), request.data, originOf(c, services.publicOrigin));
      void postman.deliver();
      const waits = made.some(({ status }) => status === 'unverified');
      return c.redirect(`${MY_DATA}?net=${waits ? 'verify' : form}`, 303);
    } catch (thrown) {
      return formPage(c, services, { form, values, ...refusal(c, thrown) });
    }
  });
}

/** Why it was refused, for the form. @throws what is no refusal */
function refusal(c: Context<AppEnv>, thrown: unknown): Pick<FormState, 'faults' | 'failure'> {
  const error = toAppError(thrown);
  if (error.code === 'mutation_blocked') return { faults: (error.data?.findings ?? []) as Finding[] };
  if (error.code !== 'email_taken' && error.code !== 'too_many_requests') throw error;
  return { failure: problemOf(error, c.get('language')).detail };
}

/** The protected page: the account is proven by a second factor before it is even asked for. */
function bankForm(portal: Hono<AppEnv>, services: PortalServices): void {
  const { mutations, postman } = services;
  const self = guard({ roles: askers });
  const form = 'bank-account';
  portal.get(formPaths[form], self, (c) => formPage(c, services, { form, ...start(c, services, form) }));
  portal.post(formPaths[form], self, async (c) => {
    const field = await formFields(c);
    const values = typedValues(form, field);
    const step = field('step');
    if (step === 'edit') return formPage(c, services, { form, values });
    const input = bankInputOf(values);
    if (step === 'confirm') {
      const asked = { input, requestKey: field('requestKey'), code: field('code') };
      const request = bankRequestSchema.safeParse(asked);
      if (!request.success) throw new AppError('bad_request');
      try {
        await mutations.submitBank(actorOf(c), request.data, originOf(c, services.publicOrigin));
        void postman.deliver();
        return c.redirect(`${MY_DATA}?net=${form}`, 303);
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code === 'mutation_blocked')
          return formPage(c, services, { form, values, ...refusal(c, thrown) });
        if (error.code !== 'second_factor_wrong' && error.code !== 'too_many_requests') throw error;
        const fault = problemOf(error, c.get('language')).detail;
        return bankReview(c, services, values, { fault, done: null });
      }
    }
    const faults = faultsOf(mutations.preview(actorOf(c), input).findings);
    if (faults.length > 0) return formPage(c, services, { form, values, faults });
    return bankReview(c, services, values, await sendCode(c, services, step));
  });
}

type Said = Pick<Proof, 'fault' | 'done'>;

/** Mails a code to who has no authenticator. */
async function sendCode(c: Context<AppEnv>, services: PortalServices, step: string): Promise<Said> {
  const { mutations, postman } = services;
  if (mutations.proof(actorOf(c)).by === 'factor') return { fault: null, done: null };
  try {
    await mutations.mailCode(actorOf(c));
    void postman.deliver();
    const t = viewOf(c, services).t.mutationForm;
    return { fault: null, done: step === 'code' ? t.codeSent : null };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code !== 'too_many_requests') throw error;
    return { fault: problemOf(error, c.get('language')).detail, done: null };
  }
}

function bankReview(c: Context<AppEnv>, services: PortalServices, values: FormValues, said: Said) {
  const actor = actorOf(c);
  const preview = services.mutations.preview(actor, bankInputOf(values));
  const proof = services.mutations.proof(actor);
  const to = proof.by === 'mail' ? proof.to : '';
  return reviewPage(c, services, {
    ...{ form: 'bank-account', values, preview },
    proof: { by: proof.by, to, ...said },
  });
}
