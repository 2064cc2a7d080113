import { describe, expect, it } from 'vitest';
import { csvOf } from '../../src/kernel/csv.ts';
import { parseCsv } from '../../src/kernel/csv-read.ts';
import { calendarFile } from '../../src/payroll-runs/calendar-file.ts';
import { decideRun, type RunSituation, transitions } from '../../src/payroll-runs/decide.ts';
import { daysIn, filledHours, hoursIn } from '../../src/payroll-runs/hours.ts';
import { defaultTexts, filledMail, mailFaults } from '../../src/payroll-runs/mail-texts.ts';
import { runActions } from '../../src/payroll-runs/model.ts';
import { centsText, percentText, plainQuantity, quantityText } from '../../src/payroll-runs/numbers.ts';
import { type Known, milliOf, readEntries, readResults } from '../../src/payroll-runs/read-csv.ts';
import { periodTitle } from '../../src/payroll-runs/titles.ts';
import { runStatuses } from '../../src/store/run-schema.ts';

const november = { startsOn: '2026-11-01', endsOn: '2026-11-30' };
const contract = {
  startDate: '2025-01-01',
  endDate: null as string | null,
  isOnCall: false,
  calculateWorkingHours: true,
  hoursPerWeek: 36_000 as number | null,
  workDays: [1, 2, 3, 4],
};

describe('contract hours', () => {
  it.each([
    ['a whole month on four days', {}, 153_000, 17],
    ['from the sixteenth', { startDate: '2026-11-16' }, 81_000, 9],
    ['until the thirteenth', { endDate: '2026-11-13' }, 72_000, 8],
    ['on one day in the month', { startDate: '2026-11-30', endDate: '2026-11-30' }, 9000, 1],
    ['a last day that is no work day', { startDate: '2026-11-27', endDate: '2026-11-29' }, 0, 0],
    ['ended before', { endDate: '2026-10-31' }, 0, 0],
    ['not begun', { startDate: '2026-12-01' }, 0, 0],
    ['rounded once to hundredths, halves up', { hoursPerWeek: 10_000, workDays: [1, 3, 5] }, 43_330, 13],
    ['without a pattern by calendar days', { workDays: [], hoursPerWeek: 7000 }, 30_000, 30],
  ])('%s', (_name, change, hours, days) => {
    expect([
      hoursIn({ ...contract, ...change }, november),
      daysIn({ ...contract, ...change }, november),
    ]).toEqual([hours, days]);
  });

  it('are never filled in for on-call workers, nor for who has it off or no hours', () => {
    expect(filledHours(contract, november)).toBe(153_000);
    for (const change of [{ isOnCall: true }, { calculateWorkingHours: false }, { hoursPerWeek: null }])
      expect(filledHours({ ...contract, ...change }, november)).toBeNull();
  });
});

describe('a decision', () => {
  const fine: Omit<RunSituation, 'status'> = {
    ...{ isLastApproved: true, otherOpen: false, blocking: 0, lines: 1, openRemarks: 0 },
  };
  it('is one of the table for each status, action and role', () => {
    for (const status of runStatuses)
      for (const action of runActions)
        for (const role of ['hr', 'provider', 'employee', 'manager', 'candidate'] as const) {
          const decided = decideRun({ ...fine, status }, action, { role, isStarter: false, reason: 'x' });
          const { from, to, by } = transitions[action];
          if (!by.includes(role)) expect(decided).toEqual({ ok: false, code: 'forbidden' });
          else if (!from.includes(status)) expect(decided).toEqual({ ok: false, code: 'run_state' });
          else expect(decided).toEqual({ ok: true, to });
        }
  });

  it.each([
    ['check', 'closed_for_input', 'provider', { blocking: 1 }, 'run_checks_open'],
    ['start', 'checks_done', 'provider', { lines: 0 }, 'run_empty'],
    ['approve', 'trial_ready', 'hr', { openRemarks: 1 }, 'run_remarks_open'],
    ['undo', 'approved', 'hr', { isLastApproved: false }, 'run_not_last'],
    ['undo', 'approved', 'provider', { otherOpen: true }, 'run_open'],
  ] as const)('refuses %s from %s by %s with %o: %s', (action, status, role, change, code) => {
    const acting = { role, isStarter: false, reason: 'x' };
    expect(decideRun({ ...fine, status, ...change }, action, acting)).toEqual({ ok: false, code });
  });

  it('wants a reason for sending back, cancelling and undoing, and nobody approves their own', () => {
    const bare = { isStarter: false, reason: '  ' };
    expect(decideRun({ ...fine, status: 'trial_ready' }, 'return', { ...bare, role: 'hr' })).toMatchObject({
      code: 'reason_missing',
    });
    expect(decideRun({ ...fine, status: 'remarks' }, 'cancel', { ...bare, role: 'provider' })).toMatchObject({
      code: 'reason_missing',
    });
    const own = { role: 'hr', isStarter: true, reason: '' } as const;
    expect(decideRun({ ...fine, status: 'trial_ready' }, 'approve', own)).toMatchObject({ code: 'run_own' });
  });
});

