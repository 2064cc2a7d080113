import { and, eq } from 'drizzle-orm';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSmtpMailer } from '../../src/adapters/mail/smtp.ts';
import { parseCsv } from '../../src/kernel/csv-read.ts';
import type { OutboxDb } from '../../src/notifications/model.ts';
import { createPostman } from '../../src/notifications/postman.ts';
import { writeRate } from '../../src/pay/pay.ts';
import { writeFact } from '../../src/personnel/personnel.ts';
import { employees, employmentChanges, employments } from '../../src/store/personnel-schema.ts';
import { payrollEntries } from '../../src/store/run-schema.ts';
import { actorOf, hr, ORIGIN, provider, stage } from './support.ts';

const [OCT, NOV] = [202610, 202611];
let house: ReturnType<typeof stage>;
const cleanUp: (() => unknown)[] = [];
beforeEach(() => {
  house = stage('2026-11-03T09:00:00Z');
});
afterEach(async () => {
  for (const end of cleanUp.splice(0)) await end();
});

const claim = (employmentId: string, date: string, key: number, quantity: number) =>
  house.declared.process(provider, house.declare(employmentId, { date, key, quantity }));

function approved(periodId: number, onCall: 'without' | 'only' | 'with'): string {
  house.runs.fillHours(provider, periodId);
  const { id } = house.runs.create(provider, { periodId, onCall });
  house.go(id, 'close', 'check', 'start', 'ready', 'approve');
  return id;
}

/** October approved for everybody; then November with something of everything. */
function twoMonths() {
  const staff = {
    same: house.hire({ lastName: 'Gelijk', workDays: [1, 2, 3, 4, 5] }),
    drives: house.hire({ lastName: 'Rijdt' }),
    hours: house.hire({ lastName: 'Minder' }),
    leaver: house.hire({ lastName: 'Weg', endDate: '2026-11-13' }),
    comes: house.hire({ lastName: 'Nieuw', startDate: '2026-11-16' }),
    called: house.hire({ lastName: 'Oproep', isOnCall: true }),
    silent: house.hire({ lastName: 'Stil', isOnCall: true }),
  };
  claim(staff.drives, '2026-10-06', 41, 100_000);
  claim(staff.called, '2026-10-07', 1, 40_000);
  claim(staff.silent, '2026-10-08', 1, 20_000);
  approved(OCT, 'with');
  house.at('2026-11-20T09:00:00Z');
  claim(staff.drives, '2026-11-06', 41, 150_000);
  claim(staff.called, '2026-11-07', 1, 40_000);
  house.db.update(employments).set({ hoursPerWeek: 32_000 }).where(eq(employments.id, staff.hours)).run();
  house.db
    .insert(employmentChanges)
    .values({
      ...{ employmentId: staff.hours, seq: 1, field: 'hoursPerWeek', before: 40_000, after: 32_000 },
      ...{ changedBy: 'p-hr', changedAt: house.deps.clock.now() },
    })
    .run();
  house.runs.fillHours(provider, NOV);
  return staff;
}

