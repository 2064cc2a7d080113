import type { careCardNl, careNl } from './care-nl.ts';

/** The same in English. */
export const careEn: typeof careNl = {
  care: {
    title: 'Who helps with health and conflicts',
    lead: 'When a message is about somebody’s health or a conflict at work, the Assistant does not answer itself. It names the person you fill in here. Such a message never comes on the list of HR and is not kept.',
    reasons: { health: 'Health', conflict: 'Conflict at work' },
    hints: {
      health: 'For example the company doctor or somebody in HR.',
      conflict: 'For example the confidential adviser.',
    },
    unset: 'Nobody has been named yet. The Assistant now says:',
    set: 'The Assistant now says:',
    name: 'Name',
    jobTitle: 'Job title (optional)',
    phone: 'Phone',
    email: 'E-mail address',
    reach: 'Fill in at least one of the two.',
    text: 'What the Assistant says, in Dutch (optional)',
    textNote:
      'Empty: “{said}” That nothing was kept and, for health, the number of 113 always stand below it.',
    save: 'Save',
    remove: 'Name nobody',
    restore: 'Undo',
    saved: 'Saved. From the next message on the Assistant names {name}.',
    removed: '{name} is no longer named.',
    wrong: 'Something is not right; look at the fields.',
    changedMeanwhile:
      'Somebody else changed this meanwhile. What you typed is still there; save again if it should hold.',
  },
};

/** The same in English. */
export const careCardEn: typeof careCardNl = {
  careCall: 'Call {name}',
  careMail: 'Mail {name}',
};
