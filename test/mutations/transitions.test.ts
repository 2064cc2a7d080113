import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/kernel/actor.ts';
import { today } from '../../src/kernel/dates.ts';
import { type By, decide, type Facts, transitions } from '../../src/mutations/decide.ts';
import type { MutationStatus } from '../../src/mutations/model.ts';
import { mutationForms, mutationStatuses, mutations } from '../../src/store/mutation-schema.ts';
import {
  address,
  bank,
  contact,
  createHouse,
  DAY,
  daan,
  hr,
  origin,
  provider,
  request,
  sanne,
} from './house.ts';

const HOUR = 3_600_000;

/** The same numbers for the same seed (mulberry32). */
function chance(seed: number) {
  let a = seed;
  const next = () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (n: number) => Math.floor(next() * n),
    of: <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T,
  };
}

/** What may be done, said once more in another way: a list of everything that is legal. */
function legal(status: MutationStatus, action: string, by: By, f: Facts, now: number): MutationStatus | null {
  const came = f.dueAt === null || f.dueAt <= now;
  const key = `${status} ${action} ${by}`;
  if (key === 'unverified verify link' && !came) return 'applied';
  if (key === 'unverified expire clock' && came) return 'expired';
  if (key === 'scheduled apply clock' && came && f.dayCame) return 'applied';
  if (/^(unverified|scheduled) withdraw (owner|hr)$/.test(key)) return 'withdrawn';
  if (/^(unverified|scheduled) stop link$/.test(key)) return 'stopped';
  if (key === 'applied report link' && !f.reported) return 'applied';
  const isContact = ['contact', 'emergency-contact'].includes(f.form);
  if (key === 'applied undo owner' && isContact && f.stillHolds && f.appliedToday) return 'undone';
  if (key === 'applied undo hr' && isContact && f.stillHolds && f.reported) return 'undone';
  return null;
}

it('2,000 random decisions are those of the list of what is legal', () => {
  const { of, below } = chance(7);
  const actions = Object.keys(transitions) as (keyof typeof transitions)[];
  const seen = { yes: 0, no: 0 };
  for (let i = 0; i < 2000; i++) {
    const [status, action] = [of(mutationStatuses), of(actions)];
    const by = of<By>(['owner', 'hr', 'link', 'clock']);
    const facts: Facts = {
      ...{ form: of(mutationForms), dueAt: of([null, 50, 150]), dayCame: below(2) === 1 },
      ...{ appliedToday: below(2) === 1, stillHolds: below(2) === 1, reported: below(2) === 1 },
    };
    const wanted = legal(status, action, by, facts, 100);
    const decision = decide(status, action, by, facts, 100);
    expect([status, action, by, facts, decision.ok ? decision.to : null]).toEqual([
      ...[status, action, by, facts],
      wanted,
    ]);
    if (!decision.ok) {
      const isStranger = !transitions[action].by.includes(by);
      expect(decision.code).toBe(isStranger ? 'not_found' : 'mutation_state');
    }
    seen[wanted === null ? 'no' : 'yes']++;
  }
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(50);
});

interface Modelled {
  kind: 'address' | 'mobile' | 'email' | 'bank-account';
  status: MutationStatus;
  /** What it writes, and what stood there when it did. */
  value: string;
  before: string;
  /** When it is due; a move on its day, the others at that moment. */
  due: number;
  reported: boolean;
  appliedOn: string;
  /** Token of the link to verify, and of the one to report. */
  verify: string;
  report: string;
}

const numbers = ['0612345671', '0612345672', '0612345673'];
const mailboxes = ['een@s.example', 'twee@s.example', 'drie@s.example'];
const ibans = ['NL20INGB0001234567', 'NL44RABO0123456789'];
const streets = ['Kerkplein', 'Molenweg', 'Havenkade'];

