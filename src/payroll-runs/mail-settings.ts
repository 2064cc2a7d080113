import { and, asc, eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { addDays } from '../kernel/calendar.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import { plainOf } from '../notifications/render.ts';
import { periodsAround } from '../pay/rows.ts';
import { fullName } from '../personnel/names.ts';
import type { EmployerDb } from '../store/db.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { employees } from '../store/personnel-schema.ts';
import { mailLanguages, runMailAddresses, runMailTexts } from '../store/run-schema.ts';
import type { PayrollRunDeps } from './deps.ts';
import type {
  MailAddress,
  MailChange,
  MailFault,
  MailLanguage,
  MailLevel,
  MailOverview,
  MailPreview,
  MailSettings,
  RunMailText,
} from './mail-model.ts';
import { defaultTexts, filledMail, mailFaults } from './mail-texts.ts';
import { periodTitle } from './titles.ts';

/** Whole names and last names of everybody who works or worked here: none may stand in a mail. */
export function namesOf(db: EmployerDb): string[] {
  return db
    .select()
    .from(employees)
    .all()
    .flatMap((row) => [fullName(row), [row.prefix, row.lastName].filter((part) => part !== '').join(' ')]);
}

/** What holds for the mails of an employer: its own, then the provider's, then ours; without addresses the people of HR. */
export function mailOverview(
  db: EmployerDb,
  employerId: string,
  deps: Pick<PayrollRunDeps, 'holders'>,
): MailOverview {
  const [provider, employer] = [settingsOf(db, 'provider'), settingsOf(db, 'employer')];
  const textIn = (language: MailLanguage): RunMailText =>
    employer.texts[language] ?? provider.texts[language] ?? defaultTexts[language];
  return {
    provider,
    employer,
    effective: {
      addresses: addressesOf(provider, employer, employerId, deps),
      texts: { nl: textIn('nl'), en: textIn('en') },
    },
  };
}

function addressesOf(
  provider: MailSettings,
  employer: MailSettings,
  employerId: string,
  deps: Pick<PayrollRunDeps, 'holders'>,
): MailOverview['effective']['addresses'] {
  const from = (level: 'employer' | 'provider', list: readonly MailAddress[]) =>
    list.map((one) => ({ ...one, from: level }));
  if (employer.addresses.length > 0) return from('employer', employer.addresses);
  if (provider.addresses.length > 0) return from('provider', provider.addresses);
  const people = deps.holders(employerId, 'hr').map(({ email }) => email.toLowerCase());
  return [...new Set(people)].map((address) => ({ address, language: 'nl', from: 'hr' }));
}

function settingsOf(db: EmployerDb, level: MailLevel): MailSettings {
  const texts = db.select().from(runMailTexts).where(eq(runMailTexts.level, level)).all();
  const textIn = (language: MailLanguage): RunMailText | null => {
    const found = texts.find((text) => text.language === language);
    return found === undefined ? null : { subject: found.subject, body: found.body };
  };
  return {
    level,
    addresses: db
      .select({ address: runMailAddresses.address, language: runMailAddresses.language })
      .from(runMailAddresses)
      .where(eq(runMailAddresses.level, level))
      .orderBy(asc(runMailAddresses.address))
      .all(),
    texts: { nl: textIn('nl'), en: textIn('en') },
  };
}

/**
 * Keeps addresses and texts. The provider's go to every employer where this person is provider; each is written whole or not at all.
 * @throws AppError mail_text_unfit with `faults`
 */
export function changeMail(actor: Actor, change: MailChange, deps: PayrollRunDeps): void {
  if (change.level === 'provider' && actor.role !== 'provider') throw new AppError('forbidden');
  const own = deps.employers.open(actor.employerId);
  for (const language of mailLanguages) {
    const faults = faultsIn(own, change.texts?.[language]);
    if (faults.length > 0) throw new AppError('mail_text_unfit', { data: { faults } });
  }
  const places = change.level === 'provider' ? deps.providerAt(actor.personId) : [];
  for (const employerId of new Set([actor.employerId, ...places])) {
    const at = deps.clock.now();
    inTransaction(deps.employers.open(employerId), (tx) =>
      writeSettings(tx, change, { personId: actor.personId, at }),
    );
  }
}

export function faultsIn(db: EmployerDb, text: RunMailText | null | undefined): MailFault[] {
  return text ? mailFaults(text, namesOf(db)) : [];
}

function writeSettings(tx: EmployerDb, change: MailChange, by: { personId: string; at: number }): void {
  const { level, addresses, texts } = change;
  if (addresses !== undefined) {
    tx.delete(runMailAddresses).where(eq(runMailAddresses.level, level)).run();
    for (const one of addresses)
      tx.insert(runMailAddresses)
        .values({ level, ...one })
        .onConflictDoNothing()
        .run();
  }
  for (const language of mailLanguages) {
    const text = texts?.[language];
    if (text === undefined) continue;
    tx.delete(runMailTexts)
      .where(and(eq(runMailTexts.level, level), eq(runMailTexts.language, language)))
      .run();
    if (text !== null)
      tx.insert(runMailTexts)
        .values({ level, language, ...text, updatedBy: by.personId, updatedAt: by.at })
        .run();
  }
}

/** A text as it would arrive, for the period of today, with what keeps it from being sent. */
export function previewOf(
  db: EmployerDb,
  actor: Actor,
  text: RunMailText,
  language: MailLanguage,
  deps: PayrollRunDeps,
): MailPreview {
  const now = today(deps.clock);
  const period = periodsAround(db, now, now).find(({ startsOn, endsOn }) => startsOn <= now && now <= endsOn);
  const mail = filledMail(
    text,
    {
      werkgever: deps.employerName(actor.employerId),
      periode: period ? periodTitle(period, language) : '',
      link: `${deps.publicOrigin ?? 'https://…'}/proefrun/…`,
      afzender: actor.name,
      uiterlijk: dayText(addDays(now, 5), language),
    },
    language,
  );
  return { subject: mail.subject, text: plainOf(mail), faults: mailFaults(text, namesOf(db)) };
}

export function dayText(date: string, language: MailLanguage): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'nl-NL', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(Date.parse(`${date}T00:00:00Z`));
}
