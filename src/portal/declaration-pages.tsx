import type { Context, Hono } from 'hono';
import { askers } from '../api/chat-routes.ts';
import { csvResponse } from '../api/csv-response.ts';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { fileResponse } from '../api/file-response.ts';
import { guard } from '../api/guard.ts';
import { problemOf, toAppError } from '../api/problem.ts';
import { readUpload } from '../api/upload.ts';
import {
  emptyValues,
  type FormFaults,
  type FormValues,
  MAX_TRIPS,
  parseValues,
  valuesFromBody,
  valuesFromInput,
  valuesFromQuery,
} from '../declarations/form.ts';
import { declarationInputSchema, declarationQuerySchema } from '../declarations/model.ts';
import { totalsCsv } from '../declarations/totals-csv.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import type { DeclarationForm } from '../pay/model.ts';
import { onCallFilters } from '../personnel/model.ts';
import { declarationForms } from '../store/pay-schema.ts';
import type { PortalServices } from './model.ts';
import { DeclarationFormPage } from './pages/declaration-form-page.tsx';
import { DeclarationPage } from './pages/declaration-page.tsx';
import { DECLARATIONS, DECLARE, DeclarationsPage, formPaths } from './pages/declarations-page.tsx';
import { HR_DECLARATIONS, HrDeclarationsPage } from './pages/hr-declarations-page.tsx';
import { formFields, openQuestions, respond } from './respond.tsx';
import { signedInView } from './view.ts';

const anybody = guard({ roles: askers });
const byKeepers = guard({ roles: keepers });

/** Declaring: forms, own declarations, and the side of HR and the provider. All of it works without scripts. */
export function declarationPages(portal: Hono<AppEnv>, services: PortalServices): void {
  overview(portal, services);
  for (const form of declarationForms) formRoutes(portal, services, form);
  oneDeclaration(portal, services);
  receiptRoutes(portal, services);
  keeperPages(portal, services);
}

function overview(portal: Hono<AppEnv>, services: PortalServices): void {
  const page = (c: Context<AppEnv>) => {
    const actor = actorOf(c);
    const view = signedInView(c, services);
    return respond(
      c,
      <DeclarationsPage
        view={view}
        openQuestions={openQuestions(services, actor)}
        options={services.declarations.options(actor)}
        mine={services.declarations.mine(actor)}
        done={c.req.query('net') === 'ingetrokken' ? view.t.declarations.view.withdrawn : null}
      />,
    );
  };
  portal.get(DECLARE, anybody, page);
  portal.get(DECLARATIONS, anybody, page);
}

function formRoutes(portal: Hono<AppEnv>, services: PortalServices, form: DeclarationForm): void {
  const { declarations } = services;
  const page = (
    c: Context<AppEnv>,
    values: FormValues,
    rest: { faults?: FormFaults; draftId?: string | null; requestKey?: string } = {},
  ) => {
    const { faults = {}, draftId = null } = rest;
    return respond(
      c,
      <DeclarationFormPage
        view={signedInView(c, services)}
        openQuestions={openQuestions(services, actorOf(c))}
        options={declarations.options(actorOf(c))}
        values={values}
        faults={faults}
        draftId={draftId}
        requestKey={rest.requestKey || c.get('requestId')}
      />,
      Object.keys(faults).length === 0 ? 200 : 400,
    );
  };
  const now = () => today(services.clock);

  portal.get(formPaths[form], anybody, (c) => {
    const draftId = c.req.query('draft') ?? null;
    if (draftId === null)
      return page(
        c,
        valuesFromQuery(form, (name) => c.req.query(name) ?? '', now()),
      );
    const draft = declarations.read(actorOf(c), draftId);
    if (draft.form !== form || !draft.allowed.includes('save')) throw new AppError('not_found');
    return page(c, valuesFromInput(draft.input, draft.comment, now()), { draftId });
  });

  portal.post(formPaths[form], anybody, async (c) => {
    const body = await c.req.parseBody({ all: true });
    const read = (name: string) => {
      const value = body[name];
      const last = Array.isArray(value) ? value.at(-1) : value;
      return typeof last === 'string' ? last : '';
    };
    const home = [body.home ?? []].flat().filter((value) => typeof value === 'string');
    const values = valuesFromBody(form, read, home, now());
    const draftId = read('draft') || null;
    const requestKey = read('requestKey');
    const changed = rearranged(values, read('action'));
    if (changed) return page(c, changed, { draftId, requestKey });
    const parsed = parseValues(values);
    if (!parsed.ok) return page(c, values, { faults: parsed.faults, draftId, requestKey });
    const input = declarationInputSchema.parse(parsed.input);
    const request = {
      input,
      comment: values.comment.slice(0, 4000),
      requestKey: requestKey || c.get('requestId'),
    };
    const { id } = declarations.save(actorOf(c), request, draftId ?? undefined);
    return c.redirect(`${DECLARATIONS}/${encodeURIComponent(id)}`, 303);
  });
}

