import { and, eq, gte, inArray, lte } from 'drizzle-orm';
import { addDays } from '../kernel/calendar.ts';
import { type CalendarDate, today } from '../kernel/dates.ts';
import type { MailText, OutboxDb } from '../notifications/model.ts';
import { enqueue } from '../notifications/outbox.ts';
import { periodsFor } from '../pay/closings.ts';
import type { PayrollPeriod } from '../pay/model.ts';
import { periodsAround, readSets, setOf } from '../pay/rows.ts';
import { staffWhere } from '../personnel/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { declarations } from '../store/declaration-schema.ts';
import { payrollRuns, runReminders } from '../store/run-schema.ts';
import type { Contact, PayrollRunDeps } from './deps.ts';
import { spanIn } from './hours.ts';
import { dayText, mailOverview } from './mail-settings.ts';
import { trialUrl } from './mails.ts';
import { periodTitle } from './titles.ts';

/** Days before the last day of input from which people are reminded. */
const REMIND_DAYS = 3;

/**
 * Mails what is due at one employer, in the caller's transaction: on-call workers without hours and HR with open declarations before a period closes, and the
 * employer a day before it should have looked at a trial. A row per person keeps it to one each. @returns how many mails
 */
export function remind(tx: EmployerDb, employerId: string, deps: PayrollRunDeps): number {
  const now = today(deps.clock);
  const closing = periodsAround(tx, addDays(now, -31), now).filter(
    ({ startsOn, closesOn }) => startsOn <= now && now <= closesOn && closesOn <= addDays(now, REMIND_DAYS),
  );
  const sent = closing.map(
    (period) => remindHours(tx, employerId, period, deps) + remindHr(tx, employerId, period, deps),
  );
  return sent.reduce((a, b) => a + b, 0) + remindTrial(tx, employerId, now, deps);
}

function remindHours(
  tx: EmployerDb,
  employerId: string,
  period: PayrollPeriod,
  deps: PayrollRunDeps,
): number {
  if (periodsFor(tx, [period], true)[0]?.closedAt !== null) return 0;
  const sets = readSets(tx);
  const handedIn = new Set(
    tx
      .select({ employmentId: declarations.employmentId })
      .from(declarations)
      .where(
        and(
          eq(declarations.form, 'worked'),
          inArray(declarations.status, ['submitted', 'approved', 'processed']),
          lte(declarations.fromDate, period.endsOn),
          gte(declarations.toDate, period.startsOn),
        ),
      )
      .all()
      .map(({ employmentId }) => employmentId),
  );
  const people = staffWhere(tx, period.endsOn)
    .filter(
      ({ employment }) =>
        employment.isOnCall &&
        spanIn(employment, period) !== null &&
        setOf(sets, employment) !== null &&
        !handedIn.has(employment.id),
    )
    .flatMap(({ employee }) => employee.personId ?? []);
  return deps
    .contacts(employerId, people)
    .filter((contact) => once(tx, 'hours', String(period.id), contact.personId, deps))
    .map((contact) => post(tx, contact, hoursMail(contact, period, deps), deps)).length;
}

function remindHr(tx: EmployerDb, employerId: string, period: PayrollPeriod, deps: PayrollRunDeps): number {
  if (period.closedAt !== null) return 0;
  const open = tx
    .select({ id: declarations.id })
    .from(declarations)
    .where(and(eq(declarations.status, 'submitted'), lte(declarations.toDate, period.endsOn)))
    .get();
  if (open === undefined) return 0;
  return deps
    .holders(employerId, 'hr')
    .filter((contact) => once(tx, 'declarations', String(period.id), contact.personId, deps))
    .map((contact) => post(tx, contact, declarationsMail(contact, period, deps), deps)).length;
}

function remindTrial(tx: EmployerDb, employerId: string, now: CalendarDate, deps: PayrollRunDeps): number {
  const run = tx.select().from(payrollRuns).where(eq(payrollRuns.status, 'trial_ready')).get();
  if (!run?.deadline || run.deadline > addDays(now, 1)) return 0;
  // Whoever is told today that it is ready needs no second mail today.
  if (run.updatedAt > deps.clock.now() - 20 * 3_600_000) return 0;
  return mailOverview(tx, employerId, deps)
    .effective.addresses.filter(({ address }) => once(tx, 'trial', `${run.id}/${run.round}`, address, deps))
    .map(({ address }) => {
      const deadline = dayText(run.deadline ?? now, 'nl');
      return post(tx, { email: address }, trialMail(deadline, run.id, deps), deps);
    }).length;
}

/** True the first time; the row and the mail come in one transaction. */
function once(
  tx: EmployerDb,
  kind: string,
  subject: string,
  recipient: string,
  deps: Pick<PayrollRunDeps, 'clock'>,
): boolean {
  const made = tx
    .insert(runReminders)
    .values({ kind, subject, recipient, at: deps.clock.now() })
    .onConflictDoNothing()
    .returning({ at: runReminders.at })
    .all();
  return made.length > 0;
}

function post(tx: EmployerDb, { email }: Pick<Contact, 'email'>, text: MailText, deps: PayrollRunDeps): void {
  enqueue(tx as OutboxDb, { id: deps.ids.next(), recipient: email, text, now: deps.clock.now() });
}

function linkTo(deps: PayrollRunDeps, label: string, path: string): MailText['link'] {
  return deps.publicOrigin === null ? null : { label, url: `${deps.publicOrigin}${path}` };
}

function hoursMail({ name }: Contact, period: PayrollPeriod, deps: PayrollRunDeps): MailText {
  const title = periodTitle(period, 'nl');
  const until = dayText(period.closesOn, 'nl');
  return {
    subject: `Vergeet je uren van ${title} niet`,
    paragraphs: [
      `Hallo ${name},`,
      `Je hebt nog geen uren doorgegeven over ${title}. Dat kan tot en met ${until}; wat later komt, gaat mee in de volgende periode.`,
    ],
    link: linkTo(deps, 'Uren doorgeven', '/declaraties'),
    after: [
      'Heb je niet gewerkt? Dan hoef je niets te doen.',
      `English: you have not handed in any hours for ${periodTitle(period, 'en')} yet. You can until ${dayText(period.closesOn, 'en')}.`,
    ],
  };
}

function declarationsMail({ name }: Contact, period: PayrollPeriod, deps: PayrollRunDeps): MailText {
  const title = periodTitle(period, 'nl');
  return {
    subject: `Er wachten nog declaraties op jullie: ${title} sluit bijna`,
    paragraphs: [
      `Hallo ${name},`,
      `Van ${title} staan nog declaraties open. Behandel ze uiterlijk ${dayText(period.closesOn, 'nl')}, dan gaan ze mee in deze loonrun.`,
    ],
    link: linkTo(deps, 'Declaraties behandelen', '/taken'),
    after: [`English: some claims of ${periodTitle(period, 'en')} still wait for your decision.`],
  };
}

function trialMail(deadline: string, runId: string, deps: PayrollRunDeps): MailText {
  return {
    subject: 'De proefrun wacht nog op jullie',
    paragraphs: [
      `De proefrun staat klaar en is nog niet bekeken. Kijk uiterlijk ${deadline} of alles klopt.`,
    ],
    link: linkTo(deps, 'Proefrun bekijken', trialUrl('', runId)),
    after: ['English: the trial run still waits for your approval.'],
  };
}
