import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerEmployer, registerPerson } from '../../src/accounts/administration.ts';
import { createMemoryFileStore } from '../../src/adapters/cloudflare/file-store.ts';
import { createIds } from '../../src/adapters/node/ids.ts';
import { createPdfFonts } from '../../src/adapters/node/pdf-fonts.ts';
import { createPlatformSeal } from '../../src/adapters/node/platform-seal.ts';
import { createContracts } from '../../src/contracts/contracts.ts';
import type { ContractDeps } from '../../src/contracts/core.ts';
import type { ContractView, DraftInput } from '../../src/contracts/model.ts';
import type { Visitor } from '../../src/contracts/service.ts';
import { createSigning } from '../../src/contracts/signing.ts';
import type { PlatformSeal } from '../../src/deps.ts';
import type { Actor, Role } from '../../src/kernel/actor.ts';
import type { OutboxDb } from '../../src/notifications/model.ts';
import { createPersonnel, writeEmployee, writeFact } from '../../src/personnel/personnel.ts';
import { outbox } from '../../src/store/outbox-schema.ts';
import { PASSWORD, testDeps } from '../api/support.ts';

export const origin = 'https://vraagbaak.example';
export const DAY = 24 * 60 * 60 * 1000;
export const visitor: Visitor = { address: '192.0.2.7', agent: 'Mozilla/5.0 (test)' };

let shared: PlatformSeal | null = null;
/** One key for all tests of a file: making it takes half a second. */
export function testSeal(): PlatformSeal {
  shared ??= createPlatformSeal(mkdtempSync(join(tmpdir(), 'vraagbaak-seal-')), {
    now: () => Date.parse('2026-01-01T00:00:00Z'),
  });
  return shared;
}

const body = `# Overeenkomst

{{werkgever.naam}} en **{{werknemer.naam}}** spreken het volgende af.

## Functie

1. De werknemer werkt als {{functie}}.
2. Kledingmaat: {{vrij.kledingmaat}}.
`;

/** An employer 'alfa' with HR (Fatima) and an employee (Łukasz) who has an employment, and a template. */
export async function contractHouse(overrides: Partial<ContractDeps> = {}) {
  const base = testDeps();
  const files = createMemoryFileStore();
  const deps = {
    ...base,
    ids: createIds(),
    files,
    platformSeal: testSeal(),
    pdfFonts: createPdfFonts(),
    personnel: createPersonnel({ ...base, worksHere: () => true }),
    ...overrides,
  };
  const contracts = createContracts(deps);
  const signing = createSigning(deps);
  for (const id of ['alfa', 'beta']) {
    registerEmployer(deps, { id, name: `${id} bv` });
    deps.employers.create(id);
  }
  const person = async (name: string, email: string, role: Role, employerId = 'alfa'): Promise<Actor> => {
    const memberships = [{ employerId, role }];
    const personId = await registerPerson(deps, { name, email, password: PASSWORD, memberships });
    return { personId, name, employerId, role, isOnCall: false };
  };
  const hr = await person('Fatima el Amrani', 'fatima@alfa.example', 'hr');
  const provider = await person('Esmée de Groot', 'esmee@loonwijs.example', 'provider');
  const employee = await person('Łukasz Şahin', 'lukasz@alfa.example', 'employee');
  const foreign = await person('Bert Beta', 'bert@beta.example', 'hr', 'beta');
  const db = deps.employers.open('alfa');
  const { employeeId, employmentId } = writeEmployee(
    db,
    {
      personId: employee.personId,
      employeeNumber: null,
      firstName: 'Łukasz',
      initials: 'Ł.',
      prefix: '',
      lastName: 'Şahin',
      dateOfBirth: '1998-05-14',
      employment: {
        startDate: '2026-03-01',
        endDate: '2027-02-28',
        jobTitle: 'plukker',
        departmentId: null,
        isOnCall: true,
        calculateWorkingHours: false,
        hoursPerWeek: 20_500,
        workDays: [1, 3],
        componentSetId: null,
        excludedFromSelfService: false,
      },
    },
    deps,
  );
  writeFact(db, {
    id: 'fact-1',
    employeeId,
    kind: 'email',
    value: { email: 'lukasz@alfa.example' },
    validFrom: '2026-01-01',
    recordedAt: 0,
    recordedBy: 'start',
    source: 'start',
  });
  const template = contracts.templates.add(hr, { name: 'Proefcontract', forOnCall: true, body });

  const draft = (input: Partial<DraftInput> = {}): Promise<ContractView> =>
    contracts.create(hr, {
      title: 'Proefcontract Łukasz Şahin',
      templateId: template.id,
      subject: { kind: 'employment', id: employmentId },
      fields: {
        'werkgever.naam': 'Alfa B.V.',
        'werknemer.naam': 'Łukasz Şahin',
        functie: 'plukker',
        'vrij.kledingmaat': 'M',
      },
      mode: 'in-order',
      signers: [
        { role: 'employee', name: 'Łukasz Şahin', email: 'lukasz@alfa.example' },
        { role: 'employer', name: 'Fatima el Amrani', email: 'fatima@alfa.example' },
      ],
      ...input,
    });
  const sent = async (input: Partial<DraftInput> = {}): Promise<ContractView> => {
    const { id, revision } = await draft(input);
    return contracts.send(hr, id, { revision }, origin);
  };
  const mails = (recipient?: string) =>
    (db as OutboxDb)
      .select()
      .from(outbox)
      .all()
      .filter((mail) => recipient === undefined || mail.recipient === recipient);
  /** The token in the latest mail with a link to this person. */
  const tokenTo = (recipient: string): string =>
    mails(recipient)
      .flatMap(({ body: text }) => text.match(/\/ondertekenen\/(\S+)/)?.[1] ?? [])
      .at(-1) ?? '';
  const codeTo = (recipient: string): string =>
    mails(recipient)
      .flatMap(({ body: text }) => text.match(/^\d{6}$/m)?.[0] ?? [])
      .at(-1) ?? '';
  /** Goes through the door with link and code. */
  const enter = async (recipient: string) => {
    const token = tokenTo(recipient);
    await signing.mailCode(token, visitor);
    const { access } = await signing.enter(token, codeTo(recipient), visitor);
    return { token, access };
  };
  const sign = async (recipient: string, name = 'Naam') => {
    const { token, access } = await enter(recipient);
    await signing.read(token, access, visitor);
    return signing.sign(token, access, { method: 'typed', name, agreed: true }, visitor);
  };
  const people = { hr, provider, employee, foreign };
  return {
    ...{ deps, db, contracts, signing, files, people, template, employmentId, employeeId },
    ...{ draft, sent, mails, tokenTo, codeTo, enter, sign },
  };
}

export type ContractHouse = Awaited<ReturnType<typeof contractHouse>>;
