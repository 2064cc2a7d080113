import { type Role, roles } from '../../src/kernel/actor.ts';

/** Who has own things only: HR and the provider see everybody's. */
const staff: readonly Role[] = ['candidate', 'employee', 'manager'];

/** What stands at one employer, all of it somebody's who takes no part in the attempts. */
export interface Things {
  employerId: string;
  absenceId: string;
  /** Of a mail about a change that was taken back. */
  changeToken: string;
  componentId: string;
  conflictId: string;
  contractId: string;
  conversationId: string;
  curatedId: string;
  declarationId: string;
  departmentId: string;
  documentId: string;
  employeeId: string;
  employmentId: string;
  groupId: string;
  invitationId: string;
  mailId: string;
  messageId: string;
  mutationId: string;
  ownWordId: string;
  passageId: string;
  personId: string;
  receiptId: string;
  remarkId: string;
  runId: string;
  sampleId: string;
  sessionId: string;
  setId: string;
  signerId: string;
  /** A link to sign with that was replaced by a later one. */
  signingToken: string;
  taskId: string;
  templateId: string;
  /** Of an invitation that was accepted: a link that was real and works no more. */
  token: string;
  unansweredId: string;
  versionId: string;
  workflowId: string;
}

interface IdKind {
  /** The real one at an employer. */
  of: (things: Things) => string;
  /** What there is none of, where 'bestaat-niet' would be refused for its form already. */
  missing?: string;
  /** Belongs to one person: these roles may not reach a colleague's at the same employer either. */
  personal?: readonly Role[];
  /** A word of the product, no id of anybody: under that name something else may stand in a query or a body. */
  word?: true;
}

const thing = (name: keyof Things): IdKind => ({ of: (things) => things[name] });
const word = (of: string): IdKind => ({ of: () => of, word: true });

/**
 * Every name under which an id can stand in a path, a query, a form or a body. A path parameter that is missing here fails
 * the test: seed one such thing per employer in world.ts or furnish-staff.ts, and name it here.
 */
export const idKinds: Readonly<Record<string, IdKind>> = {
  employerId: thing('employerId'),
  absenceId: { ...thing('absenceId'), personal: ['manager'] },
  changeToken: thing('changeToken'),
  componentId: thing('componentId'),
  conflictId: thing('conflictId'),
  contractId: { ...thing('contractId'), personal: staff },
  conversationId: { ...thing('conversationId'), personal: roles },
  curatedId: thing('curatedId'),
  declarationId: { ...thing('declarationId'), personal: staff },
  departmentId: thing('departmentId'),
  documentId: thing('documentId'),
  employeeId: thing('employeeId'),
  employmentId: thing('employmentId'),
  groupId: thing('groupId'),
  invitationId: thing('invitationId'),
  mailId: thing('mailId'),
  messageId: { ...thing('messageId'), personal: roles },
  mutationId: { ...thing('mutationId'), personal: staff },
  ownWordId: thing('ownWordId'),
  passageId: thing('passageId'),
  personId: thing('personId'),
  receiptId: { ...thing('receiptId'), personal: staff },
  remarkId: thing('remarkId'),
  runId: thing('runId'),
  sampleId: thing('sampleId'),
  sessionId: { ...thing('sessionId'), personal: roles },
  setId: thing('setId'),
  signerId: thing('signerId'),
  signingToken: thing('signingToken'),
  // Bram's declaration lies with HR: a manager has no part in it.
  taskId: { ...thing('taskId'), personal: ['manager'] },
  templateId: thing('templateId'),
  token: thing('token'),
  unansweredId: { ...thing('unansweredId'), personal: roles },
  versionId: thing('versionId'),
  workflowId: { ...thing('workflowId'), personal: staff },
  // No ids of anybody: a wrong one finds nothing.
  cardKey: word('van-een-ander'),
  language: word('van-een-ander'),
  name: word('van-een-ander.js'),
  // Numbers of the calendar, the same at every employer; this month there is not.
  periodId: { ...word('203077'), missing: '204077' },
  reason: word('van-een-ander'),
  trigger: word('van-een-ander'),
  version: word('van-een-ander'),
};

/** What a parameter of a path means on the paths that begin like this. */
export const otherMeanings: readonly { path: string; name: string; kind: string }[] = [
  { path: '/ondertekenen/', name: 'token', kind: 'signingToken' },
  { path: '/api/signing/', name: 'token', kind: 'signingToken' },
  { path: '/wijziging/', name: 'token', kind: 'changeToken' },
];

