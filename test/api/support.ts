import type { Hono } from 'hono';
import { createAccounts } from '../../src/accounts/accounts.ts';
import { registerEmployer, registerPerson } from '../../src/accounts/administration.ts';
import { createMembers } from '../../src/accounts/members.ts';
import type { Invitation, Member, Members } from '../../src/accounts/model.ts';
import { createPasswordHasher } from '../../src/adapters/node/passwords.ts';
import { createReceiptCleaner } from '../../src/adapters/node/receipt-cleaner.ts';
import { createMemoryStores, openMemoryDirectory } from '../../src/adapters/node/sqlite.ts';
import type { AppEnv } from '../../src/api/env.ts';
import { type AppDeps, createApp, createServices } from '../../src/app.ts';
import type { ChatReply, CuratedView, OwnWord } from '../../src/assistant/model.ts';
import type { Assistant, CuratedAnswers, OwnWordList } from '../../src/assistant/service.ts';
import type { Coverage, CoverageView } from '../../src/coverage/model.ts';
import type { Documents, DocumentView } from '../../src/employer/model.ts';
import type { Insights, InsightsView } from '../../src/insights/model.ts';
import type { Actor, Role } from '../../src/kernel/actor.ts';
import { AppError } from '../../src/kernel/errors.ts';
import type { MutationDetail } from '../../src/mutations/model.ts';
import type { Mutations } from '../../src/mutations/service.ts';
import type { OutboxDb } from '../../src/notifications/model.ts';
import { createPostman } from '../../src/notifications/postman.ts';
import type { PayrollRuns } from '../../src/payroll-runs/service.ts';
import type { Services } from '../../src/services.ts';
import type { Workflows } from '../../src/workflow/service.ts';
import { fakeAskAs, fakeCards, fakeCare, fakeMailDesk, fakeRegression } from '../help/fakes.ts';
import { fakeContracts, fakeSigning } from './fake-contracts.ts';
import { fakeWorkflows } from './fake-workflows.ts';
import { fakeRuns } from './support-runs.ts';

export const PASSWORD = 'een lang wachtwoord';
export const SECRET = 'geheim-voor-de-test-van-32-tekens-of-meer';

/** A clock that the test moves, and ids in order. */
export function testClock(start = Date.parse('2026-03-02T09:00:00Z')) {
  let at = start;
  let count = 0;
  return {
    clock: { now: () => at },
    advance: (ms: number) => {
      at += ms;
    },
    ids: { next: () => `id-${++count}`, secret: () => `secret-${++count}-${'x'.repeat(40)}` },
  };
}

/** Cheap scrypt: the cost is not what these tests are about. */
export const testPasswords = createPasswordHasher({ N: 2, r: 8, p: 1 });

/** Deps over memory, without what the API never touches itself. */
export function testDeps(): AppDeps & { advance: (ms: number) => void; logged: Record<string, unknown>[] } {
  const { clock, ids, advance } = testClock();
  const logged: Record<string, unknown>[] = [];
  const log = (fields: Record<string, unknown>, message: string) => void logged.push({ ...fields, message });
  return {
    clock,
    ids,
    advance,
    logged,
    log: { info: log, warn: log, error: log },
    directory: openMemoryDirectory().db,
    employers: createMemoryStores(),
    files: { put: async () => undefined, get: async () => null, remove: async () => undefined },
    reader: { read: async () => Promise.reject(new AppError('file_type_unsupported')) },
    encoder: null,
    vectorIndexes: { open: () => ({ size: 0, search: () => [] }), forget: () => undefined },
    languageModel: null,
    mailer: null,
    random: () => 0.5,
    passwords: testPasswords,
    sessionSecret: SECRET,
    secondFactorRule: 'optional',
    identityProvider: null,
    publicOrigin: null,
    clientAddress: (c) => c.req.header('x-test-address') ?? '192.0.2.1',
    receiptCleaner: createReceiptCleaner(),
    apiDocs: null,
  };
}

export const reply: ChatReply = {
  conversationId: 'c1',
  messageId: 'm1',
  kind: 'answer',
  answer: 'Je hebt 25 vakantiedagen.',
  citations: [],
  basis: 'literal',
  confidence: 0.9,
  lang: 'nl',
};

