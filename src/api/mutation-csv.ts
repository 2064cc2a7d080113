import { csvOf } from '../kernel/csv.ts';
import { today } from '../kernel/dates.ts';
import type { Mutation } from '../mutations/model.ts';
import { textOf } from '../mutations/show.ts';
import { kindNames } from '../mutations/titles.ts';

const statuses: Record<Mutation['status'], string> = {
  unverified: 'wacht op bevestiging',
  scheduled: 'gaat nog in',
  applied: 'ingegaan',
  withdrawn: 'ingetrokken',
  stopped: 'gestopt vanuit een mail',
  expired: 'verlopen',
  undone: 'teruggedraaid',
};

const day = (at: number) => today({ now: () => at });

/** Mutations as a file. Of a bank account only that it changed: its number leaves the service nowhere. */
export function mutationsCsv(rows: readonly Mutation[]): string {
  return csvOf(
    ['aangevraagd', 'nummer', 'medewerker', 'gegeven', 'soort', 'oud', 'nieuw', 'vanaf', 'status', 'gemeld'],
    rows.map((row) => {
      const isShown = row.kind !== 'bank-account';
      return [
        day(row.createdAt),
        row.employeeNumber,
        row.name,
        kindNames([row.kind], 'nl'),
        row.mode === 'correction' ? 'verbetering' : 'wijziging',
        isShown ? textOf(row.kind, row.before) : '',
        isShown ? textOf(row.kind, row.after) : '',
        row.effectiveOn,
        statuses[row.status],
        row.reportedAt === null ? '' : day(row.reportedAt),
      ];
    }),
  );
}
