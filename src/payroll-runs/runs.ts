import { payrollPeriodData } from '../declarations/payroll-data.ts';
import { requireKeeper, requireProvider } from '../kernel/access.ts';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { periodsOfYear, readSets } from '../pay/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { holdsLines } from './content.ts';
import type { PayrollRunDeps } from './deps.ts';
import { fillHours } from './entries.ts';
import { checksFile, comparisonFile, exportFile, exportRows, gridFile, mutationsFile } from './export.ts';
import { changeMail, mailOverview, previewOf } from './mail-settings.ts';
import type { PeriodOverview, Remark, Run } from './model.ts';
import { mutationReport } from './mutation-report.ts';
import { closeWhole, openWhole } from './period-closing.ts';
import { remarksOf, settleRemark, writeAnswer, writeRemark } from './remarks.ts';
import { remind } from './reminders.ts';
import type { ComparisonQuery, Download, DownloadKind } from './report-model.ts';
import { checksReport, comparisonOf, gridOf } from './reports.ts';
import { importEntries, importResults } from './results.ts';
import { allRuns, eventsOfRun, findRun, openRun, requirePeriod, writeRunEvent } from './rows.ts';
import { isShownTo, periodViews, runView, trialView, visibleRun } from './run-view.ts';
import type { PayrollRuns } from './service.ts';
import { makeRun, takeRunStep } from './stepping.ts';
import { lookAt } from './view.ts';

/** Periods, runs and trials of one employer, from its rows. */
export function createPayrollRuns(deps: PayrollRunDeps): PayrollRuns {
  const open = (actor: Actor) => deps.employers.open(actor.employerId);
  const onRun = (actor: Actor, fn: (tx: EmployerDb) => string): Run => {
    const db = open(actor);
    const id = inTransaction(db, fn);
    return runView(db, findRun(db, id), actor);
  };
  return {
    ...periodActions(deps),
    ...reports(deps),
    ...trials(deps),
    list(actor) {
      requireKeeper(actor);
      const db = open(actor);
      return allRuns(db)
        .filter((run) => isShownTo(actor, run))
        .map((run) => runView(db, run, actor));
    },
    read(actor, runId) {
      const db = open(actor);
      return runView(db, visibleRun(db, actor, runId), actor);
    },
    create(actor, input) {
      requireProvider(actor);
      return onRun(actor, (tx) => makeRun(tx, actor, input, deps));
    },
    act(actor, runId, step, origin) {
      requireKeeper(actor);
      return onRun(actor, (tx) => {
        visibleRun(tx, actor, runId);
        takeRunStep(tx, actor, runId, step, origin, deps);
        return runId;
      });
    },
    events(actor, runId) {
      const db = open(actor);
      visibleRun(db, actor, runId);
      return eventsOfRun(db, runId).map(({ runId: _, seq: _seq, ...event }) => ({
        ...event,
        person: deps.nameOf(event.personId) ?? '',
      }));
    },
    mail(actor) {
      requireKeeper(actor);
      return mailOverview(open(actor), actor.employerId, deps);
    },
    setMail(actor, change) {
      requireKeeper(actor);
      changeMail(actor, change, deps);
      return mailOverview(open(actor), actor.employerId, deps);
    },
    previewMail(actor, text, language) {
      requireKeeper(actor);
      return previewOf(open(actor), actor, text, language, deps);
    },
    tick: (employerId) =>
      inTransaction(deps.employers.open(employerId), (tx) => remind(tx, employerId, deps)),
  };
}

type PeriodActions = Pick<PayrollRuns, 'periods' | 'closePeriod' | 'reopenPeriod' | 'fillHours'>;

