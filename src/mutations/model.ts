import { z } from 'zod';
import { mutationForms, mutationStatuses } from '../store/mutation-schema.ts';
import { factKinds } from '../store/personnel-schema.ts';

export type MutationForm = (typeof mutationForms)[number];
export type MutationStatus = (typeof mutationStatuses)[number];

const date = z.iso.date('Gebruik een bestaande datum als 2026-01-31.');
/** As it was typed: what is wrong with it is told per field, so that a form can come back with everything in it. */
const typed = z.string().max(300);

export const addressInputSchema = z.object({
  form: z.literal('address'),
  /** A move, or what was written down wrong from the start. */
  mode: z.enum(['change', 'correction']).default('change'),
  /** First day of the new address, 'YYYY-MM-DD'; '' for today. A correction keeps the day of what it corrects. */
  fromDate: typed.default(''),
  street: typed,
  /** May hold the addition as well: '12a', '12 bis', '12-2'. */
  houseNumber: z.union([typed, z.number().int()]).transform(String),
  addition: typed.default(''),
  postcode: typed,
  city: typed,
});
export type AddressInput = z.infer<typeof addressInputSchema>;

export const contactInputSchema = z.object({
  form: z.literal('contact'),
  /** Absent leaves a value as it is; '' takes a number away. */
  email: typed.optional(),
  phone: typed.optional(),
  mobile: typed.optional(),
  /** The address is right although it looks like a typing error. */
  emailConfirmed: z.boolean().default(false),
});
export type ContactInput = z.infer<typeof contactInputSchema>;

export const emergencyInputSchema = z.object({
  form: z.literal('emergency-contact'),
  name: typed,
  relation: typed.default(''),
  phone: typed,
});
export type EmergencyInput = z.infer<typeof emergencyInputSchema>;

/** Never part of a chat or of the JSON API: only the protected page hands it in. */
export const bankInputSchema = z.object({
  form: z.literal('bank-account'),
  iban: typed,
  holder: typed,
});
export type BankInput = z.infer<typeof bankInputSchema>;

export const openInputSchema = z.discriminatedUnion('form', [
  addressInputSchema,
  contactInputSchema,
  emergencyInputSchema,
]);
export type OpenInput = z.infer<typeof openInputSchema>;
export type MutationInput = OpenInput | BankInput;

export const mutationRequestSchema = z.object({
  input: openInputSchema,
  /** Made by the form; the same key again answers what the first did. */
  requestKey: z.string().min(8).max(100),
});
export type MutationRequest = z.infer<typeof mutationRequestSchema>;
export const bankRequestSchema = mutationRequestSchema.extend({
  input: bankInputSchema,
  /** Of the authenticator, or the one that was mailed. */
  code: z.string().trim().max(20),
});
export type BankRequest = z.infer<typeof bankRequestSchema>;

export const findingCodes = [
  'missing',
  'too-long',
  'date-form',
  'house-number-form',
  'addition-long',
  'addition-twice',
  'postcode-form',
  'postcode-letters',
  'street-long',
  'city-long',
  'po-box',
  'retroactive',
  'future',
  'far-away',
  'before-current',
  'nothing-to-correct',
  'looks-like-correction',
  'looks-like-move',
  'unchanged',
  'open-already',
  'email-form',
  'email-typo',
  'email-taken',
  'email-needed',
  'phone-form',
  'phone-refused',
  'not-mobile',
  'is-mobile',
  'own-number',
  'iban-form',
  'iban-check',
  'iban-foreign',
  'iban-outside-sepa',
  'holder-differs',
] as const;
export type FindingCode = (typeof findingCodes)[number];

