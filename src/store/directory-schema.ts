import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { roles } from '../kernel/actor.ts';

/** How a session proved a second factor: not, by ours (app or recovery code), or at the identity provider. */
export const factorProofs = ['none', 'own', 'provider'] as const;

/** The directory: who exists, who belongs where. Holds nothing of what an employer's documents or people say. */

export const employers = sqliteTable('employers', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  createdAt: integer('created_at').notNull(),
});

export const people = sqliteTable('people', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  /** scrypt, or null for a person who cannot sign in with a password. */
  passwordHash: text('password_hash'),
  createdAt: integer('created_at').notNull(),
});

export const memberships = sqliteTable(
  'memberships',
  {
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    employerId: text('employer_id')
      .notNull()
      .references(() => employers.id, { onDelete: 'cascade' }),
    role: text('role', { enum: roles }).notNull(),
    isOnCall: integer('is_on_call', { mode: 'boolean' }).notNull().default(false),
    /** Last day of the employment; null while it goes on. From the day after, documents can still be read and nothing be asked. */
    leftOn: text('left_on'),
  },
  (t) => [primaryKey({ columns: [t.personId, t.employerId, t.role] })],
);

/** A session is for one person, one employer and one role; only the sha256 of its token is kept. */
export const sessions = sqliteTable(
  'sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    employerId: text('employer_id').notNull(),
    role: text('role', { enum: roles }).notNull(),
    createdAt: integer('created_at').notNull(),
    lastSeenAt: integer('last_seen_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    /** The browser and system that signed in, as a person would say it; '' when unknown. */
    agent: text('agent').notNull().default(''),
    secondFactor: text('second_factor', { enum: factorProofs }).notNull().default('none'),
  },
  (t) => [index('sessions_person').on(t.personId)],
);

/** Somebody was asked to take a place at an employer. The link works once, until it expires or is withdrawn; only the hash of its token is kept. */
export const invitations = sqliteTable(
  'invitations',
  {
    id: text('id').primaryKey(),
    tokenHash: text('token_hash').notNull().unique(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    employerId: text('employer_id')
      .notNull()
      .references(() => employers.id, { onDelete: 'cascade' }),
    role: text('role', { enum: roles }).notNull(),
    isOnCall: integer('is_on_call', { mode: 'boolean' }).notNull().default(false),
    invitedBy: text('invited_by').notNull(),
    createdAt: integer('created_at').notNull(),
    /** Of the latest mail. */
    sentAt: integer('sent_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    acceptedAt: integer('accepted_at'),
    withdrawnAt: integer('withdrawn_at'),
  },
  (t) => [index('invitations_employer').on(t.employerId)],
);

/** Asked for a new password; works once, for an hour. */
export const passwordResets = sqliteTable('password_resets', {
  tokenHash: text('token_hash').primaryKey(),
  personId: text('person_id')
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' }),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
});

/** A second factor (RFC 6238, 30 seconds, 6 digits). It counts once it is confirmed with a code. */
export const secondFactors = sqliteTable('second_factors', {
  personId: text('person_id')
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  /** Encrypted under a key derived from the service's secret, bound to the person. */
  secret: text('secret').notNull(),
  createdAt: integer('created_at').notNull(),
  /** Null while it is being set up. */
  confirmedAt: integer('confirmed_at'),
  /** Time step of the newest code that was accepted: that one and older ones are worth nothing any more. */
  lastStep: integer('last_step').notNull().default(0),
});

/** Codes for who lost the phone; only their keyed hash is kept, and each goes when it is used. */
export const recoveryCodes = sqliteTable(
  'recovery_codes',
  {
    codeHash: text('code_hash').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
  },
  (t) => [index('recovery_codes_person').on(t.personId)],
);

/** Who a person is at an identity provider (OpenID Connect Core 1.0, 5.7: only issuer and subject identify). */
export const identities = sqliteTable(
  'identities',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    createdAt: integer('created_at').notNull(),
    lastUsedAt: integer('last_used_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.issuer, t.subject] }),
    uniqueIndex('identities_person').on(t.personId, t.issuer),
  ],
);