/** Whose thing it is alone may do this: HR and the provider may read it, and no more. */
export const ownerOnly: readonly string[] = [
  'PUT /api/employers/:employerId/declarations/:declarationId',
  'POST /api/employers/:employerId/declarations/:declarationId/submit',
  'POST /api/employers/:employerId/declarations/:declarationId/withdraw',
  'POST /api/employers/:employerId/declarations/:declarationId/correct',
  'POST /api/employers/:employerId/declarations/:declarationId/receipts',
  'DELETE /api/employers/:employerId/declarations/:declarationId/receipts/:receiptId',
  'GET /api/employers/:employerId/own-contracts/:contractId/file',
  'POST /declaraties/:declarationId/indienen',
  'POST /declaraties/:declarationId/intrekken',
  'POST /declaraties/:declarationId/verbeteren',
  'POST /declaraties/:declarationId/bonnen',
  'POST /declaraties/:declarationId/bonnen/:receiptId/weg',
];

/** An id under a name of its own: what it is, and how it is written. */
interface OtherId {
  kind: keyof typeof idKinds;
  as?: (id: string) => unknown;
}
const inList = (id: string) => [id];

/** Ids that the API takes under another name than their kind; the others the schemas say. */
export const apiIds: Readonly<Record<string, Readonly<Record<string, OtherId>>>> = {
  'GET /api/employers/:employerId/contract-proposal': { subjectId: { kind: 'employmentId' } },
  'PATCH /api/employers/:employerId/employments/:employmentId': { componentSetId: { kind: 'setId' } },
  'POST /api/employers/:employerId/absences': { substituteId: { kind: 'personId' } },
  'POST /api/employers/:employerId/component-sets': { componentIds: { kind: 'componentId', as: inList } },
  'POST /api/employers/:employerId/contracts': {
    subject: { kind: 'employmentId', as: (id) => ({ kind: 'employment', id }) },
  },
  'POST /api/employers/:employerId/departments': { managerPersonId: { kind: 'personId' } },
  'POST /api/employers/:employerId/tasks/actions': { taskIds: { kind: 'taskId', as: inList } },
  'PUT /api/employers/:employerId/component-sets/:setId': {
    componentIds: { kind: 'componentId', as: inList },
  },
  'PUT /api/employers/:employerId/departments/:departmentId': { managerPersonId: { kind: 'personId' } },
};

/** Ids that the pages take in a query or a form. */
export const pageIds: Readonly<Record<string, Readonly<Record<string, OtherId>>>> = {
  'GET /': { gesprek: { kind: 'conversationId' } },
  'GET /declareren/thuiswerken': { draft: { kind: 'declarationId' } },
  'GET /hr/documenten/:documentId/gelezen': { versie: { kind: 'versionId' } },
  'GET /hr/personeel': { afdeling: { kind: 'departmentId' } },
  'GET /hr/vragen-als': { wie: { kind: 'sampleId' } },
  'GET /vraag-het-hr': { gesprek: { kind: 'conversationId' }, bericht: { kind: 'messageId' } },
  'POST /': { conversationId: { kind: 'conversationId' } },
  'POST /account/sessies': { session: { kind: 'sessionId' } },
  'POST /declareren/thuiswerken': { draft: { kind: 'declarationId' } },
  'POST /hr/contracten/:contractId/link': { signer: { kind: 'signerId' } },
  'POST /hr/contracten/nieuw': {
    sjabloon: { kind: 'templateId' },
    voor: { kind: 'employmentId', as: (id) => `employment:${id}` },
  },
  'POST /hr/looncomponenten/sets': { componentIds: { kind: 'componentId' } },
  'POST /hr/looncomponenten/sets/:setId': { componentIds: { kind: 'componentId' } },
  'POST /hr/personeel/:employmentId': {
    componentSetId: { kind: 'setId' },
    departmentId: { kind: 'departmentId' },
  },
  'POST /hr/vragen-als': { wie: { kind: 'sampleId' } },
  'POST /proefrun/:runId/opmerkingen': { employmentId: { kind: 'employmentId' } },
  'POST /taken/:taskId/geven': { persoon: { kind: 'personId' } },
  'POST /taken/samen': { taak: { kind: 'taskId' } },
  'POST /taken/vervanging': { personId: { kind: 'personId' }, substituteId: { kind: 'personId' } },
  'POST /vraag-het-hr': { gesprek: { kind: 'conversationId' }, bericht: { kind: 'messageId' } },
};

