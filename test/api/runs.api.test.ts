import { beforeEach, describe, expect, it } from 'vitest';
import { parseCsv } from '../../src/kernel/csv-read.ts';
import { createPayrollRuns } from '../../src/payroll-runs/runs.ts';
import { hire, seedPay } from '../payroll-runs/support.ts';
import { bearer, testApp, testDeps } from './support.ts';

const base = '/api/employers/alfa';
let app: Awaited<ReturnType<typeof testApp>>['app'];
let auth: Record<'hr' | 'provider', { authorization: string }>;

beforeEach(async () => {
  const deps = testDeps();
  const db = deps.employers.create('alfa');
  const runDeps = {
    ...{ ...deps, employerName: () => 'Alfa', nameOf: () => 'Iemand', providerAt: () => ['alfa'] },
    contacts: () => [],
    holders: () => [{ personId: 'h', name: 'HR', email: 'hr@alfa.example' }],
  };
  seedPay(db, deps);
  hire(db, runDeps, { firstName: '=1+1', lastName: 'Jansen' });
  ({ app } = await testApp({ deps, payrollRuns: createPayrollRuns(runDeps) }));
  auth = { hr: await bearer(app, 'hr'), provider: await bearer(app, 'provider') };
});

const send = async (role: 'hr' | 'provider', method: string, path: string, body?: unknown) => {
  const response = await app.request(`${base}${path}`, {
    method,
    headers: { ...auth[role], 'content-type': 'application/json', 'accept-language': 'en' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    body: type.includes('json') ? await response.json() : await response.text(),
    name: response.headers.get('content-disposition') ?? '',
  };
};

describe('the API of payroll runs', () => {
  it('goes from a new run to its approval, with problems in the language of the asker', async () => {
    const made = await send('provider', 'POST', '/payroll-runs', { periodId: 202602, onCall: 'without' });
    expect(made).toMatchObject({ status: 201, body: { status: 'collecting', number: 1 } });
    const again = await send('provider', 'POST', '/payroll-runs', { periodId: 202602, onCall: 'only' });
    expect(again).toMatchObject({ status: 409, body: { code: 'run_open' } });
    expect(JSON.stringify(again.body)).toContain('A payroll run is under way');
    const path = `/payroll-runs/${made.body.id}`;
    const act = (role: 'hr' | 'provider', action: string, rest = {}) =>
      send(role, 'POST', `${path}/actions`, { action, ...rest });
    expect((await send('hr', 'GET', path)).status).toBe(404);
    await act('provider', 'close');
    expect((await act('provider', 'check')).body).toMatchObject({ code: 'run_checks_open' });
    expect((await send('provider', 'POST', '/payroll-periods/202602/automatic')).body).toMatchObject({
      made: 1,
    });
    for (const action of ['check', 'start']) expect((await act('provider', action)).status).toBe(200);
    const csv = 'personeelsnummer;bruto;netto\n1001;2.000,00;1.500,00\n1001;x;1';
    const read = await send('provider', 'POST', `${path}/results`, { csv });
    expect(read).toMatchObject({
      status: 422,
      body: { accepted: false, faults: [{ line: 3, code: 'amount-unclear' }] },
    });
    expect((await act('provider', 'ready', { deadline: '2026-02-01' })).status).toBe(400);
    const ready = await act('provider', 'ready', { deadline: '2026-03-09' });
    expect(ready.body).toMatchObject({ status: 'trial_ready', deadline: '2026-03-09', round: 1 });
    const trial = await send('hr', 'GET', `${path}/trial`);
    expect(trial.body).toMatchObject({
      header: { leftOut: 0 },
      changes: [{ key: 1, before: 0, now: 160_000 }],
    });
    const remark = { body: 'Klopt dit?', requestKey: 'sleutel-1' };
    const first = await send('hr', 'POST', `${path}/trial/remarks`, remark);
    expect((await send('hr', 'POST', `${path}/trial/remarks`, remark)).body.id).toBe(first.body.id);
    expect((await act('hr', 'approve')).body).toMatchObject({ code: 'run_remarks_open' });
    await send('provider', 'POST', `${path}/trial/remarks/${first.body.id}/answers`, { body: 'Ja.' });
    expect((await send('hr', 'POST', `${path}/trial/remarks/${first.body.id}/settle`)).status).toBe(200);
    expect((await act('hr', 'approve')).body).toMatchObject({ status: 'approved' });
    expect((await act('hr', 'undo')).body).toMatchObject({ code: 'reason_missing' });
    const { events } = (await send('hr', 'GET', `${path}/events`)).body;
    expect(events.at(-1)).toMatchObject({ action: 'approve', person: 'Iemand', after: 'approved' });
    const file = await send('provider', 'GET', `${path}/export`);
    expect(file.name).toContain('loonrun-202602-run-1-zonder-oproepkrachten.csv');
    expect(parseCsv(file.body)?.[1]?.fields).toEqual(
      expect.arrayContaining(['202602', 'zonder oproepkrachten', '1001', '1', 'UREN GEWERKT', '160']),
    );
    expect(file.body).toContain(";'=1+1 Jansen;");
    expect((await send('provider', 'GET', `${path}/payroll-data`)).body).toMatchObject([
      { payrollPeriod: { year: 2026, periodNumber: 2 } },
    ]);
  });

  it('gives reports with their filter, refuses what is no filter, and never runs a name as a formula', async () => {
    await send('provider', 'POST', '/payroll-periods/202602/automatic');
    const query = '?periodId=202602&onCall=only';
    for (const report of ['grid', 'checks', 'mutations', 'comparison'])
      expect((await send('provider', 'GET', `/payroll-reports/${report}${query}`)).body).toMatchObject({
        header: { onCall: 'only', leftOut: 1, set: null },
      });
    expect((await send('provider', 'GET', '/payroll-reports/grid?periodId=202602&onCall=soms')).status).toBe(
      400,
    );
    expect((await send('provider', 'GET', '/payroll-reports/grid?periodId=205099')).status).toBe(404);
    expect((await send('provider', 'POST', '/payroll-periods/x/close')).status).toBe(404);
    const file = await send('provider', 'GET', '/payroll-reports/export?report=grid&periodId=202602');
    expect(file.name).toContain('variabele-gegevens-202602-met-oproepkrachten.csv');
  });

  it('keeps addresses and texts of the mail, and says what is wrong with them', async () => {
    const text = { subject: 'Klaar', body: 'Kijk: {{link}} {{naam}}' };
    const preview = await send('hr', 'POST', '/payroll-run-mail/preview', { ...text, language: 'nl' });
    expect(preview.body).toMatchObject({ faults: [{ code: 'placeholder-personal', value: 'naam' }] });
    const change = { level: 'employer', texts: { nl: text } };
    expect((await send('hr', 'PUT', '/payroll-run-mail', change)).body).toMatchObject({
      code: 'mail_text_unfit',
    });
    const addresses = [{ address: 'Jo@Alfa.example', language: 'en' }];
    expect(
      (await send('hr', 'PUT', '/payroll-run-mail', { level: 'employer', addresses })).body,
    ).toMatchObject({
      effective: { addresses: [{ address: 'jo@alfa.example', language: 'en', from: 'employer' }] },
    });
    expect((await send('hr', 'PUT', '/payroll-run-mail', { level: 'provider', addresses })).status).toBe(403);
  });
});
