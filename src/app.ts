import { eq } from 'drizzle-orm';
import type { Context, Hono } from 'hono';
import { createAccounts } from './accounts/accounts.ts';
import { contactsOf, employersWhere, holdersOf } from './accounts/administration.ts';
import { createMembers } from './accounts/members.ts';
import type { PasswordHasher } from './accounts/model.ts';
import { accountRoutes } from './api/account-routes.ts';
import { chatRoutes } from './api/chat-routes.ts';
import { coverageRoutes } from './api/coverage-routes.ts';
import { curatedRoutes } from './api/curated-routes.ts';
import { type Api, createApi } from './api/define-route.ts';
import { documentEventRoutes } from './api/document-events.ts';
import { documentRoutes, documentSourceRoutes } from './api/document-routes.ts';
import type { AppEnv } from './api/env.ts';
import { healthRoutes } from './api/health-routes.ts';
import { insightRoutes } from './api/insight-routes.ts';
import { memberRoutes } from './api/member-routes.ts';
import {
  errorsOnly,
  limitBodies,
  originCheck,
  readSession,
  requestLog,
  securityHeaders,
} from './api/middleware.ts';
import { type AssetReader, openapiRoutes } from './api/openapi-routes.ts';
import { ownWordRoutes } from './api/own-word-routes.ts';
import { problemResponse, toAppError } from './api/problem.ts';
import { runReportRoutes } from './api/run-report-routes.ts';
import { runRoutes } from './api/run-routes.ts';
import { sessionRoutes } from './api/session-routes.ts';
import { trialRoutes } from './api/trial-routes.ts';
import { unansweredRoutes } from './api/unanswered-routes.ts';
import { createAssistant } from './assistant/converse.ts';
import { createCuratedAnswers } from './assistant/curated.ts';
import { createOwnWordList } from './assistant/own-words.ts';
import { createCoverage } from './coverage/coverage.ts';
import type { Deps, Mailer } from './deps.ts';
import { createDocuments, type DocumentsService } from './employer/documents.ts';
import { createInsights } from './insights/insights.ts';
import type { Role } from './kernel/actor.ts';
import { today } from './kernel/dates.ts';
import { AppError } from './kernel/errors.ts';
import type { OutboxDb } from './notifications/model.ts';
import { createPostman } from './notifications/postman.ts';
import { createPayrollRuns } from './payroll-runs/runs.ts';
import { passageReading } from './retrieval/reading.ts';
import type { Services } from './services.ts';
import { employers, people } from './store/directory-schema.ts';

/** What the app needs beside the ports of the services. */
export interface AppDeps extends Deps {
  passwords: PasswordHasher;
  /** At least 32 characters; keys the hashes of session tokens. */
  sessionSecret: string;
  /** Origin under which people reach the service, e.g. 'https://vraagbaak.example'; null in development: any own address. */
  publicOrigin: string | null;
  /** Where a request comes from; only the runtime knows. */
  clientAddress: (c: Context<AppEnv>) => string;
  /** The files of the API's page; null leaves the page out. */
  apiDocs: AssetReader | null;
  /** Null: mails stay in the outbox, as in the demo. */
  mailer: Mailer | null;
  /** Fires when the service is stopping: streams that would last for hours end. */
  stopping?: AbortSignal;
}

/** The pages of the portal, as createPortal makes them. */
export interface Pages {
  routes: Hono<AppEnv>;
  /** A page that says what went wrong before any of the routes was reached. */
  errorPage(c: Context<AppEnv>, error: unknown): Response | Promise<Response>;
}

/**
 * The whole service as one Hono app that knows no runtime: api, and the pages when given.
 * @param services real ones from createServices, or fakes in a test
 * @param portal the pages, mounted at '/'
 */
export function createApp(deps: AppDeps, services: Services, portal?: Pages): Hono<AppEnv> {
  const api = createApi();
  api.use('*', requestLog(deps));
  api.use('*', errorsOnly());
  api.use('*', securityHeaders({ https: deps.publicOrigin?.startsWith('https:') ?? false }));
  api.use('*', readSession(services.accounts));
  api.use('*', originCheck(deps.publicOrigin));
  api.use('*', limitBodies());
  api.onError((error, c) => {
    if (portal && !c.req.path.startsWith('/api/')) return portal.errorPage(c, error);
    const known = toAppError(error);
    const fields = { requestId: c.get('requestId'), code: known.code, err: known.cause ?? known };
    if (known.status >= 500) deps.log.error(fields, 'request failed');
    return problemResponse(c, known);
  });
  api.notFound((c) => problemResponse(c, new AppError('not_found')));
  apiRoutes(api, deps, services);
  if (portal) api.route('/', portal.routes);
  return api;
}

function apiRoutes(api: Api, deps: AppDeps, services: Services): void {
  const secureCookies = deps.publicOrigin?.startsWith('https:') ?? false;
  sessionRoutes(api, services, { secureCookies, clientAddress: deps.clientAddress });
  chatRoutes(api, services, deps);
  unansweredRoutes(api, services);
  coverageRoutes(api, services);
  curatedRoutes(api, services, deps);
  memberRoutes(api, services, deps);
  accountRoutes(api, services, deps);
  insightRoutes(api, services);
  ownWordRoutes(api, services);
  runRoutes(api, services, deps);
  runReportRoutes(api, services);
  trialRoutes(api, services);
  documentEventRoutes(api, services, deps.stopping);
  documentRoutes(api, services);
  documentSourceRoutes(api, services);
  healthRoutes(api, services, deps);
  openapiRoutes(api, deps.apiDocs);
}

/** Every database with an outbox: the directory, and each employer's that can be opened. */
function boxesOf({ directory, employers: stores }: AppDeps): OutboxDb[] {
  const ids = directory.select({ id: employers.id }).from(employers).all();
  return [
    directory,
    ...ids.flatMap(({ id }) => {
      try {
        return [stores.open(id)];
      } catch (error) {
        if (error instanceof AppError) return [];
        throw error;
      }
    }),
  ] as OutboxDb[];
}

/** What payroll runs need to know of people and employers; both stand in the directory. */
function peopleOf({ directory, clock }: AppDeps) {
  return {
    employerName: (id: string) =>
      directory.select({ name: employers.name }).from(employers).where(eq(employers.id, id)).get()?.name ??
      id,
    nameOf: (id: string) =>
      directory.select({ name: people.name }).from(people).where(eq(people.id, id)).get()?.name ?? null,
    contacts: (employerId: string, ids: readonly string[]) =>
      contactsOf(directory, employerId, ids, today(clock)),
    holders: (employerId: string, role: Role) => holdersOf(directory, employerId, role, today(clock)),
    providerAt: (personId: string) => employersWhere(directory, personId, 'provider', today(clock)),
  };
}

/** The real services over these ports; `documents` can also take up what a stopped process left. */
export function createServices(deps: AppDeps): Services & { documents: DocumentsService } {
  return {
    accounts: createAccounts(deps),
    assistant: createAssistant(deps),
    coverage: createCoverage(deps),
    curated: createCuratedAnswers({
      ...deps,
      contacts: (employerId, ids) => contactsOf(deps.directory, employerId, ids, today(deps.clock)),
    }),
    documents: createDocuments(deps, passageReading),
    insights: createInsights(deps),
    members: createMembers(deps),
    postman: createPostman({ ...deps, boxes: () => boxesOf(deps) }),
    ownWords: createOwnWordList(deps),
    payrollRuns: createPayrollRuns({ ...deps, ...peopleOf(deps) }),
  };
}
