import { eq } from 'drizzle-orm';
import { DECLARATION_SUBJECT, type DeclarationFlow } from '../declarations/flow.ts';
import type { DeclarationAction, Line } from '../declarations/model.ts';
import { findRow, linesOfRow, summaries } from '../declarations/rows.ts';
import { DECLARATIONS_PATH, titleOf } from '../declarations/titles.ts';
import { takeStep } from '../declarations/treating.ts';
import type { Deps } from '../deps.ts';
import { addMonths } from '../kernel/calendar.ts';
import { today } from '../kernel/dates.ts';
import { formatEuro, formatEuroMilli, formatMilli } from '../kernel/money.ts';
import { periodsAround } from '../pay/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { declarations } from '../store/declaration-schema.ts';
import type { SubjectView } from '../workflow/model.ts';
import type { Language, StepFact, SubjectHandler } from '../workflow/service.ts';

const words = {
  nl: {
    employee: 'Werknemer',
    onCall: 'oproepkracht',
    period: 'Verwerken in periode',
    total: 'Totaal',
    comment: 'Opmerking',
    flagged: 'Let op',
    short: 'Korter gewerkt dan drie uur of dan waarvoor opgeroepen.',
    rule: 'Bedrag per eenheid van de werkgever, zoals dat gold op de dag zelf.',
    source: 'Looncomponenten',
    units: { km: 'km', day: 'dagen', hour: 'uur', eur: '' },
  },
  en: {
    employee: 'Employee',
    onCall: 'on-call worker',
    period: 'Process into period',
    total: 'Total',
    comment: 'Note',
    flagged: 'Please note',
    short: 'Worked less than three hours, or less than called for.',
    rule: 'Rate of the employer as it held on the day itself.',
    source: 'Wage components',
    units: { km: 'km', day: 'days', hour: 'hours', eur: '' },
  },
} as const;

/** What declarations do when their workflow moves, and what stands beside a task. */
export function declarationSubject(
  deps: Pick<Deps, 'clock'>,
  flow: Pick<DeclarationFlow, 'openApprovals'>,
): Record<typeof DECLARATION_SUBJECT, SubjectHandler> {
  return {
    [DECLARATION_SUBJECT]: {
      onStep(tx, fact) {
        const action = actionOf(tx, fact, flow);
        if (action === null) return;
        const periodId = Number(fact.input.periodId) || null;
        takeStep(
          tx,
          fact.subjectId,
          { action, actor: fact.actor, reason: fact.reason, periodId },
          deps,
          true,
        );
      },
      onOutcome: () => undefined,
      describe: (db, id, _reader, language) => describe(db, id, language, deps),
    },
  };
}

/** Null for a step that decides nothing about the declaration: a task, a notice, or one approval of several. */
function actionOf(
  tx: EmployerDb,
  { step, action, subjectId }: StepFact,
  flow: Pick<DeclarationFlow, 'openApprovals'>,
): DeclarationAction | null {
  if (!step.blocks) return null;
  switch (action) {
    case 'approve':
      return flow.openApprovals(tx, subjectId) === 0 && findRow(tx, subjectId)?.status === 'submitted'
        ? 'approve'
        : null;
    case 'process':
      return 'process';
    case 'reject':
      return step.kind === 'process' ? 'fail' : 'reject';
    case 'return':
      return 'return';
    case 'complete':
      return null;
  }
}

function describe(
  db: EmployerDb,
  id: string,
  language: Language,
  deps: Pick<Deps, 'clock'>,
): SubjectView | null {
  const [summary] = summaries(db, eq(declarations.id, id));
  const row = findRow(db, id);
  if (summary === undefined || row === undefined) return null;
  const t = words[language];
  const lines = linesOfRow(db, [id]).get(id) ?? [];
  const isPriced = lines.some(({ amount }) => amount !== null);
  return {
    title: titleOf(row.form, row.fromDate, row.toDate),
    lines: [
      { label: t.employee, value: summary.isOnCall ? `${summary.name} (${t.onCall})` : summary.name },
      ...perComponent(lines).map((line) => ({ label: line.label, value: lineText(line, language) })),
      ...(summary.total !== null && isPriced ? [{ label: t.total, value: formatEuro(summary.total) }] : []),
      ...(row.comment === '' ? [] : [{ label: t.comment, value: row.comment }]),
      ...(row.flagged ? [{ label: t.flagged, value: t.short }] : []),
    ],
    rule: isPriced ? { text: t.rule, source: t.source } : null,
    link: `${DECLARATIONS_PATH}/${encodeURIComponent(id)}`,
    fields: [
      {
        action: 'process',
        name: 'periodId',
        label: t.period,
        value: row.periodId === null ? '' : String(row.periodId),
        options: periodsAround(db, row.fromDate, addMonths(today(deps.clock), 1))
          .filter(({ closedAt, endsOn }) => closedAt === null && endsOn >= row.fromDate)
          .slice(0, 6)
          .map((period) => ({
            value: String(period.id),
            label: `${period.id % 100} (${Math.floor(period.id / 100)})`,
          })),
      },
    ],
  };
}

function perComponent(lines: readonly Line[]): Line[] {
  const sums = new Map<string, Line>();
  for (const line of lines) {
    const known = sums.get(line.componentId);
    if (known === undefined) sums.set(line.componentId, { ...line });
    else {
      known.quantity += line.quantity;
      known.amount = known.amount === null || line.amount === null ? null : known.amount + line.amount;
      if (known.rate !== line.rate) known.rate = null;
    }
  }
  return [...sums.values()];
}

/** '42 km x € 0,23 = € 9,66'. */
function lineText({ unit, quantity, rate, amount }: Line, language: Language): string {
  if (unit === 'eur') return formatEuro(quantity / 10);
  const many = `${formatMilli(quantity)} ${words[language].units[unit]}`;
  if (amount === null) return many;
  return rate === null
    ? `${many} = ${formatEuro(amount)}`
    : `${many} × ${formatEuroMilli(rate)} = ${formatEuro(amount)}`;
}
