import type { Context, Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { fieldIssues, fieldMessage } from '../api/field-messages.ts';
import { guard } from '../api/guard.ts';
import { toAppError } from '../api/problem.ts';
import { type CareInput, type CareReason, careInputSchema } from '../care/model.ts';
import { AppError, errorTable } from '../kernel/errors.ts';
import { careReasons } from '../store/help-schema.ts';
import type { PortalServices } from './model.ts';
import { CARE, type CareFaults, CarePage, type CareSent } from './pages/care-page.tsx';
import { formFields, openQuestions, respond } from './respond.tsx';
import { signedInView } from './view.ts';

/** HR's page of who helps with health and conflicts. */
export function carePages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { care } = services;
  const keeper = guard({ roles: keepers });
  portal.get(CARE, keeper, (c) => page(c, services, null));
  portal.post(`${CARE}/:reason`, keeper, async (c) => {
    const field = await formFields(c);
    const reason = reasonOf(c.req.param('reason'));
    const revision = Number(field('revision'));
    const action = field('action');
    const fields = typedOf(field);
    try {
      if (action === 'remove' || action === 'restore') care[action](actorOf(c), reason, revision);
      else {
        const checked = careInputSchema.safeParse(fields);
        if (!checked.success) {
          const issues = fieldIssues(checked.error);
          const faults: CareFaults = Object.fromEntries(
            issues.map((issue) => [issue.field, fieldMessage(issue, c.get('language'))]),
          );
          return page(c, services, { reason, fields, faults });
        }
        care.save(actorOf(c), reason, revision, checked.data);
      }
      return c.redirect(`${CARE}?net=${reason}`, 303);
    } catch (thrown) {
      return page(c, services, { reason, fields, faults: faultsOf(c, services, thrown) });
    }
  });
}

function reasonOf(named: string): CareReason {
  const reason = careReasons.find((one) => one === named);
  if (reason === undefined) throw new AppError('not_found');
  return reason;
}

function typedOf(field: (name: string) => string): CareInput {
  return {
    name: field('name'),
    jobTitle: field('jobTitle'),
    phone: field('phone'),
    email: field('email').trim(),
    text: field('text'),
  };
}

/** A refusal beside its field. @throws what is no refusal */
function faultsOf(c: Context<AppEnv>, services: PortalServices, thrown: unknown): CareFaults {
  const { code } = toAppError(thrown);
  const text = errorTable[code][c.get('language')];
  switch (code) {
    case 'phone_invalid':
      return { phone: text };
    case 'care_contact_unreachable':
      return { phone: text, email: text };
    case 'conflict':
      return { '': signedInView(c, services).t.care.changedMeanwhile };
    default:
      throw thrown;
  }
}

function page(c: Context<AppEnv>, services: PortalServices, sent: CareSent | null) {
  const actor = actorOf(c);
  return respond(
    c,
    <CarePage
      view={signedInView(c, services)}
      openQuestions={openQuestions(services, actor)}
      contacts={services.care.read(actor)}
      sent={sent}
      done={careReasons.find((reason) => reason === c.req.query('net')) ?? null}
    />,
    sent === null ? 200 : 400,
  );
}