describe('a trial', () => {
  it('shows only what changed, with its cause, and counts the rest', () => {
    const staff = twoMonths();
    const { id } = house.runs.create(provider, { periodId: NOV, onCall: 'with' });
    house.go(id, 'close', 'check', 'start', 'ready');
    const trial = house.runs.trial(hr, id);
    const causes = Object.fromEntries(
      trial.changes.map(({ employmentId, key, before, now, causes: why }) => [
        `${Object.entries(staff).find(([, one]) => one === employmentId)?.[0]} ${key}`,
        [before, now, why.map(({ kind }) => kind).join()],
      ]),
    );
    expect(causes).toEqual({
      'drives 41': [100_000, 150_000, 'declaration'],
      'hours 1': [176_000, 134_400, 'mutation'],
      'leaver 1': [176_000, 80_000, 'leaver'],
      'comes 1': [0, 88_000, 'new-hire'],
      'silent 1': [20_000, 0, 'declaration'],
    });
  });

  it('does not show the same hours of another declaration as a change', () => {
    const staff = twoMonths();
    const { id } = house.runs.create(provider, { periodId: NOV, onCall: 'with' });
    house.go(id, 'close', 'check', 'start', 'ready');
    const trial = house.runs.trial(hr, id);
    expect(trial.changes.some(({ employmentId }) => employmentId === staff.called)).toBe(false);
    expect(trial.calendarOnly).toBe(1);
    expect(trial.unchanged).toBe(1);
  });

  it('shows hours that changed although nobody recorded why, and hours of a first period', () => {
    const staff = twoMonths();
    house.db.update(employments).set({ hoursPerWeek: 36_000 }).where(eq(employments.id, staff.same)).run();
    house.runs.fillHours(provider, NOV);
    const { id } = house.runs.create(provider, { periodId: NOV, onCall: 'without' });
    house.go(id, 'close', 'check', 'start', 'ready');
    const found = house.runs.trial(hr, id).changes.find(({ employmentId }) => employmentId === staff.same);
    expect(found).toMatchObject({ before: 176_000, now: 151_200, causes: [{ kind: 'unknown' }] });
    house.go(id, 'cancel');
    const first = stage('2026-11-03T09:00:00Z');
    first.hire();
    first.runs.fillHours(provider, NOV);
    const run = first.runs.create(provider, { periodId: NOV, onCall: 'with' });
    first.go(run.id, 'close', 'check', 'start', 'ready');
    expect(first.runs.trial(hr, run.id)).toMatchObject({
      previous: { known: false },
      changes: [{ before: 0, now: 168_000, causes: [{ kind: 'unknown' }] }],
      calendarOnly: 0,
    });
  });

  it('names a new rate as the cause of another amount', () => {
    const driver = house.hire();
    claim(driver, '2026-10-06', 41, 100_000);
    approved(OCT, 'without');
    house.at('2026-11-20T09:00:00Z');
    const by = { personId: 'p-provider', at: house.deps.clock.now() };
    writeRate(house.db, 'c-41', { validFrom: '2026-11-01', rate: 250 }, by);
    claim(driver, '2026-11-06', 41, 100_000);
    house.runs.fillHours(provider, NOV);
    const { id } = house.runs.create(provider, { periodId: NOV, onCall: 'without' });
    house.go(id, 'close', 'check', 'start', 'ready');
    house.db
      .update(payrollEntries)
      .set({ amount: 2500 })
      .where(and(eq(payrollEntries.componentKey, 41), eq(payrollEntries.runId, id)))
      .run();
    const [change] = house.runs.trial(hr, id).changes.filter(({ key }) => key === 41);
    expect(change).toMatchObject({ difference: 0, amountBefore: 2300, amountNow: 2500 });
    expect(change?.causes).toContainEqual({ kind: 'rate', data: { from: 230, to: 250 } });
  });

  it('shows in a second run of the period only its own people, against the whole period', () => {
    const staff = twoMonths();
    approved(NOV, 'without');
    const second = house.runs.create(provider, { periodId: NOV, onCall: 'only' });
    house.go(second.id, 'close', 'check', 'start', 'ready');
    const { changes } = house.runs.trial(hr, second.id);
    expect(changes.map(({ employmentId }) => employmentId)).toEqual([staff.silent]);
  });

  it('takes remarks of HR, answers of the provider, and keeps from approving while one is open', () => {
    const staff = twoMonths();
    const { id } = house.runs.create(provider, { periodId: NOV, onCall: 'with' });
    const input = {
      employmentId: staff.leaver,
      componentKey: 1,
      body: 'Klopt dit?',
      requestKey: 'sleutel-1',
    };
    expect(() => house.runs.remark(hr, id, input)).toThrow('not_found');
    house.go(id, 'close', 'check', 'start', 'ready');
    expect(() => house.runs.remark(provider, id, input)).toThrow('forbidden');
    const remark = house.runs.remark(hr, id, input);
    expect(house.runs.remark(hr, id, { ...input, body: 'nog eens' }).id).toBe(remark.id);
    expect(() => house.runs.remark(hr, id, { ...input, employmentId: 'x', requestKey: 'sleutel-2' })).toThrow(
      'not_found',
    );
    expect(() => house.go(id, 'approve')).toThrow('run_remarks_open');
    expect(() => house.runs.answer(hr, id, remark.id, 'ja')).toThrow('forbidden');
    house.runs.answer(provider, id, remark.id, 'Hij gaat de dertiende.');
    expect(house.runs.answer(provider, id, remark.id, 'En is op vakantie.').answers).toHaveLength(2);
    expect(() => house.runs.settle(hr, 'x', remark.id)).toThrow('not_found');
    house.runs.settle(hr, id, remark.id);
    expect(house.runs.settle(hr, id, remark.id).settledAt).not.toBeNull();
    expect(house.go(id, 'approve').status).toBe('approved');
    const actions = house.runs.events(hr, id).map(({ action, person }) => `${action} ${person}`);
    expect(actions.slice(-5)).toEqual([
      'remark Persoon hr',
      'answer Persoon provider',
      'answer Persoon provider',
      'settle Persoon hr',
      'approve Persoon hr',
    ]);
    expect(() => house.runs.remark(hr, id, { ...input, requestKey: 'sleutel-3' })).toThrow('run_state');
  });
});

