import { beforeEach, describe, expect, it } from 'vitest';
import type { OutboxDb } from '../../src/notifications/model.ts';
import { contractEvents, contractSigners, contracts as table } from '../../src/store/contract-schema.ts';
import { outbox } from '../../src/store/outbox-schema.ts';
import { type ContractHouse, contractHouse, DAY, origin, visitor } from './support.ts';

const LUKASZ = 'lukasz@alfa.example';
const FATIMA = 'fatima@alfa.example';
let house: ContractHouse;
let hr: ContractHouse['people']['hr'];

beforeEach(async () => {
  house = await contractHouse();
  hr = house.people.hr;
});

const code = (expected: string) => expect.objectContaining({ code: expected });
const kindsOf = (id: string) => house.contracts.get(hr, id).events.map(({ kind }) => kind);

describe('a draft', () => {
  it('starts with everything that the file knows, and names what it does not', () => {
    const proposal = house.contracts.propose(hr, house.template.id, {
      kind: 'employment',
      id: house.employmentId,
    });
    expect(proposal).toMatchObject({
      title: 'Proefcontract Łukasz Şahin',
      isOnCall: true,
      fields: { 'werknemer.naam': 'Łukasz Şahin', functie: 'plukker', 'vrij.kledingmaat': '' },
      signers: [
        { role: 'employee', name: 'Łukasz Şahin', email: LUKASZ },
        { role: 'employer', name: 'Fatima el Amrani', email: FATIMA },
      ],
    });
    const onCall = house.contracts.templates
      .list(hr)
      .find(({ forOnCall, supplied }) => forOnCall && supplied);
    const { fields } = house.contracts.propose(hr, onCall?.id ?? '', {
      kind: 'employment',
      id: house.employmentId,
    });
    expect(fields).toMatchObject({
      'werknemer.geboortedatum': '14 mei 1998',
      'contract.duur': 'voor bepaalde tijd en eindigt op 28 februari 2027',
      'oproep.termijn': 'vier dagen',
      'werkgever.naam': 'alfa bv',
      loon: '',
    });
  });

  it('is refused with everything that is missing at once, or cannot be printed', async () => {
    const fields = { 'werknemer.naam': 'Łukasz', functie: '' };
    await expect(house.draft({ fields })).rejects.toMatchObject({
      code: 'contract_values_missing',
      data: {
        problems: [
          { kind: 'empty', name: 'werkgever.naam', line: 3 },
          { kind: 'empty', name: 'functie', line: 7 },
          { kind: 'empty', name: 'vrij.kledingmaat', line: 8 },
        ],
      },
    });
    await expect(house.draft({ title: 'Contract 王小明' })).rejects.toMatchObject({
      code: 'contract_text_unprintable',
      data: { problems: [{ kind: 'unprintable', name: '王: Contract 王小明' }] },
    });
    expect(house.contracts.list(hr, { search: '', show: 'all', page: 1 }).total).toBe(0);
  });

  it('is made anew while it is one, and only from the revision that was read', async () => {
    const made = await house.draft();
    const input = {
      title: 'Anders',
      fields: made.fields,
      mode: 'at-once' as const,
      revision: 1,
      signers: made.signers,
    };
    const revised = await house.contracts.revise(hr, made.id, {
      ...input,
      fields: { ...made.fields, functie: 'teamleider' },
    });
    expect(revised).toMatchObject({
      title: 'Anders',
      revision: 2,
      mode: 'at-once',
      fields: { functie: 'teamleider' },
    });
    expect(revised.sha256).not.toBe(made.sha256);
    await expect(house.contracts.revise(hr, made.id, input)).rejects.toThrow('conflict');
    await expect(house.contracts.send(hr, made.id, { revision: 1 }, origin)).rejects.toThrow('conflict');
    await house.contracts.send(hr, made.id, { revision: 2 }, origin);
    await expect(house.contracts.revise(hr, made.id, { ...input, revision: 2 })).rejects.toThrow(
      'contract_state',
    );
    expect(() => house.contracts.remove(hr, made.id)).toThrow('contract_state');
    const { id } = await house.draft();
    house.contracts.remove(hr, id);
    expect(() => house.contracts.get(hr, id)).toThrow('not_found');
  });

  it('keeps the text of its template version', async () => {
    const made = await house.draft();
    const { template } = house;
    house.contracts.templates.save(hr, template.id, 1, { ...template, body: '# Iets anders' });
    expect(house.contracts.get(hr, made.id).templateVersion).toBe(1);
    expect(house.db.select().from(table).get()?.body).toContain('Kledingmaat');
  });
});

