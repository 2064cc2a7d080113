import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/kernel/actor.ts';
import { AppError, type ErrorCode } from '../../src/kernel/errors.ts';
import type { MutationInput, OpenInput } from '../../src/mutations/model.ts';
import { describeMutation } from '../../src/mutations/subject.ts';
import { mutationCodes, mutationLinks } from '../../src/store/mutation-schema.ts';
import {
  actorOf,
  address,
  bank,
  contact,
  createHouse,
  DAY,
  daan,
  type House,
  home,
  hr,
  origin,
  provider,
  request,
  sanne,
} from './house.ts';

const OLD = 'sanne@oud.example';
const HOUR = 3_600_000;
const MINUTE = 60_000;
let house: House;
beforeEach(() => {
  house = createHouse();
});
const submit = (input: OpenInput, actor: Actor = sanne, key?: string) =>
  house.mutations.submit(actor, request(input, key), origin);
const one = async (input: OpenInput, actor?: Actor) => {
  const [made] = await submit(input, actor);
  if (made === undefined) throw new Error('nothing was made');
  return made;
};
const askBank = async (input = bank(), code?: string) => {
  if (code === undefined) await house.mutations.mailCode(sanne);
  return house.mutations.submitBank(sanne, { ...request(input), code: code ?? house.codeTo(OLD) }, origin);
};
const emergency: OpenInput = {
  ...{ form: 'emergency-contact', name: 'Bo Bakker', relation: 'broer', phone: '06 12345678' },
};
const moved = { street: 'Kerkplein', houseNumber: 3, addition: '', postcode: '7201 CD', city: 'Zutphen' };

