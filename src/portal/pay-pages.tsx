import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { fieldIssues, fieldMessage } from '../api/field-messages.ts';
import { guard } from '../api/guard.ts';
import { problemOf, toAppError } from '../api/problem.ts';
import { today } from '../kernel/dates.ts';
import { parseEuroMilli } from '../kernel/money.ts';
import { componentInputSchema, componentRateSchema, setInputSchema } from '../pay/model.ts';
import { employmentPatchSchema, staffQuerySchema } from '../personnel/model.ts';
import type { PortalServices } from './model.ts';
import { PAY, PayPage } from './pages/pay-page.tsx';
import { STAFF, StaffDetailPage, StaffPage } from './pages/staff-page.tsx';
import { faultOf, openQuestions, respond } from './respond.tsx';
import { signedInView } from './view.ts';

const byKeepers = guard({ roles: keepers });
const byProvider = guard({ roles: ['provider'] });

/** Components, sets and personnel: the employer file of payroll. */
export function payPages(portal: Hono<AppEnv>, services: PortalServices): void {
  components(portal, services);
  staff(portal, services);
}

/** Fields of a form; a name that comes several times as a list. */
async function bodyOf(c: Context<AppEnv>) {
  const body = await c.req.parseBody({ all: true });
  const all = (name: string) =>
    [body[name] ?? []].flat().filter((value): value is string => typeof value === 'string');
  return { all, one: (name: string) => all(name).at(-1) ?? '', has: (name: string) => all(name).length > 0 };
}

/** What is wrong with an input as one sentence a person can act on; null when nothing is. */
function inputFault(c: Context<AppEnv>, result: z.ZodSafeParseResult<unknown>): string | null {
  if (result.success) return null;
  const [issue] = fieldIssues(result.error);
  return issue
    ? fieldMessage(issue, c.get('language'))
    : problemOf(toAppError(result.error), c.get('language')).detail;
}

function components(portal: Hono<AppEnv>, services: PortalServices): void {
  const { pay } = services;
  const page = (c: Context<AppEnv>, fault: string | null = null) => {
    const actor = actorOf(c);
    const view = signedInView(c, services);
    return respond(
      c,
      <PayPage
        view={view}
        openQuestions={openQuestions(services, actor)}
        components={pay.components(actor)}
        sets={pay.sets(actor)}
        today={today(services.clock)}
        done={fault === null && c.req.query('net') === 'bewaard' ? view.t.pay.saved : null}
        fault={fault}
      />,
      fault === null ? 200 : 400,
    );
  };
  const save = <T,>(c: Context<AppEnv>, parsed: z.ZodSafeParseResult<T>, write: (input: T) => unknown) => {
    const fault = inputFault(c, parsed);
    if (!parsed.success) return page(c, fault);
    try {
      write(parsed.data);
      return c.redirect(`${PAY}?net=bewaard`, 303);
    } catch (thrown) {
      return page(c, faultOf(c, thrown));
    }
  };
  const componentOf = async (c: Context<AppEnv>) => {
    const { one, has } = await bodyOf(c);
    return componentInputSchema.safeParse({
      key: Number(one('key')),
      description: one('description'),
      employeeLabel: one('employeeLabel'),
      unit: one('unit'),
      taxTreatment: one('taxTreatment'),
      form: one('form'),
      requiresAttachment: has('requiresAttachment'),
      requiresVehicle: has('requiresVehicle'),
    });
  };
  const setOf = async (c: Context<AppEnv>) => {
    const { one, has, all } = await bodyOf(c);
    return setInputSchema.safeParse({
      name: one('name'),
      level: one('level'),
      tripSplit: one('tripSplit'),
      isDefault: has('isDefault'),
      forOnCall: has('forOnCall'),
      componentIds: all('componentIds'),
    });
  };
  portal.get(PAY, byKeepers, (c) => page(c));
  portal.post(PAY, byProvider, async (c) =>
    save(c, await componentOf(c), (input) => pay.saveComponent(actorOf(c), null, input)),
  );
  portal.post(`${PAY}/sets`, byKeepers, async (c) =>
    save(c, await setOf(c), (input) => pay.saveSet(actorOf(c), null, input)),
  );
  portal.post(`${PAY}/sets/:setId`, byKeepers, async (c) =>
    save(c, await setOf(c), (input) => pay.saveSet(actorOf(c), c.req.param('setId'), input)),
  );
  portal.post(`${PAY}/:componentId`, byProvider, async (c) =>
    save(c, await componentOf(c), (input) =>
      pay.saveComponent(actorOf(c), c.req.param('componentId'), input),
    ),
  );
  portal.post(`${PAY}/:componentId/bedrag`, byProvider, async (c) => {
    const { one } = await bodyOf(c);
    const parsed = componentRateSchema.safeParse({
      validFrom: one('validFrom'),
      rate: parseEuroMilli(one('rate').replace(/^(\d+)\.(\d{1,3})$/, '$1,$2')) ?? Number.NaN,
    });
    return save(c, parsed, (rate) => pay.setRate(actorOf(c), c.req.param('componentId'), rate));
  });
}

function staff(portal: Hono<AppEnv>, services: PortalServices): void {
  const { personnel, pay, members } = services;
  portal.get(STAFF, byKeepers, (c) => {
    const actor = actorOf(c);
    const parsed = staffQuerySchema.safeParse({
      search: c.req.query('zoek') ?? '',
      onCall: c.req.query('oproep') ?? 'with',
      departmentId: c.req.query('afdeling') || undefined,
      state: c.req.query('stand') ?? 'active',
      page: c.req.query('blad') ?? 1,
    });
    const query = parsed.data ?? staffQuerySchema.parse({});
    return respond(
      c,
      <StaffPage
        view={signedInView(c, services)}
        openQuestions={openQuestions(services, actor)}
        {...personnel.list(actor, query)}
        query={query}
        departments={personnel.departments(actor)}
      />,
    );
  });
  const detail = (c: Context<AppEnv>, employmentId: string, fault: string | null = null) => {
    const actor = actorOf(c);
    const view = signedInView(c, services);
    return respond(
      c,
      <StaffDetailPage
        view={view}
        openQuestions={openQuestions(services, actor)}
        staff={personnel.read(actor, employmentId)}
        departments={personnel.departments(actor)}
        sets={pay.sets(actor)}
        names={new Map(members.list(actor).members.map(({ personId, name }) => [personId, name]))}
        done={fault === null && c.req.query('net') === 'bewaard' ? view.t.staff.saved : null}
        fault={fault}
      />,
      fault === null ? 200 : 400,
    );
  };
  portal.get(`${STAFF}/:employmentId`, byKeepers, (c) => detail(c, c.req.param('employmentId')));
  portal.post(`${STAFF}/:employmentId`, byKeepers, async (c) => {
    const id = c.req.param('employmentId');
    const { one, has } = await bodyOf(c);
    const parsed = employmentPatchSchema.safeParse({
      jobTitle: one('jobTitle'),
      departmentId: one('departmentId') || null,
      componentSetId: one('componentSetId') || null,
      endDate: one('endDate') || null,
      isOnCall: has('isOnCall'),
      calculateWorkingHours: has('calculateWorkingHours'),
      excludedFromSelfService: has('excludedFromSelfService'),
    });
    if (!parsed.success) return detail(c, id, inputFault(c, parsed));
    try {
      personnel.change(actorOf(c), id, parsed.data);
      return c.redirect(`${STAFF}/${encodeURIComponent(id)}?net=bewaard`, 303);
    } catch (thrown) {
      return detail(c, id, faultOf(c, thrown));
    }
  });
}
