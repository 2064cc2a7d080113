import { sql } from 'drizzle-orm';
import { registerEmployer, registerPerson } from '../../src/accounts/administration.ts';
import type { SignedIn } from '../../src/accounts/model.ts';
import { createMemoryFileStore } from '../../src/adapters/cloudflare/file-store.ts';
import { createPdfFonts } from '../../src/adapters/node/pdf-fonts.ts';
import { createApp, createServices } from '../../src/app.ts';
import { createCoverage } from '../../src/coverage/coverage.ts';
import { standardQuestions } from '../../src/coverage/standard-questions.ts';
import { readTextual } from '../../src/ingestion/textual-document.ts';
import type { Actor, Role } from '../../src/kernel/actor.ts';
import { createPortal } from '../../src/portal/portal.tsx';
import { createExactIndexes } from '../../src/retrieval/exact-scan.ts';
import type { SyncDb } from '../../src/store/db.ts';
import { memberships } from '../../src/store/directory-schema.ts';
import { PASSWORD, testDeps } from '../api/support.ts';
import { testSeal } from '../contracts/support.ts';
import { furnishStaff } from './furnish-staff.ts';
import type { Things } from './registry.ts';

/** The rates differ per employer: what is derived from documents must not be the same by chance. */
const scheme = (cents: number) => `# Regeling
## Artikel 1 Zakelijke kilometers
Voor een zakelijke kilometer met de eigen auto krijgt de werknemer € 0,${cents}.
## Artikel 2 Vakantiedagen
De werknemer heeft recht op 25 vakantiedagen per jaar.
`;
const handbook = (cents: number) => `# Handboek
## Zakelijke kilometers
Voor een zakelijke kilometer met de eigen auto krijgt de werknemer € 0,${cents}.
`;
/** One question makes the contradiction between the two; all hundred would take long. */
const few = standardQuestions.filter(({ id }) => id === 'travel-2');

/** Who tries: a name, where that person works, in which role. Null is a visitor. */
export interface Who {
  name: string;
  home: string;
  role: Role | null;
  headers: Record<string, string>;
}

type Deps = ReturnType<typeof testDeps>;
type Services = ReturnType<typeof createServices>;

/** The whole service, real in everything but the network, with the same things at two employers. */
export async function openWorld() {
  const deps: Deps = {
    ...testDeps(),
    files: createMemoryFileStore(),
    reader: { read: async (bytes) => readTextual(bytes, 'markdown') },
    vectorIndexes: createExactIndexes(),
    platformSeal: testSeal(),
    pdfFonts: createPdfFonts(),
  };
  const services = { ...createServices(deps), coverage: createCoverage(deps, few) };
  const things: Record<string, Things> = {};
  for (const id of ['alfa', 'beta']) {
    registerEmployer(deps, { id, name: `${id} bv` });
    deps.employers.create(id);
    things[id] = await furnish(deps, services, id);
  }
  const portal = createPortal({
    ...services,
    assets: { version: '1', read: async () => null },
    clock: deps.clock,
    log: deps.log,
    demo: null,
    publicOrigin: null,
    secureCookies: false,
    clientAddress: deps.clientAddress,
  });
  return {
    app: createApp(deps, services, portal),
    things,
    people: await tryers(deps, services),
    advance: deps.advance,
    /** Everything that is kept, as one text per database. */
    state: () => {
      const all: unknown[] = [deps.directory, ...['alfa', 'beta'].map((id) => deps.employers.open(id))];
      return all.map((db) => contentOf(db as SyncDb<Record<string, unknown>>));
    },
  };
}

