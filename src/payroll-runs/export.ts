import type { ExportRow } from '../declarations/model.ts';
import { csvOf } from '../kernel/csv.ts';
import { staffWhere } from '../personnel/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { type Entry, sumsOf } from './content.ts';
import { contentOfRun, heldByOthers } from './entries.ts';
import type { RunFilter } from './model.ts';
import { centsText, percentText, plainQuantity } from './numbers.ts';
import type {
  Check,
  Checks,
  Comparison,
  Difference,
  Download,
  Grid,
  Header,
  MutationReport,
} from './report-model.ts';
import { personOf } from './reports.ts';
import { approvedRuns, type RunRow } from './rows.ts';
import { componentsByKey } from './view.ts';

const filterNames: Record<RunFilter, string> = {
  without: 'zonder oproepkrachten',
  only: 'alleen oproepkrachten',
  with: 'met oproepkrachten',
};
const filterColumns = ['periode', 'filter', 'componentset', 'loonrun'];

/** The filter of a report as the first fields of each of its lines. */
function filterFields({ periodId, onCall, set, run }: Header): string[] {
  return [
    String(periodId),
    filterNames[onCall],
    set?.name ?? 'alle',
    run === null ? 'alle' : `loonrun ${run.number}`,
  ];
}

/** 'variabele-gegevens-202611-zonder-oproepkrachten.csv'. */
function nameOf(what: string, { periodId, onCall, run }: Header): string {
  const parts = [what, periodId, ...(run === null ? [] : [`run-${run.number}`]), filterNames[onCall]];
  return `${parts.join('-').replaceAll(' ', '-')}.csv`;
}

function fileOf(
  what: string,
  header: Header,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Download {
  const fields = filterFields(header);
  // A file without lines would not say what it left out.
  const lines = rows.length > 0 ? rows : [columns.map(() => '')];
  return {
    fileName: nameOf(what, header),
    content: csvOf(
      [...filterColumns, ...columns],
      lines.map((row) => [...fields, ...row]),
    ),
  };
}

const yesNo = (value: boolean) => (value ? 'ja' : 'nee');
const personFields = (row: { employeeNumber: number; name: string; isOnCall: boolean }) => [
  String(row.employeeNumber),
  row.name,
  yesNo(row.isOnCall),
];
const personColumns = ['personeelsnummer', 'naam', 'oproepkracht'];

export function gridFile({ header, components, rows }: Grid): Download {
  const lines = rows.flatMap((row) =>
    row.cells.map((cell) => {
      const component = components.find(({ key }) => key === cell.key);
      return [
        ...personFields(row),
        ...[String(cell.key), component?.description ?? '', component?.unit ?? ''],
        ...[plainQuantity(cell.quantity), centsText(cell.amount), cell.sources.join(' + ')],
      ];
    }),
  );
  const columns = ['component', 'omschrijving', 'eenheid', 'aantal', 'bedrag', 'herkomst'];
  return fileOf('variabele-gegevens', header, [...personColumns, ...columns], lines);
}

export function checksFile({ header, checks }: Checks): Download {
  const dataText = (data: Check['data']) =>
    Object.entries(data)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ');
  const lines = checks.map((check) => [
    ...personFields(check),
    ...[check.severity, check.code, dataText(check.data)],
  ]);
  return fileOf('controles', header, [...personColumns, 'ernst', 'controle', 'gegevens'], lines);
}

export function mutationsFile({ header, rows }: MutationReport): Download {
  const lines = rows.map((row) => [
    new Date(row.at).toISOString(),
    row.person,
    row.kind,
    row.name,
    row.isOnCall === null ? '' : yesNo(row.isOnCall),
    ...[row.field, row.before, row.after],
  ]);
  const columns = ['moment', 'wie', 'soort', 'naam', 'oproepkracht', 'wat', 'was', 'werd'];
  return fileOf('mutatieverslag', header, columns, lines);
}

export function comparisonFile({ header, rows, previous, threshold }: Comparison): Download {
  const causeText = ({ causes }: Difference) => causes.map(({ kind }) => kind).join(' + ');
  const lines = rows.map((row) => [
    ...personFields(row),
    ...[String(row.key), row.description, plainQuantity(row.before), plainQuantity(row.now)],
    ...[plainQuantity(row.difference), row.permille === null ? '' : percentText(row.permille)],
    ...[centsText(row.amountBefore), centsText(row.amountNow), causeText(row), yesNo(row.above)],
  ]);
  const columns = [
    ...[...personColumns, 'component', 'omschrijving', `periode ${previous.periodId}`],
    ...['deze periode', 'verschil', 'procent', 'bedrag toen', 'bedrag nu', 'oorzaak'],
    `vanaf ${threshold} procent`,
  ];
  return fileOf('periodevergelijking', header, columns, lines);
}

/**
 * What payroll should hold after this run: of everybody and every component in it the total of the period, with what earlier runs of the period hold
 * already; Loket overwrites a total and never adds (domain 1.2). `before` is what was handed over by approved runs.
 */
export function exportRows(db: EmployerDb, run: RunRow): ExportRow[] {
  const own = contentOfRun(db, run);
  const approved = new Set(
    approvedRuns(db)
      .filter(({ periodId, id }) => periodId === run.periodId && id !== run.id)
      .map(({ id }) => id),
  );
  const earlier = heldByOthers(db, run).filter((entry) => approved.has(entry.runId ?? ''));
  const inRun = new Set(own.map(lineKey));
  const totals = sumsOf([...own, ...earlier.filter((entry) => inRun.has(lineKey(entry)))]);
  const before = sumsOf(earlier);
  const components = componentsByKey(db);
  const staff = new Map(staffWhere(db, '9999-12-31').map((row) => [row.employment.id, row]));
  return [...totals]
    .flatMap(([employmentId, sums]): ExportRow[] => {
      const person = staff.get(employmentId);
      if (person === undefined) return [];
      return [...sums].map(([componentKey, { quantity, amount }]) => ({
        ...personOf(person),
        ...{ componentKey, quantity, amount },
        description: components.get(componentKey)?.description ?? String(componentKey),
        unit: components.get(componentKey)?.unit ?? 'eur',
        before: before.get(employmentId)?.get(componentKey)?.quantity ?? null,
      }));
    })
    .sort((a, b) => a.employeeNumber - b.employeeNumber || a.componentKey - b.componentKey);
}

function lineKey({ employmentId, componentKey }: Entry): string {
  return `${employmentId} ${componentKey}`;
}

export function exportFile(header: Header, rows: readonly ExportRow[]): Download {
  const lines = rows.map((row) => [
    ...personFields(row),
    ...[String(row.componentKey), row.description, row.unit],
    ...[plainQuantity(row.quantity), centsText(row.amount)],
  ]);
  const columns = ['component', 'omschrijving', 'eenheid', 'aantal', 'bedrag'];
  return fileOf('loonrun', header, [...personColumns, ...columns], lines);
}
