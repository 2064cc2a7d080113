import { sql } from 'drizzle-orm';
import type { createServices } from '../../src/app.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import type { OutboxDb } from '../../src/notifications/model.ts';
import type { ComponentInput } from '../../src/pay/model.ts';
import { writeEmployee, writeFact } from '../../src/personnel/personnel.ts';
import type { EmployerDb } from '../../src/store/db.ts';
import { receipts } from '../../src/store/declaration-schema.ts';
import { outbox } from '../../src/store/outbox-schema.ts';
import { payrollRuns } from '../../src/store/run-schema.ts';
import type { testDeps } from '../api/support.ts';
import type { Things } from './registry.ts';

type Services = ReturnType<typeof createServices>;
type Deps = ReturnType<typeof testDeps>;

/** Who the things belong to; none of them takes part in the attempts. */
export interface House {
  deps: Deps;
  services: Services;
  db: EmployerDb;
  /** The employee. */
  bram: Actor;
  hanna: Actor;
  hilde: Actor;
  petra: Actor;
}

export const origin = 'https://vraagbaak.example';

/** What there is of personnel, pay and what people hand in: one of each. */
export async function furnishStaff(house: House) {
  const staff = furnishPersonnel(house);
  return {
    ...staff,
    ...furnishPay(house),
    ...furnishDeclaration(house),
    ...(await furnishMutation(house)),
    ...furnishHelp(house),
    ...furnishRun(house),
    ...(await furnishContract(house, staff.employmentId)),
  } satisfies Partial<Things>;
}

function furnishPersonnel({ deps, services, db, bram, hanna, hilde }: House) {
  const department = { name: 'Noord', managerPersonId: null };
  const { id: departmentId } = services.personnel.saveDepartment(hanna, null, department);
  const { employeeId, employmentId } = writeEmployee(
    db,
    {
      ...{ personId: bram.personId, employeeNumber: null, firstName: 'Bram', initials: 'B.', prefix: '' },
      ...{ lastName: 'Bakker', dateOfBirth: null },
      employment: {
        ...{ startDate: '2025-03-01', endDate: null, jobTitle: 'Hovenier', departmentId, isOnCall: false },
        ...{ calculateWorkingHours: true, hoursPerWeek: 32_000, workDays: [1, 2, 3, 4] },
        ...{ componentSetId: null, excludedFromSelfService: false },
      },
    },
    deps,
  );
  writeFact(db, {
    ...{ id: deps.ids.next(), employeeId, kind: 'email', value: { email: 'bram@thuis.example' } },
    ...{ validFrom: '2025-03-01', recordedAt: 0, recordedBy: hanna.personId, source: 'start' },
  });
  const days = { from: '2026-04-01', to: '2026-04-10' };
  const people = { personId: hanna.personId, substituteId: hilde.personId };
  const { id: absenceId } = services.workflows.addAbsence(hanna, { ...people, ...days });
  return { absenceId, departmentId, employeeId, employmentId };
}

function furnishPay({ services, petra }: House) {
  const { pay } = services;
  const component: ComponentInput = {
    ...{ key: 51, description: 'DGN THUISWERK', employeeLabel: 'Thuiswerkdagen', unit: 'day', form: 'home' },
    ...{ taxTreatment: 'untaxed', requiresAttachment: false, requiresDate: true, requiresVehicle: false },
  };
  const { id: componentId } = pay.saveComponent(petra, null, component);
  pay.setRate(petra, componentId, { validFrom: '2026-01-01', rate: 2400 });
  const set = { level: 'employer', isDefault: true, tripSplit: 'perKm', forOnCall: false } as const;
  const { id: setId } = pay.saveSet(petra, null, { ...set, name: 'Vast', componentIds: [componentId] });
  pay.periods(petra, 2026);
  return { componentId, setId };
}

/** Handed in, so that a task lies with HR; with a receipt. */
function furnishDeclaration({ deps, services, db, bram, hanna }: House) {
  const { declarations, workflows } = services;
  const request = { comment: '', requestKey: 'request-key-1' };
  const input = { form: 'home', dates: ['2026-02-24'] } as const;
  const { id: declarationId } = declarations.save(bram, {
    ...request,
    input: { ...input, dates: ['2026-02-24'] },
  });
  const receiptId = deps.ids.next();
  const file = { fileName: 'bon.jpg', type: 'image/jpeg', bytes: 4, sha256: `sha-${receiptId}` } as const;
  db.insert(receipts)
    .values({ id: receiptId, declarationId, ...file, createdAt: deps.clock.now() })
    .run();
  declarations.submit(bram, declarationId);
  const process = workflows.ofSubject(db, { kind: 'declaration', id: declarationId });
  const task = db.get<{ id: string }>(
    sql`SELECT id FROM workflow_tasks WHERE workflow_id = ${process?.workflowId ?? ''}`,
  );
  workflows.templates(hanna);
  return { declarationId, receiptId, workflowId: process?.workflowId ?? '', taskId: task?.id ?? '' };
}