function periodActions(deps: PayrollRunDeps): PeriodActions {
  const open = (actor: Actor) => deps.employers.open(actor.employerId);
  const one = (actor: Actor, periodId: number, fn: (tx: EmployerDb) => void): PeriodOverview => {
    requireProvider(actor);
    const db = open(actor);
    inTransaction(db, (tx) => fn(tx));
    const [view] = periodViews(db, actor, [requirePeriod(db, periodId)]);
    if (view === undefined) throw new AppError('not_found');
    return view;
  };
  return {
    periods(actor, year) {
      requireKeeper(actor);
      const db = open(actor);
      return periodViews(db, actor, periodsOfYear(db, year));
    },
    closePeriod: (actor, periodId) =>
      one(actor, periodId, (tx) => closeWhole(tx, actor, periodId, deps.clock.now())),
    reopenPeriod: (actor, periodId) =>
      one(actor, periodId, (tx) => openWhole(tx, actor, periodId, deps.clock.now())),
    fillHours(actor, periodId) {
      requireProvider(actor);
      return inTransaction(open(actor), (tx) => {
        const period = requirePeriod(tx, periodId);
        const at = deps.clock.now();
        const result = fillHours(tx, period, at, deps.ids);
        const run = openRun(tx);
        if (run?.periodId === periodId)
          writeRunEvent(tx, {
            ...{ runId: run.id, at, personId: actor.personId, action: 'fill', data: { ...result } },
            ...{ before: run.status, after: run.status },
          });
        return result;
      });
    },
  };
}

type Reports = Pick<
  PayrollRuns,
  'componentSets' | 'grid' | 'checks' | 'mutations' | 'comparison' | 'download' | 'exportRun' | 'payrollData'
>;

function reports(deps: PayrollRunDeps): Reports {
  const open = (actor: Actor) => {
    requireProvider(actor);
    return deps.employers.open(actor.employerId);
  };
  const trialOf = (db: EmployerDb, runId: string) => {
    const run = findRun(db, runId);
    if (!holdsLines(run.status)) throw new AppError('run_state');
    return run;
  };
  return {
    componentSets: (actor) => readSets(open(actor)).map(({ id, name }) => ({ id, name })),
    grid: (actor, query) => gridOf(open(actor), query),
    checks: (actor, query) => checksReport(open(actor), query),
    mutations: (actor, query) => mutationReport(open(actor), query, deps.nameOf),
    comparison: (actor, query) => comparisonOf(open(actor), query),
    download: (actor, kind, query) => fileOf(open(actor), kind, query, deps),
    exportRun(actor, runId) {
      const db = open(actor);
      const run = trialOf(db, runId);
      const { header } = lookAt(db, { periodId: run.periodId, onCall: run.onCall, runId });
      return exportFile(header, exportRows(db, run));
    },
    payrollData(actor, runId) {
      const db = open(actor);
      const run = trialOf(db, runId);
      return payrollPeriodData(run.periodId, exportRows(db, run));
    },
  };
}

function fileOf(db: EmployerDb, kind: DownloadKind, query: ComparisonQuery, deps: PayrollRunDeps): Download {
  switch (kind) {
    case 'grid':
      return gridFile(gridOf(db, query));
    case 'checks':
      return checksFile(checksReport(db, query));
    case 'mutations':
      return mutationsFile(mutationReport(db, query, deps.nameOf));
    case 'comparison':
      return comparisonFile(comparisonOf(db, query));
  }
}

type Trials = Pick<PayrollRuns, 'trial' | 'remark' | 'answer' | 'settle' | 'importResults' | 'importEntries'>;

function trials(deps: PayrollRunDeps): Trials {
  const open = (actor: Actor) => {
    requireKeeper(actor);
    return deps.employers.open(actor.employerId);
  };
  const remarked = (actor: Actor, runId: string, fn: (tx: EmployerDb) => string): Remark => {
    const db = open(actor);
    const id = inTransaction(db, (tx) => {
      visibleRun(tx, actor, runId);
      return fn(tx);
    });
    const remark = remarksOf(db, runId, deps.nameOf).find((one) => one.id === id);
    if (remark === undefined) throw new AppError('not_found');
    return remark;
  };
  return {
    trial: (actor, runId) => trialView(open(actor), actor, runId, deps.nameOf),
    remark: (actor, runId, input) =>
      remarked(actor, runId, (tx) => writeRemark(tx, actor, runId, input, deps)),
    answer: (actor, runId, id, body) =>
      remarked(actor, runId, (tx) => {
        writeAnswer(tx, actor, runId, { id, body }, deps);
        return id;
      }),
    settle: (actor, runId, id) =>
      remarked(actor, runId, (tx) => {
        settleRemark(tx, actor, runId, id, deps);
        return id;
      }),
    importResults: (actor, runId, csv) =>
      inTransaction(open(actor), (tx) => importResults(tx, actor, runId, csv, deps)),
    importEntries: (actor, runId, csv) =>
      inTransaction(open(actor), (tx) => importEntries(tx, actor, runId, csv, deps)),
  };
}