/** A house and a model of it beside each other: the same steps, and what should come of them. */
function pair(seed: number) {
  const house = createHouse();
  const { of, below } = chance(seed);
  const values = { address: 'Dorpsstraat', mobile: '', email: 'sanne@oud.example', 'bank-account': 'ABNA' };
  /** Which mutation wrote the value that holds; -1 for none of ours. */
  const writer = { address: -1, mobile: -1, email: -1, 'bank-account': -1 };
  let since = '2024-03-01';
  const made: Modelled[] = [];
  const ids: string[] = [];
  const day = () => today(house.clock);
  const isOpen = ({ status }: Modelled) => status === 'unverified' || status === 'scheduled';

  const apply = (i: number) => {
    const one = made[i] as Modelled;
    Object.assign(one, { status: 'applied', before: values[one.kind], appliedOn: day() });
    values[one.kind] = one.value;
    writer[one.kind] = i;
  };
  const add = (kind: Modelled['kind'], value: string, status: MutationStatus, due = 0) => {
    const blank = { before: '', reported: false, appliedOn: '', verify: '', report: '' };
    made.push({ ...blank, kind, value, status, due });
    if (status === 'applied') apply(made.length - 1);
  };
  const settle = () => {
    made.forEach((one, i) => {
      if (one.status === 'unverified' && one.due <= house.clock.at) one.status = 'expired';
      const came =
        one.kind === 'address' ? today({ now: () => one.due }) <= day() : one.due <= house.clock.at;
      if (one.status !== 'scheduled' || !came) return;
      apply(i);
      if (one.kind === 'address') since = today({ now: () => one.due });
    });
  };
  const asked = async (work: Promise<readonly { id: string }[]>, wanted: boolean) => {
    const done = await work.catch((error: { code: string }) => error.code);
    expect(Array.isArray(done) ? 'made' : done).toBe(wanted ? 'made' : 'mutation_blocked');
    if (Array.isArray(done)) ids.push(...done.map(({ id }) => id));
  };

  const steps = {
    async move() {
      settle();
      const days = of([-40, -1, 0, 0, 1, 5, 12]);
      const street = of(streets);
      const fromDate = today({ now: () => house.clock.at + days * DAY });
      const waits = made.some((one) => one.kind === 'address' && isOpen(one));
      const may = fromDate >= since && street !== values.address && !(days > 0 && waits);
      const input = address({ street, fromDate, postcode: of(['7201 CD', '7201 CE']) });
      // The model tells addresses apart by their street.
      await asked(house.mutations.submit(sanne, request({ ...input, postcode: '7201 CD' }), origin), may);
      if (!may) return;
      add('address', street, days > 0 ? 'scheduled' : 'applied', Date.parse(`${fromDate}T00:00:00Z`));
      if (days <= 0) since = fromDate;
    },
    async mobile() {
      settle();
      const mobile = of(numbers);
      const may = mobile !== values.mobile;
      await asked(house.mutations.submit(sanne, request(contact({ mobile })), origin), may);
      if (!may) return;
      add('mobile', mobile, 'applied');
      Object.assign(made.at(-1) as Modelled, { report: house.tokenTo(values.email) });
    },
    async email() {
      settle();
      const email = of(mailboxes);
      const may = email !== values.email;
      await asked(house.mutations.submit(sanne, request(contact({ email })), origin), may);
      if (!may) return;
      for (const one of made) if (one.kind === 'email' && isOpen(one)) one.status = 'withdrawn';
      add('email', email, 'unverified', house.clock.at + 48 * HOUR);
      const report = house.mailsTo(values.email).at(-1)?.body ?? '';
      Object.assign(made.at(-1) as Modelled, {
        verify: house.tokenTo(email),
        report: /\/wijziging\/(\S+)/.exec(report)?.[1] ?? '',
      });
    },
    async account() {
      settle();
      const iban = of(ibans);
      const waits = made.some((one) => one.kind === 'bank-account' && isOpen(one));
      const may = iban !== values['bank-account'] && !waits;
      house.authenticators.set('sanne', `code-${made.length}-${house.clock.at}`);
      const code = house.authenticators.get('sanne') ?? '';
      const work = house.mutations.submitBank(sanne, { ...request(bank(iban)), code }, origin);
      await asked(
        work.then((view) => [view]),
        may,
      );
      if (!may) return;
      add('bank-account', iban, 'scheduled', house.clock.at + 3 * DAY);
      Object.assign(made.at(-1) as Modelled, { report: house.tokenTo(values.email) });
    },
    async withdraw() {
      const [i, actor] = [below(made.length), of<Actor>([sanne, daan, hr, provider])];
      const one = made[i];
      if (one === undefined) return;
      const may = isOpen(one) && (actor === sanne || actor === hr);
      const refusal = actor === daan ? 'not_found' : actor === provider ? 'forbidden' : 'mutation_state';
      expect(outcome(() => house.mutations.withdraw(actor, ids[i] ?? ''))).toBe(may ? 'done' : refusal);
      if (may) one.status = 'withdrawn';
    },
    async undo() {
      const [i, actor] = [below(made.length), of<Actor>([sanne, daan, hr, provider])];
      const one = made[i];
      if (one === undefined) return;
      const stands = one.status === 'applied' && writer[one.kind] === i;
      const isContact = one.kind === 'mobile' || one.kind === 'email';
      const inTime = actor === sanne ? one.appliedOn === day() : actor === hr && one.reported;
      const may = isContact && stands && inTime;
      const refusal = actor === daan ? 'not_found' : actor === provider ? 'forbidden' : 'mutation_state';
      expect(outcome(() => house.mutations.undo(actor, ids[i] ?? ''))).toBe(may ? 'done' : refusal);
      if (!may) return;
      one.status = 'undone';
      values[one.kind] = one.before;
      writer[one.kind] = -1;
    },
    async verify() {
      const i = below(made.length);
      const one = made[i];
      if (one === undefined || one.verify === '') return;
      const inTime = one.due > house.clock.at;
      const wasUsed = one.appliedOn !== '' && inTime;
      const may = one.status === 'unverified' && inTime;
      const done = await house.mutations.follow(one.verify, origin).then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
      expect(done).toBe(may || wasUsed ? 'done' : 'link_invalid');
      if (may) apply(i);
    },
    async report() {
      const one = of(made);
      if (!one?.report) return;
      await house.mutations.follow(one.report, origin).catch(() => 'lapsed');
      if (isOpen(one)) Object.assign(one, { status: 'stopped', reported: true });
      else if (one.status === 'applied') one.reported = true;
      one.report = '';
    },
    async tick() {
      house.mutations.tick('acme');
      settle();
    },
  };
  return {
    async step() {
      house.later(of([20 * 60_000, HOUR, 5 * HOUR, DAY]));
      const name = of(Object.keys(steps) as (keyof typeof steps)[]);
      await steps[name]();
      return name;
    },
    compare() {
      const rows = house.db.select().from(mutations).all();
      const byId = new Map(rows.map((row) => [row.id, row]));
      expect(ids.map((id) => byId.get(id)?.status)).toEqual(made.map(({ status }) => status));
      const on = house.on(day());
      expect({
        address: on.address?.street,
        mobile: String(on.mobile?.phone ?? '').replace('+31', '0'),
        email: on.email?.email,
        'bank-account': String(on['bank-account']?.iban).replace('NL91ABNA0417164300', 'ABNA'),
      }).toEqual(values);
    },
    made,
  };
}

function outcome(work: () => unknown): string {
  try {
    work();
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('2,000 random steps, legal and not, agree with a model', () => {
  const seen = new Map<MutationStatus, number>();
  it.each(Array.from({ length: 20 }, (_, seed) => seed))('100 from seed %i', async (seed) => {
    const both = pair(seed);
    const trail: string[] = [];
    for (let i = 0; i < 100; i++) {
      trail.push(await both.step());
      both.compare();
    }
    expect(trail).toHaveLength(100);
    for (const { status } of both.made) seen.set(status, (seen.get(status) ?? 0) + 1);
  });
  it('and came by every status', () => {
    expect([...seen.keys()].sort()).toEqual([...mutationStatuses].sort());
  });
});
