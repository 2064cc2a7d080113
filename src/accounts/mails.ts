import type { Role } from '../kernel/actor.ts';
import type { MailText } from '../notifications/model.ts';

/** Words of the mails about accounts. Dutch, with a line of English for who does not read it. */

const roleNames: Record<Role, string> = {
  employee: 'medewerker',
  manager: 'leidinggevende',
  hr: 'HR',
  provider: 'salarisadministratie',
  candidate: 'nieuwe medewerker',
};

export function invitationMail(given: {
  name: string;
  employer: string;
  role: Role;
  url: string;
  expires: string;
}): MailText {
  return {
    subject: `Uitnodiging: Vraagbaak van ${given.employer}`,
    paragraphs: [
      `Hallo ${given.name},`,
      `Je bent uitgenodigd voor Vraagbaak van ${given.employer}, als ${roleNames[given.role]}. Daar stel je vragen over werk, verlof en loon; het antwoord komt uit de documenten van je werkgever.`,
    ],
    link: { label: 'Uitnodiging aannemen', url: given.url },
    after: [
      `De link werkt één keer, tot en met ${given.expires}. Verwachtte je deze mail niet? Dan hoef je niets te doen.`,
      'English: you have been invited. Open the link to accept.',
    ],
  };
}

export function resetMail(given: { name: string; url: string }): MailText {
  return {
    subject: 'Nieuw wachtwoord voor Vraagbaak',
    paragraphs: [`Hallo ${given.name},`, 'Iemand vroeg om een nieuw wachtwoord voor jouw account.'],
    link: { label: 'Nieuw wachtwoord kiezen', url: given.url },
    after: [
      'De link werkt één keer, een uur lang. Vroeg je dit niet? Dan hoef je niets te doen: je wachtwoord blijft zoals het is.',
      'English: open the link to choose a new password.',
    ],
  };
}

export function passwordChangedMail(given: { name: string }): MailText {
  return {
    subject: 'Je wachtwoord voor Vraagbaak is gewijzigd',
    paragraphs: [
      `Hallo ${given.name},`,
      'Je wachtwoord is zojuist gewijzigd en je bent op andere apparaten afgemeld. Was jij dit niet? Vraag dan meteen een nieuw wachtwoord aan en waarschuw HR.',
    ],
    link: null,
    after: ['English: your password was just changed. If this was not you, ask for a new one at once.'],
  };
}

/** Words of the mails about the second factor and about signing in elsewhere: what changed, and what to do if it was not you. */
const factorTexts = {
  on: {
    subject: 'Tweede stap bij aanmelden staat aan',
    said: 'Je meldt je voortaan aan met je wachtwoord en een code uit je app. Op andere apparaten ben je afgemeld.',
    english: 'you now sign in with your password and a code from your app.',
  },
  off: {
    subject: 'Tweede stap bij aanmelden staat uit',
    said: 'De tweede stap bij het aanmelden is uitgezet. Je wachtwoord alleen is nu genoeg.',
    english: 'the second step of your sign-in was switched off.',
  },
  codes: {
    subject: 'Nieuwe herstelcodes voor Vraagbaak',
    said: 'Er zijn nieuwe herstelcodes gemaakt. De oude werken niet meer.',
    english: 'new recovery codes were made; the old ones do not work any more.',
  },
  guessed: {
    subject: 'Verkeerde codes bij het aanmelden',
    said: 'Iemand vulde jouw wachtwoord goed in, maar daarna telkens een verkeerde code. Er is niet aangemeld.',
    english: 'somebody gave your right password and then several wrong codes. Nobody got in.',
  },
} as const;
export type FactorNews = keyof typeof factorTexts;

export function factorMail(news: FactorNews, given: { name: string }): MailText {
  const { subject, said, english } = factorTexts[news];
  return {
    subject,
    paragraphs: [
      `Hallo ${given.name},`,
      `${said} Was jij dit niet? Wijzig dan meteen je wachtwoord en waarschuw HR.`,
    ],
    link: null,
    after: [`English: ${english} If this was not you, change your password at once and tell HR.`],
  };
}

export function recoveryCodeUsedMail(given: { name: string; left: number }): MailText {
  const left = given.left === 1 ? 'nog 1 herstelcode' : `nog ${given.left} herstelcodes`;
  return {
    subject: 'Er is een herstelcode gebruikt',
    paragraphs: [
      `Hallo ${given.name},`,
      `Er is een van je herstelcodes gebruikt in plaats van een code uit je app. Je hebt ${left}. Was jij dit niet? Wijzig dan meteen je wachtwoord en waarschuw HR.`,
    ],
    link: null,
    after: [
      'English: one of your recovery codes was used. If this was not you, change your password at once.',
    ],
  };
}

export function factorResetMail(given: { name: string; by: string; employer: string }): MailText {
  return {
    subject: 'Tweede stap bij aanmelden is gewist',
    paragraphs: [
      `Hallo ${given.name},`,
      `${given.by} van ${given.employer} heeft de tweede stap van jouw account gewist, en je bent overal afgemeld. Meld je aan met je wachtwoord en stel de tweede stap opnieuw in. Vroeg je hier niet om? Wijzig dan meteen je wachtwoord en waarschuw HR.`,
    ],
    link: null,
    after: [
      'English: the second step of your sign-in was reset. If you did not ask for this, change your password at once.',
    ],
  };
}

export function identityLinkedMail(given: { name: string; provider: string }): MailText {
  return {
    subject: 'Je account is gekoppeld',
    paragraphs: [
      `Hallo ${given.name},`,
      `Je bent voor het eerst aangemeld via ${given.provider}. Dat account is nu aan Vraagbaak gekoppeld. Was jij dit niet? Ontkoppel het dan bij Mijn account en waarschuw HR.`,
    ],
    link: null,
    after: ['English: your work account was linked. If this was not you, unlink it under My account.'],
  };
}
