import { and, eq, inArray, like } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import type { CalendarDate } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import type { MailText, OutboxDb } from '../notifications/model.ts';
import { cancel, enqueue } from '../notifications/outbox.ts';
import type { PayrollPeriod } from '../pay/model.ts';
import type { EmployerDb } from '../store/db.ts';
import { runEvents } from '../store/run-schema.ts';
import { calendarFile } from './calendar-file.ts';
import { startingActions } from './decide.ts';
import type { PayrollRunDeps } from './deps.ts';
import type { MailLanguage } from './mail-model.ts';
import { dayText, mailOverview, namesOf } from './mail-settings.ts';
import { filledMail, mailFaults } from './mail-texts.ts';
import type { RunRow } from './rows.ts';
import { periodTitle } from './titles.ts';

export interface Ready {
  run: RunRow;
  /** How often it was marked ready, this time included. */
  round: number;
  period: PayrollPeriod;
  deadline: CalendarDate;
  origin: string | null;
}

/**
 * Mails that a trial is ready, one recipient a mail, in the transaction that makes it so. Ids come from run, round and address, so that the same
 * round can't be mailed twice. @returns how many mails
 * @throws AppError mail_addresses_missing, mail_text_unfit
 */
export function tellReady(tx: EmployerDb, actor: Actor, ready: Ready, deps: PayrollRunDeps): number {
  const { addresses, texts } = mailOverview(tx, actor.employerId, deps).effective;
  if (addresses.length === 0) throw new AppError('mail_addresses_missing');
  const names = namesOf(tx);
  addresses.forEach(({ address, language }, i) => {
    const faults = mailFaults(texts[language], names);
    if (faults.length > 0) throw new AppError('mail_text_unfit', { data: { faults } });
    const values = valuesOf(actor, ready, language, deps);
    enqueue(tx as OutboxDb, {
      id: `run-${ready.run.id}-${ready.round}-${i + 1}`,
      recipient: address,
      text: filledMail(texts[language], values, language),
      now: deps.clock.now(),
      about: aboutReady(ready.run.id),
      calendar: { fileName: 'proefrun.ics', content: reminderFile(ready, language, deps) },
    });
  });
  return addresses.length;
}

/** Address of a trial; without an origin only its path, to be opened from the portal. */
export function trialUrl(origin: string | null, runId: string): string {
  return `${origin ?? ''}/proefrun/${runId}`;
}

function valuesOf(actor: Actor, ready: Ready, language: MailLanguage, deps: PayrollRunDeps) {
  return {
    werkgever: deps.employerName(actor.employerId),
    periode: periodTitle(ready.period, language),
    link: trialUrl(ready.origin, ready.run.id),
    afzender: actor.name,
    uiterlijk: dayText(ready.deadline, language),
  };
}

function reminderFile(ready: Ready, language: MailLanguage, deps: PayrollRunDeps): string {
  const period = periodTitle(ready.period, language);
  return calendarFile({
    uid: `proefrun-${ready.run.id}@vraagbaak.invalid`,
    sequence: ready.round,
    date: ready.deadline,
    title: language === 'en' ? `Check trial run ${period}` : `Proefrun ${period} bekijken`,
    url: trialUrl(ready.origin, ready.run.id),
    at: deps.clock.now(),
  });
}

const aboutReady = (runId: string) => `run-ready/${runId}`;

/** What has not left yet about this trial stays here. @returns how many */
export function untellReady(tx: EmployerDb, runId: string): number {
  return cancel(tx as OutboxDb, (outbox) =>
    and(eq(outbox.status, 'waiting'), like(outbox.about, aboutReady(runId))),
  );
}

/** Tells who worked on a run what the employer decided; the reason stands on the page, not in the mail. */
export function tellDecision(
  tx: EmployerDb,
  actor: Actor,
  about: {
    run: RunRow;
    period: PayrollPeriod;
    decision: 'approve' | 'return' | 'undo';
    origin: string | null;
  },
  deps: PayrollRunDeps,
): void {
  const { run, period, decision, origin } = about;
  const workers = tx
    .selectDistinct({ personId: runEvents.personId })
    .from(runEvents)
    .where(and(eq(runEvents.runId, run.id), inArray(runEvents.action, [...startingActions])))
    .all()
    .map(({ personId }) => personId);
  const title = periodTitle(period, 'nl');
  const employer = deps.employerName(actor.employerId);
  for (const { personId, email } of deps.contacts(actor.employerId, workers)) {
    if (personId === actor.personId) continue;
    enqueue(tx as OutboxDb, {
      id: deps.ids.next(),
      recipient: email,
      text: decisionMail(decision, { title, employer, url: trialUrl(origin, run.id) }),
      now: deps.clock.now(),
    });
  }
}

function decisionMail(
  decision: 'approve' | 'return' | 'undo',
  { title, employer, url }: { title: string; employer: string; url: string },
): MailText {
  const words = {
    approve: [`Proefrun ${title} van ${employer} is goedgekeurd`, 'The trial run was approved.'],
    return: [`Proefrun ${title} van ${employer} is teruggestuurd`, 'The trial run was sent back.'],
    undo: [
      `Goedkeuring van proefrun ${title} van ${employer} is ongedaan gemaakt`,
      'The approval of the trial run was undone.',
    ],
  } as const;
  const [subject, english] = words[decision];
  return {
    subject,
    paragraphs: [`${subject}. Wat erbij geschreven is, staat op de pagina van de proefrun.`],
    link: { label: 'Proefrun bekijken', url },
    after: [`English: ${english}`],
  };
}
