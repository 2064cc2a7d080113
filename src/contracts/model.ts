import { z } from 'zod';
import { onOneLine } from '../kernel/one-line.ts';
import {
  contractEventKinds,
  requestStatuses,
  signerRoles,
  signingMethods,
  signingModes,
} from '../store/contract-schema.ts';

export type RequestStatus = (typeof requestStatuses)[number];
export type SigningMode = (typeof signingModes)[number];
export type SignerRole = (typeof signerRoles)[number];
export type SigningMethod = (typeof signingMethods)[number];
export type ContractEventKind = (typeof contractEventKinds)[number];

/** How far one signer is, derived from times: `waiting` for the turn, `cancelled` because it ended without this one. */
export const signerStatuses = [
  'waiting',
  'sent',
  'viewed',
  'signed',
  'declined',
  'expired',
  'cancelled',
] as const;
export type SignerStatus = (typeof signerStatuses)[number];

export const MAX_TEMPLATE = 40_000;
export const MAX_FIELD = 1000;
export const MAX_REASON = 1000;
export const CONTRACT_PAGE = 25;

const line = (most: number) => z.string().overwrite(onOneLine).max(most);
const date = z.iso.date('Gebruik een bestaande datum als 2026-01-31.');
const time = z.number();

/** Text in one face. */
export const runSchema = z.object({ text: z.string(), bold: z.boolean(), italic: z.boolean() });
export type Run = z.infer<typeof runSchema>;

const runs = z.array(runSchema);
/** What a contract is made of; both the page and the PDF are drawn from this. An item's `marker` is '1.2', '•', 'a.' or '' for its next paragraph. */
export const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['title', 'article', 'heading']), number: z.string(), runs }),
  z.object({ kind: z.literal('paragraph'), runs }),
  z.object({ kind: z.literal('item'), marker: z.string(), depth: z.number().int(), runs }),
  z.object({ kind: z.literal('rule') }),
]);
export type Block = z.infer<typeof blockSchema>;

/** Whom a contract is for. */
export const subjectSchema = z.object({
  kind: z.enum(['employment', 'concept']),
  id: z.string().min(1).max(100),
});
export type Subject = z.infer<typeof subjectSchema>;

/** A placeholder that cannot stand, or has no value. */
export const templateProblemSchema = z.object({
  kind: z.enum(['unknown', 'unfinished', 'empty', 'unprintable']),
  /** The placeholder's name, or the text at fault. */
  name: z.string(),
  /** Line of the template, from 1. */
  line: z.number().int(),
});
export type TemplateProblem = z.infer<typeof templateProblemSchema>;

export const templateInputSchema = z.object({
  name: line(120).min(1),
  forOnCall: z.boolean().default(false),
  body: z
    .string()
    .max(MAX_TEMPLATE)
    .transform((text) => text.normalize('NFC').replaceAll('\r\n', '\n')),
});
export type TemplateInput = z.infer<typeof templateInputSchema>;

export const templateSchema = z.object({
  id: z.string(),
  name: z.string(),
  forOnCall: z.boolean(),
  /** Latest version, from 1. */
  version: z.number().int(),
  /** Came along with the service. */
  supplied: z.boolean(),
  body: z.string(),
  updatedAt: time,
});
export type Template = z.infer<typeof templateSchema>;

export const templateVersionSchema = z.object({
  version: z.number().int(),
  name: z.string(),
  body: z.string(),
  savedBy: z.string(),
  savedAt: time,
});
export type TemplateVersion = z.infer<typeof templateVersionSchema>;

export const signerInputSchema = z.object({
  role: z.enum(signerRoles),
  name: line(120).min(1),
  email: z.string().trim().toLowerCase().max(254).pipe(z.email()),
});
export type SignerInput = z.infer<typeof signerInputSchema>;

export const draftInputSchema = z.object({
  title: line(160).min(1),
  templateId: z.string().min(1).max(100),
  /** Null: nobody of the personnel file; every value is filled in by hand. */
  subject: subjectSchema.nullable().default(null),
  fields: z.record(z.string().max(80), line(MAX_FIELD)),
  mode: z.enum(signingModes).default('in-order'),
  /** In the order of signing. */
  signers: z
    .array(signerInputSchema)
    .min(2)
    .max(5)
    .refine((all) => new Set(all.map(({ email }) => email)).size === all.length, {
      message: 'Elke ondertekenaar heeft een eigen e-mailadres: een persoon kan niet voor twee tekenen.',
    }),
});
export type DraftInput = z.infer<typeof draftInputSchema>;

export const revisionInputSchema = draftInputSchema
  .omit({ templateId: true, subject: true })
  .extend({ revision: z.number().int().min(1) });
export type RevisionInput = z.infer<typeof revisionInputSchema>;

/** Who may see the document in the file; named as in Loket's API. */
export const readersSchema = z.object({
  employee: z.boolean(),
  employer: z.boolean(),
  provider: z.boolean(),
});
export type Readers = z.infer<typeof readersSchema>;

export const sendInputSchema = z.object({
  revision: z.number().int().min(1),
  /** Last day on which can be signed; three months from today when absent. */
  expiresOn: date.optional(),
});
export type SendInput = z.infer<typeof sendInputSchema>;

export const signerSchema = z.object({
  id: z.string(),
  signingOrder: z.number().int(),
  role: z.enum(signerRoles),
  name: z.string(),
  email: z.string(),
  status: z.enum(signerStatuses),
  sentAt: time.nullable(),
  viewedAt: time.nullable(),
  signedAt: time.nullable(),
  declinedAt: time.nullable(),
  declineReason: z.string().nullable(),
  method: z.enum(signingMethods).nullable(),
  remindersSent: z.number().int(),
  /** Null when none will follow by itself. */
  nextReminderAt: time.nullable(),
});
export type SignerView = z.infer<typeof signerSchema>;

