import { appendFileSync, writeFileSync } from 'node:fs';
import { createSqliteStores } from '../../src/adapters/node/sqlite.ts';
import type { Mailer } from '../../src/deps.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import type { OutboxDb } from '../../src/notifications/model.ts';
import { createPostman } from '../../src/notifications/postman.ts';
import type { RunAction, RunStatus } from '../../src/payroll-runs/model.ts';
import { createPayrollRuns } from '../../src/payroll-runs/runs.ts';

/**
 * Takes a trial from 'made' to 'approved' and back again without end, sending its mails meanwhile, until it is killed. Prints 'ack <status>' when a step was
 * accepted: what was told must hold after the kill. Each mail that the server "took" is a line in a file beside the data, written and synced before the
 * sender hears of it.
 *
 * Arguments: data folder, round (the clock moves on by it), 'finish' to approve and send what is left and print 'done'.
 */
const [dataDir = '', round = '0', mode = 'work'] = process.argv.slice(2);
const start = Date.parse('2026-12-01T09:00:00Z') + Number(round) * 3_600_000;
let ticks = 0;
let ids = 0;
const clock = { now: () => start + ticks++ };
const stores = createSqliteStores(dataDir);
const db = stores.open('acme');
const runs = createPayrollRuns({
  ...{ clock, ids: { next: () => `k${round}-${++ids}`, secret: () => '' }, employers: stores },
  ...{ employerName: () => 'Acme', nameOf: () => null, providerAt: () => [], publicOrigin: null },
  contacts: (_employer, people) =>
    people.map((personId) => ({ personId, name: personId, email: `${personId}@acme.example` })),
  holders: () => [
    { personId: 'hr', name: 'hr', email: 'hr@acme.example' },
    { personId: 'hr2', name: 'hr2', email: 'hr2@acme.example' },
  ],
});
const mailer: Mailer = {
  async send({ messageId, recipient, calendar }) {
    appendFileSync(`${dataDir}/server.log`, `${messageId} ${recipient} ${calendar ? 'ics' : ''}\n`, {
      flush: true,
    });
  },
};
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const postman = createPostman({ clock, log, random: () => 0, mailer, boxes: () => [db as OutboxDb] });

const as = (role: 'hr' | 'provider'): Actor => ({
  ...{ personId: role, name: role, employerId: 'acme', role, isOnCall: false },
});
const next: Partial<Record<RunStatus, { action: RunAction; role: 'hr' | 'provider' }>> = {
  trial_started: { action: 'ready', role: 'provider' },
  remarks: { action: 'ready', role: 'provider' },
  trial_ready: { action: 'approve', role: 'hr' },
  approved: { action: 'undo', role: 'hr' },
};

async function work(): Promise<void> {
  for (let i = 0; ; i++) {
    const run = runs.list(as('provider'))[0];
    const step = run && next[run.status];
    if (!run || !step) throw new Error('no run');
    // Every third time it goes back first, so that there are new rounds of mail.
    const action = run.status === 'trial_ready' && i % 3 === 0 ? 'return' : step.action;
    const done = runs.act(as(step.role), run.id, { action, reason: 'omdat' }, 'https://x.example');
    console.log(`ack ${done.status} ${done.round}`);
    await postman.deliver();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

if (mode === 'work') await work();
const run = runs.list(as('provider'))[0];
if (run?.status === 'trial_started' || run?.status === 'remarks')
  runs.act(as('provider'), run.id, { action: 'ready', reason: '' }, 'https://x.example');
if (runs.list(as('provider'))[0]?.status === 'trial_ready')
  runs.act(as('hr'), run?.id ?? '', { action: 'approve', reason: '' }, 'https://x.example');
// What was claimed by a stopped sender comes free after its time.
ticks += 10 * 60_000;
while ((await postman.deliver()) > 0) ticks++;
writeFileSync(`${dataDir}/finished`, '');
stores.close();
console.log('done');