describe('a move', () => {
  it('of today holds at once and does not wait for the tasks it gives', async () => {
    const made = await one(address());
    expect(made).toMatchObject({ status: 'applied', before: home, after: moved, allowed: [] });
    expect(house.on('2026-11-19').address).toMatchObject(moved);
    expect(house.on('2026-11-18').address).toEqual(home);
    expect(house.flow.started).toEqual([
      {
        ...{ mutationId: made.id, trigger: 'move', personId: 'sanne', link: '/gegevens' },
        title: 'Verhuizing per 19 november 2026',
        data: { effectiveOn: '2026-11-19', retroactive: false },
      },
    ]);
  });

  it('of the past holds from then on, and its tasks say so', async () => {
    const made = await one(address({ fromDate: '2026-10-01' }));
    expect(made).toMatchObject({ status: 'applied', retroactive: true, effectiveOn: '2026-10-01' });
    expect(house.on('2026-09-30').address).toEqual(home);
    expect(house.on('2026-10-01').address).toMatchObject(moved);
    expect(house.flow.started[0]).toMatchObject({
      title: 'Verhuizing per 1 oktober 2026 (met terugwerkende kracht)',
      data: { retroactive: true },
    });
    expect(describeMutation(house.db, made.id, provider, 'nl')?.lines).toEqual([
      { label: 'Vanaf', value: '1 oktober 2026' },
      { label: 'Oud', value: 'Dorpsstraat 12a, 3511 AB Utrecht' },
      { label: 'Nieuw', value: 'Kerkplein 3, 7201 CD Zutphen' },
      { label: 'Let op', value: expect.stringContaining('terugwerkende kracht') },
    ]);
  });

  it('of later waits for its day, gives its tasks now, and is applied by the clock once', async () => {
    const made = await one(address({ fromDate: '2026-12-01' }));
    expect(made).toMatchObject({ status: 'scheduled', allowed: ['withdraw'] });
    expect(house.flow.started).toHaveLength(1);
    expect(house.mutations.tick('acme')).toEqual({ applied: 0, expired: 0 });
    // 23:30 in the Netherlands, the evening before.
    house.clock.at = Date.parse('2026-11-30T22:30:00Z');
    expect(house.mutations.tick('acme').applied).toBe(0);
    house.clock.at = Date.parse('2026-11-30T23:05:00Z');
    expect(house.on('2026-12-01').address).toEqual(home);
    expect(house.mutations.tick('acme')).toEqual({ applied: 1, expired: 0 });
    expect(house.mutations.tick('acme')).toEqual({ applied: 0, expired: 0 });
    expect(house.on('2026-12-01').address).toMatchObject(moved);
    expect(house.flow.started).toHaveLength(1);
    expect(house.mutations.read(sanne, made.id).events.map(({ action, person }) => [action, person])).toEqual(
      [
        ['submit', 'sanne'],
        ['apply', ''],
      ],
    );
  });

  it('that waits can be taken back, with its tasks, by the employee and by HR, not by others', async () => {
    const made = await one(address({ fromDate: '2026-12-01' }));
    expect(() => house.mutations.withdraw(daan, made.id)).toThrow('not_found');
    expect(() => house.mutations.withdraw(actorOf('baas', 'manager'), made.id)).toThrow('not_found');
    expect(() => house.mutations.withdraw(provider, made.id)).toThrow('forbidden');
    expect(house.mutations.withdraw(hr, made.id)).toMatchObject({ status: 'withdrawn', allowed: [] });
    expect(house.flow.cancelled).toEqual([made.id]);
    expect(() => house.mutations.withdraw(sanne, made.id)).toThrow('mutation_state');
    house.later(30 * DAY);
    expect(house.mutations.tick('acme').applied).toBe(0);
    expect(house.on('2026-12-19').address).toEqual(home);
    expect(await one(address({ fromDate: '2027-01-01' }))).toMatchObject({ status: 'scheduled' });
  });

  it('goes on where HR has turned its workflow off, and not at any other fault', async () => {
    const refuse = (code: string) => () => {
      throw new AppError(code as ErrorCode);
    };
    house.flow.flow.start = refuse('workflow_inactive');
    expect(await one(address())).toMatchObject({ status: 'applied' });
    house.flow.flow.start = refuse('storage_full');
    await expect(submit(address({ street: 'Molenweg' }))).rejects.toThrow('storage_full');
    expect(house.on('2026-11-19').address).toMatchObject(moved);
  });

  it('that was taken back says so to whoever still has a task for it', async () => {
    const { id } = await one(address({ fromDate: '2026-12-01' }));
    house.mutations.withdraw(sanne, id);
    const shown = describeMutation(house.db, id, actorOf('baas', 'manager'), 'nl');
    expect(shown?.lines.at(-1)?.value).toContain('Ingetrokken');
  });

  it('cannot be undone: an address has its correction', async () => {
    const made = await one(address());
    expect(() => house.mutations.undo(sanne, made.id)).toThrow('mutation_state');
  });

  it('shows a manager where the flowers go, and a colleague nothing', async () => {
    const { id } = await one(address());
    const boss = describeMutation(house.db, id, actorOf('baas', 'manager'), 'en');
    expect(boss?.lines.map(({ label }) => label)).toEqual(['From', 'New']);
    expect(describeMutation(house.db, id, daan, 'nl')).toBeNull();
  });
});

describe('a correction of an address', () => {
  it('keeps its first day, names what it corrects and gives nobody a task', async () => {
    const typed = address({
      mode: 'correction',
      street: 'Dorpstraat',
      houseNumber: '12',
      postcode: '3511 AB',
    });
    await one(typed);
    expect(house.on('2024-03-01').address).toMatchObject({ street: 'Dorpstraat', addition: '' });
    expect(house.flow.started).toEqual([]);
    const { history } = house.mutations.mine(sanne);
    const [now, before] = history.filter(({ kind }) => kind === 'address');
    expect(now).toMatchObject({ isCorrection: true, holds: true, validFrom: '2024-03-01', by: 'sanne' });
    expect(before).toMatchObject({ wasCorrected: true, holds: false, value: home, by: 'p-hr' });
  });
});