/** An assistant that knows one conversation, 'c1' with message 'm1', and counts its calls. */
export function fakeAssistant(
  overrides: Partial<Assistant> = {},
): Assistant & { calls: { method: string; actor: Actor; args: unknown[] }[] } {
  const calls: { method: string; actor: Actor; args: unknown[] }[] = [];
  const told = (method: string, actor: Actor, ...args: unknown[]) => void calls.push({ method, actor, args });
  const mine = (id: string, known: string) => {
    if (id !== known) throw new AppError('not_found');
  };
  return {
    calls,
    ask: async (actor, request) => {
      told('ask', actor, request);
      if (request.conversationId) mine(request.conversationId, 'c1');
      return reply;
    },
    conversation: (actor, id) => {
      told('conversation', actor, id);
      mine(id, 'c1');
      return [];
    },
    pastAnswer: (actor, id) => {
      told('pastAnswer', actor, id);
      mine(id, 'm1');
      const { messageId, conversationId, answer } = reply;
      const standing = { state: 'none' as const, quotes: [] };
      return { messageId, conversationId, askedAt: 0, question: 'vraag', answer, standing };
    },
    rate: (actor, id, rating) => {
      told('rate', actor, id, rating);
      mine(id, 'm1');
    },
    askHr: (actor, id, input) => {
      told('askHr', actor, id, input);
      mine(id, 'm1');
      return { unansweredId: 'u1' };
    },
    setNamed: (actor, id, named) => {
      told('setNamed', actor, id, named);
      mine(id, 'u1');
    },
    suggestions: (actor) => {
      told('suggestions', actor);
      return ['Hoeveel vakantiedagen heb ik?'];
    },
    unanswered: (actor, filter) => {
      told('unanswered', actor, filter);
      return [];
    },
    setUnansweredStatus: (actor, id, status) => {
      told('setUnansweredStatus', actor, id, status);
      mine(id, 'g1');
    },
    ...overrides,
  };
}

export const curatedAnswer: CuratedView = {
  id: 'a1',
  state: 'active',
  kind: 'text',
  question: 'Mag ik mijn hond meenemen naar kantoor?',
  answer: 'Ja, op vrijdag.',
  scope: 'everybody',
  wordings: ['mag mijn hond mee'],
  people: 2,
  uses: 3,
  lastUsedAt: 0,
  sourceState: 'none',
  source: null,
  place: null,
  approvedBy: 'Persoon hr',
  approvedRole: 'hr',
  approvedAt: 0,
  revision: 1,
  lastChange: 'created',
  undoable: true,
};

/** HR's answers with one, 'a1', and one group to answer, 'g1'; counts its calls. */
export function fakeCurated(
  overrides: Partial<CuratedAnswers> = {},
): CuratedAnswers & { calls: { method: string; args: unknown[] }[] } {
  const calls: { method: string; args: unknown[] }[] = [];
  const known = (id: string, mine: string) => {
    if (id !== mine) throw new AppError('not_found');
  };
  const told = (method: string, ...args: unknown[]): CuratedView => {
    calls.push({ method, args });
    return curatedAnswer;
  };
  return {
    calls,
    list: (_actor, filter) => [told('list', filter)],
    get: (_actor, id) => {
      known(id, 'a1');
      return curatedAnswer;
    },
    places: async () => [],
    similar: async (_actor, id) => {
      known(id, 'g1');
      return [curatedAnswer];
    },
    answer: async (_actor, id, input) => {
      known(id, 'g1');
      return told('answer', input);
    },
    answerAs: async (_actor, id, answerId) => {
      known(id, 'g1');
      known(answerId, 'a1');
      return told('answerAs', answerId);
    },
    edit: async (_actor, id, revision, input) => {
      known(id, 'a1');
      return told('edit', revision, input);
    },
    withdraw: (_actor, id, revision) => {
      known(id, 'a1');
      return told('withdraw', revision);
    },
    undo: (_actor, id, revision) => {
      known(id, 'a1');
      return told('undo', revision);
    },
    impact: () => ({ total: 1, changing: [] }),
    mine: () => [],
    unseen: () => 0,
    seen: () => void told('seen'),
    ...overrides,
  };
}

