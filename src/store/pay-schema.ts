import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** What may be declared, at which rate, into which period. Rates in milli-euro, dates calendar dates, times epoch milliseconds. */

export const componentUnits = ['km', 'day', 'hour', 'eur'] as const;
export const taxTreatments = ['untaxed', 'taxed', 'wkr'] as const;
/** The form by which an employee hands a component in. */
export const declarationForms = ['trip', 'fuel', 'home', 'worked'] as const;

export const wageComponents = sqliteTable(
  'wage_components',
  {
    id: text('id').primaryKey(),
    /** Number in payroll, such as 41. */
    key: integer('key').notNull(),
    /** As payroll knows it, 14 characters at most. */
    description: text('description').notNull(),
    /** As the employee sees it. */
    employeeLabel: text('employee_label').notNull(),
    unit: text('unit', { enum: componentUnits }).notNull(),
    taxTreatment: text('tax_treatment', { enum: taxTreatments }).notNull(),
    form: text('form', { enum: declarationForms }).notNull(),
    requiresAttachment: integer('requires_attachment', { mode: 'boolean' }).notNull().default(false),
    requiresDate: integer('requires_date', { mode: 'boolean' }).notNull().default(true),
    requiresVehicle: integer('requires_vehicle', { mode: 'boolean' }).notNull().default(false),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [uniqueIndex('wage_components_key').on(t.key)],
);

/** What the employer pays for one unit; a component in euros has none. */
export const componentRates = sqliteTable(
  'component_rates',
  {
    componentId: text('component_id')
      .notNull()
      .references(() => wageComponents.id, { onDelete: 'cascade' }),
    validFrom: text('valid_from').notNull(),
    /** Milli-euro a unit. */
    rate: integer('rate').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.componentId, t.validFrom] })],
);

export const setLevels = ['provider', 'employer'] as const;
export const tripSplits = ['perKm', 'separate'] as const;

export const componentSets = sqliteTable('component_sets', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  level: text('level', { enum: setLevels }).notNull(),
  /** For fixed staff and for on-call workers there is one default each; false for a set that only deviates. */
  isDefault: integer('is_default', { mode: 'boolean' }).notNull().default(false),
  /** 'perKm': each km of a trip counts on every km component of the set; 'separate': the employee says which. */
  tripSplit: text('trip_split', { enum: tripSplits }).notNull().default('perKm'),
  /** Whom the set is the default for. */
  forOnCall: integer('for_on_call', { mode: 'boolean' }).notNull().default(false),
  updatedAt: integer('updated_at').notNull(),
});

export const componentSetItems = sqliteTable(
  'component_set_items',
  {
    setId: text('set_id')
      .notNull()
      .references(() => componentSets.id, { onDelete: 'cascade' }),
    componentId: text('component_id')
      .notNull()
      .references(() => wageComponents.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
  },
  (t) => [primaryKey({ columns: [t.setId, t.componentId] })],
);

export const periodKinds = ['month', 'four-weeks'] as const;

export const payrollPeriods = sqliteTable(
  'payroll_periods',
  {
    /** yyyypp: 202611 is November, or the eleventh period of four weeks. */
    id: integer('id').primaryKey(),
    kind: text('kind', { enum: periodKinds }).notNull(),
    startsOn: text('starts_on').notNull(),
    endsOn: text('ends_on').notNull(),
    /** Last day on which employees hand in for this period. */
    closesOn: text('closes_on').notNull(),
    /** 'Klaar met muteren': from then on nothing comes into this period. */
    closedAt: integer('closed_at'),
    closedBy: text('closed_by'),
  },
  (t) => [index('payroll_periods_ends').on(t.endsOn)],
);