describe('contact data', () => {
  it('are applied at once, told to HR in one notice and to the old address', async () => {
    const made = await submit(contact({ phone: '030 765 4321', mobile: '06 12345678' }));
    expect(made.map(({ kind, status }) => [kind, status])).toEqual([
      ['phone', 'applied'],
      ['mobile', 'applied'],
    ]);
    expect(house.on('2026-11-19')).toMatchObject({
      phone: { phone: '+31307654321' },
      mobile: { phone: '+31612345678' },
    });
    expect(house.flow.started).toMatchObject([
      { trigger: 'contact', title: 'Contactgegevens: vast nummer en mobiel nummer', mutationId: made[0]?.id },
    ]);
    expect(describeMutation(house.db, made[0]?.id ?? '', hr, 'nl')?.lines).toEqual([
      { label: 'vast nummer', value: '030 234 5678 → 030 765 4321' },
      { label: 'mobiel nummer', value: 'geen → 06 12345678' },
    ]);
    expect(house.mails().map(({ recipient }) => recipient)).toEqual([OLD]);
    const [mail] = house.mailsTo(OLD);
    expect(mail?.body).toContain('vast nummer en mobiel nummer');
    expect(mail?.body).toContain('landline and mobile number');
    expect(mail?.body).not.toMatch(/7654321|12345678/);
  });

  it('lose a number that was taken away', async () => {
    await submit(contact({ phone: '' }));
    expect(house.on('2026-11-19').phone).toBeUndefined();
    expect(house.on('2026-11-18').phone).toEqual({ phone: '+31302345678' });
    expect(house.mutations.mine(sanne).history[0]).toMatchObject({ kind: 'phone', value: null });
  });

  it('can be put back on the day itself, as a correction, while nothing newer stands over it', async () => {
    const first = await one(contact({ phone: '030 765 4321' }));
    const second = await one(contact({ phone: '030 111 2233' }));
    expect(() => house.mutations.undo(sanne, first.id)).toThrow('mutation_state');
    expect(house.mutations.undo(sanne, second.id)).toMatchObject({ status: 'undone' });
    expect(house.on('2026-11-19').phone).toEqual({ phone: '+31307654321' });
    expect(() => house.mutations.undo(sanne, second.id)).toThrow('mutation_state');
    expect(house.flow.started.at(-1)?.title).toBe('Teruggedraaid: vast nummer');
    house.later(DAY);
    expect(() => house.mutations.undo(sanne, first.id)).toThrow('mutation_state');
  });

  it('put back to nothing, and a removal put back to what was', async () => {
    const added = await one(contact({ mobile: '06 12345678' }));
    house.mutations.undo(sanne, added.id);
    expect(house.on('2026-11-19').mobile).toBeUndefined();
    const removed = await one(contact({ phone: '' }));
    house.mutations.undo(sanne, removed.id);
    expect(house.on('2026-11-19').phone).toEqual({ phone: '+31302345678' });
  });

  it('of an emergency contact are applied without notice or mail', async () => {
    await one(emergency);
    expect(house.on('2026-11-19')['emergency-contact']).toEqual({
      ...{ name: 'Bo Bakker', relation: 'broer', phone: '+31612345678' },
    });
    expect([house.flow.started, house.mails()]).toEqual([[], []]);
  });

  it('are refused with every fault beside its field, in both languages, and nothing is kept', async () => {
    const typed = contact({ phone: '0900 1234', mobile: 'x', email: 'a@gmail.con' });
    await expect(submit(typed)).rejects.toMatchObject({
      code: 'mutation_blocked',
      data: {
        issues: [
          { field: 'phone', message: expect.stringContaining('0900 1234') },
          { field: 'mobile', english: expect.stringContaining('not an existing phone number') },
          { field: 'email' },
        ],
      },
    });
    expect(house.mutations.mine(sanne).recent).toEqual([]);
  });
});

