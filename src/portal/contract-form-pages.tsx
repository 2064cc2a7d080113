import type { Context, Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { fieldIssues, fieldMessage } from '../api/field-messages.ts';
import { guard } from '../api/guard.ts';
import { toAppError } from '../api/problem.ts';
import {
  type ContractView,
  draftInputSchema,
  type Proposal,
  revisionInputSchema,
  type SignerRole,
  type Subject,
  subjectSchema,
  type TemplateProblem,
} from '../contracts/model.ts';
import { AppError } from '../kernel/errors.ts';
import type { PortalServices } from './model.ts';
import {
  ContractChoosePage,
  type ContractForm,
  ContractFormPage,
  fieldInput,
  NOBODY,
  type Order,
  orders,
  signerRows,
} from './pages/contract-form-page.tsx';
import { CONTRACTS, contractUrl } from './pages/contracts-page.tsx';
import { faultOf, formFields, openQuestions, respond } from './respond.tsx';
import { signedInView, viewOf } from './view.ts';

type Field = (name: string) => string;
type Target = Parameters<typeof ContractFormPage>[0]['target'];

/** Making a contract in two steps, and changing one that was not sent yet. */
export function contractFormPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { contracts } = services;
  const keeper = guard({ roles: keepers });
  portal.get(`${CONTRACTS}/nieuw`, keeper, (c) => {
    const [templateId, who] = [c.req.query('sjabloon') ?? '', c.req.query('voor') ?? ''];
    if (c.req.query('stap') !== 'velden') return choose(c, services, templateId, who, null);
    if (templateId === '' || who === '')
      return choose(c, services, templateId, who, viewOf(c, services).t.contracts.chooseBoth);
    const proposal = contracts.propose(actorOf(c), templateId, subjectOf(who));
    return show(c, services, formOfProposal(proposal), { templateId, who });
  });
  portal.post(`${CONTRACTS}/nieuw`, keeper, async (c) => {
    const field = await formFields(c);
    const [templateId, who] = [field('sjabloon'), field('voor')];
    const subject = subjectOf(who);
    const { fields } = contracts.propose(actorOf(c), templateId, subject);
    return save(c, services, typedForm(field, Object.keys(fields)), { templateId, who }, async (input) => {
      const made = await contracts.create(
        actorOf(c),
        draftInputSchema.parse({ ...input, templateId, subject }),
      );
      return made.id;
    });
  });
  portal.get(`${CONTRACTS}/:contractId/wijzigen`, keeper, (c) => {
    const contract = contracts.get(actorOf(c), c.req.param('contractId'));
    if (contract.status !== 'draft') throw new AppError('contract_state');
    const target = { contractId: contract.id, revision: contract.revision };
    return show(c, services, formOfContract(contract), target);
  });
  portal.post(`${CONTRACTS}/:contractId/wijzigen`, keeper, async (c) => {
    const field = await formFields(c);
    const contractId = c.req.param('contractId');
    const { fields } = contracts.get(actorOf(c), contractId);
    const revision = Number(field('revision'));
    const target = { contractId, revision };
    return save(c, services, typedForm(field, Object.keys(fields)), target, async (input) => {
      const parsed = revisionInputSchema.parse({ ...input, revision });
      return (await contracts.revise(actorOf(c), contractId, parsed)).id;
    });
  });
}

function choose(
  c: Context<AppEnv>,
  services: PortalServices,
  templateId: string,
  who: string,
  failure: string | null,
) {
  const actor = actorOf(c);
  const search = (c.req.query('zoek') ?? '').slice(0, 100);
  return respond(
    c,
    <ContractChoosePage
      view={signedInView(c, services)}
      openQuestions={openQuestions(services, actor)}
      templates={services.contracts.templates.list(actor)}
      candidates={services.contracts.candidates(actor, search)}
      search={search}
      templateId={templateId}
      who={who}
      failure={failure}
    />,
    failure === null ? 200 : 400,
  );
}

function show(c: Context<AppEnv>, services: PortalServices, form: ContractForm, target: Target) {
  const broken = form.failure !== null || form.problems.length > 0 || Object.keys(form.faults).length > 0;
  return respond(
    c,
    <ContractFormPage
      view={signedInView(c, services)}
      openQuestions={openQuestions(services, actorOf(c))}
      form={form}
      target={target}
    />,
    broken ? 400 : 200,
  );
}

