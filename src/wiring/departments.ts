import { eq } from 'drizzle-orm';
import type { Clock } from '../kernel/dates.ts';
import { today } from '../kernel/dates.ts';
import { latestEmployment } from '../personnel/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { departments } from '../store/personnel-schema.ts';
import type { Departments } from '../workflow/service.ts';

/** Who leads which department of an employer, from its personnel. */
export function departmentsOf(db: EmployerDb, clock: Clock): Departments {
  return {
    managerOf: (departmentId) =>
      db
        .select({ id: departments.managerPersonId })
        .from(departments)
        .where(eq(departments.id, departmentId))
        .get()?.id ?? null,
    departmentOf: (personId) => latestEmployment(db, personId, today(clock))?.employment.departmentId ?? null,
  };
}