describe('a new e-mail address', () => {
  const NEW = 'sanne@nieuw.example';
  const change = contact({ email: NEW, mobile: '06 12345678' });

  it('is used only after its link was followed; the old address hears of it at once', async () => {
    const made = await submit(change);
    expect(made.map(({ kind, status }) => [kind, status])).toEqual([
      ['mobile', 'applied'],
      ['email', 'unverified'],
    ]);
    expect(house.on('2026-11-19').email).toEqual({ email: OLD });
    expect(house.mails().map(({ recipient }) => recipient)).toEqual([OLD, NEW]);
    expect(house.mailsTo(OLD)[0]?.body).toContain('mobiel nummer en e-mailadres');
    const token = house.tokenTo(NEW);
    expect(await house.mutations.link(token)).toEqual({
      ...{ purpose: 'verify', form: 'contact', kinds: ['email'], applied: false, used: false },
    });
    expect(house.on('2026-11-19').email).toEqual({ email: OLD });
    house.later(47 * HOUR);
    expect(await house.mutations.follow(token, origin)).toMatchObject({ applied: true, used: true });
    expect(house.on('2026-11-21').email).toEqual({ email: NEW });
    expect(house.flow.started.map(({ title }) => title)).toEqual([
      'Contactgegevens: mobiel nummer',
      'Contactgegevens: e-mailadres',
    ]);
    const events = house.flow.started.length;
    expect(await house.mutations.follow(token, origin)).toMatchObject({ used: true });
    expect(house.flow.started).toHaveLength(events);
  });

  it('keeps no token that could be read from the database', async () => {
    await submit(change);
    const kept = JSON.stringify(house.db.select().from(mutationLinks).all());
    for (const recipient of [OLD, NEW]) {
      const secret = house.tokenTo(recipient).split('.')[1] ?? '';
      expect(secret).not.toBe('');
      expect(kept).not.toContain(secret);
    }
  });

  it('lapses after 48 hours', async () => {
    const [, email] = await submit(change);
    house.later(48 * HOUR + 1);
    await expect(house.mutations.follow(house.tokenTo(NEW), origin)).rejects.toThrow('link_invalid');
    expect(house.mutations.tick('acme')).toEqual({ applied: 0, expired: 1 });
    expect(house.mutations.read(sanne, email?.id ?? '').status).toBe('expired');
    expect(house.on('2026-11-22').email).toEqual({ email: OLD });
  });

  it('gives way to the next one: the first link no longer works', async () => {
    const [, first] = await submit(change);
    const token = house.tokenTo(NEW);
    await submit(contact({ email: 'sanne@beter.example' }));
    expect(house.mutations.read(sanne, first?.id ?? '').status).toBe('withdrawn');
    await expect(house.mutations.follow(token, origin)).rejects.toThrow('link_invalid');
    await house.mutations.follow(house.tokenTo('sanne@beter.example'), origin);
    expect(house.on('2026-11-19').email).toEqual({ email: 'sanne@beter.example' });
  });

  it('belongs to one person: asked for twice, the second to verify hears that it is taken', async () => {
    await submit(contact({ email: NEW }));
    const mine = house.tokenTo(NEW);
    await submit(contact({ email: NEW }), daan);
    await house.mutations.follow(house.tokenTo(NEW), origin);
    await expect(house.mutations.follow(mine, origin)).rejects.toThrow('email_taken');
    await expect(submit(contact({ email: NEW }))).rejects.toThrow('mutation_blocked');
    // Who let it go frees it.
    const held = house.mutations.mine(daan).recent.find(({ kind }) => kind === 'email');
    house.mutations.undo(daan, held?.id ?? '');
    expect(await submit(contact({ email: NEW }))).toMatchObject([{ status: 'unverified' }]);
  });

  it('that was put back cannot be, once it is somebody else’s', async () => {
    const made = await one(contact({ email: NEW }));
    await house.mutations.follow(house.tokenTo(NEW), origin);
    await submit(contact({ email: OLD }), daan);
    await house.mutations.follow(house.tokenTo(OLD), origin);
    expect(() => house.mutations.undo(sanne, made.id)).toThrow('email_taken');
  });

  it('mails nobody more than five times an hour', async () => {
    for (let i = 0; i < 5; i++) await submit(contact({ email: `s${i}@nieuw.example` }));
    await expect(submit(contact({ email: 's5@nieuw.example' }))).rejects.toThrow('too_many_requests');
    expect(house.mailsTo('s5@nieuw.example')).toEqual([]);
    house.later(HOUR + 1);
    expect(await submit(contact({ email: 's5@nieuw.example' }))).toHaveLength(1);
  });
});

