import type { CalendarDate } from '../kernel/dates.ts';
import type { MailText } from '../notifications/model.ts';
import type { FactKind } from '../personnel/model.ts';
import { formatDay } from './days.ts';
import { kindNames } from './titles.ts';

/** Words of the mails about changed data: Dutch, then English. No mail holds a new value, save the end of an account. */

export interface Greeting {
  name: string;
  employer: string;
}

export function contactChangedMail(given: Greeting & { kinds: readonly FactKind[]; url: string }): MailText {
  const [nl, en] = [kindNames(given.kinds, 'nl'), kindNames(given.kinds, 'en')];
  const waits = given.kinds.includes('email');
  return {
    subject: `Je gegevens bij ${given.employer} zijn gewijzigd`,
    paragraphs: [
      `Hallo ${given.name},`,
      `In Vraagbaak van ${given.employer} is zojuist gewijzigd: ${nl}.`,
      ...(waits
        ? [
            'Een nieuw e-mailadres gebruiken we pas als het is bevestigd. Daarna gaat onze post daarheen en niet meer naar dit adres.',
          ]
        : []),
      'Was jij dit? Dan hoef je niets te doen. Was jij dit niet? Open dan de link: wat nog niet is ingegaan, stoppen we, en HR hoort het meteen.',
    ],
    link: { label: 'Dit was ik niet', url: given.url },
    after: [
      `English: this was just changed at ${given.employer}: ${en}. If it was not you, open the link: what has not taken effect is stopped, and HR hears of it at once.`,
    ],
  };
}

export function verifyMail(given: Greeting & { url: string; hours: number }): MailText {
  return {
    subject: 'Bevestig je nieuwe e-mailadres',
    paragraphs: [
      `Hallo ${given.name},`,
      `Bij ${given.employer} is dit opgegeven als jouw e-mailadres. Klopt dat, bevestig het dan met de link. Tot dan blijven we je oude adres gebruiken.`,
    ],
    link: { label: 'E-mailadres bevestigen', url: given.url },
    after: [
      `De link werkt ${given.hours} uur. Ken je ${given.employer} niet? Dan hoef je niets te doen.`,
      `English: this was given as your e-mail address at ${given.employer}. Open the link within ${given.hours} hours to confirm it. If that was not you, do nothing.`,
    ],
  };
}

export function bankAskedMail(
  given: Greeting & { end: string; appliesOn: CalendarDate; url: string },
): MailText {
  const [nl, en] = [formatDay(given.appliesOn, 'nl'), formatDay(given.appliesOn, 'en')];
  return {
    subject: `Er is een ander rekeningnummer opgegeven bij ${given.employer}`,
    paragraphs: [
      `Hallo ${given.name},`,
      `In Vraagbaak van ${given.employer} is voor jou een ander rekeningnummer opgegeven. Het eindigt op ${given.end.slice(-4)} en gaat in op ${nl}.`,
      'Was jij dit? Dan hoef je niets te doen. Was jij dit niet, of twijfel je? Stop het dan met de link; HR hoort het meteen.',
    ],
    link: { label: 'Stop deze wijziging', url: given.url },
    after: [
      `English: another bank account, ending in ${given.end.slice(-4)}, was given for you at ${given.employer}. It takes effect on ${en}. If it was not you, open the link to stop it; HR hears of it at once.`,
    ],
  };
}

export function bankAppliedMail(given: Greeting & { end: string }): MailText {
  const end = given.end.slice(-4);
  return {
    subject: `Je rekeningnummer bij ${given.employer} is gewijzigd`,
    paragraphs: [
      `Hallo ${given.name},`,
      `Het rekeningnummer dat eindigt op ${end} is nu in gebruik. Klopt dit niet, bel dan vandaag nog HR.`,
    ],
    link: null,
    after: [`English: the bank account ending in ${end} is in use now. If this is wrong, call HR today.`],
  };
}

export function codeMail(given: Greeting & { code: string; minutes: number }): MailText {
  return {
    subject: 'Je code om je rekeningnummer te wijzigen',
    paragraphs: [
      `Hallo ${given.name},`,
      `Je code om bij ${given.employer} je rekeningnummer te wijzigen is ${given.code}. Hij werkt ${given.minutes} minuten. Geef hem aan niemand, ook niet aan HR.`,
      'Vroeg jij hier niet om? Dan is iemand in jouw account aangemeld. Wijzig je wachtwoord en waarschuw HR.',
    ],
    link: null,
    after: [
      `English: ${given.code} is your code to change your bank account at ${given.employer}. It works for ${given.minutes} minutes. Give it to nobody. If you did not ask for it, change your password and tell HR.`,
    ],
  };
}

export function reportedMail(given: { name: string; url: string }): MailText {
  return {
    subject: 'Een wijziging is gemeld als “dit was ik niet”',
    paragraphs: [
      `Hallo ${given.name},`,
      'Iemand meldt vanuit een mail dat een wijziging van zijn of haar gegevens niet van hem of haar komt. Bel deze medewerker op een nummer dat je al kende, niet op een nummer dat net gewijzigd is.',
    ],
    link: { label: 'Bekijk de melding', url: given.url },
    after: [
      'English: a change of personal data was reported as not made by the employee. Call the employee on a number you knew before.',
    ],
  };
}
