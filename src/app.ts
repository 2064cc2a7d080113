import { eq } from 'drizzle-orm';
import type { Context, Hono } from 'hono';
import { createAccounts } from './accounts/accounts.ts';
import {
  addressesAt,
  colleaguesOf,
  contactsIn,
  contactsOf,
  employersWhere,
  personName,
} from './accounts/administration.ts';
import type { SecondFactorRule } from './accounts/factor-rules.ts';
import { createMembers } from './accounts/members.ts';
import type { Accounts, PasswordHasher } from './accounts/model.ts';
import type { IdentityProvider } from './accounts/service.ts';
import { accountRoutes } from './api/account-routes.ts';
import { askAsRoutes } from './api/ask-as-routes.ts';
import { cardRoutes } from './api/card-routes.ts';
import { careRoutes } from './api/care-routes.ts';
import { createChatLimits } from './api/chat-limits.ts';
import { chatRoutes } from './api/chat-routes.ts';
import { contractRoutes } from './api/contract-routes.ts';
import { contractTemplateRoutes } from './api/contract-template-routes.ts';
import { coverageRoutes } from './api/coverage-routes.ts';
import { curatedRoutes } from './api/curated-routes.ts';
import { declarationRoutes } from './api/declaration-routes.ts';
import { type Api, createApi } from './api/define-route.ts';
import { documentEventRoutes } from './api/document-events.ts';
import { documentFileRoutes } from './api/document-file-routes.ts';
import { documentRoutes, documentSourceRoutes } from './api/document-routes.ts';
import type { AppEnv } from './api/env.ts';
import { exportRoutes } from './api/export-routes.ts';
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
import { mutationRoutes } from './api/mutation-routes.ts';
import { type AssetReader, openapiRoutes } from './api/openapi-routes.ts';
import { ownWordRoutes } from './api/own-word-routes.ts';
import { parkedMailRoutes } from './api/parked-mail-routes.ts';
import { payRoutes } from './api/pay-routes.ts';
import { personnelRoutes } from './api/personnel-routes.ts';
import { problemResponse, toAppError } from './api/problem.ts';
import { regressionRoutes } from './api/regression-routes.ts';
import { runReportRoutes } from './api/run-report-routes.ts';
import { runRoutes } from './api/run-routes.ts';
import { secondFactorRoutes } from './api/second-factor-routes.ts';
import { sessionRoutes } from './api/session-routes.ts';
import { signingRoutes } from './api/signing-routes.ts';
import { trialRoutes } from './api/trial-routes.ts';
import { unansweredRoutes } from './api/unanswered-routes.ts';
import { versionRoutes } from './api/version-routes.ts';
import { workflowRoutes } from './api/workflow-routes.ts';
import { workflowTemplateRoutes } from './api/workflow-template-routes.ts';
import { createAskAs } from './ask-as/ask-as.ts';
import { createAssistant } from './assistant/converse.ts';
import { createCuratedAnswers } from './assistant/curated.ts';
import { createOwnWordList } from './assistant/own-words.ts';
import { createCards } from './cards/cards.ts';
import { createCare } from './care/care.ts';
import { createContracts } from './contracts/contracts.ts';
import { createSigning } from './contracts/signing.ts';
import { createCoverage } from './coverage/coverage.ts';
import { createDeclarations } from './declarations/declarations.ts';
import type { ReceiptCleaner } from './declarations/model.ts';
import type { Deps, Mailer } from './deps.ts';
import { createDocuments, type DocumentsService } from './employer/documents.ts';
import { workflowSeeds } from './employer/workflow-seeds.ts';
import { createInsights } from './insights/insights.ts';
import type { Actor, Role } from './kernel/actor.ts';
import { today } from './kernel/dates.ts';
import { AppError } from './kernel/errors.ts';
import type { MutationDeps } from './mutations/deps.ts';
import type { MutationFlow } from './mutations/flow.ts';
import { createMutations } from './mutations/mutations.ts';
import { createMailDesk } from './notifications/mail-desk.ts';
import type { OutboxDb } from './notifications/model.ts';
import { createPostman } from './notifications/postman.ts';
import { createPay } from './pay/pay.ts';
import { createPayrollRuns } from './payroll-runs/runs.ts';
import { createPersonnel } from './personnel/personnel.ts';
import type { Regression } from './regression/model.ts';
import { createRegression } from './regression/regression.ts';
import { passageReading } from './retrieval/reading.ts';
import type { Services } from './services.ts';
import { employers } from './store/directory-schema.ts';
import { declarationFlow } from './wiring/declaration-flow.ts';
import { declarationSubject } from './wiring/declaration-subject.ts';
import { departmentsOf } from './wiring/departments.ts';
import { assistantForms } from './wiring/forms.ts';
import { mutationFlow, mutationSubject } from './wiring/mutation-flow.ts';
import { createWorkflows } from './workflow/workflows.ts';

