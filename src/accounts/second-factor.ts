import { eq } from 'drizzle-orm';
import { AppError } from '../kernel/errors.ts';
import type { MailText } from '../notifications/model.ts';
import { enqueue } from '../notifications/outbox.ts';
import type { DirectoryDb } from '../store/db.ts';
import { secondFactors } from '../store/directory-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { AccountDeps } from './accounts.ts';
import {
  acceptedStep,
  keyUri,
  newRecoveryCodes,
  newSecret,
  shownRecoveryCode,
  typedRecoveryCode,
} from './codes.ts';
import { resetSecondFactor } from './factor-reset.ts';
import {
  codesLeft,
  endOtherSessions,
  type FactorRow,
  factorOf,
  personOf,
  removeFactor,
  replaceCodes,
  takeRecoveryCode,
  takeStep,
} from './factor-rows.ts';
import { needsSecondFactor } from './factor-rules.ts';
import { factorMail, recoveryCodeUsedMail } from './mails.ts';
import { createRateLimit } from './rate-limit.ts';
import type { SecondFactor } from './service.ts';
import { hashRecoveryCode, hashToken } from './tokens.ts';
import { createVault } from './vault.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Three codes of a million are right at any moment: twenty guesses a day come to 2 % in a year of trying, by who has the password. */
const MAX_SOON = 5;
const SOON = 15 * MINUTE;
const MAX_A_DAY = 20;
const SETUP_LIFETIME = 60 * MINUTE;