export const ownWord: OwnWord = {
  id: 'w1',
  word: 'Klaverpoort',
  meaning: 'het personeelsportaal, salarisstrook bekijken',
  revision: 1,
  changedAt: 0,
  removed: false,
};

/** A list with one own word, 'w1'; counts its calls. */
export function fakeOwnWords(
  overrides: Partial<OwnWordList> = {},
): OwnWordList & { calls: { method: string; args: unknown[] }[] } {
  const calls: { method: string; args: unknown[] }[] = [];
  const told = (method: string, id: string, ...args: unknown[]): OwnWord => {
    if (id !== 'w1') throw new AppError('not_found');
    calls.push({ method, args });
    return ownWord;
  };
  return {
    calls,
    list: () => [ownWord],
    get: (_actor, id) => told('get', id),
    add: (_actor, input) => told('add', 'w1', input),
    edit: (_actor, id, revision, input) => told('edit', id, revision, input),
    remove: (_actor, id) => ({ ...told('remove', id), removed: true }),
    restore: (_actor, id) => told('restore', id),
    ...overrides,
  };
}

/** Nothing was asked; 'c1' is a contradiction. */
export function fakeCoverage(overrides: Partial<Coverage> = {}): Coverage {
  const known: CoverageView = {
    state: 'ready',
    done: 0,
    total: 0,
    answered: 0,
    questions: [],
    gains: [],
    conflicts: [],
  };
  return {
    read: () => known,
    complete: async () => known,
    settle(_actor, id) {
      if (id !== 'c1') throw new AppError('not_found');
      return known;
    },
    ...overrides,
  };
}

/** Real ones for everybody's own account; for HR one person, 'p2', and one invitation, 'i1'. */
export function fakeMembers(real: Members): Members {
  const invitation: Invitation = {
    id: 'i1',
    email: 'nieuw@alfa.example',
    name: 'Nieuw',
    role: 'employee',
    isOnCall: false,
    state: 'open',
    sentAt: 0,
    expiresAt: 1,
  };
  const member: Member = {
    personId: 'p2',
    name: 'Persoon',
    email: 'persoon@alfa.example',
    role: 'employee',
    isOnCall: false,
    leftOn: null,
    lastSeenAt: null,
    secondFactor: false,
  };
  const mine = (id: string, known: string) => {
    if (id !== known) throw new AppError('not_found');
  };
  return {
    ...real,
    list: () => ({ members: [member], invitations: [invitation] }),
    invite: async () => invitation,
    async resend(_actor, id) {
      mine(id, 'i1');
      return invitation;
    },
    withdraw(_actor, id) {
      mine(id, 'i1');
      return { ...invitation, state: 'withdrawn' };
    },
    change(_actor, id) {
      mine(id, 'p2');
      return member;
    },
  };
}

export const mutation: MutationDetail = {
  id: 'mu1',
  form: 'contact',
  kind: 'mobile',
  mode: 'change',
  status: 'applied',
  employeeId: 'e1',
  employeeNumber: 1001,
  name: '=Persoon',
  before: null,
  after: { phone: '+31612345678' },
  effectiveOn: '2026-03-02',
  retroactive: false,
  dueAt: null,
  createdAt: Date.parse('2026-03-02T09:00:00Z'),
  appliedAt: Date.parse('2026-03-02T09:00:00Z'),
  reportedAt: null,
  allowed: ['undo'],
  events: [],
};