describe('signing in order', () => {
  it('mails the first, after the signature the next, then seals and tells both once', async () => {
    const { id } = await house.sent();
    expect(house.mails(LUKASZ)).toHaveLength(1);
    expect(house.mails(FATIMA)).toHaveLength(0);
    expect(house.contracts.get(hr, id)).toMatchObject({ status: 'sent', signed: 0, turn: ['Łukasz Şahin'] });
    const seen = await house.sign(LUKASZ, 'Łukasz Şahin');
    expect(seen.signer).toBe('signed');
    expect(house.contracts.get(hr, id)).toMatchObject({
      status: 'sent',
      signed: 1,
      turn: ['Fatima el Amrani'],
    });
    expect(house.contracts.mine(house.people.employee)).toMatchObject([{ id, sealed: false }]);
    await house.sign(FATIMA);
    expect(house.contracts.get(hr, id)).toMatchObject({ status: 'sent', sealing: true, signed: 2 });
    expect(() => house.contracts.withdraw(hr, id, 'te laat')).toThrow('contract_state');
    await Promise.all([house.contracts.tick(), house.contracts.tick()]);
    await house.contracts.tick();
    expect(house.contracts.get(hr, id)).toMatchObject({ status: 'completed', sealing: false });
    for (const address of [LUKASZ, FATIMA])
      expect(house.mails(address).filter(({ subject }) => subject.startsWith('Getekend'))).toHaveLength(1);
    expect(kindsOf(id).filter((kind) => kind === 'sealed')).toHaveLength(1);
    expect(kindsOf(id).slice(0, 8)).toEqual([
      ...['created', 'sent', 'link-mailed', 'code-mailed', 'code-right', 'viewed', 'signed', 'link-mailed'],
    ]);
  });

  it('needs the code, the turn, a look at the contract, and has one effect for twenty at once', async () => {
    const { id } = await house.sent({ mode: 'at-once' });
    const token = house.tokenTo(LUKASZ);
    const typed = { method: 'typed', name: 'Łukasz', agreed: true } as const;
    await expect(house.signing.read(token, 'onzin', visitor)).rejects.toEqual(code('signing_code_needed'));
    const { access } = await house.enter(LUKASZ);
    const other = await house.enter(FATIMA);
    await expect(house.signing.read(token, other.access, visitor)).rejects.toEqual(
      code('signing_code_needed'),
    );
    await expect(house.signing.sign(token, access, typed, visitor)).rejects.toEqual(code('signing_not_open'));
    await house.signing.read(token, access, visitor);
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, () => house.signing.sign(token, access, typed, visitor)),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(kindsOf(id).filter((kind) => kind === 'signed')).toHaveLength(1);
    const row = house.db
      .select()
      .from(contractSigners)
      .all()
      .find(({ email }) => email === LUKASZ);
    expect(row).toMatchObject({
      signedSha256: house.contracts.get(hr, id).sha256,
      address: '192.0.2.7',
      method: 'typed',
    });
  });

  it('is refused when the file is not the one that was offered', async () => {
    const { id } = await house.sent();
    const { token, access } = await house.enter(LUKASZ);
    await house.signing.read(token, access, visitor);
    const { fileId } = house.db.select().from(table).get() ?? { fileId: '' };
    await house.files.put('alfa', fileId, new Uint8Array([1, 2, 3]));
    const input = { method: 'typed', name: 'Łukasz', agreed: true } as const;
    await expect(house.signing.sign(token, access, input, visitor)).rejects.toEqual(
      code('contract_file_changed'),
    );
    await expect(house.contracts.file(hr, id, 'original')).rejects.toEqual(code('contract_file_changed'));
  });
});