describe('“this was not me”', () => {
  it('stops what waits, marks what was applied, and tells HR once', async () => {
    await submit(contact({ email: 'dief@elders.example', mobile: '06 12345678' }));
    const token = house.tokenTo(OLD);
    expect(await house.mutations.link(token)).toMatchObject({
      purpose: 'report',
      applied: true,
      used: false,
    });
    await house.mutations.follow(token, origin);
    await house.mutations.follow(token, origin);
    const { rows } = house.mutations.list(hr, { search: '', page: 1, reported: true });
    expect(rows.map(({ kind, status }) => [kind, status]).sort()).toEqual([
      ['email', 'stopped'],
      ['mobile', 'applied'],
    ]);
    expect(house.mailsTo('fatima@acme.example')).toHaveLength(1);
    expect(house.mailsTo('fatima@acme.example')[0]?.body).toContain('/hr/wijzigingen?gemeld=true');
    await expect(house.mutations.follow(house.tokenTo('dief@elders.example'), origin)).rejects.toThrow(
      'link_invalid',
    );
  });

  it('lets HR put back what was reported, on any day', async () => {
    const made = await one(contact({ phone: '030 765 4321' }));
    expect(() => house.mutations.undo(hr, made.id)).toThrow('mutation_state');
    house.later(3 * DAY);
    await house.mutations.follow(house.tokenTo(OLD), origin);
    expect(house.mutations.undo(hr, made.id)).toMatchObject({ status: 'undone' });
    expect(house.on('2026-11-22').phone).toEqual({ phone: '+31302345678' });
  });

  it.each(['', 'acme', 'acme.', 'acme.onzin', 'elders.secret1', '../x.secret1', `acme.${'x'.repeat(300)}`])(
    'is not said by %j',
    async (token) => {
      await expect(house.mutations.link(token)).rejects.toThrow('link_invalid');
      await expect(house.mutations.follow(token, origin)).rejects.toThrow('link_invalid');
    },
  );
});