/** Ids that refuse nothing: the answer is the same for a foreign and a missing one, and nothing is written. With the reason. */
export const refusesNothing: Readonly<Record<string, string>> = {
  'GET /api/employers/:employerId/employments departmentId': 'a filter: it finds nobody',
  'GET /hr/personeel afdeling': 'a filter: it finds nobody',
  'GET /hr/vragen-als wie': 'chooses nobody',
  'POST /api/employers/:employerId/tasks/actions taskIds': 'says of each task that it does not exist',
  'POST /taken/samen taak': 'says of each task that it does not exist',
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

const component = {
  ...{ key: '52', description: 'DGN KANTOOR', employeeLabel: 'Kantoordagen', unit: 'day' },
  ...{ taxTreatment: 'untaxed', form: 'home' },
};

/** Where a form's fields mean something else than the ones above, for everybody or for one role. */
export const formFieldsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'POST /hr/woorden/:ownWordId/actie': { action: 'remove' },
  'POST /beheer/mails/:mailId': { action: 'discard' },
  'POST /declaraties/:declarationId/behandelen': { action: 'approve' },
  'POST /hr/looncomponenten/:componentId': component,
  'POST /hr/looncomponenten/:componentId/bedrag': { validFrom: '2026-03-01', rate: '0,25' },
  'POST /hr/looncomponenten/sets/:setId': { level: 'employer', tripSplit: 'perKm' },
  'POST /hr/looncomponenten/sets': { level: 'employer', tripSplit: 'perKm' },
  'POST /hr/personeel/:employmentId': { jobTitle: 'Hovenier' },
  'POST /hr/vragen-als': { action: 'save' },
  'POST /taken/samen': { action: 'approve' },
  'POST /taken/vervanging': { from: '2026-05-01', to: '2026-05-02' },
  'POST /declareren/thuiswerken': { action: 'save', home: '2026-02-25', requestKey: 'request-key-8' },
  'POST /hr/vragen-als/:sampleId': { action: 'restore' },
  'POST /hr/werkstromen/:trigger': {
    ...{ action: 'save', 'name.nl': 'Naam', 'name.en': 'Name', readVersion: '1' },
  },
  'POST /kaarten/:cardKey': { action: 'dismiss' },
  'POST /loonruns/periode/:periodId': { action: 'close' },
  'POST /proefrun/:runId/besluit as hr': { action: 'approve' },
  'POST /proefrun/:runId/besluit as provider': { action: 'undo', reason: 'Toch niet.' },
  'POST /proefrun/:runId/opmerkingen': { body: 'Klopt dit?', requestKey: 'request-key-9' },
  'POST /proefrun/:runId/opmerkingen/:remarkId as hr': { action: 'settle' },
  'POST /proefrun/:runId/opmerkingen/:remarkId as provider': { body: 'Ja.' },
  'POST /taken/:taskId': { action: 'approve' },
};

/** Forms that bring a file. */
export const fileForms: readonly string[] = ['POST /declaraties/:declarationId/bonnen'];

const signers = [
  { role: 'employee', name: 'Een', email: 'een@alfa.example' },
  { role: 'employer', name: 'Twee', email: 'twee@alfa.example' },
];
const contractFields = { 'werknemer.naam': 'Een', functie: 'hovenier' };

/** Fields of queries and bodies that the schema of the API does not say enough of, or of which not every value that fits is open to every role. */
export const bodyFieldsOf: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'GET /api/employers/:employerId/contract-proposal': { subjectKind: 'employment' },
  'POST /api/employers/:employerId/component-sets': { level: 'employer' },
  'POST /api/employers/:employerId/contracts': { signers, fields: contractFields },
  'PUT /api/employers/:employerId/component-sets/:setId': { level: 'employer' },
  'PUT /api/employers/:employerId/contracts/:contractId': { signers, fields: contractFields },
  'PUT /api/employers/:employerId/declarations/:declarationId': {
    input: { form: 'home', dates: ['2026-02-25'] },
  },
};

/** Routes that say of a wrong id something else than that it does not exist, to everybody or to one role, with the reason. */
export const saysOtherwise: Readonly<Record<string, string>> = {
  'POST /wachtwoord/:token': 'says beside the form that the link does not work',
  'POST /proefrun/:runId/opmerkingen as provider': 'remarks are for HR: refused before anything is looked up',
};

/** What somebody who left may still do beside reading, with the reason. */
export const leaverMay: Readonly<Record<string, string>> = {
  'POST /api/employers/:employerId/my-questions/seen': 'marks own answers of HR as read',
};

/** Routes that answer anybody the same whatever the id, with the reason. */
export const openToAll: Readonly<Record<string, string>> = {
  'GET /wachtwoord/:token': 'draws the form; the link is looked at when it is sent',
};