describe('wages from elsewhere', () => {
  it('are kept whole or not at all, compared with last period, and gone with the lines they came from', () => {
    house.hire({ lastName: 'Een' });
    house.runs.fillHours(provider, OCT);
    const first = house.runs.create(provider, { periodId: OCT, onCall: 'with' });
    house.go(first.id, 'close', 'check', 'start');
    const csv = (gross: string) => `personeelsnummer;bruto;netto\n1001;${gross};1.000,00`;
    expect(() => house.runs.importResults(hr, first.id, csv('2.000,00'))).toThrow('forbidden');
    expect(house.runs.importResults(provider, first.id, csv('2.000,00'))).toMatchObject({
      accepted: true,
      lines: 1,
    });
    house.go(first.id, 'ready', 'approve');
    house.runs.fillHours(provider, NOV);
    const next = house.runs.create(provider, { periodId: NOV, onCall: 'with' });
    house.go(next.id, 'close', 'check');
    expect(() => house.runs.importResults(provider, next.id, csv('1'))).toThrow('run_state');
    house.go(next.id, 'start');
    house.runs.importResults(provider, next.id, csv('2.100,00'));
    const bad = house.runs.importResults(provider, next.id, `${csv('2.200,00')}\n1009;1;1`);
    expect(bad).toMatchObject({ accepted: false, faults: [{ line: 3, code: 'employee-unknown' }] });
    expect(house.runs.trial(provider, next.id).results).toMatchObject([
      { gross: 210_000, grossBefore: 200_000, netBefore: 100_000, permille: 50 },
    ]);
    house.go(next.id, 'reopen');
    expect(house.runs.trial(provider, next.id).results).toEqual([]);
  });

  it('and quantities can be read into a run that collects; again replaces, nought removes, others are refused', () => {
    const one = house.hire();
    house.hire({ isOnCall: true });
    const run = house.runs.create(provider, { periodId: NOV, onCall: 'without' });
    const read = (csv: string) =>
      house.runs.importEntries(provider, run.id, `personeelsnummer;component;aantal\n${csv}`);
    expect(read('1001;50;3')).toMatchObject({ accepted: true });
    read('1001;50;4');
    const cells = () =>
      house.runs
        .grid(provider, { periodId: NOV, onCall: 'with' })
        .rows.find((row) => row.employmentId === one)?.cells;
    expect(cells()).toEqual([{ key: 50, quantity: 4000, amount: null, sources: ['import'] }]);
    expect(read('1002;50;4').faults).toMatchObject([{ line: 2, code: 'not-in-run' }]);
    read('1001;50;0');
    expect(cells()).toEqual([]);
  });
});

