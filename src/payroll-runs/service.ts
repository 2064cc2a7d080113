import type { Actor } from '../kernel/actor.ts';
import type { MailChange, MailLanguage, MailOverview, MailPreview, RunMailText } from './mail-model.ts';
import type {
  AutomaticResult,
  ImportResult,
  NewRun,
  PeriodOverview,
  Remark,
  RemarkInput,
  Run,
  RunEvent,
  RunStep,
  Trial,
} from './model.ts';
import type {
  Checks,
  Comparison,
  ComparisonQuery,
  Download,
  DownloadKind,
  Grid,
  MutationReport,
  PayrollData,
  ViewQuery,
} from './report-model.ts';

/**
 * Periods, runs and trials of one employer; made by createPayrollRuns in runs.ts. Everything is for provider and hr alone: the provider
 * works, hr reads, remarks and approves. `origin` is where links in mails lead.
 */
export interface PayrollRuns {
  /** @throws AppError forbidden unless hr or provider */
  periods(actor: Actor, year: number): PeriodOverview[];
  /** 'Klaar met muteren' for everybody at once. @throws AppError forbidden unless provider, not_found, period_closed */
  closePeriod(actor: Actor, periodId: number): PeriodOverview;
  /** @throws AppError forbidden unless provider, not_found, period_run_approved, run_open (a run of it is past collecting) */
  reopenPeriod(actor: Actor, periodId: number): PeriodOverview;
  /** Fills in the hours of contracts; the same again changes nothing. @throws AppError forbidden unless provider, not_found */
  fillHours(actor: Actor, periodId: number): AutomaticResult;

  /** Latest first. */
  list(actor: Actor): Run[];
  read(actor: Actor, runId: string): Run;
  /** @throws AppError forbidden unless provider, not_found, run_open while another is open */
  create(actor: Actor, input: NewRun): Run;
  /**
   * One step of a run.
   * @throws AppError forbidden, not_found, run_state, run_own, run_not_last, run_open, run_checks_open, run_empty, run_remarks_open, reason_missing,
   * period_closed, mail_addresses_missing, mail_text_unfit
   */
  act(actor: Actor, runId: string, step: RunStep, origin: string | null): Run;
  events(actor: Actor, runId: string): RunEvent[];

  /** To choose one for a report, by name. */
  componentSets(actor: Actor): { id: string; name: string }[];
  grid(actor: Actor, query: ViewQuery): Grid;
  checks(actor: Actor, query: ViewQuery): Checks;
  mutations(actor: Actor, query: ViewQuery): MutationReport;
  comparison(actor: Actor, query: ComparisonQuery): Comparison;
  /** A report as CSV; the filter stands in its name and first lines. */
  download(actor: Actor, kind: DownloadKind, query: ComparisonQuery): Download;

  /** What payroll should hold after this run: totals per employment, period and component. @throws AppError forbidden unless provider, run_state before the trial */
  exportRun(actor: Actor, runId: string): Download;
  payrollData(actor: Actor, runId: string): PayrollData;

  /** @throws AppError not_found for hr before the trial is ready */
  trial(actor: Actor, runId: string): Trial;
  /** @throws AppError forbidden unless hr, run_state unless a trial is ready or sent back, not_found for a line that is not there */
  remark(actor: Actor, runId: string, input: RemarkInput): Remark;
  /** @throws AppError forbidden unless provider */
  answer(actor: Actor, runId: string, remarkId: string, body: string): Remark;
  /** @throws AppError forbidden unless hr */
  settle(actor: Actor, runId: string, remarkId: string): Remark;

  /** Totals per employee that another program computed; all lines or none. @throws AppError forbidden unless provider, run_state */
  importResults(actor: Actor, runId: string, csv: string): ImportResult;
  /** Quantities per employee and component, into the run that collects. @throws AppError forbidden unless provider, run_state */
  importEntries(actor: Actor, runId: string, csv: string): ImportResult;

  mail(actor: Actor): MailOverview;
  /** A provider's default goes to every employer where this person works as provider. @throws AppError forbidden, mail_text_unfit with `faults` */
  setMail(actor: Actor, change: MailChange): MailOverview;
  previewMail(actor: Actor, text: RunMailText, language: MailLanguage): MailPreview;

  /** Reminders that are due, once each; called by the clock. @returns how many mails */
  tick(employerId: string): number;
}