/** One mutation, 'mu1', of one employee, 'e1'; counts its calls. */
export function fakeMutations(
  overrides: Partial<Mutations> = {},
): Mutations & { calls: { method: string; args: unknown[] }[] } {
  const calls: { method: string; args: unknown[] }[] = [];
  const told = (method: string, ...args: unknown[]): MutationDetail => {
    calls.push({ method, args });
    return mutation;
  };
  const one = (method: string, id: string) => {
    if (id !== 'mu1') throw new AppError('not_found');
    return told(method, id);
  };
  return {
    calls,
    mine: () => ({ employee: null, mayChange: true, current: {}, recent: [mutation], history: [] }),
    preview: (_actor, input) => {
      told('preview', input);
      return { changes: [], findings: [], requestKey: 'k' };
    },
    submit: async (_actor, request, origin) => [told('submit', request, origin)],
    proof: () => ({ by: 'factor' }),
    mailCode: async () => void told('mailCode'),
    submitBank: async (_actor, request) => told('submitBank', request),
    withdraw: (_actor, id) => one('withdraw', id),
    undo: (_actor, id) => one('undo', id),
    complete: (_actor, id) => one('complete', id),
    read: (_actor, id) => one('read', id),
    list: (_actor, query) => ({ rows: [told('list', query)], total: 1 }),
    exportRows: (_actor, query) => [told('exportRows', query)],
    historyOf: (_actor, id) => {
      if (id !== 'e1') throw new AppError('not_found');
      return { employee: { id, name: 'Persoon', number: 1001 }, history: [], mutations: [mutation] };
    },
    settings: () => ({ bankWaitingDays: 3 }),
    saveSettings: (_actor, settings) => settings,
    link: async () => Promise.reject(new AppError('link_invalid')),
    follow: async () => Promise.reject(new AppError('link_invalid')),
    tick: () => ({ applied: 0, expired: 0 }),
    ...overrides,
  };
}

const noInsights: InsightsView = {
  days: 30,
  from: '2026-10-26',
  to: '2026-11-25',
  questions: 0,
  people: 0,
  answered: 0,
  byHr: 0,
  unanswered: 0,
  up: 0,
  down: 0,
  sentToHr: 0,
  deflection: null,
  weeks: [],
  topics: [],
  documents: [],
  gaps: [],
  ms: null,
};

export const view: DocumentView = {
  id: 'd1',
  title: 'Personeelsgids',
  kind: 'handbook',
  usedByAssistant: true,
  validFrom: null,
  validTo: null,
  visibility: 'employees',
  precedence: 0,
  status: 'ready',
  live: true,
  stage: 'ready',
  progress: 1,
  fileName: 'gids.pdf',
  format: 'pdf',
  bytes: 10,
  pagesRead: 1,
  pages: 1,
  passages: 1,
  error: null,
  health: null,
  reencoded: null,
  next: null,
  createdAt: 0,
  updatedAt: 0,
};

