import { type CsvLine, parseCsv } from '../kernel/csv-read.ts';
import { parseMilli } from '../kernel/money.ts';
import type { LineFault } from './model.ts';

/** Most lines in one file. */
const MOST_LINES = 5000;
/** Cents; more than this in one period is a mistake. */
const MOST_CENTS = 100_000_000;
/** Thousandths, as Loket's form of three digits and two decimals; ten times as much, since a total is meant. */
const MOST_UNITS = 9_999_990;

export interface Known {
  /** Employment by employee number; of several the one of this period. */
  employments: ReadonlyMap<number, string>;
  /** Employments that belong in the run. */
  inRun: ReadonlySet<string>;
  /** Component numbers. */
  components: ReadonlySet<number>;
}

export interface ReadResult {
  employmentId: string;
  gross: number;
  net: number;
  tax: number | null;
}

export interface ReadEntry {
  employmentId: string;
  componentKey: number;
  quantity: number;
}

/** What a file says, and what is wrong with it line by line. With a fault nothing may be kept. */
export interface Read<Row> {
  rows: Row[];
  faults: LineFault[];
}

const names = {
  number: ['personeelsnummer', 'werknemernummer', 'nummer', 'employee number', 'employeenumber'],
  gross: ['bruto', 'brutoloon', 'gross'],
  net: ['netto', 'nettoloon', 'net'],
  tax: ['loonheffing', 'wage tax', 'tax'],
  component: ['looncomponent', 'component', 'code'],
  quantity: ['aantal', 'waarde', 'quantity', 'value'],
};
type Column = keyof typeof names;

interface Table {
  lines: readonly CsvLine[];
  at: (line: CsvLine, column: Column) => string;
  has: (column: Column) => boolean;
}

/** Totals per employee: personeelsnummer, bruto, netto and, if it likes, loonheffing. */
export function readResults(csv: string, known: Known): Read<ReadResult> {
  return readRows(csv, ['number', 'gross', 'net'], (line, table, fault) => {
    const employmentId = employmentOf(line, table, known, fault);
    const gross = centsOf(table.at(line, 'gross'));
    const net = centsOf(table.at(line, 'net'));
    const tax = table.has('tax') ? centsOf(table.at(line, 'tax')) : null;
    if (gross === null) fault('amount-unclear', table.at(line, 'gross'));
    if (net === null) fault('amount-unclear', table.at(line, 'net'));
    if (table.has('tax') && tax === null) fault('amount-unclear', table.at(line, 'tax'));
    if (gross !== null && net !== null && gross > 0 && net > gross)
      fault('net-above-gross', table.at(line, 'net'));
    if (employmentId === null || gross === null || net === null) return null;
    return { key: employmentId, row: { employmentId, gross, net, tax } };
  });
}

/** Quantities per employee and component: personeelsnummer, component, aantal. */
export function readEntries(csv: string, known: Known): Read<ReadEntry> {
  return readRows(csv, ['number', 'component', 'quantity'], (line, table, fault) => {
    const employmentId = employmentOf(line, table, known, fault);
    const componentKey = Number(table.at(line, 'component'));
    if (!known.components.has(componentKey)) fault('component-unknown', table.at(line, 'component'));
    const quantity = milliOf(table.at(line, 'quantity'));
    const clear = quantity !== null && quantity % 10 === 0 && Math.abs(quantity) <= MOST_UNITS;
    if (!clear) fault('quantity-unclear', table.at(line, 'quantity'));
    if (employmentId === null || !clear) return null;
    return { key: `${employmentId} ${componentKey}`, row: { employmentId, componentKey, quantity } };
  });
}

type Fault = (code: LineFault['code'], value: string) => void;

function readRows<Row>(
  csv: string,
  wanted: readonly Column[],
  read: (line: CsvLine, table: Table, fault: Fault) => { key: string; row: Row } | null,
): Read<Row> {
  const lines = parseCsv(csv);
  const alone = (code: LineFault['code'], value = ''): Read<Row> => ({
    rows: [],
    faults: [{ line: 1, code, value }],
  });
  if (lines === null) return alone('not-a-csv');
  const [head, ...body] = lines;
  if (head === undefined || body.length === 0) return alone('no-lines');
  if (body.length > MOST_LINES) return alone('too-many-lines', String(body.length));
  const table = tableOf(head, body);
  const missing = wanted.find((column) => !table.has(column));
  if (missing !== undefined) return alone('column-missing', names[missing][0] ?? missing);
  const faults: LineFault[] = [];
  const seen = new Set<string>();
  const rows = body.flatMap((line): Row[] => {
    const fault: Fault = (code, value) => faults.push({ line: line.line, code, value: value.slice(0, 60) });
    const found = read(line, table, fault);
    if (found === null) return [];
    if (seen.has(found.key)) fault('employee-twice', table.at(line, 'number'));
    seen.add(found.key);
    return [found.row];
  });
  return { rows: faults.length > 0 ? [] : rows, faults };
}

function tableOf(head: CsvLine, lines: readonly CsvLine[]): Table {
  const titles = head.fields.map((title) => title.toLowerCase());
  const indexOf = (column: Column) => titles.findIndex((title) => names[column].includes(title));
  return {
    lines,
    has: (column) => indexOf(column) >= 0,
    at: (line, column) => line.fields[indexOf(column)] ?? '',
  };
}

function employmentOf(line: CsvLine, table: Table, known: Known, fault: Fault): string | null {
  const raw = table.at(line, 'number');
  if (!/^\d{1,6}$/.test(raw)) {
    fault('number-unclear', raw);
    return null;
  }
  const id = known.employments.get(Number(raw));
  if (id === undefined) fault('employee-unknown', raw);
  else if (!known.inRun.has(id)) fault('not-in-run', raw);
  else return id;
  return null;
}

/** '2.345,67', '2345,67', '2345.67' and the same with a minus or euro sign; null for anything else. */
export function milliOf(raw: string): number | null {
  const bare = raw.replace(/^'/, '').replace(/€/g, '').replace(/\s/g, '');
  const negative = bare.startsWith('-');
  const digits = negative ? bare.slice(1) : bare;
  // A point with one or two digits behind it is an English decimal; with three it parts thousands.
  const dutch = /^\d+\.\d{1,2}$/.test(digits) ? digits.replace('.', ',') : digits;
  const milli = parseMilli(dutch);
  return milli === null ? null : negative ? -milli : milli;
}

function centsOf(raw: string): number | null {
  const milli = milliOf(raw);
  if (milli === null || milli % 10 !== 0 || Math.abs(milli / 10) > MOST_CENTS) return null;
  return milli / 10;
}
