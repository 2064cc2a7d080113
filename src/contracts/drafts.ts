import { desc, eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { contractSigners, contracts } from '../store/contract-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { fileRemovals } from '../store/employer-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { blocksOf } from './blocks.ts';
import { type ContractDeps, emailOf, employerName, fontsOf, momentOf, openForKeeper } from './core.ts';
import { dateInWords, employmentFields, usual } from './fields.ts';
import type { DraftInput, Proposal, RevisionInput, Subject } from './model.ts';
import { type MadePdf, makeContractPdf } from './pdf/contract-pdf.ts';
import { missingIn, namesIn } from './placeholders.ts';
import { addEvent, loadFor, readableBy } from './rows.ts';
import { sha256 } from './secrets.ts';
import { findTemplate } from './templates.ts';

/** What is known of a subject. @throws AppError not_found */
function knownOf(deps: ContractDeps, actor: Actor, subject: Subject): Record<string, string> {
  const source = subject.kind === 'employment' ? employmentFields(deps, deps.personnel) : deps.conceptFields;
  const fields = source?.of(actor, subject) ?? null;
  if (fields === null) throw new AppError('not_found');
  return fields;
}

/** Whether the personnel file has this subject as an on-call worker; null where it says nothing. */
export function onCallOf(deps: ContractDeps, actor: Actor, subject: Subject | null): boolean | null {
  if (subject?.kind !== 'employment') return null;
  try {
    return deps.personnel.read(actor, subject.id).employment.isOnCall;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

/** What a new contract starts with: everything the template asks for, filled in as far as it is known. */
export function proposeDraft(
  deps: ContractDeps,
  actor: Actor,
  templateId: string,
  subject: Subject | null,
): Proposal {
  const db = openForKeeper(deps, actor);
  const template = findTemplate(db, templateId);
  const { today } = momentOf(deps);
  const known: Record<string, string> = {
    ...usual,
    'werkgever.naam': employerName(deps, actor.employerId),
    ...lastUsed(db, actor),
    'contract.datum': dateInWords(today),
    'werkgever.vertegenwoordiger': actor.role === 'hr' ? actor.name : '',
    ...(subject === null ? {} : knownOf(deps, actor, subject)),
  };
  const subjectName = known['werknemer.naam'] ?? '';
  const fields = Object.fromEntries(namesIn(template.body).map((name) => [name, known[name] ?? '']));
  const own = actor.role === 'hr' ? emailOf(deps, actor.personId) : '';
  return {
    title: [template.name, subjectName].filter((part) => part !== '').join(' '),
    subjectName,
    isOnCall: onCallOf(deps, actor, subject) ?? template.forOnCall,
    fields,
    signers: [
      { role: 'employee', name: subjectName, email: known['werknemer.email'] ?? '' },
      { role: 'employer', name: actor.role === 'hr' ? actor.name : '', email: own },
    ],
  };
}

/** What is the same in most contracts of an employer, and so need not be typed each time. */
const repeated =
  /^(?:werkgever\.(?:naam|adres|kvk|rol)|cao|pensioen|vakantie\w+|loon\.per|werkplek|oproep\.\w+)$/;

/** Such values as they stood in the latest contract. */
function lastUsed(db: EmployerDb, actor: Actor): Record<string, string> {
  const [latest] = db
    .select({ fields: contracts.fields })
    .from(contracts)
    .where(readableBy(actor))
    .orderBy(desc(contracts.createdAt))
    .limit(1)
    .all();
  return Object.fromEntries(Object.entries(latest?.fields ?? {}).filter(([name]) => repeated.test(name)));
}

/** @returns the id */
export async function createDraft(deps: ContractDeps, actor: Actor, input: DraftInput): Promise<string> {
  const db = openForKeeper(deps, actor);
  const template = findTemplate(db, input.templateId);
  const { subject } = input;
  const known = subject === null ? {} : knownOf(deps, actor, subject);
  const id = deps.ids.next();
  const made = await makePdf(deps, actor, { id, body: template.body, input });
  const { now } = momentOf(deps);
  const fileId = await store(deps, actor, made.bytes);
  writeOrForget(deps, actor, fileId, () =>
    inTransaction(db, (tx) => {
      tx.insert(contracts)
        .values({
          id,
          title: input.title,
          templateId: template.id,
          templateVersion: template.version,
          subjectKind: subject?.kind ?? 'none',
          subjectId: subject?.id ?? null,
          subjectName: subjectName(input, known),
          isOnCall: onCallOf(deps, actor, subject) ?? template.forOnCall,
          body: template.body,
          fields: asked(template.body, input.fields),
          revision: 1,
          ...fileFacts(made, fileId),
          status: 'draft',
          mode: input.mode,
          isReadByEmployee: true,
          isReadByEmployer: true,
          isReadByProvider: true,
          createdBy: actor.personId,
          ownerName: actor.name,
          ownerEmail: emailOf(deps, actor.personId),
          createdAt: now,
          updatedAt: now,
        })
        .run();
      writeSigners(deps, tx, id, input, made);
      addEvent(tx, id, { kind: 'created', at: now, who: actor.name });
    }),
  );
  return id;
}

/** Makes the PDF of a draft anew. @throws AppError contract_state, conflict */
export async function reviseDraft(
  deps: ContractDeps,
  actor: Actor,
  id: string,
  input: RevisionInput,
): Promise<void> {
  const db = openForKeeper(deps, actor);
  const { row } = requireDraft(db, actor, id, input.revision);
  const made = await makePdf(deps, actor, { id, body: row.body, input });
  const { now } = momentOf(deps);
  const fileId = await store(deps, actor, made.bytes);
  writeOrForget(deps, actor, fileId, () =>
    inTransaction(db, (tx) => {
      const before = requireDraft(tx, actor, id, input.revision).row;
      tx.update(contracts)
        .set({
          title: input.title,
          subjectName: subjectName(input, { 'werknemer.naam': before.subjectName }),
          fields: asked(before.body, input.fields),
          mode: input.mode,
          revision: before.revision + 1,
          ...fileFacts(made, fileId),
          updatedAt: now,
        })
        .where(eq(contracts.id, id))
        .run();
      tx.delete(contractSigners).where(eq(contractSigners.contractId, id)).run();
      writeSigners(deps, tx, id, input, made);
      tx.insert(fileRemovals).values({ fileId: before.fileId }).onConflictDoNothing().run();
      addEvent(tx, id, { kind: 'revised', at: now, who: actor.name });
    }),
  );
}

/** Deletes a draft with its file. @throws AppError contract_state */
export function removeDraft(deps: ContractDeps, actor: Actor, id: string): void {
  inTransaction(openForKeeper(deps, actor), (tx) => {
    const { row } = requireDraft(tx, actor, id);
    tx.delete(contracts).where(eq(contracts.id, id)).run();
    tx.insert(fileRemovals).values({ fileId: row.fileId }).onConflictDoNothing().run();
  });
}

function requireDraft(db: EmployerDb, actor: Actor, id: string, revision?: number) {
  const loaded = loadFor(db, actor, id);
  if (loaded.row.status !== 'draft') throw new AppError('contract_state');
  if (revision !== undefined && loaded.row.revision !== revision) throw new AppError('conflict');
  return loaded;
}

type Made = MadePdf & { sha256: string };
type Words = Pick<DraftInput, 'title' | 'fields' | 'signers'>;

/** @throws AppError contract_values_missing, contract_text_unprintable */
async function makePdf(
  deps: ContractDeps,
  actor: Actor,
  { id, body, input }: { id: string; body: string; input: Words },
): Promise<Made> {
  const problems = missingIn(body, input.fields);
  if (problems.length > 0) throw new AppError('contract_values_missing', { data: { problems } });
  const made = await makeContractPdf(
    {
      title: input.title,
      employer: employerName(deps, actor.employerId),
      mark: markOf(id),
      blocks: blocksOf(body, (name) => input.fields[name] ?? ''),
      signers: input.signers,
      now: deps.clock.now(),
    },
    await fontsOf(deps),
  );
  return { ...made, sha256: await sha256(made.bytes) };
}

/** Short mark of a contract, as it stands at the foot of its pages. */
export function markOf(id: string): string {
  return id.slice(0, 8);
}

async function store(deps: ContractDeps, actor: Actor, bytes: Uint8Array): Promise<string> {
  const fileId = `contract-${deps.ids.next()}`;
  await deps.files.put(actor.employerId, fileId, bytes);
  return fileId;
}

/** Leaves no file behind of what was refused. */
function writeOrForget(deps: ContractDeps, actor: Actor, fileId: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    void deps.files.remove(actor.employerId, fileId).catch(() => undefined);
    throw error;
  }
}

function fileFacts(made: Made, fileId: string) {
  return { fileId, sha256: made.sha256, bytes: made.bytes.length, pages: made.pages };
}

/** Only what the template asks for is kept. */
function asked(body: string, fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(namesIn(body).map((name) => [name, fields[name] ?? '']));
}

function subjectName({ fields, signers }: Words, known: Record<string, string>): string {
  const signer = signers.find(({ role }) => role === 'employee');
  return fields['werknemer.naam'] ?? known['werknemer.naam'] ?? signer?.name ?? '';
}

function writeSigners(
  deps: ContractDeps,
  tx: EmployerDb,
  contractId: string,
  { signers }: Words,
  made: MadePdf,
): void {
  for (const [i, signer] of signers.entries()) {
    const box = made.boxes[i];
    if (box === undefined) throw new Error('a signer without a box');
    tx.insert(contractSigners)
      .values({ id: deps.ids.next(), contractId, signingOrder: i + 1, ...signer, box })
      .run();
  }
}
