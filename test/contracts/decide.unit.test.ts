import { describe, expect, it } from 'vitest';
import {
  type Action,
  decide,
  isTurn,
  type Moment,
  nextReminderAt,
  type RequestState,
  reminders,
  type SignerState,
  signerStatus,
} from '../../src/contracts/decide.ts';
import { DAY } from './support.ts';

const NOW = Date.parse('2026-03-02T09:00:00Z');
const at = (day: number): Moment => ({
  now: NOW + day * DAY,
  today: new Date(NOW + day * DAY).toISOString().slice(0, 10),
});

function signer(id: string, signingOrder: number, values: Partial<SignerState> = {}): SignerState {
  return {
    id,
    signingOrder,
    sentAt: null,
    askedAt: null,
    viewedAt: null,
    signedAt: null,
    declinedAt: null,
    remindersSent: 0,
    remindedAt: null,
    ...values,
  };
}
const draft = (mode: RequestState['mode'], signers = 2): RequestState => ({
  status: 'draft',
  mode,
  expiresOn: null,
  signers: Array.from({ length: signers }, (_, i) => signer(`s${i + 1}`, i + 1)),
});
/** The state after actions that must all be allowed. */
function having(state: RequestState, ...actions: (Action | [Action, number])[]): RequestState {
  return actions.reduce((present, step) => {
    const [action, day] = Array.isArray(step) ? step : [step, 0];
    const decision = decide(present, action, at(day));
    if (!decision.ok) throw new Error(`${action.kind}: ${decision.code}`);
    return decision.request;
  }, state);
}
const send: Action = { kind: 'send', expiresOn: '2026-06-02' };
const of = (kind: 'view' | 'sign' | 'decline' | 'remind' | 'resend', signerId: string): Action => ({
  kind,
  signerId,
});
const statuses = (state: RequestState) => state.signers.map((one) => signerStatus(state, one));

describe('given a sent request in order', () => {
  const sent = having(draft('in-order'), send);

  it('then only the first is asked', () => {
    expect(statuses(sent)).toEqual(['sent', 'waiting']);
    expect(sent.signers.map((one) => isTurn(sent, one))).toEqual([true, false]);
  });

  it('when the first has signed, then the second is asked, once', () => {
    const signed = decide(having(sent, of('view', 's1')), of('sign', 's1'), at(1));
    expect(signed).toMatchObject({ ok: true, allSigned: false, links: [{ signerId: 's2', why: 'first' }] });
    const state = signed.ok ? signed.request : sent;
    expect(statuses(state)).toEqual(['signed', 'sent']);
    expect(decide(having(state, of('view', 's2')), of('sign', 's2'), at(2))).toMatchObject({
      allSigned: true,
      links: [],
    });
  });

  it.each<[string, Action[], Action, string]>([
    ['signing unseen', [], of('sign', 's1'), 'signing_not_open'],
    ['signing out of turn', [], of('sign', 's2'), 'signing_not_open'],
    ['signing twice', [of('view', 's1'), of('sign', 's1')], of('sign', 's1'), 'signing_not_open'],
    [
      'declining after signing',
      [of('view', 's1'), of('sign', 's1')],
      of('decline', 's1'),
      'signing_not_open',
    ],
    [
      'signing what was declined',
      [of('view', 's1'), of('decline', 's1')],
      of('sign', 's1'),
      'signing_not_open',
    ],
    [
      'signing what was withdrawn',
      [of('view', 's1'), { kind: 'withdraw' }],
      of('sign', 's1'),
      'signing_not_open',
    ],
    ['sending twice', [], send, 'contract_state'],
    ['sealing before all signed', [of('view', 's1'), of('sign', 's1')], { kind: 'seal' }, 'contract_state'],
    ['expiring before its day is over', [], { kind: 'expire' }, 'contract_state'],
    ['a link for who is not in turn', [], of('resend', 's2'), 'contract_state'],
    ['a stranger', [], of('view', 's9'), 'not_found'],
  ])('then %s is refused', (_, before, action, expected) => {
    expect(decide(having(sent, ...before), action, at(0))).toEqual({ ok: false, code: expected });
  });

  it('when the last day is over, then nobody signs any more, also before the round comes by', () => {
    const seen = having(sent, of('view', 's1'));
    const last = { now: NOW, today: '2026-06-02' };
    expect(decide(seen, of('sign', 's1'), last).ok).toBe(true);
    expect(decide(seen, { kind: 'expire' }, last).ok).toBe(false);
    const over = { now: NOW, today: '2026-06-03' };
    expect(decide(seen, of('sign', 's1'), over)).toEqual({ ok: false, code: 'signing_not_open' });
    expect(decide(seen, { kind: 'expire' }, over)).toMatchObject({ request: { status: 'expired' } });
  });

  it('when all have signed, then it can neither be withdrawn nor expire, only be sealed', () => {
    const all = having(sent, of('view', 's1'), of('sign', 's1'), of('view', 's2'), of('sign', 's2'));
    expect(decide(all, { kind: 'withdraw' }, at(0)).ok).toBe(false);
    expect(decide(all, { kind: 'expire' }, at(400)).ok).toBe(false);
    expect(decide(all, { kind: 'seal' }, at(400))).toMatchObject({ request: { status: 'completed' } });
  });

  it('looking twice changes nothing', () => {
    expect(decide(having(sent, of('view', 's1')), of('view', 's1'), at(1))).toMatchObject({
      ok: true,
      changed: false,
    });
  });
});