describe('the mail text', () => {
  const body = 'Kijk: {{link}}';
  const codes = (text: { subject?: string; body?: string }) =>
    mailFaults({ subject: 'Klaar', body, ...text }, ['Anke Zwaluw', 'Zwaluw', 'de Vries']).map(
      ({ code, value }) => `${code} ${value}`,
    );
  it.each([
    [{}, []],
    [{ body: `${body} {{naam}}` }, ['placeholder-personal naam']],
    [{ body: `${body} {{ brutoloon }}` }, ['placeholder-personal brutoloon']],
    [{ body: `${body} {{weer}}` }, ['placeholder-unknown weer']],
    [{ body: 'Kijk maar' }, ['link-missing 0']],
    [{ body: '{{link}} {{link}}' }, ['link-missing 2']],
    [{ subject: '{{link}}' }, ['link-missing 1']],
    [{ body: `${body} voor € 12` }, ['amount €']],
    [{ body: `${body} voor 1.250,00` }, ['amount 1.250,00']],
    [{ body: `${body} bsn 999990019` }, ['amount 999990019']],
    [{ body: `${body} om 17.00 uur, bel 030 123 45 67` }, []],
    [{ body: `${body} van Zwaluw.` }, ['name Zwaluw']],
    [{ body: `${body} zwaluwen vliegen, Zwaluwstraat 3` }, []],
    [{ subject: 'Loon van de Vries' }, ['name de Vries']],
  ])('%o has faults %o', (text, wanted) => {
    expect(codes(text)).toEqual(wanted);
  });

  it('is without faults by default, in both languages, and says what was filled in', () => {
    for (const language of ['nl', 'en'] as const)
      expect(mailFaults(defaultTexts[language], ['Jansen'])).toEqual([]);
    const values = {
      ...{ werkgever: 'Acme {{link}}', periode: 'november 2026', link: 'https://x.example/proefrun/1' },
      ...{ afzender: 'Esmée', uiterlijk: '5 december 2026' },
    };
    const mail = filledMail(defaultTexts.nl, values, 'nl');
    expect(mail.subject).toBe('Proefrun november 2026 van Acme {{link}} staat klaar');
    expect(mail.link).toEqual({ label: 'Proefrun bekijken', url: 'https://x.example/proefrun/1' });
    expect(mail.after).toEqual(['Met vriendelijke groet,\nEsmée']);
    expect(mail.paragraphs[1]).toContain('uiterlijk 5 december 2026');
  });
});

