import type { Deps } from '../deps.ts';
import type { Role } from '../kernel/actor.ts';

export interface Contact {
  personId: string;
  name: string;
  email: string;
}

export interface PayrollRunDeps extends Pick<Deps, 'clock' | 'ids' | 'employers'> {
  employerName: (employerId: string) => string;
  /** How a person is called; null for one who is unknown. */
  nameOf: (personId: string) => string | null;
  /** Names and addresses of people who work at this employer now. */
  contacts: (employerId: string, personIds: readonly string[]) => Contact[];
  /** Who has this role at this employer now. */
  holders: (employerId: string, role: Role) => Contact[];
  /** Employers where this person works as provider. */
  providerAt: (personId: string) => string[];
  /** Where links in reminders lead; null leaves the link out. */
  publicOrigin: string | null;
}
