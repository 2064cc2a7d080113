import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { componentInputSchema } from '../pay/model.ts';
import { writeComponent, writeRate, writeSet } from '../pay/pay.ts';
import { addressSchema } from '../personnel/model.ts';
import { writeEmployee, writeFact } from '../personnel/personnel.ts';
import type { EmployerDb } from '../store/db.ts';
import { people } from '../store/directory-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { departments } from '../store/personnel-schema.ts';
import { readSetting, writeSetting } from '../store/settings.ts';

const personSchema = z.object({
  /** Of the account; null for who has none. */
  email: z.string().nullable(),
  firstName: z.string(),
  prefix: z.string(),
  lastName: z.string(),
  department: z.string(),
  jobTitle: z.string(),
  isOnCall: z.boolean(),
  startDate: z.iso.date(),
  hoursPerWeek: z.number().nullable(),
  workDays: z.array(z.number()),
  address: addressSchema,
  mobile: z.string().nullable(),
});

const staffSchema = z.array(
  z.object({
    id: z.string(),
    departments: z.array(z.object({ name: z.string(), manager: z.string().nullable() })),
    components: z.array(componentInputSchema.extend({ rate: z.number().int().nullable() })),
    sets: z.array(
      z.object({
        name: z.string(),
        forOnCall: z.boolean(),
        isDefault: z.boolean(),
        keys: z.array(z.number().int()),
      }),
    ),
    people: z.array(personSchema),
  }),
);
type Staff = z.infer<typeof staffSchema>[number];

const SEEDED = 'demo:personnel';
const FROM = '2026-01-01';
const BY = 'demo';

/**
 * Departments, employees, components and sets of the demo employers; once, whatever is changed afterwards.
 * A demo without such a file has no staff.
 * @param only ids of the employers to fill; all when absent
 */
export function seedPersonnel(deps: Deps, folder: string, only?: readonly string[]): void {
  const file = join(folder, 'personnel.json');
  if (!existsSync(file)) return;
  const all = staffSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const staff of all) {
    if (only !== undefined && !only.includes(staff.id)) continue;
    const db = deps.employers.open(staff.id);
    if (readSetting(db, SEEDED) !== null) continue;
    const accounts = new Map(
      deps.directory
        .select({ id: people.id, email: people.email })
        .from(people)
        .all()
        .map(({ id, email }) => [email, id]),
    );
    inTransaction(db, (tx) => {
      seedPay(tx, deps, staff);
      seedStaff(tx, deps, staff, accounts);
      writeSetting(tx, SEEDED, 'seeded');
    });
  }
}

function seedPay(tx: EmployerDb, deps: Deps, staff: Staff): void {
  const ids = new Map<number, string>();
  const by = { personId: BY, at: deps.clock.now() };
  for (const { rate, ...input } of staff.components) {
    const { id } = writeComponent(tx, deps.ids.next(), null, input, deps);
    ids.set(input.key, id);
    if (rate !== null) writeRate(tx, id, { validFrom: FROM, rate }, by);
  }
  for (const { keys, ...set } of staff.sets)
    writeSet(
      tx,
      { role: 'provider' },
      null,
      {
        ...set,
        level: 'provider',
        tripSplit: 'perKm',
        componentIds: keys.flatMap((key) => ids.get(key) ?? []),
      },
      deps,
    );
}

function seedStaff(tx: EmployerDb, deps: Deps, staff: Staff, accounts: ReadonlyMap<string, string>): void {
  for (const { name, manager } of staff.departments)
    tx.insert(departments)
      .values({
        id: deps.ids.next(),
        name,
        managerPersonId: manager === null ? null : (accounts.get(manager) ?? null),
      })
      .run();
  for (const person of staff.people) {
    const { email, address, mobile, department, ...rest } = person;
    const { employeeId } = writeEmployee(
      tx,
      {
        personId: email === null ? null : (accounts.get(email) ?? null),
        employeeNumber: null,
        ...{ firstName: rest.firstName, prefix: rest.prefix, lastName: rest.lastName },
        initials: `${rest.firstName.slice(0, 1)}.`,
        dateOfBirth: null,
        employment: {
          ...{ startDate: rest.startDate, endDate: null, jobTitle: rest.jobTitle },
          departmentId:
            tx.select().from(departments).where(eq(departments.name, department)).get()?.id ?? null,
          ...{ isOnCall: rest.isOnCall, calculateWorkingHours: !rest.isOnCall },
          hoursPerWeek: rest.hoursPerWeek === null ? null : rest.hoursPerWeek * 1000,
          workDays: rest.workDays,
          ...{ componentSetId: null, excludedFromSelfService: false },
        },
      },
      deps,
    );
    const facts = {
      ...{ employeeId, validFrom: rest.startDate, recordedAt: deps.clock.now() },
      ...{ recordedBy: BY, source: 'start' },
    };
    writeFact(tx, { ...facts, id: deps.ids.next(), kind: 'address', value: address });
    if (email !== null) writeFact(tx, { ...facts, id: deps.ids.next(), kind: 'email', value: { email } });
    if (mobile !== null)
      writeFact(tx, { ...facts, id: deps.ids.next(), kind: 'mobile', value: { phone: mobile } });
  }
}