/** A new address that waits until its mail is followed, and a link of one that was taken back. */
async function furnishMutation({ services, db, bram }: House) {
  const { mutations } = services;
  const submit = async (email: string, requestKey: string) => {
    const input = { form: 'contact', email, emailConfirmed: true } as const;
    const [made] = await mutations.submit(bram, { input, requestKey }, origin);
    return made?.id ?? '';
  };
  mutations.withdraw(bram, await submit('bram@eerst.example', 'request-key-2'));
  const changeToken = inMails(db, /\/wijziging\/(\S+)/, 'bram@eerst.example').at(0) ?? '';
  return { mutationId: await submit('bram@nieuw.example', 'request-key-3'), changeToken };
}

function furnishHelp({ deps, services, db, hanna }: House) {
  const sample = { name: 'Voorbeeld', role: 'employee', isOnCall: false, department: '' } as const;
  const { id: sampleId } = services.askAs.save(hanna, null, {
    ...sample,
    ...{ hoursPerWeek: null, inServiceSince: null, ageGroup: null },
  });
  const mailId = deps.ids.next();
  const now = deps.clock.now();
  (db as OutboxDb)
    .insert(outbox)
    .values({
      ...{ id: mailId, messageId: `<${mailId}>`, recipient: `bram@${hanna.employerId}.example` },
      ...{ subject: 'Bericht', body: 'Tekst', html: '', status: 'parked', attempts: 9 },
      ...{ dueAt: now, createdAt: now, lastError: '550' },
    })
    .run();
  return { sampleId, mailId };
}

/** A trial that HR looks at, with a remark. */
function furnishRun({ services, db, hanna, petra }: House) {
  const { payrollRuns: runs } = services;
  const { id: runId } = runs.create(petra, { periodId: 202602, onCall: 'with' });
  const now = { trialStartedAt: 1, round: 1, deadline: '2026-03-20' };
  db.update(payrollRuns)
    .set({ status: 'trial_ready', ...now })
    .where(sql`id = ${runId}`)
    .run();
  const about = { employmentId: null, componentKey: null };
  const remark = runs.remark(hanna, runId, { ...about, body: 'Klopt dit?', requestKey: 'request-key-4' });
  return { runId, remarkId: remark.id };
}

/** Sent to two signers; the first got a second link, so that the first link works no more. */
async function furnishContract({ services, db, hanna }: House, employmentId: string) {
  const { contracts } = services;
  contracts.templates.list(hanna);
  const body = '# Overeenkomst\n\n{{werknemer.naam}} werkt als {{functie}}.\n';
  const { id: templateId } = contracts.templates.add(hanna, { name: 'Proef', forOnCall: false, body });
  const make = (title: string) =>
    contracts.create(hanna, {
      ...{ title, templateId, subject: { kind: 'employment', id: employmentId }, mode: 'in-order' },
      fields: { 'werknemer.naam': 'Bram Bakker', functie: 'hovenier' },
      signers: [
        { role: 'employee', name: 'Bram Bakker', email: `bram@${hanna.employerId}.example` },
        { role: 'employer', name: 'Hanna', email: `hanna@${hanna.employerId}.example` },
      ],
    });
  const draft = await make('Contract');
  const { id: contractId, signers } = await contracts.send(
    hanna,
    draft.id,
    { revision: draft.revision },
    origin,
  );
  const signerId = signers[0]?.id ?? '';
  const signingToken = inMails(db, /\/ondertekenen\/(\S+)/).at(-1) ?? '';
  await contracts.resend(hanna, contractId, signerId);
  return { templateId, contractId, signerId, signingToken };
}

/** What a pattern finds in the mails of an employer, or in those to one address; the oldest first. */
function inMails(db: EmployerDb, pattern: RegExp, recipient: string | null = null): string[] {
  const mails = db.all<{ body: string }>(
    sql`SELECT body FROM outbox WHERE ${recipient} IS NULL OR recipient = ${recipient} ORDER BY rowid`,
  );
  return mails.flatMap(({ body }) => pattern.exec(body)?.[1] ?? []);
}
