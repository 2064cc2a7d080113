import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Who works here, since when and on what terms. Names of columns follow Loket's API. Dates are calendar dates, times epoch milliseconds. */

export const departments = sqliteTable('departments', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** A person of the directory; null while nobody leads it. */
  managerPersonId: text('manager_person_id'),
});

export const employees = sqliteTable(
  'employees',
  {
    id: text('id').primaryKey(),
    employeeNumber: integer('employee_number').notNull(),
    /** The account of the directory; null until the employee has one. */
    personId: text('person_id'),
    firstName: text('first_name').notNull(),
    initials: text('initials').notNull(),
    /** Tussenvoegsel: 'van der'. '' for none. */
    prefix: text('prefix').notNull().default(''),
    lastName: text('last_name').notNull(),
    dateOfBirth: text('date_of_birth'),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('employees_number').on(t.employeeNumber),
    uniqueIndex('employees_person').on(t.personId),
  ],
);

export const factKinds = [
  'address',
  'email',
  'phone',
  'mobile',
  'emergency-contact',
  'bank-account',
] as const;

/**
 * Every value that an employee's data ever had; rows are added, never changed. What holds on a day is the row with the latest `validFrom` up to that
 * day, of those the one that was recorded last; a correction names the row it takes the place of.
 */
export const employeeFacts = sqliteTable(
  'employee_facts',
  {
    id: text('id').primaryKey(),
    employeeId: text('employee_id')
      .notNull()
      .references(() => employees.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: factKinds }).notNull(),
    value: text('value', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    validFrom: text('valid_from').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
    /** What brought it: 'start', or 'mutation:' with its id. */
    source: text('source').notNull(),
    corrects: text('corrects'),
  },
  (t) => [index('employee_facts_employee').on(t.employeeId, t.kind)],
);

export const employments = sqliteTable(
  'employments',
  {
    id: text('id').primaryKey(),
    employeeId: text('employee_id')
      .notNull()
      .references(() => employees.id, { onDelete: 'cascade' }),
    startDate: text('start_date').notNull(),
    /** Last day; null while it goes on. */
    endDate: text('end_date'),
    jobTitle: text('job_title').notNull(),
    departmentId: text('department_id').references(() => departments.id, { onDelete: 'set null' }),
    isOnCall: integer('is_on_call', { mode: 'boolean' }).notNull(),
    /** 'Berekenen uren': the contract hours are filled in for each period. */
    calculateWorkingHours: integer('calculate_working_hours', { mode: 'boolean' }).notNull(),
    /** Contract hours in thousandths; null for none. */
    hoursPerWeek: integer('hours_per_week'),
    /** Days of the pattern, 1 for Monday to 7; empty for no pattern. */
    workDays: text('work_days', { mode: 'json' }).$type<number[]>().notNull(),
    /** A set of its own instead of the employer's default. */
    componentSetId: text('component_set_id'),
    excludedFromSelfService: integer('excluded_from_self_service', { mode: 'boolean' })
      .notNull()
      .default(false),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [index('employments_employee').on(t.employeeId), index('employments_department').on(t.departmentId)],
);

/** What changed on an employment, by whom; for the mutation report. */
export const employmentChanges = sqliteTable(
  'employment_changes',
  {
    employmentId: text('employment_id')
      .notNull()
      .references(() => employments.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    field: text('field').notNull(),
    before: text('before', { mode: 'json' }).$type<unknown>(),
    after: text('after', { mode: 'json' }).$type<unknown>(),
    changedBy: text('changed_by').notNull(),
    changedAt: integer('changed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.employmentId, t.seq] })],
);