describe('reports', () => {
  it('say what they leave out, also in the name and lines of the file', () => {
    const staff = twoMonths();
    const grid = house.runs.grid(provider, { periodId: NOV, onCall: 'without' });
    expect(grid.header).toMatchObject({ onCall: 'without', set: null, run: null, leftOut: 2 });
    expect(grid.rows.some(({ isOnCall }) => isOnCall)).toBe(false);
    const only = house.runs.grid(provider, { periodId: NOV, onCall: 'only' });
    expect(only.rows.map(({ employmentId }) => employmentId)).toEqual([staff.called, staff.silent]);
    expect(house.runs.grid(provider, { periodId: NOV, onCall: 'with' }).header.leftOut).toBe(0);
    for (const kind of ['grid', 'checks', 'mutations', 'comparison'] as const) {
      const file = house.runs.download(provider, kind, { periodId: NOV, onCall: 'only', threshold: 5 });
      expect(file.fileName).toMatch(/202611-alleen-oproepkrachten\.csv$/);
      const [head, ...lines] = parseCsv(file.content) ?? [];
      expect(head?.fields.slice(0, 4)).toEqual(['periode', 'filter', 'componentset', 'loonrun']);
      expect(lines.length).toBeGreaterThan(0);
      for (const { fields } of lines)
        expect(fields.slice(0, 4)).toEqual(['202611', 'alleen oproepkrachten', 'alle', 'alle']);
    }
    expect(() => house.runs.grid(hr, { periodId: NOV, onCall: 'with' })).toThrow('forbidden');
    for (const query of [{ periodId: 190001 }, { periodId: NOV, setId: 'x' }, { periodId: NOV, runId: 'x' }])
      expect(() => house.runs.grid(provider, { onCall: 'with', ...query })).toThrow('not_found');
  });

  it('find what somebody should look at', () => {
    const staff = twoMonths();
    const found = (onCall: 'with' | 'without' | 'only') =>
      house.runs
        .checks(provider, { periodId: NOV, onCall })
        .checks.map(
          ({ code, employmentId }) =>
            `${code} ${Object.entries(staff).find(([, id]) => id === employmentId)?.[0]}`,
        );
    expect(found('only')).toEqual(['missing-hours silent', 'far-from-last silent']);
    expect(found('without').sort()).toEqual([
      'far-from-last drives',
      'left-employee leaver',
      'new-employee comes',
    ]);
    house.declare(staff.silent, { date: '2026-11-09', quantity: 8000 });
    house.declare(staff.silent, { date: '2026-11-10', quantity: 8000, status: 'submitted' });
    claim(staff.called, '2026-11-12', 1, 300_000);
    claim(staff.same, '2026-11-12', 1, 2000);
    claim(staff.same, '2026-11-12', 50, 25_000);
    const again = found('with');
    for (const wanted of [
      'not-processed silent',
      'not-treated silent',
      'long-hours called',
      'above-pattern same',
      'missing-hours silent',
    ])
      expect(again).toContain(wanted);
    house.hire();
    expect(house.runs.checks(provider, { periodId: NOV, onCall: 'with' }).checks[0]).toMatchObject({
      code: 'automatic-missing',
      severity: 'block',
    });
  });

  it('tell who changed what since the last run, and never a bank account', () => {
    const staff = twoMonths();
    const employee = house.db
      .select({ id: employees.id })
      .from(employees)
      .innerJoin(employments, eq(employments.employeeId, employees.id))
      .where(eq(employments.id, staff.same))
      .get();
    const fact = {
      employeeId: employee?.id ?? '',
      validFrom: '2026-12-01',
      recordedBy: 'p-hr',
      source: 'mutation:1',
    };
    const recordedAt = house.deps.clock.now();
    const address = { street: 'Dijk', houseNumber: 1, postcode: '3511 AB', city: 'Utrecht' };
    writeFact(house.db, { ...fact, id: 'f1', kind: 'address', value: address, recordedAt });
    const account = { iban: 'NL91ABNA0417164300', holder: 'G. Gelijk' };
    writeFact(house.db, { ...fact, id: 'f2', kind: 'bank-account', value: account, recordedAt });
    const report = house.runs.mutations(provider, { periodId: NOV, onCall: 'without' });
    expect(report.sinceRun).toBe(1);
    const told = report.rows.map(({ kind, field, after }) => `${kind} ${field} ${after}`);
    expect(told).toContain('employment hoursPerWeek 32');
    expect(told).toContain('data address 2026-12-01, 3511 AB Utrecht');
    expect(told).toContain('data bank-account 2026-12-01');
    expect(told).toContain('declaration Kilometers 6 november processed');
    expect(JSON.stringify(report)).not.toMatch(/NL91|4300/);
  });

  it('hand over totals of the period, so that a second run overwrites with the whole', () => {
    const fixed = house.hire();
    approved(NOV, 'without');
    const second = house.runs.create(provider, { periodId: NOV, onCall: 'without' });
    house.runs.importEntries(provider, second.id, 'personeelsnummer;component;aantal\n1001;1;2,5');
    expect(() => house.runs.exportRun(provider, second.id)).toThrow('run_state');
    house.go(second.id, 'check', 'start');
    expect(house.runs.payrollData(provider, second.id)).toEqual([
      {
        employmentId: fixed,
        payrollPeriod: { year: 2026, periodNumber: 11 },
        payrollComponents: [{ payrollComponent: { key: 1 }, value: 170.5 }],
      },
    ]);
    expect(house.runs.exportRun(provider, second.id).content).toContain(';1;UREN GEWERKT;hour;170,5;');
  });
});