/** Buttons that only change the form: another trip, one trip less, another month. Null when it is to be checked. */
function rearranged(values: FormValues, action: string): FormValues | null {
  if (action === 'month') return values;
  const empty = emptyValues('trip', '').trips;
  if (action === 'add') return { ...values, trips: [...values.trips, ...empty].slice(0, MAX_TRIPS) };
  const removed = /^remove-(\d+)$/.exec(action);
  if (removed) return { ...values, trips: values.trips.filter((_, i) => i !== Number(removed[1])) };
  return null;
}

function oneDeclaration(portal: Hono<AppEnv>, services: PortalServices): void {
  const { declarations } = services;
  const path = `${DECLARATIONS}/:declarationId` as const;
  const show = (c: Context<AppEnv>, id: string, fault: string | null = null) => {
    const actor = actorOf(c);
    const view = signedInView(c, services);
    const declaration = declarations.read(actor, id);
    const t = view.t.declarations;
    const said: Record<string, string> = { ingediend: t.view.submitted, gedaan: t.treat.done };
    const isOwn = declaration.events[0]?.personId === actor.personId;
    return respond(
      c,
      <DeclarationPage
        view={view}
        openQuestions={openQuestions(services, actor)}
        declaration={declaration}
        periods={declaration.allowed.includes('process') ? openPeriods(services, c) : []}
        holder={declarations.holder(actor, id)}
        isOwn={isOwn}
        done={fault === null ? (said[c.req.query('net') ?? ''] ?? null) : null}
        fault={fault}
        requestKey={c.get('requestId')}
      />,
      fault === null ? 200 : 400,
    );
  };
  /** Does it and shows the page anew, or with what went wrong. */
  const act = async (
    c: Context<AppEnv>,
    id: string,
    what: () => Promise<string> | string,
  ): Promise<Response> => {
    try {
      return c.redirect(await what(), 303);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.status >= 500 || error.code === 'not_found') throw error;
      return show(c, id, problemOf(error, c.get('language')).detail);
    }
  };
  const here = (id: string, said = '') => `${DECLARATIONS}/${encodeURIComponent(id)}${said}`;

  portal.get(path, anybody, (c) => show(c, c.req.param('declarationId')));
  portal.post(`${path}/indienen`, anybody, (c) => {
    const id = c.req.param('declarationId');
    return act(c, id, () => {
      declarations.submit(actorOf(c), id);
      void services.postman.deliver();
      return here(id, '?net=ingediend');
    });
  });
  portal.post(`${path}/intrekken`, anybody, (c) => {
    const id = c.req.param('declarationId');
    return act(c, id, () => {
      declarations.withdraw(actorOf(c), id);
      return `${DECLARE}?net=ingetrokken`;
    });
  });
  portal.post(`${path}/verbeteren`, anybody, (c) => {
    const id = c.req.param('declarationId');
    return act(c, id, async () => {
      const key = (await formFields(c))('requestKey') || c.get('requestId');
      const copy = declarations.correct(actorOf(c), id, key);
      return `${formPaths[copy.form]}?draft=${encodeURIComponent(copy.id)}`;
    });
  });
  portal.post(`${path}/behandelen`, guard({ roles: ['manager', 'hr', 'provider'] }), (c) => {
    const id = c.req.param('declarationId');
    return act(c, id, async () => {
      const field = await formFields(c);
      treat(services, c, id, field);
      void services.postman.deliver();
      return here(id, '?net=gedaan');
    });
  });
}

