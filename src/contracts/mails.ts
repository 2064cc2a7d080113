import type { MailText } from '../notifications/model.ts';

/** Words of the mails about contracts. Dutch, with a line of English. No amounts and nothing of what the contract says. */

interface About {
  /** Of who gets the mail. */
  name: string;
  employer: string;
  title: string;
}

export function signMail(
  given: About & { url: string; until: string; why: 'first' | 'reminder' | 'again' },
): MailText {
  const reminder = given.why === 'reminder';
  return {
    subject: `${reminder ? 'Herinnering: ' : ''}${given.title} staat klaar om te ondertekenen`,
    paragraphs: [
      `Hallo ${given.name},`,
      reminder
        ? `Er wacht nog een contract van ${given.employer} op jouw handtekening: ${given.title}.`
        : `${given.employer} vraagt je om een contract te ondertekenen: ${given.title}.`,
    ],
    link: { label: 'Contract lezen en ondertekenen', url: given.url },
    after: [
      'Deze link is alleen voor jou: stuur hem niet door. Bij het openen sturen we een code naar dit adres, zodat alleen jij het contract kunt lezen.',
      `Ondertekenen kan tot en met ${given.until}. Klopt er iets niet? Dan kun je het contract weigeren en erbij zeggen waarom.`,
      'English: a contract is waiting for your signature. Open the link, enter the code we mail you, read and sign.',
    ],
  };
}

export function codeMail(given: About & { code: string }): MailText {
  return {
    subject: `Je code voor ${given.title}`,
    paragraphs: [
      `Hallo ${given.name},`,
      `Met deze code open je het contract “${given.title}” van ${given.employer}:`,
      given.code,
      'De code werkt tien minuten, één keer. Geef hem aan niemand door; wij vragen er nooit om.',
      'Vroeg je niet om een code? Dan hoef je niets te doen.',
    ],
    link: null,
    after: ['English: enter this code to open the contract. It works once, for ten minutes.'],
  };
}

export function sealedMail(given: About & { url: string }): MailText {
  return {
    subject: `Getekend door iedereen: ${given.title}`,
    paragraphs: [
      `Hallo ${given.name},`,
      `Iedereen heeft “${given.title}” van ${given.employer} ondertekend. Het contract is verzegeld, met het bewijs van ondertekening erbij.`,
    ],
    link: { label: 'Getekend contract bekijken en bewaren', url: given.url },
    after: [
      'Ook deze link is alleen voor jou en vraagt om een code. Bewaar het bestand zelf: een wijziging erin valt op.',
      'English: everybody has signed. Open the link to keep your copy.',
    ],
  };
}

export function ownerSealedMail(given: About & { url: string }): MailText {
  return {
    subject: `Getekend door iedereen: ${given.title}`,
    paragraphs: [`Hallo ${given.name},`, `“${given.title}” is door iedereen ondertekend en verzegeld.`],
    link: { label: 'Naar het contract', url: given.url },
    after: ['English: everybody has signed.'],
  };
}

const endings = {
  declined: {
    subject: 'Geweigerd',
    said: 'is geweigerd. Het gaat niet door; er kan niet meer getekend worden.',
  },
  expired: { subject: 'Verlopen', said: 'is niet op tijd door iedereen getekend en is verlopen.' },
  withdrawn: { subject: 'Ingetrokken', said: 'is ingetrokken. Je hoeft niets meer te doen.' },
};

/** To who was asked to sign, when it ends without all signatures. */
export function endedMail(given: About & { how: keyof typeof endings }): MailText {
  const { subject, said } = endings[given.how];
  return {
    subject: `${subject}: ${given.title}`,
    paragraphs: [
      `Hallo ${given.name},`,
      `Het contract “${given.title}” van ${given.employer} ${said}`,
      'Heb je vragen? Neem dan contact op met je werkgever.',
    ],
    link: null,
    after: ['English: this contract can no longer be signed.'],
  };
}

/** To who sent it; the reason stands on the page, not in the mail. */
export function ownerEndedMail(given: About & { how: 'declined' | 'expired'; url: string }): MailText {
  const { subject, said } = endings[given.how];
  return {
    subject: `${subject}: ${given.title}`,
    paragraphs: [`Hallo ${given.name},`, `Het contract “${given.title}” ${said}`],
    link: { label: 'Naar het contract', url: given.url },
    after: ['English: this contract was not signed by everybody.'],
  };
}