describe('a bank account', () => {
  it('waits three days, is told to the old address at once, and is applied by the clock', async () => {
    const made = await askBank();
    expect(made).toMatchObject({
      ...{ status: 'scheduled', effectiveOn: '2026-11-22', allowed: ['withdraw'] },
      before: { iban: '…4300' },
      after: { iban: '…4567', holder: 'S. Vermeulen' },
    });
    const told = house.mailsTo(OLD).at(-1);
    expect(told?.body).toContain('4567');
    expect(told?.body).not.toContain('NL20');
    expect(told?.body).toContain('22 november 2026');
    house.later(3 * DAY - 1);
    expect(house.mutations.tick('acme').applied).toBe(0);
    expect(house.on('2026-11-22')['bank-account']).toMatchObject({ iban: 'NL91ABNA0417164300' });
    house.later(1);
    expect(house.mutations.tick('acme').applied).toBe(1);
    expect(house.on('2026-11-22')['bank-account']).toMatchObject({ iban: 'NL20INGB0001234567' });
    expect(house.mailsTo(OLD).at(-1)?.subject).toContain('is gewijzigd');
  });

  it('waits as long as HR says, and HR alone says it', async () => {
    expect(house.mutations.settings(provider)).toEqual({ bankWaitingDays: 3 });
    expect(() => house.mutations.saveSettings(provider, { bankWaitingDays: 1 })).toThrow('forbidden');
    house.mutations.saveSettings(hr, { bankWaitingDays: 7 });
    expect(await askBank()).toMatchObject({ effectiveOn: '2026-11-26' });
  });

  it('can be stopped by the employee, by HR and from the mail', async () => {
    const first = await askBank();
    house.mutations.withdraw(sanne, first.id);
    const second = await askBank();
    house.mutations.withdraw(hr, second.id);
    const third = await askBank();
    await house.mutations.follow(house.tokenTo(OLD), origin);
    expect(house.mutations.read(hr, third.id)).toMatchObject({
      status: 'stopped',
      reportedAt: house.clock.at,
    });
    house.later(10 * DAY);
    expect(house.mutations.tick('acme')).toEqual({ applied: 0, expired: 0 });
    expect(house.on('2026-11-29')['bank-account']).toMatchObject({ iban: 'NL91ABNA0417164300' });
  });

  it('takes the code of the authenticator, once, where there is one', async () => {
    house.authenticators.set('sanne', '314159');
    expect(house.mutations.proof(sanne)).toEqual({ by: 'factor' });
    await expect(askBank(bank(), '271828')).rejects.toThrow('second_factor_wrong');
    const made = await askBank(bank(), '314159');
    house.mutations.withdraw(sanne, made.id);
    await expect(askBank(bank(), '314159')).rejects.toThrow('second_factor_wrong');
  });

  it('stops guessing at an authenticator after five', async () => {
    house.authenticators.set('sanne', '314159');
    for (let i = 0; i < 5; i++)
      await expect(askBank(bank(), '000000')).rejects.toThrow('second_factor_wrong');
    await expect(askBank(bank(), '314159')).rejects.toThrow('too_many_requests');
    house.later(10 * MINUTE + 1);
    expect(await askBank(bank(), '314159')).toMatchObject({ status: 'scheduled' });
  });

  it('takes a mailed code five times wrong, ten minutes long, once, and for its own person only', async () => {
    const wrong = (code: string) => (code === '000000' ? '111111' : '000000');
    await house.mutations.mailCode(sanne);
    const code = house.codeTo(OLD);
    expect(JSON.stringify(house.db.select().from(mutationCodes).all())).not.toContain(code);
    await expect(
      house.mutations.submitBank(daan, { ...request(bank(undefined, 'D. Bakker')), code }, origin),
    ).rejects.toThrow('second_factor_wrong');
    for (let i = 0; i < 5; i++)
      await expect(askBank(bank(), wrong(code))).rejects.toThrow('second_factor_wrong');
    await expect(askBank(bank(), code)).rejects.toThrow('second_factor_wrong');
    await house.mutations.mailCode(sanne);
    const late = house.codeTo(OLD);
    house.later(10 * MINUTE);
    await expect(askBank(bank(), late)).rejects.toThrow('second_factor_wrong');
    await house.mutations.mailCode(sanne);
    const right = house.codeTo(OLD);
    const made = await askBank(bank(), ` ${right.slice(0, 3)} ${right.slice(3)}`);
    house.mutations.withdraw(sanne, made.id);
    await expect(askBank(bank(), right)).rejects.toThrow('second_factor_wrong');
  });

  it('uses no code up on an account that cannot be used', async () => {
    await house.mutations.mailCode(sanne);
    const code = house.codeTo(OLD);
    await expect(askBank(bank('NL00INGB0001234567'), code)).rejects.toThrow('mutation_blocked');
    expect(await askBank(bank(), code)).toMatchObject({ status: 'scheduled' });
  });

  it('sends its code past an e-mail address that was changed this week', async () => {
    await submit(contact({ email: 'dief@elders.example' }));
    await house.mutations.follow(house.tokenTo('dief@elders.example'), origin);
    expect(house.mutations.proof(sanne)).toEqual({ by: 'mail', to: 's…@oud.example' });
    const made = await askBank();
    expect(made.status).toBe('scheduled');
    expect(house.mailsTo('dief@elders.example').map(({ subject }) => subject)).toEqual([
      'Bevestig je nieuwe e-mailadres',
      'Er is een ander rekeningnummer opgegeven bij Acme',
    ]);
    expect(house.mailsTo(OLD).at(-1)?.subject).toContain('ander rekeningnummer');
    house.mutations.withdraw(sanne, made.id);
    house.later(8 * DAY);
    expect(house.mutations.proof(sanne)).toEqual({ by: 'mail', to: 'd…@elders.example' });
  });

  it('sends it to the account where no address is known, and says so where there is none', async () => {
    expect(house.mutations.proof(daan)).toEqual({ by: 'mail', to: 'd…@account.example' });
    house.accounts.delete('daan');
    await expect(house.mutations.mailCode(daan)).rejects.toThrow('mail_address_missing');
  });

  it('mails no more than five codes an hour', async () => {
    for (let i = 0; i < 5; i++) await house.mutations.mailCode(sanne);
    await expect(house.mutations.mailCode(sanne)).rejects.toThrow('too_many_requests');
  });

  it('leaves the service by its end only', async () => {
    const made = await askBank();
    const { mutations } = house;
    const query = { search: '', page: 1, reported: false };
    const left = JSON.stringify([
      [mutations.mine(sanne), mutations.read(hr, made.id), mutations.list(hr, query)],
      [mutations.exportRows(provider, query), mutations.historyOf(hr, house.employees.sanne), house.logged],
      [house.mails().map(({ body, html, subject }) => [body, html, subject])],
    ]);
    expect(left).toContain('…4567');
    expect(left).not.toMatch(/NL\d\d\w{4}|0001234567|0417164300/);
    expect(mutations.preview(sanne, bank('NL44RABO0123456789')).findings).toMatchObject([
      { code: 'open-already' },
    ]);
    expect(describeMutation(house.db, made.id, hr, 'nl')).toBeNull();
  });
});

