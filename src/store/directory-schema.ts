import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { roles } from '../kernel/actor.ts';

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
