/** What stands at one employer, all of it somebody's who takes no part in the attempts. */
export interface Things {
  employerId: string;
  conflictId: string;
  conversationId: string;
  curatedId: string;
  documentId: string;
  groupId: string;
  invitationId: string;
  messageId: string;
  ownWordId: string;
  passageId: string;
  personId: string;
  sessionId: string;
  /** Of an invitation that was accepted: a link that was real and works no more. */
  token: string;
}

interface IdKind {
  /** The real one at an employer. */
  of: (things: Things) => string;
  /** Belongs to one person: a colleague at the same employer may not reach it either, whatever the role. */
  personal?: true;
}

/**
 * Every name under which an id can stand in a path, a query, a form or a body. A path parameter that is missing here fails
 * the test: seed one such thing per employer in world.ts, and name it here.
 */
export const idKinds: Readonly<Record<string, IdKind>> = {
  employerId: { of: (things) => things.employerId },
  conflictId: { of: (things) => things.conflictId },
  conversationId: { of: (things) => things.conversationId, personal: true },
  curatedId: { of: (things) => things.curatedId },
  documentId: { of: (things) => things.documentId },
  groupId: { of: (things) => things.groupId },
  invitationId: { of: (things) => things.invitationId },
  messageId: { of: (things) => things.messageId, personal: true },
  ownWordId: { of: (things) => things.ownWordId },
  passageId: { of: (things) => things.passageId },
  personId: { of: (things) => things.personId },
  sessionId: { of: (things) => things.sessionId, personal: true },
  token: { of: (things) => things.token },
  // No ids of anybody: a wrong one finds nothing.
  language: { of: () => 'van-een-ander' },
  name: { of: () => 'van-een-ander.js' },
  version: { of: () => 'van-een-ander' },
};

/** Ids that the pages take in a query or a form; for the API the schemas say it. */
export const pageIds: Readonly<Record<string, Readonly<Record<string, keyof typeof idKinds>>>> = {
  'GET /': { gesprek: 'conversationId' },
  'POST /': { conversationId: 'conversationId' },
  'GET /vraag-het-hr': { gesprek: 'conversationId', bericht: 'messageId' },
  'POST /vraag-het-hr': { gesprek: 'conversationId', bericht: 'messageId' },
  'POST /account/sessies': { session: 'sessionId' },
};

/** Fields that the forms of the pages read, filled so that the id is what decides. */
export const formFields: Readonly<Record<string, string>> = {
  action: 'withdraw',
  answer: 'Ja, op vrijdag.',
  code: '123456',
  curatedId: 'a1',
  email: 'nieuw@alfa.example',
  kind: 'text',
  meaning: 'personeelsportaal',
  message: 'Hoeveel vakantiedagen heb ik?',
  name: 'Nieuw',
  old: 'onjuist',
  password: 'onjuist',
  place: 'hr@beta',
  prevails: '',
  question: 'Mag mijn hond mee?',
  revision: '1',
  role: 'employee',
  scope: 'everybody',
  status: 'dismissed',
  title: 'Nieuw',
  word: 'Klaverpoort',
};

/** Where a form's fields mean something else than the ones above. */
export const formFieldsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'POST /hr/woorden/:ownWordId/actie': { action: 'remove' },
};

/** Routes that say of a wrong id something else than that it does not exist, with the reason. */
export const saysOtherwise: Readonly<Record<string, string>> = {
  'POST /wachtwoord/:token': 'says beside the form that the link does not work',
};

/** What somebody who left may still do beside reading, with the reason. */
export const leaverMay: Readonly<Record<string, string>> = {
  'POST /api/employers/:employerId/my-questions/seen': 'marks own answers of HR as read',
};

/** Routes that answer anybody the same whatever the id, with the reason. */
export const openToAll: Readonly<Record<string, string>> = {
  'GET /wachtwoord/:token': 'draws the form; the link is looked at when it is sent',
};
