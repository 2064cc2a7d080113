import type { mailDeskNl } from './mail-desk-nl.ts';

/** The same in English. */
export const mailDeskEn: typeof mailDeskNl = {
  mailDesk: {
    title: 'Mails not sent',
    short: 'Mails',
    lead: 'Mails that could not leave after many tries, or that the mail server refused. They are not tried again by themselves.',
    none: 'All mails have been sent or are still being tried. There is nothing to do here.',
    to: 'To {recipient}, made on {date}',
    attempts: { one: 'tried once', other: 'tried {n} times' },
    reasons: {
      refused:
        'The address was refused. See whether it is right; mend it under People and send a new invitation there.',
      unreachable: 'The mail server could not be reached. Try again once it is back.',
      sign_in: 'The mail server did not let us sign in. Check the settings of the mail and try again.',
      other: 'The mail server did not take the mail. What it said stands below.',
    },
    said: 'What the mail server said',
    shielded: 'The address is shielded: it would tell who asked HR something.',
    retry: 'Send again',
    discard: 'Discard',
    didRetry: 'The mail is being sent again.',
    didDiscard: '“{subject}” has been discarded.',
    didRestore: '“{subject}” is back on the list.',
  },
};