/** Codes from an app and recovery codes: setting up, checking, taking away. */
export function createSecondFactor(deps: AccountDeps): SecondFactor {
  const { directory, clock, ids } = deps;
  const vault = createVault(deps.sessionSecret, ids);
  const soon = createRateLimit(MAX_SOON, SOON, clock);
  const aDay = createRateLimit(MAX_A_DAY, DAY, clock);
  const warnings = createRateLimit(1, DAY, clock);

  const tell = (tx: DirectoryDb, person: { email: string }, text: MailText) =>
    enqueue(tx, { id: ids.next(), recipient: person.email, text, now: clock.now() });

  /** The secret in the clear. @throws AppError factor_unreadable when the service's secret is another now */
  const secretOf = async (row: FactorRow): Promise<string> => {
    const secret = await vault.open(contextOf(row.personId), row.secret);
    if (secret === null) throw new AppError('factor_unreadable');
    return secret;
  };

  /** Counts an attempt before it is made, so that parallel guesses do not all slip through. */
  const attempt = (personId: string): void => {
    const wait = aDay.retryAfter(personId) ?? soon.retryAfter(personId);
    if (wait !== null) throw new AppError('too_many_codes', { data: { retryAfter: wait } });
    soon.hit(personId);
    aDay.hit(personId);
  };
  const succeeded = (personId: string): void => {
    soon.clear(personId);
    aDay.clear(personId);
  };

  /** Whoever guesses codes has the password already: the owner must know. */
  const failed = (personId: string): void => {
    if (soon.retryAfter(personId) === null || warnings.retryAfter(personId) !== null) return;
    warnings.hit(personId);
    const person = personOf(directory, personId);
    if (person) inTransaction(directory, (tx) => tell(tx, person, factorMail('guessed', person)));
  };

  /** Uses a code up; false when it is wrong or was used. */
  const spend = async (row: FactorRow, code: string): Promise<boolean> => {
    const { personId } = row;
    const step = acceptedStep(await secretOf(row), code, row.lastStep, clock.now());
    const recovery = typedRecoveryCode(code);
    const codeHash = recovery && (await hashRecoveryCode(deps.sessionSecret, personId, recovery));
    return inTransaction(directory, (tx) => {
      if (step !== null) return takeStep(tx, row, step);
      if (codeHash === null || !takeRecoveryCode(tx, personId, codeHash)) return false;
      const person = personOf(tx, personId);
      const left = codesLeft(tx, personId);
      if (person) tell(tx, person, recoveryCodeUsedMail({ name: person.name, left }));
      return true;
    });
  };

  const verify = async (personId: string, code: string): Promise<boolean> => {
    attempt(personId);
    const row = factorOf(directory, personId);
    const right = row?.confirmedAt != null && (await spend(row, code));
    if (right) succeeded(personId);
    else failed(personId);
    return right;
  };

  /** @throws AppError factor_missing, factor_code_wrong */
  const requireCode = async (personId: string, code: string): Promise<void> => {
    if (factorOf(directory, personId)?.confirmedAt == null) throw new AppError('factor_missing');
    if (!(await verify(personId, code))) throw new AppError('factor_code_wrong');
  };

  const freshCodes = async (personId: string) => {
    const codes = await newRecoveryCodes(ids);
    const hashes = await Promise.all(
      codes.map((code) => hashRecoveryCode(deps.sessionSecret, personId, code)),
    );
    return { shown: codes.map(shownRecoveryCode), rows: hashes.map((codeHash) => ({ codeHash, personId })) };
  };

  const pendingOf = (personId: string): FactorRow | null => {
    const row = factorOf(directory, personId);
    if (row === undefined || row.confirmedAt !== null) return null;
    return row.createdAt + SETUP_LIFETIME > clock.now() ? row : null;
  };

  const setupOf = (secret: string, personId: string) => ({
    secret,
    uri: keyUri(secret, personOf(directory, personId)?.email ?? ''),
  });

  return {
    has: ({ personId }) => factorOf(directory, personId)?.confirmedAt != null,
    verify: ({ personId }, code) => verify(personId, code),
    status(actor) {
      const row = factorOf(directory, actor.personId);
      const since = row?.confirmedAt ?? null;
      return {
        state: since !== null ? 'on' : pendingOf(actor.personId) === null ? 'off' : 'pending',
        since,
        recoveryCodesLeft: since === null ? 0 : codesLeft(directory, actor.personId),
        required: needsSecondFactor(deps.secondFactorRule, actor.role),
        hasPassword: personOf(directory, actor.personId)?.passwordHash != null,
      };
    },
    async begin({ personId }) {
      const secret = await newSecret(ids);
      const sealed = await vault.seal(contextOf(personId), secret);
      inTransaction(directory, (tx) => {
        if (factorOf(tx, personId)?.confirmedAt != null) throw new AppError('factor_exists');
        const values = { secret: sealed, createdAt: clock.now() };
        tx.insert(secondFactors)
          .values({ personId, ...values })
          .onConflictDoUpdate({ target: secondFactors.personId, set: values })
          .run();
      });
      return setupOf(secret, personId);
    },
    async pending({ personId }) {
      const row = pendingOf(personId);
      const secret = row && (await vault.open(contextOf(personId), row.secret));
      return secret ? setupOf(secret, personId) : null;
    },
    async confirm({ personId }, token, code) {
      if (factorOf(directory, personId)?.confirmedAt != null) throw new AppError('factor_exists');
      const row = pendingOf(personId);
      if (row === null) throw new AppError('factor_setup_expired');
      attempt(personId);
      const secret = await vault.open(contextOf(personId), row.secret);
      if (secret === null) throw new AppError('factor_setup_expired');
      const lastStep = acceptedStep(secret, code, row.lastStep, clock.now());
      if (lastStep === null) throw new AppError('factor_code_wrong');
      const { shown, rows } = await freshCodes(personId);
      const own = await hashToken(deps.sessionSecret, token);
      inTransaction(directory, (tx) => {
        const still = factorOf(tx, personId);
        if (still?.secret !== row.secret || still.confirmedAt !== null) throw new AppError('factor_exists');
        const values = { confirmedAt: clock.now(), lastStep };
        tx.update(secondFactors).set(values).where(eq(secondFactors.personId, personId)).run();
        replaceCodes(tx, personId, rows);
        endOtherSessions(tx, personId, own, 'own');
        const person = personOf(tx, personId);
        if (person) tell(tx, person, factorMail('on', person));
      });
      succeeded(personId);
      return shown;
    },
    async renewCodes({ personId }, code) {
      await requireCode(personId, code);
      const { shown, rows } = await freshCodes(personId);
      inTransaction(directory, (tx) => {
        if (factorOf(tx, personId)?.confirmedAt == null) throw new AppError('factor_missing');
        replaceCodes(tx, personId, rows);
        const person = personOf(tx, personId);
        if (person) tell(tx, person, factorMail('codes', person));
      });
      return shown;
    },
    async disable({ personId }, token, password, code) {
      const person = personOf(directory, personId);
      if (person?.passwordHash) {
        attempt(personId);
        if (!(await deps.passwords.verify(password, person.passwordHash)))
          throw new AppError('password_wrong');
      }
      await requireCode(personId, code);
      const own = await hashToken(deps.sessionSecret, token);
      inTransaction(directory, (tx) => {
        removeFactor(tx, personId);
        endOtherSessions(tx, personId, own, 'none');
        if (person) tell(tx, person, factorMail('off', person));
      });
    },
    reset: (actor, personId) => resetSecondFactor(deps, actor, personId),
  };
}

/** A sealed secret opens only for the person it was made for. */
function contextOf(personId: string): string {
  return `second factor of ${personId}`;
}
