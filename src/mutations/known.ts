import { today } from '../kernel/dates.ts';
import { factsOf, factsOn } from '../personnel/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import type { MutationDeps } from './deps.ts';
import { type MutationSettings, mutationSettingsSchema } from './model.ts';
import { type EmployeeRow, emailTaken, openRows } from './rows.ts';
import type { Known } from './service.ts';

const BANK_DAYS = 'bank_waiting_days';
/** Three days: over a weekend somebody still reads a mail. */
const DEFAULT_BANK_DAYS = 3;

export function readMutationSettings(db: EmployerDb): MutationSettings {
  const stored = { bankWaitingDays: Number(readSetting(db, BANK_DAYS) ?? DEFAULT_BANK_DAYS) };
  return mutationSettingsSchema.catch({ bankWaitingDays: DEFAULT_BANK_DAYS }).parse(stored);
}

export function writeMutationSettings(db: EmployerDb, { bankWaitingDays }: MutationSettings): void {
  writeSetting(db, BANK_DAYS, String(bankWaitingDays));
}

/** What the checks hold an input of this employee against, from the rows as they are. */
export function knownOf(
  db: EmployerDb,
  employee: EmployeeRow,
  { clock }: Pick<MutationDeps, 'clock'>,
): Known {
  const on = today(clock);
  return {
    today: on,
    current: factsOn(factsOf(db, employee.id), on),
    waiting: openRows(db, employee.id).map(({ kind }) => kind),
    isTaken: (email) => emailTaken(db, email, employee.id, on),
    lastName: employee.lastName,
    bankWaitingDays: readMutationSettings(db).bankWaitingDays,
  };
}
