import { eq } from 'drizzle-orm';
import type { OutboxDb } from '../../src/notifications/model.ts';
import { writeEmployee, writeFact } from '../../src/personnel/personnel.ts';
import { factsOf, factsOn } from '../../src/personnel/rows.ts';
import { people } from '../../src/store/directory-schema.ts';
import { outbox } from '../../src/store/outbox-schema.ts';
import { portalApp } from '../browser/support/server.ts';
import { home } from './house.ts';

/** The portal with Sanne as an employee of Klaverveld whose data are known. */
export async function portalHouse() {
  const portal = await portalApp();
  const { db, deps } = portal;
  const row = deps.directory
    .select({ id: people.id })
    .from(people)
    .where(eq(people.email, 'sanne@klaverveld.example'))
    .get();
  const { employeeId } = writeEmployee(
    db,
    {
      ...{ personId: row?.id ?? '', employeeNumber: 1042, firstName: 'Sanne', initials: 'S.', prefix: '' },
      ...{ lastName: 'Vermeulen', dateOfBirth: null },
      employment: {
        ...{ startDate: '2024-03-01', endDate: null, jobTitle: 'Hovenier', departmentId: null },
        ...{ isOnCall: false, calculateWorkingHours: true, hoursPerWeek: 32_000, workDays: [1, 2, 3, 4] },
        ...{ componentSetId: null, excludedFromSelfService: false },
      },
    },
    deps,
  );
  const start = (kind: 'address' | 'email' | 'phone' | 'bank-account', value: Record<string, unknown>) =>
    writeFact(db, {
      ...{ id: deps.ids.next(), employeeId, kind, value, validFrom: '2024-03-01' },
      ...{ recordedAt: Date.parse('2024-03-01T09:00:00Z'), recordedBy: 'p', source: 'start' },
    });
  start('address', { ...home });
  start('email', { email: 'sanne@oud.example' });
  start('phone', { phone: '+31302345678' });
  start('bank-account', { iban: 'NL91ABNA0417164300', holder: 'S. Vermeulen' });
  const mailsTo = (recipient: string) =>
    (db as OutboxDb)
      .select()
      .from(outbox)
      .all()
      .filter((mail) => mail.recipient === recipient);
  return {
    ...portal,
    employeeId,
    mailsTo,
    /** What holds today. */
    facts: () => {
      const facts = factsOn(factsOf(db, employeeId), '2026-03-02');
      return Object.fromEntries(Object.entries(facts).map(([kind, { value }]) => [kind, value]));
    },
    /** Path of the latest link in a mail to somebody. */
    linkTo: (recipient: string) =>
      mailsTo(recipient)
        .map(({ body }) => /\/wijziging\/\S+/.exec(body)?.[0])
        .filter((path) => path !== undefined)
        .at(-1) ?? '',
    codeTo: (recipient: string) => /\b\d{6}\b/.exec(mailsTo(recipient).at(-1)?.body ?? '')?.[0] ?? '',
  };
}
