import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { roles } from '../kernel/actor.ts';

/** Tables of an employer's database for help around the answers. Dates are calendar dates, times epoch milliseconds. */

export const ageGroups = ['under-21', '21-44', '45-54', '55-59', '60-plus'] as const;

/** People that do not exist, as whom HR asks to see what such an employee would get. */
export const sampleEmployees = sqliteTable('sample_employees', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  role: text('role', { enum: roles }).notNull(),
  isOnCall: integer('is_on_call', { mode: 'boolean' }).notNull(),
  /** Thousandths of an hour; null where it does not matter. */
  hoursPerWeek: integer('hours_per_week'),
  inServiceSince: text('in_service_since'),
  ageGroup: text('age_group', { enum: ageGroups }),
  department: text('department').notNull().default(''),
  changedBy: text('changed_by').notNull(),
  changedAt: integer('changed_at').notNull(),
  /** Off the list, and back until somebody restores it. */
  removedAt: integer('removed_at'),
});

export const careReasons = ['health', 'conflict'] as const;

/** The person whom somebody is sent to with what is not for HR's list. One row a reason; without one the texts of the house stand. */
export const careContacts = sqliteTable('care_contacts', {
  reason: text('reason', { enum: careReasons }).primaryKey(),
  name: text('name').notNull(),
  jobTitle: text('job_title').notNull(),
  /** '+31612345678', or ''. */
  phone: text('phone').notNull(),
  email: text('email').notNull(),
  /** What is said before the name, in Dutch; '' for the text of the house. */
  text: text('text').notNull(),
  revision: integer('revision').notNull(),
  changedBy: text('changed_by').notNull(),
  changedAt: integer('changed_at').notNull(),
  removedAt: integer('removed_at'),
});

/** Cards of the empty chat that a person put away. The key names the occasion, so that next year's card comes. */
export const dismissedCards = sqliteTable(
  'dismissed_cards',
  {
    personId: text('person_id').notNull(),
    cardKey: text('card_key').notNull(),
    dismissedAt: integer('dismissed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.cardKey] })],
);