describe('an end without all signatures', () => {
  it('comes of one refusal, with its reason for HR and nothing of it in the mail', async () => {
    const { id } = await house.sent({ mode: 'at-once' });
    const { token, access } = await house.enter(LUKASZ);
    await house.signing.read(token, access, visitor);
    await expect(house.signing.decline(token, access, '  ', visitor)).rejects.toEqual(code('reason_missing'));
    const seen = await house.signing.decline(token, access, 'Het loon klopt niet.', visitor);
    expect(seen).toMatchObject({ status: 'declined', signer: 'declined' });
    expect(house.contracts.get(hr, id)).toMatchObject({
      status: 'declined',
      signers: [{ status: 'declined', declineReason: 'Het loon klopt niet.' }, { status: 'cancelled' }],
    });
    const [told] = house.mails(FATIMA).slice(-1);
    expect(told?.subject).toContain('Geweigerd');
    expect(told?.body).not.toContain('loon');
    expect(told?.body).toContain(`${origin}/hr/contracten/${id}`);
    await expect(house.signing.mailCode(house.tokenTo(FATIMA), visitor)).rejects.toEqual(
      code('signing_not_open'),
    );
    await expect(house.signing.read(token, access, visitor)).rejects.toEqual(code('signing_code_needed'));
  });

  it('comes of HR, who says why; links and accesses are closed at once', async () => {
    const { id } = await house.sent();
    const { token, access } = await house.enter(LUKASZ);
    expect(() => house.contracts.withdraw(hr, id, '')).toThrow('reason_missing');
    expect(house.contracts.withdraw(hr, id, 'Fout in de functie')).toMatchObject({
      status: 'withdrawn',
      endReason: 'Fout in de functie',
    });
    await expect(house.signing.read(token, access, visitor)).rejects.toEqual(code('signing_code_needed'));
    await expect(house.signing.file(token, access)).rejects.toEqual(code('signing_code_needed'));
    expect(await house.signing.door(token)).toMatchObject({ status: 'withdrawn', signer: 'cancelled' });
    expect(house.mails(LUKASZ).at(-1)?.subject).toContain('Ingetrokken');
    expect(() => house.contracts.withdraw(hr, id, 'nog eens')).toThrow('contract_state');
  });

  it('comes of time, told once to everybody who was asked and to who sent it', async () => {
    const { id, revision } = await house.draft({ mode: 'at-once' });
    await expect(house.contracts.send(hr, id, { revision, expiresOn: '2026-03-01' }, origin)).rejects.toEqual(
      code('bad_request'),
    );
    await house.contracts.send(hr, id, { revision, expiresOn: '2026-03-04' }, origin);
    house.deps.advance(2 * DAY);
    await house.contracts.tick();
    expect(house.contracts.get(hr, id).status).toBe('sent');
    house.deps.advance(DAY);
    await house.contracts.tick();
    await house.contracts.tick();
    expect(house.contracts.get(hr, id)).toMatchObject({
      status: 'expired',
      signers: [{ status: 'expired' }, { status: 'expired' }],
    });
    expect(house.mails().filter(({ subject }) => subject.startsWith('Verlopen'))).toHaveLength(2);
  });

  it('is three months away when nobody says otherwise', async () => {
    expect((await house.sent()).expiresOn).toBe('2026-06-02');
  });
});

describe('reminders', () => {
  const reminders = () => house.mails(LUKASZ).filter(({ subject }) => subject.startsWith('Herinnering'));

  it('come after five days, then every two, five at most, also with a round a day', async () => {
    await house.sent();
    const days: number[] = [];
    for (let day = 1; day <= 60; day++) {
      house.deps.advance(DAY);
      const before = reminders().length;
      await house.contracts.tick();
      await house.contracts.tick();
      if (reminders().length > before) days.push(day);
    }
    expect(days).toEqual([5, 7, 9, 11, 13]);
    expect(house.mails(FATIMA)).toHaveLength(0);
    await expect(house.signing.door(house.tokenTo(LUKASZ))).resolves.toMatchObject({ signer: 'sent' });
  });

  it('do not come after thirty days, and stop when it is signed', async () => {
    await house.sent();
    house.deps.advance(31 * DAY);
    await house.contracts.tick();
    expect(reminders()).toHaveLength(0);
    const { id } = await house.sent();
    await house.sign(LUKASZ);
    house.deps.advance(6 * DAY);
    await house.contracts.tick();
    expect(reminders()).toHaveLength(0);
    expect(house.contracts.get(hr, id).signers[1]).toMatchObject({ remindersSent: 1 });
  });

  it('begin anew when HR sends a new link, which ends the old ones', async () => {
    const { id, signers } = await house.sent();
    house.deps.advance(5 * DAY);
    await house.contracts.tick();
    const [first, second] = [house.mails(LUKASZ)[0]?.body ?? '', house.tokenTo(LUKASZ)];
    expect(first).not.toContain(second);
    const after = await house.contracts.resend(hr, id, signers[0]?.id ?? '');
    expect(after.signers[0]).toMatchObject({ remindersSent: 0 });
    await expect(house.signing.door(second)).rejects.toEqual(code('link_invalid'));
    await expect(house.contracts.resend(hr, id, signers[1]?.id ?? '')).rejects.toEqual(
      code('contract_state'),
    );
    await expect(house.contracts.resend(hr, id, 'onzin')).rejects.toEqual(code('not_found'));
    house.deps.advance(5 * DAY);
    await house.contracts.tick();
    expect(reminders()).toHaveLength(2);
  });
});

