import { AppError } from '../../src/kernel/errors.ts';
import type { MailOverview } from '../../src/payroll-runs/mail-model.ts';
import { defaultTexts } from '../../src/payroll-runs/mail-texts.ts';
import type { PeriodOverview, Remark, Run } from '../../src/payroll-runs/model.ts';
import type { Header } from '../../src/payroll-runs/report-model.ts';
import type { PayrollRuns } from '../../src/payroll-runs/service.ts';

const run: Run = {
  ...{ id: 'r1', periodId: 202611, number: 1, onCall: 'without', status: 'trial_ready', createdBy: 'p1' },
  ...{ createdAt: 0, trialStartedAt: 0, round: 1, deadline: '2026-12-05', approvedAt: null, reason: null },
  ...{ employments: 0, lines: 0, openRemarks: 0, allowed: [] },
};
const span = { startsOn: '2026-11-01', endsOn: '2026-11-30' };
const header: Header = {
  ...{ periodId: 202611, ...span, kind: 'month', onCall: 'with', set: null, run: null, leftOut: 0 },
};
const period: PeriodOverview = {
  ...{ id: 202611, kind: 'month', ...span, closesOn: '2026-12-03', closedAt: null },
  ...{ closedScopes: [], runs: [], mayClose: true, mayReopen: false },
};
const remark: Remark = {
  ...{ id: 'k1', employmentId: null, componentKey: null, body: 'Klopt dit?', person: 'HR', at: 0 },
  ...{ settledAt: null, answers: [] },
};
const noMail = { addresses: [], texts: { nl: null, en: null } };
const mail: MailOverview = {
  provider: { level: 'provider', ...noMail },
  employer: { level: 'employer', ...noMail },
  effective: { addresses: [], texts: defaultTexts },
};
const previous = { periodId: 202610, startsOn: '2026-10-01', endsOn: '2026-10-31', known: true };

function known<T>(id: string | number, mine: string | number, value: T): T {
  if (id !== mine) throw new AppError('not_found');
  return value;
}

/** One period, one run 'r1' with one remark 'k1', empty reports. */
export function fakeRuns(): PayrollRuns {
  const file = { fileName: 'a.csv', content: 'a' };
  return {
    periods: () => [period],
    closePeriod: (_actor, id) => known(id, 202611, period),
    reopenPeriod: (_actor, id) => known(id, 202611, period),
    fillHours: (_actor, id) => known(id, 202611, { made: 0, changed: 0, removed: 0, kept: 0 }),
    list: () => [run],
    read: (_actor, id) => known(id, 'r1', run),
    create: () => run,
    act: (_actor, id) => known(id, 'r1', run),
    events: (_actor, id) => known(id, 'r1', []),
    componentSets: () => [],
    grid: () => ({ header, components: [], rows: [], totals: [] }),
    checks: () => ({ header, checks: [] }),
    mutations: () => ({ header, since: 0, sinceRun: null, rows: [] }),
    comparison: () => ({ header, threshold: 5, previous, rows: [], unchanged: 0 }),
    download: () => file,
    exportRun: (_actor, id) => known(id, 'r1', file),
    payrollData: (_actor, id) => known(id, 'r1', []),
    trial: (_actor, id) =>
      known(id, 'r1', {
        ...{ run, header, previous, changes: [], calendarOnly: 0, unchanged: 0, remarks: [], results: [] },
      }),
    remark: (_actor, id) => known(id, 'r1', remark),
    answer: (_actor, id, remarkId) => known(id, 'r1', known(remarkId, 'k1', remark)),
    settle: (_actor, id, remarkId) => known(id, 'r1', known(remarkId, 'k1', remark)),
    importResults: (_actor, id) => known(id, 'r1', { accepted: true, lines: 0, faults: [] }),
    importEntries: (_actor, id) => known(id, 'r1', { accepted: true, lines: 0, faults: [] }),
    mail: () => mail,
    setMail: () => mail,
    previewMail: () => ({ subject: '', text: '', faults: [] }),
    tick: () => 0,
  };
}
