import { contactsIn, contactsOf } from '../../../src/accounts/administration.ts';
import { createDeclarations } from '../../../src/declarations/declarations.ts';
import type { Actor } from '../../../src/kernel/actor.ts';
import { createPayrollRuns } from '../../../src/payroll-runs/runs.ts';
import { createPersonnel } from '../../../src/personnel/personnel.ts';
import type { testDeps } from '../../api/support.ts';
import { declare, hire, seedPay } from '../../payroll-runs/support.ts';

/** Runs of Klaverveld over real rows: October is behind us, in November somebody came, somebody left, one drives and one is on call. */
export function klaverveldRuns(deps: ReturnType<typeof testDeps>) {
  const today = '2026-11-28';
  const db = deps.employers.create('klaverveld');
  const runDeps = {
    ...deps,
    employerName: () => 'Klaverveld',
    nameOf: (id: string) =>
      contactsOf(deps.directory, 'klaverveld', [id], today)[0]?.name ?? (id === 'p-wouter' ? 'Wouter' : null),
    contacts: (employerId: string, ids: readonly string[]) =>
      contactsOf(deps.directory, employerId, ids, today),
    holders: (employerId: string, role: Actor['role']) => contactsIn(deps.directory, employerId, role, today),
    providerAt: () => ['klaverveld'],
    publicOrigin: null,
  };
  const moveTo = (moment: string) => deps.advance(Date.parse(moment) - deps.clock.now());
  moveTo('2026-11-04T09:00:00Z');
  seedPay(db, deps);
  const staff = {
    anke: hire(db, runDeps, { firstName: 'Anke', lastName: 'Zwaluw', personId: 'p-anke' }),
    bram: hire(db, runDeps, {
      firstName: 'Bram',
      lastName: 'Pimpernel',
      personId: 'p-bram',
      startDate: '2026-11-16',
    }),
    carla: hire(db, runDeps, {
      firstName: 'Carla',
      lastName: 'Egelskop',
      personId: 'p-carla',
      endDate: '2026-11-13',
    }),
    ola: hire(db, runDeps, { firstName: 'Ola', lastName: 'Lisdodde', personId: 'p-ola', isOnCall: true }),
    wim: hire(db, runDeps, { firstName: 'Wim', lastName: 'Kattenstaart', personId: 'p-wim', isOnCall: true }),
  };
  const provider: Actor = {
    ...{ personId: 'p-wouter', name: 'Wouter', employerId: 'klaverveld', role: 'provider', isOnCall: false },
  };
  const files = { put: async () => undefined, get: async () => null, remove: async () => undefined };
  const declarations = createDeclarations({
    ...{ ...deps, files, flow: null, nameOf: runDeps.nameOf },
    receiptCleaner: { clean: async () => Promise.reject(new Error('no receipts here')) },
  });
  const claim = (id: string, date: string, key: number, quantity: number) =>
    declarations.process(provider, declare(db, runDeps, id, { date, key, quantity }));
  claim(staff.anke, '2026-10-12', 41, 120_000);
  claim(staff.ola, '2026-10-20', 1, 31_500);
  const runs = createPayrollRuns(runDeps);
  runs.fillHours(provider, 202610);
  for (const onCall of ['without', 'only'] as const) {
    const { id } = runs.create(provider, { periodId: 202610, onCall });
    const hr: Actor = { ...provider, personId: 'p-iemand', role: 'hr' };
    for (const action of ['close', 'check', 'start', 'ready'] as const)
      runs.act(provider, id, { action, reason: '' }, null);
    runs.act(hr, id, { action: 'approve', reason: '' }, null);
  }
  moveTo('2026-11-28T09:00:00Z');
  claim(staff.anke, '2026-11-09', 41, 264_000);
  claim(staff.ola, '2026-11-11', 1, 44_000);
  createPersonnel({ ...deps, worksHere: () => true }).change(provider, staff.anke, {
    jobTitle: 'Teamleider kas',
  });
  return { runs, staff, db };
}