describe('the mail', () => {
  const ready = () => {
    house.hire({ lastName: 'Zwaluw' });
    house.runs.fillHours(provider, NOV);
    const { id } = house.runs.create(provider, { periodId: NOV, onCall: 'without' });
    house.go(id, 'close', 'check', 'start');
    return id;
  };

  it('goes to the addresses of the employer, then of the provider, then to HR; each in its language, alone, with a file', async () => {
    const id = ready();
    expect(house.runs.mail(hr).effective.addresses.map(({ from }) => from)).toEqual(['hr', 'hr']);
    house.runs.setMail(provider, {
      level: 'provider',
      addresses: [{ address: 'kantoor@loon.example', language: 'nl' }],
    });
    expect(house.runs.mail(hr).effective.addresses).toMatchObject([{ from: 'provider' }]);
    const addresses = [
      { address: 'jo@acme.example', language: 'en' as const },
      { address: 'an@acme.example', language: 'nl' as const },
    ];
    house.runs.setMail(hr, { level: 'employer', addresses });
    house.go(id, 'ready');
    const received: { to: string[]; raw: string }[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          received.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanUp.push(() => new Promise((resolve) => server.close(() => resolve(undefined))));
    const { port } = server.server.address() as { port: number };
    const mailer = createSmtpMailer({
      url: `smtp://127.0.0.1:${port}`,
      from: 'x@x.example',
      timeoutMs: 2000,
    });
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const { clock } = house.deps;
    const boxes = () => [house.db as OutboxDb];
    expect(await createPostman({ clock, log, random: () => 0, mailer, boxes }).deliver()).toBe(2);
    expect(received.map(({ to }) => to).sort()).toEqual([['an@acme.example'], ['jo@acme.example']]);
    const [english] = received.filter(({ to }) => to[0] === 'jo@acme.example');
    expect(english?.raw).toMatch(/^Subject: Trial run November 2026 of Acme B\.V\. is ready/m);
    expect(english?.raw).toContain('Content-Type: text/calendar');
    expect(english?.raw).toMatch(/^Message-ID: <run-\S+-1-\d@vraagbaak\.invalid>/m);
    const [row] = house.mails();
    expect(row?.body).toContain(`${ORIGIN}/proefrun/${id}`);
    expect(
      house
        .mails()
        .map(({ body }) => body)
        .join(),
    ).not.toMatch(/Zwaluw|€|168/);
  });

  it('is refused when a text holds a name, an amount or a placeholder for one, also when somebody was hired since', () => {
    const id = ready();
    const text = (body: string) => ({ nl: { subject: 'Klaar', body } });
    const set = (body: string) => house.runs.setMail(hr, { level: 'employer', texts: text(body) });
    for (const body of ['{{link}} {{loon}}', '{{link}} € 5', '{{link}} Zwaluw', 'geen link'])
      expect(() => set(body)).toThrow('mail_text_unfit');
    set('Dag Kwartel, {{link}}');
    expect(
      house.runs.previewMail(hr, { subject: 'x', body: 'Dag {{afzender}} {{link}}' }, 'nl'),
    ).toMatchObject({
      faults: [],
      text: expect.stringContaining('Dag Persoon hr'),
    });
    house.hire({ lastName: 'Kwartel' });
    expect(() => house.go(id, 'ready')).toThrow('mail_text_unfit');
    expect(house.mails()).toHaveLength(0);
    expect(house.runs.setMail(hr, { level: 'employer', texts: { nl: null } }).employer.texts.nl).toBeNull();
    expect(house.go(id, 'ready').status).toBe('trial_ready');
  });

  it('of the provider is one default for all its employers, and not for HR to change', () => {
    const texts = { nl: { subject: 'Van ons kantoor', body: 'Kijk: {{link}}' } };
    expect(() => house.runs.setMail(hr, { level: 'provider', texts })).toThrow('forbidden');
    house.runs.setMail(provider, { level: 'provider', texts });
    const elsewhere = { ...provider, employerId: 'borealis' };
    expect(house.runs.mail(elsewhere).effective.texts.nl.subject).toBe('Van ons kantoor');
    for (const role of ['employee', 'manager', 'candidate'] as const)
      expect(() => house.runs.mail(actorOf(role))).toThrow('forbidden');
  });

  it('that has not left stays here when the run is opened again or cancelled', () => {
    const id = ready();
    house.go(id, 'ready');
    expect(house.mails()).toHaveLength(2);
    house.go(id, 'reopen');
    expect(house.mails()).toHaveLength(0);
    house.go(id, 'close', 'check', 'start', 'ready');
    expect(house.mails().map(({ id: mail }) => mail)).toEqual([`run-${id}-2-1`, `run-${id}-2-2`]);
    house.go(id, 'cancel');
    expect(house.mails()).toHaveLength(0);
  });
});

describe('the clock', () => {
  it('reminds on-call workers without hours and HR with open declarations, once each, before input closes', () => {
    house.hire({ isOnCall: true, personId: 'p-stil' });
    const busy = house.hire({ isOnCall: true, personId: 'p-druk' });
    house.hire({ isOnCall: true, personId: 'p-weg', endDate: '2026-10-31' });
    house.hire({ isOnCall: true, personId: 'p-buiten', excludedFromSelfService: true });
    house.declare(busy, { date: '2026-11-10', status: 'submitted' });
    house.at('2026-11-28T09:00:00Z');
    expect(house.runs.tick('acme')).toBe(0);
    house.at('2026-12-01T09:00:00Z');
    expect(house.runs.tick('acme')).toBe(3);
    expect(house.runs.tick('acme')).toBe(0);
    house.at('2026-12-03T09:00:00Z');
    expect(house.runs.tick('acme')).toBe(0);
    expect(
      house
        .mails()
        .map(({ recipient }) => recipient)
        .sort(),
    ).toEqual(['hr2@acme.example', 'hr@acme.example', 'p-stil@acme.example']);
    expect(house.mails().find(({ recipient }) => recipient.startsWith('p-'))?.body).toContain(
      '3 december 2026',
    );
  });

  it('reminds nobody of a period that is closed for them, nor after its last day', () => {
    house.hire({ isOnCall: true, personId: 'p-stil' });
    house.at('2026-12-01T09:00:00Z');
    house.runs.closePeriod(provider, NOV);
    expect(house.runs.tick('acme')).toBe(0);
    house.runs.reopenPeriod(provider, NOV);
    house.at('2026-12-04T09:00:00Z');
    expect(house.runs.tick('acme')).toBe(0);
  });

  it('reminds the employer of a trial the day before it should have looked, once a round', () => {
    house.hire();
    house.runs.fillHours(provider, NOV);
    const { id } = house.runs.create(provider, { periodId: NOV, onCall: 'without' });
    house.at('2026-11-20T09:00:00Z');
    house.go(id, 'close', 'check', 'start', 'ready');
    const before = house.mails().length;
    house.at('2026-11-23T09:00:00Z');
    expect(house.runs.tick('acme')).toBe(0);
    house.at('2026-11-24T09:00:00Z');
    expect(house.runs.tick('acme')).toBe(2);
    expect(house.runs.tick('acme')).toBe(0);
    expect(house.mails()).toHaveLength(before + 2);
  });
});