describe('links and codes', () => {
  it('are kept as hashes only, and belong to one signer', async () => {
    await house.sent({ mode: 'at-once' });
    const [one, two] = [house.tokenTo(LUKASZ), house.tokenTo(FATIMA)];
    await house.signing.mailCode(one, visitor);
    const digits = house.codeTo(LUKASZ);
    for (const name of ['signing_links', 'signing_codes', 'signing_accesses', 'contract_events']) {
      const rows = JSON.stringify(house.db.all(`SELECT * FROM ${name}`));
      for (const secret of [one, two, digits]) expect(rows).not.toContain(secret);
    }
    expect(one.length).toBeGreaterThan(43);
    await expect(house.signing.enter(two, digits, visitor)).rejects.toEqual(code('signing_code_wrong'));
    await house.signing.enter(one, ` ${digits.slice(0, 3)} ${digits.slice(3)}`, visitor);
    await expect(house.signing.enter(one, digits, visitor)).rejects.toEqual(code('signing_code_wrong'));
    for (const token of [
      '',
      'alfa.',
      `beta.${one.slice(5)}`,
      `${one}x`,
      'nergens.aaaaaaaaaaaaaaaaaaaaaaaa',
      one.slice(5),
    ])
      await expect(house.signing.door(token)).rejects.toEqual(code('link_invalid'));
  });

  it('refuse the sixth try at a code, an old code, and everything after twenty wrong ones', async () => {
    const { id, signers } = await house.sent();
    const token = house.tokenTo(LUKASZ);
    const wrong = () => house.signing.enter(token, 'abc', visitor).catch((error) => error.code);
    await house.signing.mailCode(token, visitor);
    expect(await Promise.all(Array.from({ length: 5 }, wrong))).toEqual(Array(5).fill('signing_code_wrong'));
    await expect(house.signing.enter(token, house.codeTo(LUKASZ), visitor)).rejects.toEqual(
      code('signing_code_wrong'),
    );
    house.deps.advance(31_000);
    await house.signing.mailCode(token, visitor);
    house.deps.advance(10 * 60_000);
    await expect(house.signing.enter(token, house.codeTo(LUKASZ), visitor)).rejects.toEqual(
      code('signing_code_wrong'),
    );
    for (let round = 0; round < 3; round++) {
      house.deps.advance(20 * 60_000);
      await house.signing.mailCode(token, visitor);
      for (let i = 0; i < 5; i++) await wrong();
    }
    house.deps.advance(60 * 60_000);
    await expect(house.signing.mailCode(token, visitor)).rejects.toEqual(code('signing_blocked'));
    expect(await wrong()).toBe('signing_blocked');
    expect(kindsOf(id).filter((kind) => kind === 'code-wrong')).toHaveLength(20);
    await house.contracts.resend(hr, id, signers[0]?.id ?? '');
    await house.sign(LUKASZ);
    expect(house.contracts.get(hr, id).signed).toBe(1);
  });

  it('are mailed at most once in half a minute and five times an hour', async () => {
    await house.sent();
    const token = house.tokenTo(LUKASZ);
    const ask = () => house.signing.mailCode(token, visitor);
    await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'too_many_requests', data: { retryAfter: 30 } });
    for (let i = 0; i < 4; i++) {
      house.deps.advance(30_000);
      await ask();
    }
    house.deps.advance(30_000);
    await expect(ask()).rejects.toMatchObject({ code: 'too_many_requests', data: { retryAfter: 3450 } });
  });

  it('give an access that ends after an hour', async () => {
    await house.sent();
    const { token, access } = await house.enter(LUKASZ);
    await house.signing.read(token, access, visitor);
    house.deps.advance(60 * 60_000);
    await expect(house.signing.read(token, access, visitor)).rejects.toEqual(code('signing_code_needed'));
  });
});