export const contractEventSchema = z.object({
  seq: z.number().int(),
  kind: z.enum(contractEventKinds),
  at: time,
  who: z.string(),
  address: z.string().nullable(),
  agent: z.string().nullable(),
  detail: z.string().nullable(),
});
export type ContractEvent = z.infer<typeof contractEventSchema>;

export const contractRowSchema = z.object({
  id: z.string(),
  title: z.string(),
  subjectName: z.string(),
  isOnCall: z.boolean(),
  status: z.enum(requestStatuses),
  /** Everybody has signed and the seal is on its way. */
  sealing: z.boolean(),
  signed: z.number().int(),
  signers: z.number().int(),
  /** Who can sign now, by name. */
  turn: z.array(z.string()),
  sentAt: time.nullable(),
  expiresOn: z.string().nullable(),
  updatedAt: time,
});
export type ContractRow = z.infer<typeof contractRowSchema>;

export const contractSchema = contractRowSchema.omit({ signers: true }).extend({
  templateId: z.string(),
  templateVersion: z.number().int(),
  subject: subjectSchema.nullable(),
  fields: z.record(z.string(), z.string()),
  revision: z.number().int(),
  mode: z.enum(signingModes),
  signers: z.array(signerSchema),
  readers: readersSchema,
  pages: z.number().int(),
  /** Of the PDF that is offered, lower case hex. */
  sha256: z.string(),
  /** Of the sealed PDF; null before. */
  sealSha256: z.string().nullable(),
  endedAt: time.nullable(),
  endReason: z.string().nullable(),
  createdAt: time,
  events: z.array(contractEventSchema),
  /** What a careful reader would look at twice; texts are on the screens. */
  warnings: z.array(z.enum(['on-call-mismatch', 'written-clauses', 'seal-late'])),
});
export type ContractView = z.infer<typeof contractSchema>;

export const contractFilters = ['all', 'draft', 'open', 'completed', 'ended'] as const;
export const contractQuerySchema = z.object({
  search: z.string().trim().max(100).default(''),
  show: z.enum(contractFilters).default('all'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type ContractQuery = z.infer<typeof contractQuerySchema>;

/** Somebody to make a contract for. */
export const candidateSchema = z.object({
  subject: subjectSchema,
  name: z.string(),
  jobTitle: z.string(),
  isOnCall: z.boolean(),
  startDate: z.string(),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** What a new contract starts with. */
export const proposalSchema = z.object({
  title: z.string(),
  subjectName: z.string(),
  isOnCall: z.boolean(),
  /** Every placeholder of the template, '' where nothing is known. */
  fields: z.record(z.string(), z.string()),
  signers: z.array(z.object({ role: z.enum(signerRoles), name: z.string(), email: z.string() })),
});
export type Proposal = z.infer<typeof proposalSchema>;

export const ownContractSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(requestStatuses),
  /** Signed by all and sealed: there is a file to take along. */
  sealed: z.boolean(),
  endedAt: time.nullable(),
});
export type OwnContract = z.infer<typeof ownContractSchema>;

export const verificationSchema = z.object({
  /** Lower case hex, of the file that was handed in. */
  sha256: z.string(),
  /** The file is one of ours, to the byte. */
  known: z.enum(['sealed', 'original', 'unknown']),
  title: z.string().nullable(),
  contractId: z.string().nullable(),
  /** The digital signature inside the file. */
  seal: z.object({
    state: z.enum(['intact', 'changed', 'added-to', 'none']),
    /** Set with the certificate of this installation. */
    ours: z.boolean(),
    subject: z.string().nullable(),
    fingerprint: z.string().nullable(),
    signedAt: time.nullable(),
  }),
});
export type Verification = z.infer<typeof verificationSchema>;

/** What stands behind a link before the code: enough to know what it is, no more. */
export const signingDoorSchema = z.object({
  employer: z.string(),
  title: z.string(),
  name: z.string(),
  /** 'n…@klaverveld.example': where the code goes. */
  maskedEmail: z.string(),
  status: z.enum(requestStatuses),
  signer: z.enum(signerStatuses),
  expiresOn: z.string().nullable(),
});
export type SigningDoor = z.infer<typeof signingDoorSchema>;

export const signingViewSchema = signingDoorSchema.extend({
  contractId: z.string(),
  pages: z.number().int(),
  sha256: z.string(),
  sealing: z.boolean(),
  /** Who signs and how far each is; addresses are left out. */
  signers: z.array(z.object({ name: z.string(), role: z.enum(signerRoles), status: z.enum(signerStatuses) })),
  /** The contract with every value filled in. */
  blocks: z.array(blockSchema),
});
export type SigningView = z.infer<typeof signingViewSchema>;

/** Strokes of a drawn signature: x and y in turn, in thousandths of the width of the field; y to 400. */
export const strokesSchema = z
  .array(z.array(z.number().int().min(0).max(1000)).min(2).max(2000))
  .min(1)
  .max(100)
  .refine((strokes) => strokes.reduce((n, stroke) => n + stroke.length, 0) <= 8000);

export const signatureInputSchema = z.discriminatedUnion('method', [
  z.object({ method: z.literal('typed'), name: line(120).min(2), agreed: z.literal(true) }),
  z.object({ method: z.literal('drawn'), strokes: strokesSchema, agreed: z.literal(true) }),
]);
export type SignatureInput = z.infer<typeof signatureInputSchema>;
