/** Drawn up with drizzle-kit; shipped, so never edited. */
export const personnelMigration = `
CREATE TABLE departments (
  id text PRIMARY KEY NOT NULL,
  name text NOT NULL,
  manager_person_id text
);
--> statement-breakpoint
CREATE TABLE employee_facts (
  id text PRIMARY KEY NOT NULL,
  employee_id text NOT NULL,
  kind text NOT NULL,
  value text NOT NULL,
  valid_from text NOT NULL,
  recorded_at integer NOT NULL,
  recorded_by text NOT NULL,
  source text NOT NULL,
  corrects text,
  FOREIGN KEY (employee_id) REFERENCES employees(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX employee_facts_employee ON employee_facts (employee_id,kind);
--> statement-breakpoint
CREATE TABLE employees (
  id text PRIMARY KEY NOT NULL,
  employee_number integer NOT NULL,
  person_id text,
  first_name text NOT NULL,
  initials text NOT NULL,
  prefix text DEFAULT '' NOT NULL,
  last_name text NOT NULL,
  date_of_birth text,
  created_at integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX employees_number ON employees (employee_number);
--> statement-breakpoint
CREATE UNIQUE INDEX employees_person ON employees (person_id);
--> statement-breakpoint
CREATE TABLE employment_changes (
  employment_id text NOT NULL,
  seq integer NOT NULL,
  field text NOT NULL,
  before text,
  after text,
  changed_by text NOT NULL,
  changed_at integer NOT NULL,
  PRIMARY KEY(employment_id, seq),
  FOREIGN KEY (employment_id) REFERENCES employments(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE employments (
  id text PRIMARY KEY NOT NULL,
  employee_id text NOT NULL,
  start_date text NOT NULL,
  end_date text,
  job_title text NOT NULL,
  department_id text,
  is_on_call integer NOT NULL,
  calculate_working_hours integer NOT NULL,
  hours_per_week integer,
  work_days text NOT NULL,
  component_set_id text,
  excluded_from_self_service integer DEFAULT false NOT NULL,
  created_at integer NOT NULL,
  updated_at integer NOT NULL,
  FOREIGN KEY (employee_id) REFERENCES employees(id) ON UPDATE no action ON DELETE cascade,
  FOREIGN KEY (department_id) REFERENCES departments(id) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX employments_employee ON employments (employee_id);
--> statement-breakpoint
CREATE INDEX employments_department ON employments (department_id);
--> statement-breakpoint
CREATE TABLE component_rates (
  component_id text NOT NULL,
  valid_from text NOT NULL,
  rate integer NOT NULL,
  recorded_at integer NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY(component_id, valid_from),
  FOREIGN KEY (component_id) REFERENCES wage_components(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE component_set_items (
  set_id text NOT NULL,
  component_id text NOT NULL,
  position integer NOT NULL,
  PRIMARY KEY(set_id, component_id),
  FOREIGN KEY (set_id) REFERENCES component_sets(id) ON UPDATE no action ON DELETE cascade,
  FOREIGN KEY (component_id) REFERENCES wage_components(id) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE component_sets (
  id text PRIMARY KEY NOT NULL,
  name text NOT NULL,
  level text NOT NULL,
  is_default integer DEFAULT false NOT NULL,
  trip_split text DEFAULT 'perKm' NOT NULL,
  for_on_call integer DEFAULT false NOT NULL,
  updated_at integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE payroll_periods (
  id integer PRIMARY KEY NOT NULL,
  kind text NOT NULL,
  starts_on text NOT NULL,
  ends_on text NOT NULL,
  closes_on text NOT NULL,
  closed_at integer,
  closed_by text
);
--> statement-breakpoint
CREATE INDEX payroll_periods_ends ON payroll_periods (ends_on);
--> statement-breakpoint
CREATE TABLE wage_components (
  id text PRIMARY KEY NOT NULL,
  key integer NOT NULL,
  description text NOT NULL,
  employee_label text NOT NULL,
  unit text NOT NULL,
  tax_treatment text NOT NULL,
  form text NOT NULL,
  requires_attachment integer DEFAULT false NOT NULL,
  requires_date integer DEFAULT true NOT NULL,
  requires_vehicle integer DEFAULT false NOT NULL,
  updated_at integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX wage_components_key ON wage_components (key);
`;