it('given one for all at once, then everybody is asked and signs in any order', () => {
  const sent = having(draft('at-once', 3), send);
  expect(statuses(sent)).toEqual(['sent', 'sent', 'sent']);
  expect(statuses(having(sent, of('view', 's3'), of('sign', 's3')))).toEqual(['sent', 'sent', 'signed']);
});

it('counts the reminders of a signer alone, from when that one was asked', () => {
  const sent = having(draft('in-order'), send);
  const second = having(sent, of('view', 's1'), [of('sign', 's1'), 3]);
  const [, waiting] = second.signers;
  expect(waiting && nextReminderAt(second, waiting, NOW)).toBe(NOW + 3 * DAY + reminders.first);
  const reminded = having(second, [of('remind', 's2'), 8]);
  expect(decide(reminded, of('remind', 's2'), at(9))).toEqual({ ok: false, code: 'contract_state' });
  expect(decide(reminded, of('remind', 's2'), at(10)).ok).toBe(true);
});

/** A second telling of the rules, over the history alone: slow and simple. */
interface Told {
  mode: RequestState['mode'];
  signers: number;
  history: { kind: Action['kind']; signer: number; day: number }[];
}
const EXPIRES = 40;

function told({ mode, signers, history }: Told, kind: Action['kind'], who: number, day: number): boolean {
  const did = (wanted: Action['kind'], signerNo?: number) =>
    history.some((step) => step.kind === wanted && (signerNo === undefined || step.signer === signerNo));
  const all = Array.from({ length: signers }, (_, i) => i + 1);
  const finished = all.every((one) => did('sign', one));
  const over = did('decline') || did('withdraw') || did('expire') || did('seal');
  const running = did('send') && !over;
  const mine =
    running &&
    !did('sign', who) &&
    (mode === 'at-once' || all.every((one) => one >= who || did('sign', one)));
  const inTime = day <= EXPIRES;
  switch (kind) {
    case 'send':
      return !did('send') && day <= EXPIRES;
    case 'withdraw':
      return running && !finished;
    case 'expire':
      return running && !finished && !inTime;
    case 'seal':
      return running && finished;
    case 'view':
      return true;
    case 'sign':
    case 'decline':
      return mine && inTime && did('view', who);
    case 'resend':
      return mine && inTime;
    case 'remind': {
      if (!mine || !inTime) return false;
      const before = mode === 'at-once' ? [] : history.filter((step) => step.kind === 'sign');
      const sentOn = history.find((step) => step.kind === 'send')?.day ?? 0;
      const turnOn = Math.max(sentOn, ...before.map((step) => step.day));
      const mail = history.filter((step) => step.signer === who && step.kind === 'resend').at(-1);
      const from = mail?.day ?? turnOn;
      const since = history.slice(mail === undefined ? 0 : history.indexOf(mail));
      const sent = since.filter((step) => step.signer === who && step.kind === 'remind');
      const due = sent.length === 0 ? from + 5 : (sent.at(-1)?.day ?? 0) + 2;
      return sent.length < 5 && day >= due && day <= from + 30;
    }
  }
}

/** Repeatable chance: a linear congruential generator. */
function chanceOf(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * most);
  };
}

it('agrees with a second telling of the rules over 2,000 random sequences', () => {
  const kinds: Action['kind'][] = [
    'view',
    'sign',
    'sign',
    'view',
    'decline',
    'remind',
    'remind',
    'resend',
    'withdraw',
    'expire',
    'seal',
    'send',
  ];
  const seen = new Map<string, number>();
  for (let seed = 1; seed <= 2000; seed++) {
    const chance = chanceOf(seed * 7919);
    const signers = 2 + chance(2);
    let state = draft(chance(2) === 0 ? 'at-once' : 'in-order', signers);
    const story: Told = { mode: state.mode, signers, history: [] };
    let day = 0;
    for (let step = 0; step < 40; step++) {
      const kind = step === 0 ? 'send' : (kinds[chance(kinds.length)] ?? 'view');
      // Rare on purpose: otherwise most requests end before anything happens.
      if ((kind === 'withdraw' || kind === 'decline') && chance(8) > 0) continue;
      const who = 1 + chance(signers);
      day += [0, 0, 1, 2, 5][chance(5)] ?? 0;
      const action =
        kind === 'send'
          ? { kind, expiresOn: at(EXPIRES).today }
          : kind === 'withdraw' || kind === 'expire' || kind === 'seal'
            ? { kind }
            : { kind, signerId: `s${who}` };
      const decision = decide(state, action, at(day));
      expect([seed, step, kind, who, day, decision.ok]).toEqual([
        seed,
        step,
        kind,
        who,
        day,
        told(story, kind, who, day),
      ]);
      if (!decision.ok) continue;
      if (decision.changed) {
        state = decision.request;
        story.history.push({ kind, signer: who, day });
      }
      seen.set(state.status, (seen.get(state.status) ?? 0) + 1);
      const asked = state.signers.filter((one) => one.sentAt !== null).length;
      if (state.mode === 'in-order')
        expect(asked).toBeLessThanOrEqual(state.signers.filter((one) => one.signedAt !== null).length + 1);
    }
  }
  expect([...seen.keys()].sort()).toEqual(['completed', 'declined', 'expired', 'sent', 'withdrawn']);
});
