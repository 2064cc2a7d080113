import type { Deps } from '../deps.ts';
import { today } from '../kernel/dates.ts';
import type { EmployerDb } from '../store/db.ts';
import { readSetting, settingKeys } from '../store/settings.ts';
import type { AssigneeRole, TemplateSeed } from './model.ts';
import { standingAbsences } from './rows.ts';
import type { Colleague, Departments, SubjectHandlers } from './service.ts';
import type { PersonName } from './view-model.ts';
import type { World } from './who.ts';

export interface WorkflowDeps extends Pick<Deps, 'clock' | 'ids' | 'employers'> {
  /** Everybody who works or worked at an employer. */
  colleagues: (employerId: string) => readonly Colleague[];
  departments: (db: EmployerDb) => Departments;
  handlers: SubjectHandlers;
  /** What templates begin as, by trigger. */
  seeds: readonly TemplateSeed[];
  /** Where links in mails lead when a call names no other place; null: mails say where to look. */
  origin: string | null;
}

/** One moment at one employer: the database or transaction to work in, and who is there. */
export interface Scene {
  deps: WorkflowDeps;
  db: EmployerDb;
  employerId: string;
  /** Epoch milliseconds. */
  now: number;
  origin: string | null;
  world: World;
  colleagues: ReadonlyMap<string, Colleague>;
  named(personId: string): PersonName;
}

/** Looks around once; what is asked of it later is answered from memory. */
export function openScene(deps: WorkflowDeps, db: EmployerDb, now: number, origin?: string): Scene {
  const employerId = readSetting(db, settingKeys.employerId) ?? '';
  const colleagues = new Map(deps.colleagues(employerId).map((one) => [one.personId, one]));
  return {
    deps,
    db,
    employerId,
    now,
    origin: origin ?? deps.origin,
    colleagues,
    world: worldOf(deps, db, now, [...colleagues.values()]),
    named: (personId) => ({ personId, name: colleagues.get(personId)?.name ?? '–' }),
  };
}

function worldOf(deps: WorkflowDeps, db: EmployerDb, now: number, colleagues: readonly Colleague[]): World {
  const inRole = once((role: AssigneeRole) =>
    colleagues.filter(({ roles }) => roles.includes(role)).map(({ personId }) => personId),
  );
  const date = today({ now: () => now });
  let away: Map<string, string> | null = null;
  const departments = deps.departments(db);
  return {
    inRole,
    managerOf: once((departmentId: string) => departments.managerOf(departmentId)),
    departmentOf: once((personId: string) => departments.departmentOf(personId)),
    substituteOf(personId) {
      away ??= new Map(
        standingAbsences(db)
          .filter(({ from, to }) => from <= date && date <= to)
          .map((absence) => [absence.personId, absence.substituteId]),
      );
      return away.get(personId) ?? null;
    },
  };
}

function once<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, find(key));
    return known.get(key) as Value;
  };
}
