import type { Context, Hono } from 'hono';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { AppError } from '../kernel/errors.ts';
import { type ComparisonQuery, comparisonQuerySchema } from '../payroll-runs/report-model.ts';
import type { PortalServices } from './model.ts';
import { ComparisonPage } from './pages/run-comparison-page.tsx';
import { RUNS } from './pages/run-parts.tsx';
import { type ReportName, reportPaths } from './pages/run-report-frame.tsx';
import { ChecksPage, GridPage, MutationsPage } from './pages/run-report-pages.tsx';
import { openQuestions, respond } from './respond.tsx';
import { signedInView } from './view.ts';

const provider = guard({ roles: ['provider'] });

/** The provider's reports on a period or run; the filter stands in the address. */
export function runReportPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { payrollRuns } = services;
  const propsOf = (c: Context<AppEnv>, name: ReportName, query: ComparisonQuery) => ({
    view: signedInView(c, services),
    openQuestions: openQuestions(services, actorOf(c)),
    name,
    query,
    sets: payrollRuns.componentSets(actorOf(c)),
  });
  portal.get(`${RUNS}/${reportPaths.grid}`, provider, (c) => {
    const query = queryOf(c);
    const grid = payrollRuns.grid(actorOf(c), query);
    return respond(c, <GridPage {...propsOf(c, 'grid', query)} header={grid.header} grid={grid} />);
  });
  portal.get(`${RUNS}/${reportPaths.checks}`, provider, (c) => {
    const query = queryOf(c);
    const checks = payrollRuns.checks(actorOf(c), query);
    return respond(c, <ChecksPage {...propsOf(c, 'checks', query)} header={checks.header} checks={checks} />);
  });
  portal.get(`${RUNS}/${reportPaths.mutations}`, provider, (c) => {
    const query = queryOf(c);
    const report = payrollRuns.mutations(actorOf(c), query);
    return respond(
      c,
      <MutationsPage {...propsOf(c, 'mutations', query)} header={report.header} report={report} />,
    );
  });
  portal.get(`${RUNS}/${reportPaths.comparison}`, provider, (c) => {
    const query = queryOf(c);
    const comparison = payrollRuns.comparison(actorOf(c), query);
    return respond(
      c,
      <ComparisonPage
        {...propsOf(c, 'comparison', query)}
        header={comparison.header}
        comparison={comparison}
      />,
    );
  });
}

/** The filter as the address has it. @throws AppError not_found for what is no filter */
function queryOf(c: Context<AppEnv>): ComparisonQuery {
  const query = comparisonQuerySchema.safeParse({
    periodId: c.req.query('periode'),
    onCall: c.req.query('oproep') || undefined,
    setId: c.req.query('set') || undefined,
    runId: c.req.query('run') || undefined,
    threshold: c.req.query('drempel') || undefined,
  });
  if (!query.success) throw new AppError('not_found');
  return query.data;
}