export const findingSchema = z.object({
  code: z.enum(findingCodes),
  /** 'block': cannot be handed in like this; 'confirm': only when said to be right; 'warn': look again; 'info': good to know. */
  severity: z.enum(['block', 'confirm', 'warn', 'info']),
  /** Field of the input; '' for the whole. */
  field: z.string(),
  /** Numbers and names for the text. */
  data: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Finding = z.infer<typeof findingSchema>;

/** What stands in a fact; a bank account holds the end of its number only, wherever this leaves the service. */
const valueSchema = z.record(z.string(), z.unknown());
export type FactValue = z.infer<typeof valueSchema>;

export const changeSchema = z.object({
  kind: z.enum(factKinds),
  mode: z.enum(['change', 'correction']),
  before: valueSchema.nullable(),
  /** Null takes away what is there. */
  after: valueSchema.nullable(),
  effectiveOn: date,
  /** 'now': on confirming; 'on-date': that morning; 'verified': once the link in the mail was followed; 'waited': after the waiting period. */
  when: z.enum(['now', 'on-date', 'verified', 'waited']),
});
export type Change = z.infer<typeof changeSchema>;

export const previewSchema = z.object({
  /** Empty where something blocks. */
  changes: z.array(changeSchema),
  findings: z.array(findingSchema),
  /** For the request that confirms it. */
  requestKey: z.string(),
});
export type Preview = z.infer<typeof previewSchema>;

export const actions = ['submit', 'verify', 'apply', 'withdraw', 'stop', 'expire', 'undo', 'report'] as const;
export type MutationAction = (typeof actions)[number];

export const mutationViewSchema = z.object({
  id: z.string(),
  form: z.enum(mutationForms),
  kind: z.enum(factKinds),
  mode: z.enum(['change', 'correction']),
  status: z.enum(mutationStatuses),
  employeeId: z.string(),
  employeeNumber: z.number().int(),
  name: z.string(),
  before: valueSchema.nullable(),
  after: valueSchema.nullable(),
  effectiveOn: date,
  /** The new address held before it was told. */
  retroactive: z.boolean(),
  /** Epoch milliseconds. */
  dueAt: z.number().nullable(),
  createdAt: z.number(),
  appliedAt: z.number().nullable(),
  reportedAt: z.number().nullable(),
  /** What the reader may do with it now. */
  allowed: z.array(z.enum(['withdraw', 'undo'])),
});
export type Mutation = z.infer<typeof mutationViewSchema>;

export const mutationDetailSchema = mutationViewSchema.extend({
  events: z.array(
    z.object({
      at: z.number(),
      /** '' for the clock, and for who followed a link in a mail. */
      person: z.string(),
      action: z.enum(actions),
      before: z.enum(mutationStatuses).nullable(),
      after: z.enum(mutationStatuses),
    }),
  ),
});
export type MutationDetail = z.infer<typeof mutationDetailSchema>;

/** One value that ever stood in somebody's data. */
export const historyEntrySchema = z.object({
  factId: z.string(),
  kind: z.enum(factKinds),
  /** Null: from then on there is none. */
  value: valueSchema.nullable(),
  validFrom: date,
  recordedAt: z.number(),
  /** Name of who recorded it; '' when unknown. */
  by: z.string(),
  /** It took the place of what was wrong. */
  isCorrection: z.boolean(),
  /** It was wrong: another took its place. */
  wasCorrected: z.boolean(),
  holds: z.boolean(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

export const myDataSchema = z.object({
  /** Null for who has no employment here. */
  employee: z.object({ id: z.string(), name: z.string(), number: z.number().int() }).nullable(),
  /** False for who has left. */
  mayChange: z.boolean(),
  /** What holds today. */
  current: z.partialRecord(z.enum(factKinds), historyEntrySchema),
  /** Not applied yet, or of the latest week. */
  recent: z.array(mutationViewSchema),
  /** Every value, latest first. */
  history: z.array(historyEntrySchema),
});
export type MyData = z.infer<typeof myDataSchema>;

export const mutationQuerySchema = z.object({
  form: z.enum(mutationForms).optional(),
  status: z.enum(mutationStatuses).optional(),
  /** Only what somebody said was not theirs. */
  reported: z.stringbool().default(false),
  search: z.string().trim().max(100).default(''),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
export type MutationQuery = z.infer<typeof mutationQuerySchema>;
export const MUTATION_PAGE = 50;
/** Rows that a file holds at most. */
export const MUTATION_EXPORT = 10_000;

export const employeeHistorySchema = z.object({
  employee: z.object({ id: z.string(), name: z.string(), number: z.number().int() }),
  history: z.array(historyEntrySchema),
  mutations: z.array(mutationViewSchema),
});
export type EmployeeHistory = z.infer<typeof employeeHistorySchema>;

export const mutationSettingsSchema = z.object({
  /** Days between asking for another bank account and using it. */
  bankWaitingDays: z.number().int().min(1).max(30),
});
export type MutationSettings = z.infer<typeof mutationSettingsSchema>;