/** Bram works here and asked something; Hanna of HR answered, invited and wrote down a word. */
async function furnish(deps: Deps, services: Services, employerId: string): Promise<Things> {
  const add = (name: string, role: Role) =>
    registerPerson(deps, {
      name,
      email: `${name}@${employerId}.example`,
      password: PASSWORD,
      memberships: [{ employerId, role }],
    });
  const bram = actorOf(await add('bram', 'employee'), 'employee', employerId);
  const hanna = actorOf(await add('hanna', 'hr'), 'hr', employerId);
  const hilde = actorOf(await add('hilde', 'hr'), 'hr', employerId);
  const petra = actorOf(await add('petra', 'provider'), 'provider', employerId);
  const upload = async (title: string, text: string) => {
    const file = { name: `${title}.md`, bytes: new TextEncoder().encode(text) };
    const { id } = await services.documents.upload(hanna, file, { title, kind: 'scheme' });
    await services.documents.settled(employerId);
    services.documents.patch(hanna, id, { usedByAssistant: true });
    return id;
  };
  const cents = employerId === 'alfa' ? 23 : 19;
  const documentId = await upload('Regeling', scheme(cents));
  await upload('Handboek', handbook(cents - 2));
  const versionId = await renew(services, hanna, documentId, scheme(cents));
  const { conversationId, messageId } = await services.assistant.ask(bram, { message: 'Mag mijn hond mee?' });
  const { unansweredId } = services.assistant.askHr(bram, messageId, {});
  await services.assistant.ask(bram, { message: 'Is er een fietsenstalling?' });
  const [first, second] = services.assistant.unanswered(hanna, { status: 'open' });
  const input = { kind: 'text', question: 'Mag de hond mee?', answer: 'Ja.', scope: 'everybody' } as const;
  const curated = await services.curated.answer(hanna, first?.id ?? '', input);
  const word = services.ownWords.add(hanna, { word: 'Klaver', meaning: 'het personeelsportaal' });
  const origin = 'https://vraagbaak.example';
  const invite = (name: string) =>
    services.members.invite(
      hanna,
      { name, email: `${name}@${employerId}.example`, role: 'employee', isOnCall: false },
      origin,
    );
  await invite('gast');
  const token = lastToken(deps);
  await services.members.accept(token, 'drie losse woorden');
  const invitation = await invite('nieuw');
  const { conflicts } = await services.coverage.complete(hanna);
  const signedIn = await signIn(services, `bram@${employerId}.example`);
  const [session] = await services.members.sessions(bram, signedIn.token);
  const db = deps.employers.open(employerId);
  const staff = await furnishStaff({ deps, services, db, bram, hanna, hilde, petra });
  return {
    ...staff,
    employerId,
    conflictId: conflicts[0]?.id ?? '',
    conversationId,
    curatedId: curated.id,
    documentId,
    groupId: second?.id ?? '',
    invitationId: invitation.id,
    messageId,
    ownWordId: word.id,
    passageId: services.documents.readPassages(hanna, documentId)[0]?.id ?? '',
    personId: bram.personId,
    sessionId: session?.id ?? '',
    token,
    unansweredId,
    versionId,
  };
}

/** A new version of a document that waits until HR lets it answer. */
async function renew({ documents }: Services, hanna: Actor, replaces: string, text: string) {
  const file = { name: 'nieuw.md', bytes: new TextEncoder().encode(`${text}\nDeze tekst is nieuw.\n`) };
  await documents.upload(hanna, file, { title: 'Regeling', kind: 'scheme' }, { replaces, publish: 'wait' });
  await documents.settled(hanna.employerId);
  return documents.get(hanna, replaces).next?.versionId ?? '';
}

/** Every role of issue and design: at alfa, and those who keep data elsewhere at beta. */
async function tryers(deps: Deps, services: Services): Promise<Who[]> {
  const at = (name: string, home: string, role: Role, isOnCall = false) => ({ name, home, role, isOnCall });
  const roles = [
    at('candidate', 'alfa', 'candidate'),
    at('employee', 'alfa', 'employee'),
    at('on-call', 'alfa', 'employee', true),
    at('leaver', 'alfa', 'employee'),
    at('manager', 'alfa', 'manager'),
    at('hr', 'alfa', 'hr'),
    at('provider-elsewhere', 'beta', 'provider'),
    at('hr-elsewhere', 'beta', 'hr'),
  ];
  const signedIn: Who[] = [];
  for (const { name, home, role, isOnCall } of roles) {
    const email = `${name}@tryer.example`;
    const places = [{ employerId: home, role, isOnCall }];
    const id = await registerPerson(deps, { name, email, password: PASSWORD, memberships: places });
    if (name === 'leaver')
      deps.directory
        .update(memberships)
        .set({ leftOn: '2026-01-31' })
        .where(sql`${memberships.personId} = ${id}`)
        .run();
    const { token } = await signIn(services, email);
    signedIn.push({ name, home, role, headers: { authorization: `Bearer ${token}` } });
  }
  return [{ name: 'nobody', home: 'alfa', role: null, headers: {} }, ...signedIn];
}

async function signIn({ accounts }: Services, email: string): Promise<SignedIn> {
  return (await accounts.signIn({ email, password: PASSWORD }, '192.0.2.1')) as SignedIn;
}

function actorOf(personId: string, role: Role, employerId: string): Actor {
  return { personId, name: 'Naam', employerId, role, isOnCall: false };
}

function lastToken({ directory }: Deps): string {
  const [mail] = directory.all<{ body: string }>('SELECT body FROM outbox ORDER BY rowid DESC LIMIT 1');
  return /\/uitnodiging\/(\S+)/.exec(mail?.body ?? '')?.[1] ?? '';
}

/** Every row of every table; what the full-text index keeps for itself as well. */
function contentOf(db: SyncDb<Record<string, unknown>>): string {
  const tables = db.all<{ name: string }>(
    sql`SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`,
  );
  return JSON.stringify(
    tables.map(({ name }) => [name, db.all(sql.raw(`SELECT * FROM "${name}"`))]),
    (_key, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value),
  );
}