describe('who may', () => {
  const forms: MutationInput[] = [address(), contact({ phone: '' }), emergency, bank()];
  it.each([
    ['has left', () => actorOf('sanne', 'employee', { hasLeft: true }), 'left_employment'],
    ['has no employment here', () => actorOf('niemand'), 'no_employment'],
    ['has an employment that ended', () => ended(), 'left_employment'],
  ])('not who %s', async (_name, actor, code) => {
    const who = actor();
    for (const input of forms) expect(() => house.mutations.preview(who, input)).toThrow(code);
    await expect(submit(address(), who)).rejects.toThrow(code);
    await expect(house.mutations.mailCode(who)).rejects.toThrow(code);
    const code6 = { ...request(bank()), code: '123456' };
    house.authenticators.set(who.personId, '123456');
    await expect(house.mutations.submitBank(who, code6, origin)).rejects.toThrow(code);
    expect(house.mutations.mine(who)).toMatchObject({ mayChange: false });
  });
  const ended = () => {
    house.hire('weg', 'Weg', { endDate: '2026-11-18' });
    return actorOf('weg');
  };

  it('who left still reads and stops what waits, and undoes nothing', async () => {
    const made = await askBank();
    const undoable = await one(contact({ phone: '' }));
    const gone = actorOf('sanne', 'employee', { hasLeft: true });
    expect(() => house.mutations.undo(gone, undoable.id)).toThrow('left_employment');
    expect(house.mutations.withdraw(gone, made.id).status).toBe('withdrawn');
  });

  it('employees see their own only, lists are for HR and provider', async () => {
    const { id } = await one(address());
    expect(() => house.mutations.read(daan, id)).toThrow('not_found');
    expect(() => house.mutations.read(daan, 'bestaat-niet')).toThrow('not_found');
    expect(house.mutations.mine(daan).recent).toEqual([]);
    const query = { search: '', page: 1, reported: false };
    for (const role of ['employee', 'manager', 'candidate'] as const) {
      const actor = actorOf('x', role);
      expect(() => house.mutations.list(actor, query)).toThrow('forbidden');
      expect(() => house.mutations.exportRows(actor, query)).toThrow('forbidden');
      expect(() => house.mutations.historyOf(actor, house.employees.sanne)).toThrow('forbidden');
      expect(() => house.mutations.settings(actor)).toThrow('forbidden');
    }
    expect(() => house.mutations.historyOf(hr, 'bestaat-niet')).toThrow('not_found');
  });

  it('tasks are done through the workflow', async () => {
    const { id } = await one(address());
    expect(() => house.mutations.complete(daan, id)).toThrow('not_found');
    house.mutations.complete(provider, id);
    expect(house.flow.done).toEqual([id]);
  });
});

