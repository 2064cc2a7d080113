import { z } from 'zod';
import type { Actor } from '../kernel/actor.ts';
import type { CalendarDate } from '../kernel/dates.ts';
import { onOneLine } from '../kernel/one-line.ts';
import { factKinds } from '../store/personnel-schema.ts';

export type FactKind = (typeof factKinds)[number];

const date = z.iso.date('Gebruik een bestaande datum als 2026-01-31.');
const line = (most: number) => z.string().overwrite(onOneLine).max(most);

/** 'SA', 'SD' and 'SS' were left out because of the occupation; no rule forbids them, so a form warns and the record takes them. */
const postcode = /^[1-9]\d{3} [A-Z]{2}$/;

export const addressSchema = z.object({
  street: line(80).min(1, 'Vul de straat in.'),
  houseNumber: z
    .number('Vul het huisnummer in als een getal.')
    .int('Vul het huisnummer in als een getal.')
    .min(1)
    .max(99_999),
  /** Letter or addition: 'a', 'bis', '2h'. '' for none. Loket takes four characters. */
  addition: line(4).default(''),
  /** '3511 AB'. */
  postcode: z
    .string()
    .trim()
    .toUpperCase()
    .transform((value) => value.replace(/^(\d{4})\s*([A-Z]{2})$/, '$1 $2'))
    .pipe(z.string().regex(postcode, 'Vul een postcode in als 3511 AB.')),
  city: line(80).min(1, 'Vul de woonplaats in.'),
  country: z.literal('NL').default('NL'),
});
export type Address = z.infer<typeof addressSchema>;

/** What stands in a fact of each kind. */
export const factSchemas = {
  address: addressSchema,
  email: z.object({ email: z.string().trim().toLowerCase().max(255).pipe(z.email()) }),
  phone: z.object({ phone: z.string().regex(/^\+\d{6,14}$/) }),
  mobile: z.object({ phone: z.string().regex(/^\+\d{6,14}$/) }),
  'emergency-contact': z.object({
    name: line(80).min(1),
    relation: line(40).default(''),
    phone: z.string().regex(/^\+\d{6,14}$/),
  }),
  'bank-account': z.object({
    iban: z.string().regex(/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/),
    holder: line(80).min(1),
  }),
} as const satisfies Record<FactKind, z.ZodType>;

export const factSchema = z.object({
  id: z.string(),
  kind: z.enum(factKinds),
  value: z.record(z.string(), z.unknown()),
  validFrom: date,
  /** Epoch milliseconds. */
  recordedAt: z.number(),
  recordedBy: z.string(),
  source: z.string(),
  /** The fact it takes the place of, because that was wrong; null for a change. */
  corrects: z.string().nullable(),
});
export type Fact = z.infer<typeof factSchema>;

export const employmentSchema = z.object({
  id: z.string(),
  employeeId: z.string(),
  startDate: date,
  endDate: date.nullable(),
  jobTitle: z.string(),
  departmentId: z.string().nullable(),
  isOnCall: z.boolean(),
  calculateWorkingHours: z.boolean(),
  /** Thousandths of an hour; null without contract hours. */
  hoursPerWeek: z.number().int().nullable(),
  /** 1 for Monday to 7; empty without a pattern. */
  workDays: z.array(z.number().int().min(1).max(7)),
  componentSetId: z.string().nullable(),
  excludedFromSelfService: z.boolean(),
});
export type Employment = z.infer<typeof employmentSchema>;

export const departmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  managerPersonId: z.string().nullable(),
});
export type Department = z.infer<typeof departmentSchema>;

export const employeeSchema = z.object({
  id: z.string(),
  employeeNumber: z.number().int(),
  personId: z.string().nullable(),
  firstName: z.string(),
  initials: z.string(),
  prefix: z.string(),
  lastName: z.string(),
});
export type Employee = z.infer<typeof employeeSchema>;

/** One line of the list of personnel: an employment with whose it is. */
export const staffRowSchema = z.object({
  employee: employeeSchema,
  employment: employmentSchema,
  /** 'Jan van der Berg'. */
  name: z.string(),
  department: z.string().nullable(),
  state: z.enum(['active', 'future', 'ended']),
});
export type StaffRow = z.infer<typeof staffRowSchema>;

export const onCallFilters = ['with', 'without', 'only'] as const;
export type OnCallFilter = (typeof onCallFilters)[number];

export const staffQuerySchema = z.object({
  search: z.string().trim().max(100).default(''),
  onCall: z.enum(onCallFilters).default('with'),
  departmentId: z.string().max(100).optional(),
  state: z.enum(['active', 'future', 'ended', 'all']).default('active'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type StaffQuery = z.infer<typeof staffQuerySchema>;
export const STAFF_PAGE = 50;

export const employmentPatchSchema = z.object({
  departmentId: z.string().max(100).nullable().optional(),
  isOnCall: z.boolean().optional(),
  calculateWorkingHours: z.boolean().optional(),
  componentSetId: z.string().max(100).nullable().optional(),
  excludedFromSelfService: z.boolean().optional(),
  jobTitle: line(80).min(1).optional(),
  endDate: date.nullable().optional(),
});
export type EmploymentPatch = z.infer<typeof employmentPatchSchema>;

export const employeeInputSchema = z.object({
  personId: z.string().max(100).nullable().default(null),
  /** Null: one more than the highest. */
  employeeNumber: z.number().int().min(1).max(999_999).nullable().default(null),
  firstName: line(40).min(1),
  initials: line(12).min(1),
  prefix: line(10).default(''),
  lastName: line(60).min(1),
  dateOfBirth: date.nullable().default(null),
  employment: employmentSchema.omit({ id: true, employeeId: true }),
});
export type EmployeeInput = z.infer<typeof employeeInputSchema>;

export const staffDetailSchema = staffRowSchema.extend({
  /** What holds today, by kind; the bank account only as its last four characters. */
  facts: z.partialRecord(z.enum(factKinds), factSchema),
  history: z.array(factSchema),
  changes: z.array(
    z.object({
      field: z.string(),
      before: z.unknown(),
      after: z.unknown(),
      changedBy: z.string(),
      changedAt: z.number(),
    }),
  ),
});
export type StaffDetail = z.infer<typeof staffDetailSchema>;

/** Who works here; made by createPersonnel in personnel.ts. */
export interface Personnel {
  /** @throws AppError forbidden unless hr or provider */
  list(actor: Actor, query: StaffQuery): { rows: StaffRow[]; total: number };
  /** @throws AppError forbidden unless hr or provider, not_found */
  read(actor: Actor, employmentId: string): StaffDetail;
  /** @throws AppError forbidden unless hr or provider, not_found, bad_request (an end before the start, an unknown department or set) */
  change(actor: Actor, employmentId: string, patch: EmploymentPatch): StaffDetail;
  /** @throws AppError forbidden unless hr or provider */
  departments(actor: Actor): Department[];
  /** Null id for a new one. @throws AppError forbidden unless hr or provider, not_found (also for a manager who does not work here) */
  saveDepartment(actor: Actor, id: string | null, input: Omit<Department, 'id'>): Department;
  /** The own employee and employment on `date`; null for who has none here. */
  mine(actor: Actor, date: CalendarDate): StaffRow | null;
}