/** Documents that know one, 'd1' with passage 'p1' and the waiting version 'v1'; uploads are kept in `uploads`. */
export function fakeDocuments(
  overrides: Partial<Documents> = {},
): Documents & { uploads: unknown[][]; announce: (document: DocumentView) => void; listeners: number } {
  const uploads: unknown[][] = [];
  const listeners = new Set<(document: DocumentView) => void>();
  const known = (id: string): DocumentView => {
    if (id !== 'd1') throw new AppError('not_found');
    return view;
  };
  const waiting = (versionId: string) => {
    if (versionId !== 'v1') throw new AppError('not_found');
  };
  return {
    uploads,
    announce: (document) => {
      for (const listener of listeners) listener(document);
    },
    get listeners() {
      return listeners.size;
    },
    upload: async (actor, file, input, options) => {
      uploads.push([actor, file, input, options]);
      return { ...view, status: 'queued' };
    },
    list: () => [view],
    get: (_actor, id) => known(id),
    patch: (_actor, id, patch) => ({ ...known(id), title: patch.title ?? view.title }),
    remove: async (_actor, id) => void known(id),
    setAside: (_actor, id) => ({ id, title: known(id).title, purgeAt: 60_000, undoMs: 60_000 }),
    restore: (_actor, id) => known(id),
    removed: () => [],
    setPrecedence: (_actor, order) => order.map(known),
    compare: async (_actor, id, versionId) => {
      waiting(versionId);
      const { title, kind, validFrom, validTo, visibility, precedence } = known(id);
      return {
        document: view,
        becomes: { title, kind, validFrom, validTo, visibility, precedence },
        comparison: { counts: { same: 1, changed: 0, added: 0, removed: 0 }, sections: [] },
        passages: [],
      };
    },
    publish: async (_actor, id, versionId) => {
      waiting(versionId);
      return known(id);
    },
    discard: async (_actor, id, versionId) => {
      waiting(versionId);
      return known(id);
    },
    version: (_actor, id) => ({ ...known(id), versionId: 'v0', status: 'ready' }),
    versionFile: async (_actor, id, versionId) => {
      known(id);
      waiting(versionId);
      return { bytes: new TextEncoder().encode('%PDF-1.7 y'), fileName: 'gids-2.pdf', format: 'pdf' };
    },
    file: async (_actor, id) => {
      known(id);
      return { bytes: new TextEncoder().encode('%PDF-1.7 x'), fileName: 'gids.pdf', format: 'pdf' };
    },
    passage: (_actor, id, passageId) => {
      known(id);
      if (passageId !== 'p1') throw new AppError('not_found');
      return {
        id: 'p1',
        documentId: 'd1',
        headingPath: [],
        context: '',
        text: 'Tekst',
        pageFrom: 1,
        pageTo: 1,
        pages: [],
        spans: [],
      };
    },
    readPages: (_actor, id) => {
      known(id);
      return [{ number: 1, text: 'Tekst' }];
    },
    readPassages: (_actor, id) => {
      known(id);
      return [];
    },
    retry: (_actor, id) => known(id),
    settled: async () => undefined,
    reencoding: () => ({ waiting: 0, failed: 0 }),
    subscribe: (_actor, listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    ...overrides,
  };
}

/** Two employers, 'alfa' and 'beta', and one person per role at alfa, e-mail `<role>@alfa.example`. */
export async function testApp(
  options: {
    assistant?: Partial<Assistant>;
    curated?: Partial<CuratedAnswers>;
    coverage?: Partial<Coverage>;
    insights?: Partial<Insights>;
    mutations?: Partial<Mutations>;
    ownWords?: Partial<OwnWordList>;
    documents?: Partial<Documents>;
    workflows?: Partial<Workflows>;
    payrollRuns?: PayrollRuns;
    deps?: Partial<AppDeps>;
  } = {},
) {
  const base = testDeps();
  const deps = { ...base, ...options.deps };
  const assistant = fakeAssistant(options.assistant);
  const curated = fakeCurated(options.curated);
  const documents = fakeDocuments(options.documents);
  const ownWords = fakeOwnWords(options.ownWords);
  const accounts = createAccounts(deps);
  const coverage = fakeCoverage(options.coverage);
  const members = fakeMembers(createMembers(deps));
  const postman = createPostman({ ...deps, boxes: () => [deps.directory as OutboxDb] });
  const workflows = fakeWorkflows(options.workflows);
  const insights: Insights = { read: () => noInsights, ...options.insights };
  const mutations = fakeMutations(options.mutations);
  const services: Services = {
    ...createServices(deps),
    accounts,
    askAs: fakeAskAs(),
    assistant,
    cards: fakeCards(),
    mailDesk: fakeMailDesk(),
    regression: fakeRegression(),
    care: fakeCare(),
    contracts: fakeContracts(),
    coverage,
    curated,
    documents,
    insights,
    members,
    mutations,
    ownWords,
    payrollRuns: options.payrollRuns ?? fakeRuns(),
    postman,
    workflows,
    signing: fakeSigning(),
  };
  registerEmployer(deps, { id: 'alfa', name: 'Alfa' });
  registerEmployer(deps, { id: 'beta', name: 'Beta' });
  for (const role of ['employee', 'manager', 'hr', 'provider', 'candidate'] as const) {
    await registerPerson(deps, {
      name: `Persoon ${role}`,
      email: `${role}@alfa.example`,
      password: PASSWORD,
      memberships: [{ employerId: 'alfa', role }],
    });
  }
  const app = createApp(deps, services);
  return {
    app,
    deps,
    assistant,
    curated,
    documents,
    mutations,
    ownWords,
    workflows,
    accounts,
    services,
    advance: base.advance,
    logged: base.logged,
  };
}

/** A bearer header for the person of this role at alfa. */
export async function bearer(app: Hono<AppEnv>, role: Role): Promise<{ authorization: string }> {
  const response = await app.request('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${role}@alfa.example`, password: PASSWORD }),
  });
  const body = (await response.json()) as { token: string };
  return { authorization: `Bearer ${body.token}` };
}

/** A JSON request with a body. */
export function sendJson(method: string, body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}