describe('who sees what', () => {
  it('follows the flags; foreign and missing are the same; nobody locks oneself out', async () => {
    const { id } = await house.sent();
    const { provider, employee, foreign } = house.people;
    house.contracts.setReaders(hr, id, { employee: false, employer: false, provider: false });
    expect(house.contracts.get(hr, id).readers).toEqual({ employee: false, employer: true, provider: false });
    expect(() => house.contracts.get(provider, id)).toThrow('not_found');
    expect(house.contracts.list(provider, { search: '', show: 'all', page: 1 }).total).toBe(0);
    expect(house.contracts.mine(employee)).toEqual([]);
    for (const action of [
      () => house.contracts.get(foreign, id),
      () => house.contracts.get(hr, 'onzin'),
      () => house.contracts.withdraw(foreign, id, 'x'),
      () => house.contracts.setReaders(foreign, id, { employee: true, employer: true, provider: true }),
    ])
      expect(action).toThrow('not_found');
    await expect(house.contracts.file(foreign, id, 'original')).rejects.toThrow('not_found');
    await expect(house.contracts.ownFile(employee, id)).rejects.toThrow('not_found');
    for (const role of ['employee', 'manager', 'candidate'] as const)
      expect(() => house.contracts.get({ ...hr, role }, id)).toThrow('forbidden');
  });

  it('shows an employee the own sealed contract, and a former concept employee that of before', async () => {
    const { id } = await house.sent();
    await house.sign(LUKASZ);
    await house.sign(FATIMA);
    await house.contracts.tick();
    const { employee } = house.people;
    expect(house.contracts.mine(employee)).toMatchObject([{ id, sealed: true }]);
    expect((await house.contracts.ownFile(employee, id)).fileName).toBe(
      'Proefcontract Łukasz Şahin (getekend).pdf',
    );
    await expect(house.contracts.ownFile({ ...employee, personId: 'iemand' }, id)).rejects.toThrow(
      'not_found',
    );
    house.db.update(table).set({ subjectKind: 'concept', subjectId: house.employeeId }).run();
    expect(house.contracts.mine(employee)).toMatchObject([{ id }]);
  });

  it('finds by name and title, by how far it is, and counts', async () => {
    await house.draft({ title: 'Honderd% zeker' });
    await house.sent();
    const list = (search: string, show: 'all' | 'draft' | 'open' | 'ended' = 'all') =>
      house.contracts.list(hr, { search, show, page: 1 }).rows.map(({ title }) => title);
    expect(list('')).toHaveLength(2);
    expect(list('d%')).toEqual(['Honderd% zeker']);
    expect(list('fatima')).toHaveLength(2);
    expect(list('', 'open')).toEqual(['Proefcontract Łukasz Şahin']);
    expect(list('', 'ended')).toEqual([]);
    expect(house.contracts.candidates(hr, 'sah')).toEqual([]);
    expect(house.contracts.candidates(hr, 'ahin')).toMatchObject([{ name: 'Łukasz Şahin', isOnCall: true }]);
  });

  it('is nothing at all where the product is off', async () => {
    const { id } = await house.sent();
    const off = await contractHouse({ offers: () => false }).catch((error) => error);
    expect(off).toEqual(code('not_found'));
    expect(house.contracts.get(hr, id).status).toBe('sent');
  });
});

it('an installation without a seal refuses to send', async () => {
  const bare = await contractHouse({ platformSeal: undefined } as never);
  await expect(bare.sent()).rejects.toEqual(code('signing_unavailable'));
});

it('no mail carries a word of the contract or an amount, and the log is only added to', async () => {
  const { id } = await house.sent();
  await house.sign(LUKASZ);
  const bodies = (house.db as OutboxDb)
    .select()
    .from(outbox)
    .all()
    .map(({ body }) => body)
    .join('\n');
  expect(bodies).not.toMatch(/plukker|€|Kledingmaat/);
  const seqs = house.db
    .select({ seq: contractEvents.seq })
    .from(contractEvents)
    .all()
    .map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, i) => i + 1));
  expect(house.contracts.get(hr, id).events).toHaveLength(seqs.length);
});
