import type { Deps } from '../deps.ts';
import type { MutationFlow } from './flow.ts';
import type { SecondFactor } from './service.ts';

export interface Contact {
  name: string;
  email: string;
}

export interface MutationDeps extends Pick<Deps, 'clock' | 'ids' | 'employers' | 'log'> {
  /** Keys the hashes of codes and tokens. */
  sessionSecret: string;
  /** Null: nobody is told through a workflow. */
  flow: MutationFlow | null;
  secondFactor: SecondFactor;
  /** How a person is called; null for one who is unknown. */
  nameOf: (personId: string) => string | null;
  employerName: (employerId: string) => string;
  /** Address of somebody's account; null for who has none here. */
  accountEmail: (employerId: string, personId: string) => string | null;
  /** Who hears of a report. */
  hrContacts: (employerId: string) => readonly Contact[];
}
