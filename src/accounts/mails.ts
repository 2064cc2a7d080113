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