/** What the app needs beside the ports of the services. */
export interface AppDeps extends Deps {
  passwords: PasswordHasher;
  /** At least 32 characters; keys the hashes of session tokens and the secrets of second factors. */
  sessionSecret: string;
  secondFactorRule: SecondFactorRule;
  /** Null where people sign in with a password only. */
  identityProvider: IdentityProvider | null;
  /** Origin under which people reach the service, e.g. 'https://vraagbaak.example'; null in development: any own address. */
  publicOrigin: string | null;
  /** Where a request comes from; only the runtime knows. */
  clientAddress: (c: Context<AppEnv>) => string;
  /** The files of the API's page; null leaves the page out. */
  apiDocs: AssetReader | null;
  receiptCleaner: ReceiptCleaner;
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
  secondFactorRoutes(api, services);
  insightRoutes(api, services);
  mutationRoutes(api, services, deps);
  cardRoutes(api, services);
  careRoutes(api, services);
  exportRoutes(api, services, deps.clock);
  regressionRoutes(api, services);
  parkedMailRoutes(api, services);
  askAsRoutes(api, services, createChatLimits(deps.clock));
  contractTemplateRoutes(api, services);
  contractRoutes(api, services, deps);
  signingRoutes(api, services, deps);
  ownWordRoutes(api, services);
  workflowRoutes(api, services, deps);
  workflowTemplateRoutes(api, services);
  runRoutes(api, services, deps);
  runReportRoutes(api, services);
  trialRoutes(api, services);
  documentEventRoutes(api, services, deps.stopping);
  documentFileRoutes(api, services, deps);
  documentRoutes(api, services);
  versionRoutes(api, services);
  documentSourceRoutes(api, services);
  declarationRoutes(api, services);
  payRoutes(api, services);
  personnelRoutes(api, services);
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

/** What mutations see of the directory. */
function mutationDeps(deps: AppDeps, { secondFactor }: Accounts, flow: MutationFlow): MutationDeps {
  const { directory, clock } = deps;
  return {
    ...deps,
    flow,
    secondFactor: {
      has: (personId) => secondFactor.has({ personId }),
      verify: (personId, code) => secondFactor.verify({ personId }, code),
    },
    nameOf: (personId) => personName(directory, personId),
    employerName: (id) =>
      directory.select({ name: employers.name }).from(employers).where(eq(employers.id, id)).get()?.name ??
      id,
    accountEmail: (employerId, personId) =>
      contactsOf(directory, employerId, [personId], today(clock))[0]?.email ?? null,
    hrContacts: (employerId) => contactsIn(directory, employerId, 'hr', today(clock)),
  };
}

/** The documents, with HR's answers asked again in the background after each change of them. */
function askedAgainAfter(documents: DocumentsService, regression: Regression): DocumentsService {
  const followed = new Set<string>();
  const follow = (employerId: string) => {
    if (followed.has(employerId)) return;
    const house: Actor = { personId: '', name: '', employerId, role: 'hr', isOnCall: false };
    documents.subscribe(house, ({ status }) => status === 'ready' && regression.refresh(employerId));
    followed.add(employerId);
  };
  return {
    ...documents,
    async upload(actor, ...rest) {
      follow(actor.employerId);
      return documents.upload(actor, ...rest);
    },
    patch(actor, ...rest) {
      follow(actor.employerId);
      return documents.patch(actor, ...rest);
    },
    async remove(actor, documentId) {
      await documents.remove(actor, documentId);
      regression.refresh(actor.employerId);
    },
    async resume(employerId) {
      follow(employerId);
      await documents.resume(employerId);
    },
  };
}

/** What payroll runs need to know of people and employers; both stand in the directory. */
function peopleOf({ directory, clock }: AppDeps) {
  return {
    employerName: (id: string) =>
      directory.select({ name: employers.name }).from(employers).where(eq(employers.id, id)).get()?.name ??
      id,
    nameOf: (id: string) => personName(directory, id),
    contacts: (employerId: string, ids: readonly string[]) =>
      contactsOf(directory, employerId, ids, today(clock)),
    holders: (employerId: string, role: Role) => contactsIn(directory, employerId, role, today(clock)),
    providerAt: (personId: string) => employersWhere(directory, personId, 'provider', today(clock)),
  };
}

/** The real services over these ports; `documents` can also take up what a stopped process left. */
export function createServices(deps: AppDeps): Services & { documents: DocumentsService } {
  const open = (employerId: string) => deps.employers.open(employerId);
  const flow = declarationFlow(() => workflows, open);
  const workflows = createWorkflows({
    ...deps,
    origin: deps.publicOrigin,
    seeds: workflowSeeds,
    handlers: { ...declarationSubject(deps, flow), ...mutationSubject },
    colleagues: (employerId) => colleaguesOf(deps.directory, employerId, today(deps.clock)),
    departments: (db) => departmentsOf(db, deps.clock),
  });
  const accounts = createAccounts(deps);
  const declarations = createDeclarations({
    ...deps,
    flow,
    nameOf: (id) => personName(deps.directory, id),
  });
  const contacts = (employerId: string, ids: readonly string[]) =>
    contactsOf(deps.directory, employerId, ids, today(deps.clock));
  const personnel = createPersonnel({
    ...deps,
    worksHere: (employerId, personId) => contacts(employerId, [personId]).length > 0,
  });
  const regression = createRegression(deps);
  const contractDeps = { ...deps, personnel };
  return {
    accounts,
    askAs: createAskAs(deps),
    assistant: createAssistant({ ...deps, contacts, forms: assistantForms(() => declarations, deps.clock) }),
    cards: createCards({ ...deps, personnel }),
    care: createCare(deps),
    contracts: createContracts(contractDeps),
    coverage: createCoverage(deps),
    curated: createCuratedAnswers({ ...deps, contacts }),
    declarations,
    documents: askedAgainAfter(createDocuments(deps, passageReading), regression),
    pay: createPay(deps),
    personnel,
    regression,
    insights: createInsights(deps),
    mailDesk: createMailDesk({ ...deps, addressesAt: (id) => addressesAt(deps.directory, id) }),
    members: createMembers(deps),
    mutations: createMutations(
      mutationDeps(
        deps,
        accounts,
        mutationFlow(() => workflows, open),
      ),
    ),
    postman: createPostman({ ...deps, boxes: () => boxesOf(deps) }),
    ownWords: createOwnWordList(deps),
    payrollRuns: createPayrollRuns({ ...deps, ...peopleOf(deps) }),
    signing: createSigning(contractDeps),
    workflows,
  };
}
