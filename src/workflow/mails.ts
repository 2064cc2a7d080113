import type { MailText } from '../notifications/model.ts';
import type { Bilingual, StepKind, WorkflowStatus } from './model.ts';

/** Words of the mails about tasks: Dutch, and the same in English below. They hold the title of the matter and no other facts. */

interface Given {
  /** To whom. */
  name: string;
  title: string;
  process: Bilingual;
  /** Null: the mail says where to look. */
  url: string | null;
}

function mail(
  given: Given,
  nl: { subject: string; text: string; look: string },
  en: { text: string; look: string },
): MailText {
  return {
    subject: nl.subject,
    paragraphs: [`Hallo ${given.name},`, nl.text, ...(given.url === null ? [nl.look] : [])],
    link: given.url === null ? null : { label: 'Openen in Vraagbaak', url: given.url },
    after: [`English: ${en.text}${given.url === null ? ` ${en.look}` : ''}`],
  };
}

const look = {
  nl: 'Je vindt het in Vraagbaak, bij Taken.',
  en: 'You find it in Vraagbaak, under Tasks.',
};

const asks: Record<StepKind, Bilingual> = {
  task: { nl: 'Er staat een taak voor je klaar', en: 'There is a task for you' },
  approve: { nl: 'Er wacht iets op jouw goedkeuring', en: 'Something waits for your approval' },
  process: { nl: 'Er staat iets klaar om te verwerken', en: 'Something is ready to be processed' },
  inform: { nl: 'Een bericht ter informatie', en: 'A notice for your information' },
};

/** A task opened, or was given to somebody. */
export function taskMail(given: Given & { kind: StepKind; step: Bilingual }): MailText {
  const { kind, step, process, title } = given;
  const ask = asks[kind];
  return mail(
    given,
    {
      subject: `${step.nl}: ${title}`,
      text: `${ask.nl}: ${step.nl}, bij ${process.nl}, ${title}.`,
      look: look.nl,
    },
    { text: `${ask.en}: ${step.en}, for ${process.en}, ${title}.`, look: look.en },
  );
}

/** A task waits for longer than was agreed to remind of. */
export function reminderMail(given: Given & { step: Bilingual; days: number }): MailText {
  const { step, title, days } = given;
  return mail(
    given,
    {
      subject: `Herinnering: ${step.nl}: ${title}`,
      text: `Deze taak wacht al ${days} ${days === 1 ? 'dag' : 'dagen'} op jou: ${step.nl}, ${title}.`,
      look: look.nl,
    },
    {
      text: `this task has been waiting for you for ${days} ${days === 1 ? 'day' : 'days'}: ${step.en}, ${title}.`,
      look: look.en,
    },
  );
}

/** The deadline of somebody else's task passed. */
export function escalationMail(given: Given & { step: Bilingual; holders: string }): MailText {
  const { step, title, holders } = given;
  const with_ = { nl: holders === '' ? 'niemand' : holders, en: holders === '' ? 'nobody' : holders };
  return mail(
    given,
    {
      subject: `Te laat: ${step.nl}: ${title}`,
      text: `Deze taak is over de termijn: ${step.nl}, ${title}. Ze ligt bij ${with_.nl}. Je kunt haar nu ook zelf doen.`,
      look: look.nl,
    },
    {
      text: `this task is past its deadline: ${step.en}, ${title}. It lies with ${with_.en}. You may do it as well now.`,
      look: look.en,
    },
  );
}

type Ending = Extract<WorkflowStatus, 'completed' | 'rejected' | 'returned'>;
const endings: Record<Ending, { subject: string; nl: string; en: string }> = {
  completed: {
    subject: 'Afgerond',
    nl: 'is goedgekeurd en afgerond.',
    en: 'has been approved and completed.',
  },
  rejected: {
    subject: 'Niet goedgekeurd',
    nl: 'is niet goedgekeurd. De reden lees je in Vraagbaak.',
    en: 'was not approved. You can read the reason in Vraagbaak.',
  },
  returned: {
    subject: 'Teruggestuurd',
    nl: 'is teruggestuurd. Lees in Vraagbaak wat er mist, pas het aan en dien het opnieuw in.',
    en: 'was sent back. Read in Vraagbaak what is missing, change it and hand it in again.',
  },
};

/** What came of something, for who handed it in. */
export function decisionMail(given: Given & { status: Ending }): MailText {
  const { title, status } = given;
  const ending = endings[status];
  return mail(
    given,
    { subject: `${ending.subject}: ${title}`, text: `${title} ${ending.nl}`, look: '' },
    { text: `${title} ${ending.en}`, look: '' },
  );
}