describe('the calendar file', () => {
  it('holds one whole day, in lines of at most 75 octets, with what is special escaped', () => {
    const file = calendarFile({
      ...{ uid: 'a@x.invalid', sequence: 2, date: '2026-12-31', at: Date.parse('2026-12-01T10:00:00Z') },
      ...{ title: `Proefrun; maand, ${'é'.repeat(60)}`, url: 'https://x.example/proefrun/1' },
    });
    const lines = file.split('\r\n');
    for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    const whole = file.replaceAll('\r\n ', '');
    expect(whole).toContain('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n');
    expect(whole).toContain(`SUMMARY:Proefrun\\; maand\\, ${'é'.repeat(60)}\r\n`);
    expect(whole).toContain('UID:a@x.invalid\r\nSEQUENCE:2\r\nDTSTAMP:20261201T100000Z\r\n');
    expect(whole.startsWith('BEGIN:VCALENDAR\r\n') && whole.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });
});

describe('a file', () => {
  it('is read with any of three separators, quotes and line ends, and empty lines are left out', () => {
    expect(parseCsv('\ufeffa;b\r\n1;"x;y ""z"""\r\n\r\n;\r\n2;"twee\nregels"')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['1', 'x;y "z"'] },
      { line: 5, fields: ['2', 'twee\nregels'] },
    ]);
    expect(parseCsv('a,b\n1,2')?.[1]?.fields).toEqual(['1', '2']);
    expect(parseCsv('a\tb\n1\t2')?.[1]?.fields).toEqual(['1', '2']);
    expect(parseCsv('a;"b\n1;2')).toBeNull();
  });

  it('that we wrote reads back as it was, formulas as text and numbers below zero as numbers', () => {
    const rows = [['x;"y"', 'regel\neen', '-8,5', '-1+1']];
    expect(parseCsv(csvOf(['a', 'b', 'c', 'd'], rows))?.[1]?.fields).toEqual([
      'x;"y"',
      'regel\neen',
      '-8,5',
      "'-1+1",
    ]);
  });

  it.each([
    ['2.345,67', 2_345_670],
    ['2345,67', 2_345_670],
    ['2345.67', 2_345_670],
    ['€ 12', 12_000],
    ['-8,5', -8500],
    ["'-8,5", -8500],
    ['1.250', 1_250_000],
    ['', null],
    ['12,3456', null],
    ['twaalf', null],
  ])('reads the number %s', (raw, milli) => {
    expect(milliOf(raw)).toBe(milli);
  });

  const known: Known = {
    employments: new Map([
      [1001, 'a'],
      [1002, 'b'],
      [1003, 'c'],
    ]),
    inRun: new Set(['a', 'b']),
    components: new Set([1, 41]),
  };
  it('gives totals, or every fault with its line and nothing else', () => {
    const good = readResults(
      'Personeelsnummer;Netto;Bruto;loonheffing\n1001;1900,00;2.345,67;100\n1002;-5;-5;0',
      known,
    );
    expect(good).toEqual({
      rows: [
        { employmentId: 'a', gross: 234_567, net: 190_000, tax: 10_000 },
        { employmentId: 'b', gross: -500, net: -500, tax: 0 },
      ],
      faults: [],
    });
    const lines = ['1001;x;1', '1003;1;1', '9;1;1', 'A1;1;1', '1002;2;1', '1002;1;2', '1002;1;1'];
    const bad = readResults(`personeelsnummer;netto;bruto\n${lines.join('\n')}`, known);
    expect(bad.rows).toEqual([]);
    expect(bad.faults.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '2 amount-unclear',
      '3 not-in-run',
      '4 employee-unknown',
      '5 number-unclear',
      '6 net-above-gross',
      '7 employee-twice',
      '8 employee-twice',
    ]);
  });

  it.each([
    ['', 'no-lines'],
    ['personeelsnummer;bruto;netto', 'no-lines'],
    ['personeelsnummer;bruto\n1001;1', 'column-missing'],
    ['a;"b', 'not-a-csv'],
    [`personeelsnummer;bruto;netto\n${'1001;1;1\n'.repeat(5001)}`, 'too-many-lines'],
  ])('is refused as a whole: %.40s', (csv, code) => {
    expect(readResults(csv, known).faults).toMatchObject([{ line: 1, code }]);
  });

  it('gives quantities per component, with two decimals at most', () => {
    const csv =
      'personeelsnummer;component;aantal\n1001;41;42,5\n1001;1;8\n1002;7;1\n1002;1;1,234\n1001;41;1';
    const { rows, faults } = readEntries(csv, known);
    expect(rows).toEqual([]);
    expect(faults.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '4 component-unknown',
      '5 quantity-unclear',
      '6 employee-twice',
    ]);
    expect(readEntries(csv.split('\n').slice(0, 3).join('\n'), known).rows).toEqual([
      { employmentId: 'a', componentKey: 41, quantity: 42_500 },
      { employmentId: 'a', componentKey: 1, quantity: 8000 },
    ]);
  });
});

it('numbers stand on paper as the Dutch write them, also below zero', () => {
  expect([
    quantityText(-1_234_500),
    plainQuantity(1_234_500),
    centsText(-5),
    centsText(null),
    percentText(-45),
  ]).toEqual(['-1.234,5', '1234,5', '-0,05', '', '-4,5']);
  expect(periodTitle({ id: 202611, kind: 'month', startsOn: '2026-11-01' }, 'en')).toBe('November 2026');
  expect(periodTitle({ id: 202611, kind: 'four-weeks', startsOn: '2026-10-05' }, 'nl')).toBe(
    'periode 11 van 2026',
  );
});
