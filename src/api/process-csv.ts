import { csvOf } from '../kernel/csv.ts';
import type { WorkflowStatus } from '../workflow/model.ts';
import type { ProcessRow } from '../workflow/view-model.ts';
import type { UiLanguage } from './env.ts';

const heads: Record<UiLanguage, readonly string[]> = {
  nl: [
    'medewerker',
    'indiener',
    'ingediend',
    'proces',
    'onderwerp',
    'status',
    'bij wie',
    'sinds',
    'afgerond',
    'reden',
  ],
  en: [
    'employee',
    'initiator',
    'handed in',
    'process',
    'subject',
    'status',
    'with whom',
    'since',
    'ended',
    'reason',
  ],
};
const statuses: Record<UiLanguage, Record<WorkflowStatus, string>> = {
  nl: {
    running: 'In behandeling',
    completed: 'Afgerond',
    rejected: 'Geweigerd',
    returned: 'Teruggestuurd',
    cancelled: 'Ingetrokken',
  },
  en: {
    running: 'In progress',
    completed: 'Completed',
    rejected: 'Rejected',
    returned: 'Sent back',
    cancelled: 'Withdrawn',
  },
};

const moment = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** Processes as a file for a spreadsheet; moments in Dutch time as '2026-11-25 10:00'. */
export function processCsv(rows: readonly ProcessRow[], language: UiLanguage): string {
  const at = (ms: number | null | undefined) => (ms == null ? '' : moment.format(ms));
  return csvOf(
    heads[language],
    rows.map((row) => [
      row.person.name,
      row.initiator.name,
      at(row.startedAt),
      row.process[language],
      row.title,
      statuses[language][row.status],
      row.open.map(({ step, holders }) => `${step[language]}: ${holders.join(', ') || '–'}`).join(' | '),
      at(row.open[0]?.since),
      at(row.endedAt),
      row.reason ?? '',
    ]),
  );
}