function treat(
  { declarations }: PortalServices,
  c: Context<AppEnv>,
  id: string,
  field: (name: string) => string,
): void {
  const actor = actorOf(c);
  const action = field('action');
  const reason = field('reason');
  if (action === 'process') declarations.process(actor, id, Number(field('periodId')) || undefined);
  else if (action === 'fail') declarations.fail(actor, id, reason);
  else if (action === 'approve' || action === 'reject' || action === 'return')
    declarations.treat(actor, id, action, reason);
  else throw new AppError('bad_request');
}

function openPeriods(services: PortalServices, c: Context<AppEnv>) {
  const year = Number(today(services.clock).slice(0, 4));
  return [year, year + 1]
    .flatMap((one) => services.pay.periods(actorOf(c), one))
    .filter(({ closedAt }) => closedAt === null)
    .slice(0, 14);
}

function receiptRoutes(portal: Hono<AppEnv>, services: PortalServices): void {
  const { declarations } = services;
  const path = `${DECLARATIONS}/:declarationId/bonnen` as const;
  const back = (id: string) => `${DECLARATIONS}/${encodeURIComponent(id)}`;
  portal.post(path, anybody, async (c) => {
    const id = c.req.param('declarationId');
    const { file } = await readUpload(c);
    await declarations.attach(actorOf(c), id, file);
    return c.redirect(back(id), 303);
  });
  portal.post(`${path}/:receiptId/weg`, anybody, async (c) => {
    const { declarationId, receiptId } = c.req.param();
    await declarations.detach(actorOf(c), declarationId, receiptId);
    return c.redirect(back(declarationId), 303);
  });
  portal.get(`${path}/:receiptId`, anybody, async (c) => {
    const { declarationId, receiptId } = c.req.param();
    const file = await declarations.receipt(actorOf(c), declarationId, receiptId);
    return fileResponse(c, { ...file, format: file.type === 'application/pdf' ? 'pdf' : 'jpeg' });
  });
}

function keeperPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { declarations, pay } = services;
  portal.get(HR_DECLARATIONS, byKeepers, (c) => {
    const actor = actorOf(c);
    const parsed = declarationQuerySchema.safeParse({
      search: c.req.query('zoek') ?? '',
      status: c.req.query('status') || undefined,
      form: c.req.query('soort') || undefined,
      onCall: c.req.query('oproep') ?? 'with',
      page: c.req.query('blad') ?? 1,
    });
    const query = parsed.data ?? { search: '', onCall: 'with' as const, page: 1 };
    return respond(
      c,
      <HrDeclarationsPage
        view={signedInView(c, services)}
        openQuestions={openQuestions(services, actor)}
        {...declarations.list(actor, query)}
        query={query}
        periods={pay.periods(actor, Number(today(services.clock).slice(0, 4)))}
      />,
    );
  });
  portal.get(`${HR_DECLARATIONS}/totalen`, byKeepers, (c) => {
    const periodId = Number(c.req.query('periode'));
    const onCall = onCallFilters.find((filter) => filter === c.req.query('oproep')) ?? 'with';
    const rows = declarations.totals(actorOf(c), periodId, onCall);
    return csvResponse(c, `vraagbaak-totalen-${periodId}-${onCall}`, totalsCsv(periodId, onCall, rows));
  });
}
