import { and, eq, like } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Actor } from '../kernel/actor.ts';
import type { MailText, OutboxDb } from '../notifications/model.ts';
import { cancel, enqueue } from '../notifications/outbox.ts';
import type { EmployerDb } from '../store/db.ts';
import { unansweredQuestions } from '../store/employer-schema.ts';
import type { CuratedScope } from './model.ts';

export interface TellDeps extends Pick<Deps, 'clock' | 'ids'> {
  /** Names and addresses of people who work here; absent where no mail is sent. */
  contacts?: (employerId: string, personIds: readonly string[]) => Contact[];
}

export interface Contact {
  personId: string;
  name: string;
  email: string;
  isOnCall: boolean;
}

/** HR may take an answer back for so long before anybody hears of it, in milliseconds. */
const SECOND_THOUGHTS = 2 * 60_000;

/**
 * Mails everybody who asked that HR answered, in the transaction of the answer. The mail holds a link and no word of question or answer.
 * @param origin where the link leads; without one the mail says where to look
 */
export function tellAskers(
  deps: TellDeps,
  tx: EmployerDb,
  actor: Actor,
  about: { groupId: string; answerId: string; scope: CuratedScope },
  origin: string | undefined,
): void {
  if (deps.contacts === undefined) return;
  const askers = tx
    .selectDistinct({ personId: unansweredQuestions.personId })
    .from(unansweredQuestions)
    .where(eq(unansweredQuestions.groupId, about.groupId))
    .all()
    .map(({ personId }) => personId);
  const now = deps.clock.now();
  for (const contact of deps.contacts(actor.employerId, askers)) {
    // What is for on-call workers only is not shown to others, so they are not called to it.
    if (about.scope === 'on_call' && !contact.isOnCall) continue;
    if (contact.personId === actor.personId) continue;
    enqueue(tx as OutboxDb, {
      id: deps.ids.next(),
      recipient: contact.email,
      text: answeredMail(contact.name, origin),
      now,
      dueAt: now + SECOND_THOUGHTS,
      about: `${about.answerId}/${about.groupId}`,
    });
  }
}

/** What has not left yet about this answer stays here. */
export function untell(tx: EmployerDb, answerId: string): void {
  cancel(tx as OutboxDb, (outbox) => and(eq(outbox.status, 'waiting'), like(outbox.about, `${answerId}/%`)));
}

function answeredMail(name: string, origin: string | undefined): MailText {
  return {
    subject: 'HR heeft je vraag beantwoord',
    paragraphs: [
      `Hallo ${name},`,
      'Je stelde een vraag waarop de documenten geen antwoord gaven. HR heeft die beantwoord; je leest het antwoord in Vraagbaak bij Mijn vragen.',
    ],
    link: origin === undefined ? null : { label: 'Lees het antwoord', url: `${origin}/mijn-vragen` },
    after: ['English: HR has answered your question. Read it in Vraagbaak, under My questions.'],
  };
}
