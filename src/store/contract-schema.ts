import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Contract templates, contracts with their signature request, and every step taken. Times are epoch milliseconds, dates calendar dates. */

export const requestStatuses = ['draft', 'sent', 'completed', 'declined', 'expired', 'withdrawn'] as const;
export const signingModes = ['at-once', 'in-order'] as const;
export const signerRoles = ['employer', 'employee', 'other'] as const;
export const signingMethods = ['drawn', 'typed'] as const;
export const contractEventKinds = [
  'created',
  'revised',
  'sent',
  'link-mailed',
  'reminded',
  'link-mailed-again',
  'code-mailed',
  'code-wrong',
  'code-right',
  'viewed',
  'signed',
  'declined',
  'withdrawn',
  'expired',
  'sealed',
] as const;

/** Where a signature goes in the PDF, in points from the lower left corner; `page` counts from 0. */
export interface SignatureBox {
  page: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export const contractTemplates = sqliteTable(
  'contract_templates',
  {
    id: text('id').primaryKey(),
    /** Of a template that came along with the service, so that it comes once; null for an own one. */
    seed: text('seed'),
    name: text('name').notNull(),
    /** Meant for on-call workers. */
    forOnCall: integer('for_on_call', { mode: 'boolean' }).notNull(),
    /** The version that new contracts are made from. */
    version: integer('version').notNull(),
    archivedAt: integer('archived_at'),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [uniqueIndex('contract_templates_seed').on(t.seed)],
);

/** What a template said; rows are added, never changed. */
export const contractTemplateVersions = sqliteTable(
  'contract_template_versions',
  {
    templateId: text('template_id')
      .notNull()
      .references(() => contractTemplates.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    /** Markdown with placeholders. */
    body: text('body').notNull(),
    savedBy: text('saved_by').notNull(),
    savedAt: integer('saved_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.templateId, t.version] })],
);

/** A contract with its signature request: one request a contract, a new attempt is a new contract. */
export const contracts = sqliteTable(
  'contracts',
  {
    id: text('id').primaryKey(),
    title: text('title').notNull(),
    templateId: text('template_id').notNull(),
    templateVersion: integer('template_version').notNull(),
    /** Whose it is: an employment, a concept employee (whose id the employee keeps), or nobody in the file. */
    subjectKind: text('subject_kind', { enum: ['employment', 'concept', 'none'] }).notNull(),
    subjectId: text('subject_id'),
    subjectName: text('subject_name').notNull(),
    isOnCall: integer('is_on_call', { mode: 'boolean' }).notNull(),
    /** The Markdown of the template version, and what stands in the place of its placeholders. */
    body: text('body').notNull(),
    fields: text('fields', { mode: 'json' }).$type<Record<string, string>>().notNull(),
    /** Counts the changes of a draft. */
    revision: integer('revision').notNull(),
    fileId: text('file_id').notNull(),
    sha256: text('sha256').notNull(),
    bytes: integer('bytes').notNull(),
    pages: integer('pages').notNull(),
    status: text('status', { enum: requestStatuses }).notNull(),
    mode: text('mode', { enum: signingModes }).notNull(),
    /** Last day on which can be signed; null for a draft. */
    expiresOn: text('expires_on'),
    /** Where links in mails lead; set at sending, because reminders have no request. */
    origin: text('origin'),
    isReadByEmployee: integer('is_read_by_employee', { mode: 'boolean' }).notNull(),
    isReadByEmployer: integer('is_read_by_employer', { mode: 'boolean' }).notNull(),
    isReadByProvider: integer('is_read_by_provider', { mode: 'boolean' }).notNull(),
    createdBy: text('created_by').notNull(),
    /** Who hears how it ends. */
    ownerName: text('owner_name').notNull(),
    ownerEmail: text('owner_email').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    sentAt: integer('sent_at'),
    /** When it was declined, withdrawn, expired or sealed. */
    endedAt: integer('ended_at'),
    endReason: text('end_reason'),
    sealFileId: text('seal_file_id'),
    sealSha256: text('seal_sha256'),
    /** sha256 of the events as the evidence shows them. */
    logSha256: text('log_sha256'),
  },
  (t) => [
    index('contracts_status').on(t.status, t.updatedAt),
    index('contracts_subject').on(t.subjectKind, t.subjectId),
    index('contracts_seal').on(t.sealSha256),
  ],
);

export const contractSigners = sqliteTable(
  'contract_signers',
  {
    id: text('id').primaryKey(),
    contractId: text('contract_id')
      .notNull()
      .references(() => contracts.id, { onDelete: 'cascade' }),
    /** From 1; with mode 'in-order' each waits for those before. */
    signingOrder: integer('signing_order').notNull(),
    role: text('role', { enum: signerRoles }).notNull(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    box: text('box', { mode: 'json' }).$type<SignatureBox>().notNull(),
    /** Of the first mail with a link. */
    sentAt: integer('sent_at'),
    /** Of the latest mail that HR asked for, or the first: reminders count from here. */
    askedAt: integer('asked_at'),
    viewedAt: integer('viewed_at'),
    signedAt: integer('signed_at'),
    declinedAt: integer('declined_at'),
    declineReason: text('decline_reason'),
    remindersSent: integer('reminders_sent').notNull().default(0),
    remindedAt: integer('reminded_at'),
    /** Wrong codes since the last right one, or since HR sent a new link. */
    wrongCodes: integer('wrong_codes').notNull().default(0),
    method: text('method', { enum: signingMethods }),
    /** The typed name, or the strokes as JSON. */
    signature: text('signature'),
    /** sha256 of the PDF that was signed. */
    signedSha256: text('signed_sha256'),
    address: text('address'),
    agent: text('agent'),
  },
  (t) => [
    uniqueIndex('contract_signers_order').on(t.contractId, t.signingOrder),
    uniqueIndex('contract_signers_email').on(t.contractId, t.email),
  ],
);

/** Personal links; only the hash of the token is kept. Every mail has its own, all work until the request ends or HR sends a new one. */
export const signingLinks = sqliteTable(
  'signing_links',
  {
    tokenHash: text('token_hash').primaryKey(),
    signerId: text('signer_id')
      .notNull()
      .references(() => contractSigners.id, { onDelete: 'cascade' }),
    createdAt: integer('created_at').notNull(),
    revokedAt: integer('revoked_at'),
  },
  (t) => [index('signing_links_signer').on(t.signerId)],
);

/** One-time codes by mail, hashed; the latest of a signer counts. */
export const signingCodes = sqliteTable(
  'signing_codes',
  {
    id: text('id').primaryKey(),
    signerId: text('signer_id')
      .notNull()
      .references(() => contractSigners.id, { onDelete: 'cascade' }),
    codeHash: text('code_hash').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    tries: integer('tries').notNull().default(0),
    usedAt: integer('used_at'),
  },
  (t) => [index('signing_codes_signer').on(t.signerId, t.createdAt)],
);

/** Who gave a right code may read and sign for a while; only the hash of the token is kept. */
export const signingAccesses = sqliteTable('signing_accesses', {
  tokenHash: text('token_hash').primaryKey(),
  signerId: text('signer_id')
    .notNull()
    .references(() => contractSigners.id, { onDelete: 'cascade' }),
  expiresAt: integer('expires_at').notNull(),
});

/** Every step; rows are added, never changed. */
export const contractEvents = sqliteTable(
  'contract_events',
  {
    contractId: text('contract_id')
      .notNull()
      .references(() => contracts.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    kind: text('kind', { enum: contractEventKinds }).notNull(),
    at: integer('at').notNull(),
    /** Who did it or whom it concerns, by name; '' for the service itself. */
    who: text('who').notNull(),
    signerId: text('signer_id'),
    /** Where the request came from; null for what no request did. */
    address: text('address'),
    agent: text('agent'),
    detail: text('detail'),
  },
  (t) => [primaryKey({ columns: [t.contractId, t.seq] })],
);

/** Work: a contract that everybody signed has to be sealed. Written with the last signature. */
export const contractSeals = sqliteTable('contract_seals', {
  contractId: text('contract_id')
    .primaryKey()
    .references(() => contracts.id, { onDelete: 'cascade' }),
  attempts: integer('attempts').notNull().default(0),
  dueAt: integer('due_at').notNull(),
  lastError: text('last_error'),
  doneAt: integer('done_at'),
});