describe('the list of HR', () => {
  it('is filtered, searched and paged, latest first', async () => {
    await one(address());
    house.later(1000);
    await submit(contact({ mobile: '06 12345678' }), daan);
    house.later(1000);
    await askBank();
    const list = (query: Partial<Parameters<typeof house.mutations.list>[1]>) =>
      house.mutations.list(hr, { search: '', page: 1, reported: false, ...query });
    expect(list({}).rows.map(({ kind }) => kind)).toEqual(['bank-account', 'mobile', 'address']);
    expect(list({ form: 'contact' }).rows).toMatchObject([{ name: 'daan Bakker' }]);
    expect(list({ status: 'scheduled' }).total).toBe(1);
    expect(list({ search: 'vermeulen' }).total).toBe(2);
    expect(list({ search: '100%' }).total).toBe(0);
    expect(list({ search: '1002' }).rows).toMatchObject([{ employeeNumber: 1002 }]);
    expect(list({ page: 2 })).toEqual({ rows: [], total: 3 });
    expect(list({ reported: true }).total).toBe(0);
  });
});

describe('the same again', () => {
  it('makes nothing new, whatever comes in parallel', async () => {
    const input = contact({ email: 'sanne@nieuw.example', mobile: '06 12345678' });
    const all = await Promise.all(
      Array.from({ length: 100 }, () => submit(input, sanne, 'dezelfde-sleutel')),
    );
    expect(new Set(all.map((made) => made.map(({ id }) => id).join())).size).toBe(1);
    expect(house.mutations.list(hr, { search: '', page: 1, reported: false }).total).toBe(2);
    expect(house.mails()).toHaveLength(2);
    expect(house.flow.started).toHaveLength(1);
    expect(house.mutations.mine(sanne).history.filter(({ kind }) => kind === 'mobile')).toHaveLength(1);
  });

  it('asked for under another key is nothing new either', async () => {
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => submit(address())));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(house.flow.started).toHaveLength(1);
  });

  it('asks for another account once, with one code', async () => {
    await house.mutations.mailCode(sanne);
    const asked = { ...request(bank(), 'dezelfde-sleutel'), code: house.codeTo(OLD) };
    const all = await Promise.all(
      Array.from({ length: 50 }, () => house.mutations.submitBank(sanne, asked, origin)),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(house.mailsTo(OLD)).toHaveLength(2);
  });

  it('follows a link once', async () => {
    await submit(contact({ email: 'sanne@nieuw.example' }));
    const token = house.tokenTo('sanne@nieuw.example');
    await Promise.all(Array.from({ length: 50 }, () => house.mutations.follow(token, origin)));
    expect(house.mutations.mine(sanne).history.filter(({ kind }) => kind === 'email')).toHaveLength(2);
    expect(house.flow.started).toHaveLength(1);
  });

  it('is taken back once of twenty', async () => {
    const { id } = await one(address({ fromDate: '2026-12-01' }));
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, async () => house.mutations.withdraw(sanne, id)),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(house.flow.cancelled).toEqual([id]);
  });
});

it('one that cannot be settled holds up no other', async () => {
  await one(address({ fromDate: '2026-12-01' }));
  await submit(address({ fromDate: '2026-12-01' }), daan);
  house.db.run(`UPDATE mutations SET after = '{bad' WHERE person_id = 'sanne'`);
  house.later(20 * DAY);
  expect(house.mutations.tick('acme')).toEqual({ applied: 1, expired: 0 });
  expect(house.logged).toHaveLength(1);
  expect(house.on('2026-12-09', house.employees.daan).address).toMatchObject(moved);
});
