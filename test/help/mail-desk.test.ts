import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { addressesAt, registerEmployer } from '../../src/accounts/administration.ts';
import { createMembers } from '../../src/accounts/members.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { createMailDesk, reasonOf } from '../../src/notifications/mail-desk.ts';
import type { MailDesk, OutboxDb } from '../../src/notifications/model.ts';
import { enqueue } from '../../src/notifications/outbox.ts';
import { createPostman } from '../../src/notifications/postman.ts';
import { outbox } from '../../src/store/outbox-schema.ts';
import { testDeps } from '../api/support.ts';
import { anna, curatedHouse, hr } from '../assistant/curated-house.ts';

const esmee: Actor = { personId: 'e', name: 'Esmée', employerId: 'alfa', role: 'provider', isOnCall: false };
const text = { subject: 'Let op', paragraphs: ['Hallo'], link: null, after: [] };

let deps: ReturnType<typeof testDeps>;
let desk: MailDesk;
let alfa: OutboxDb;

beforeEach(() => {
  deps = testDeps();
  for (const id of ['alfa', 'beta']) registerEmployer(deps, { id, name: id });
  alfa = deps.employers.create('alfa') as OutboxDb;
  deps.employers.create('beta');
  desk = createMailDesk({ ...deps, addressesAt: (id) => addressesAt(deps.directory, id) });
});

/** A mail that was given up on. */
function park(box: OutboxDb, id: string, recipient: string, lastError = '550 5.1.1 No such user'): void {
  enqueue(box, { id, recipient, text, now: 1000 });
  box.update(outbox).set({ status: 'parked', attempts: 3, lastError }).where(eq(outbox.id, id)).run();
}
const ids = (actor = esmee) => desk.list(actor).map(({ id }) => id);
const statusOf = (box: OutboxDb, id: string) =>
  box.select().from(outbox).where(eq(outbox.id, id)).get()?.status;

describe('mails that stayed behind', () => {
  it('are those of this employer and of its people, with the reason', () => {
    park(alfa, 'a1', 'jan@alfa.example');
    park(deps.employers.open('beta') as OutboxDb, 'b1', 'piet@beta.example');
    expect(desk.list(esmee)).toEqual([
      {
        id: 'a1',
        recipient: 'jan@alfa.example',
        subject: 'Let op',
        reason: 'refused',
        error: '550 5.1.1 No such user',
        attempts: 3,
        createdAt: 1000,
        state: 'parked',
      },
    ]);
    expect(desk.count(esmee)).toBe(1);
  });

  it('of the directory are shown only where the person has or is offered a place', async () => {
    const members = createMembers(deps);
    const invited = {
      email: 'nieuw@alfa.example',
      name: 'Nieuw',
      role: 'employee' as const,
      isOnCall: false,
    };
    await members.invite({ ...esmee, role: 'hr' }, invited, 'http://x.example');
    const shared = deps.directory as OutboxDb;
    shared.update(outbox).set({ status: 'parked' }).run();
    park(shared, 'd2', 'vreemd@elders.example');
    expect(desk.list(esmee).map(({ recipient }) => recipient)).toEqual(['nieuw@alfa.example']);
    expect(desk.list({ ...esmee, employerId: 'beta' })).toEqual([]);
    expect(() => desk.retry(esmee, 'd2')).toThrow('not_found');
  });

  it('are sent again on a word, and leave when the server takes them', async () => {
    park(alfa, 'a1', 'jan@alfa.example');
    desk.retry(esmee, 'a1');
    expect(ids()).toEqual([]);
    const sent: string[] = [];
    const mailer = { send: async ({ recipient }: { recipient: string }) => void sent.push(recipient) };
    await createPostman({ ...deps, mailer, boxes: () => [alfa] }).deliver();
    expect(sent).toEqual(['jan@alfa.example']);
    expect(statusOf(alfa, 'a1')).toBe('sent');
    expect(() => desk.retry(esmee, 'a1')).toThrow('not_found');
  });

  it('are discarded and put back, and a discarded one is never sent', async () => {
    park(alfa, 'a1', 'jan@alfa.example');
    desk.discard(esmee, 'a1');
    expect([ids(), desk.count(esmee), desk.get(esmee, 'a1').state]).toEqual([[], 0, 'discarded']);
    const mailer = { send: async () => Promise.reject(new Error('must not be sent')) };
    expect(await createPostman({ ...deps, mailer, boxes: () => [alfa] }).deliver()).toBe(0);
    expect(() => desk.retry(esmee, 'a1')).toThrow('not_found');
    desk.restore(esmee, 'a1');
    expect(ids()).toEqual(['a1']);
  });

  it('are for the provider alone, and for another employer they do not exist', () => {
    park(alfa, 'a1', 'jan@alfa.example');
    for (const role of ['employee', 'manager', 'hr', 'candidate'] as const) {
      expect(() => desk.list({ ...esmee, role })).toThrow('forbidden');
      expect(desk.count({ ...esmee, role })).toBe(0);
    }
    const other = { ...esmee, employerId: 'beta' };
    for (const act of ['retry', 'discard', 'restore', 'get'] as const)
      expect(() => desk[act](other, 'a1')).toThrow('not_found');
    expect(statusOf(alfa, 'a1')).toBe('parked');
  });
});

describe('a mail that says that HR answered', () => {
  it('does not tell who asked', async () => {
    const house = curatedHouse();
    await house.answered(anna, 'Mag ik mijn hond meenemen naar kantoor?');
    const box = house.db as OutboxDb;
    box.update(outbox).set({ status: 'parked', lastError: '550 <anna@acme.example>: no such user' }).run();
    const mails = createMailDesk({ ...house.deps, directory: deps.directory, addressesAt: () => new Set() });
    const [mail] = mails.list({ ...hr, role: 'provider' });
    expect(mail).toMatchObject({ recipient: '…@acme.example', reason: 'refused' });
    expect(JSON.stringify(mail)).not.toContain('anna');
  });
});

describe('the reason', () => {
  it.each([
    ['550 5.1.1 No such user', 'refused'],
    ['Invalid login: 535 Authentication failed', 'sign_in'],
    ['connect ECONNREFUSED 127.0.0.1:25', 'unreachable'],
    ['Greeting never received', 'unreachable'],
    ['421 try later', 'other'],
    ['', 'other'],
  ])('of "%s" is %s', (error, reason) => expect(reasonOf(error)).toBe(reason));
});