/** 'employment:ID' of step 1. @throws AppError not_found for what is neither that nor nobody */
function subjectOf(who: string): Subject | null {
  if (who === NOBODY) return null;
  const at = who.indexOf(':');
  const subject = subjectSchema.safeParse({ kind: who.slice(0, at), id: who.slice(at + 1) });
  if (!subject.success) throw new AppError('not_found');
  return subject.data;
}

const clean = { faults: {}, problems: [], failure: null };
const blank = { name: '', email: '' };

function formOfProposal({ title, fields, signers }: Proposal): ContractForm {
  return { title, fields, signers: signersOf(signers), order: 'employee', ...clean };
}

function formOfContract({ title, fields, signers, mode }: ContractView): ContractForm {
  const first = signers[0]?.role === 'employer' ? 'employer' : 'employee';
  const order = mode === 'at-once' ? 'together' : first;
  return { title, fields, signers: signersOf(signers), order, ...clean };
}

function signersOf(
  given: readonly { role: SignerRole; name: string; email: string }[],
): ContractForm['signers'] {
  const of = (role: SignerRole) => {
    const found = given.find((signer) => signer.role === role);
    return found === undefined ? blank : { name: found.name, email: found.email };
  };
  return { employee: of('employee'), employer: of('employer'), other: of('other') };
}

function typedForm(field: Field, names: readonly string[]): ContractForm {
  const signer = (role: SignerRole) => ({ name: field(`${role}-name`), email: field(`${role}-email`) });
  return {
    title: field('title'),
    fields: Object.fromEntries(names.map((name) => [name, field(fieldInput(name))])),
    signers: { employee: signer('employee'), employer: signer('employer'), other: signer('other') },
    order: orders.find((order) => order === field('order')) ?? 'employee',
    ...clean,
  };
}

/** Roles in the order of signing; the third one only when something of it is filled in. */
function rolesOf({ signers, order }: ContractForm): SignerRole[] {
  const first: Record<Order, SignerRole[]> = {
    employee: ['employee', 'other', 'employer'],
    employer: ['employer', 'employee', 'other'],
    together: [...signerRows],
  };
  return first[order].filter(
    (role) => role !== 'other' || signers.other.name.trim() !== '' || signers.other.email.trim() !== '',
  );
}

/** Keeps what was filled in, or shows it again with everything that is wrong. */
async function save(
  c: Context<AppEnv>,
  services: PortalServices,
  form: ContractForm,
  target: Target,
  keep: (input: Record<string, unknown>) => Promise<string>,
): Promise<Response> {
  const roles = rolesOf(form);
  const input = {
    title: form.title,
    fields: form.fields,
    mode: form.order === 'together' ? 'at-once' : 'in-order',
    signers: roles.map((role) => ({ role, ...form.signers[role] })),
  };
  // The template's id and the subject are our own; what people typed is checked here, field by field.
  const checked = draftInputSchema.omit({ templateId: true, subject: true }).safeParse(input);
  if (!checked.success) {
    const faults = Object.fromEntries(
      fieldIssues(checked.error).map((issue) => [
        inputOf(issue.field, roles),
        fieldMessage(issue, c.get('language')),
      ]),
    );
    return show(c, services, { ...form, faults, failure: faults.signers ?? null }, target);
  }
  try {
    return c.redirect(contractUrl(await keep(input)), 303);
  } catch (thrown) {
    const error = toAppError(thrown);
    const problems = (error.data?.problems ?? []) as TemplateProblem[];
    const failure = faultOf(c, error);
    return show(c, services, { ...form, problems, failure }, target);
  }
}

/** 'signers.0.email' -> 'employee-email', 'fields.functie' -> 'veld-functie'. */
function inputOf(path: string, roles: readonly SignerRole[]): string {
  const [first, second, third] = path.split('.');
  if (first === 'signers' && second !== undefined)
    return `${roles[Number(second)] ?? 'other'}-${third ?? ''}`;
  return first === 'fields' ? fieldInput(path.slice('fields.'.length)) : path;
}
