import type { Actor } from '../kernel/actor.ts';
import type { CalendarDate } from '../kernel/dates.ts';
import type { FactKind } from '../personnel/model.ts';
import type {
  BankRequest,
  EmployeeHistory,
  FactValue,
  Mutation,
  MutationDetail,
  MutationForm,
  MutationInput,
  MutationQuery,
  MutationRequest,
  MutationSettings,
  MyData,
  Preview,
} from './model.ts';

/** What holds of an employee, and what is asked for, as the checks see it. */
export interface Known {
  today: CalendarDate;
  current: Partial<Record<FactKind, { id: string; value: FactValue; validFrom: CalendarDate }>>;
  /** Kinds with a mutation that waits. */
  waiting: readonly FactKind[];
  /** Somebody else here has this address. */
  isTaken(email: string): boolean;
  lastName: string;
  bankWaitingDays: number;
}

/** What a link in a mail is for, and where it stands. */
export interface LinkView {
  purpose: 'verify' | 'report';
  form: MutationForm;
  /** What it is about. */
  kinds: readonly FactKind[];
  /** Applied already: a report no longer stops it, HR hears of it. */
  applied: boolean;
  /** It was followed before. */
  used: boolean;
}

/** Somebody's second factor, as mutations need it. */
export interface SecondFactor {
  has(personId: string): boolean;
  /** False for a wrong one and for one that was used before. */
  verify(personId: string, code: string): Promise<boolean>;
}

export interface Ticked {
  applied: number;
  expired: number;
}

/** Changes of personal data of one employer; made by createMutations in mutations.ts. */
export interface Mutations {
  /** The own data with their history. */
  mine(actor: Actor): MyData;
  /** What would change and what is to be said about it; nothing is kept. @throws AppError no_employment, left_employment */
  preview(actor: Actor, input: MutationInput): Preview;
  /**
   * Hands in. One mutation per value that changes; the same request again gives what the first made.
   * @throws AppError mutation_blocked (with `findings` in data), left_employment, no_employment, too_many_requests
   */
  submit(actor: Actor, request: MutationRequest, origin: string): Promise<Mutation[]>;
  /** How the own second factor is shown: an authenticator, or a code to the old address, of which enough is told to recognise it. */
  proof(actor: Actor): { by: 'factor' } | { by: 'mail'; to: string };
  /** Mails a code to the address that stood before the latest week. @throws AppError mail_address_missing, too_many_requests, left_employment */
  mailCode(actor: Actor): Promise<void>;
  /** Asks for another bank account. @throws as submit, second_factor_wrong */
  submitBank(actor: Actor, request: BankRequest, origin: string): Promise<Mutation>;
  /** Takes back what is not applied yet: the employee or hr. @throws AppError mutation_state, not_found */
  withdraw(actor: Actor, id: string): Mutation;
  /** Puts back what stood before, as a correction: the employee on the day itself, hr what was reported. @throws AppError mutation_state, not_found, email_taken */
  undo(actor: Actor, id: string): Mutation;
  /** Does the open task that this actor has for it. @throws AppError not_found when there is none, and as the workflow says */
  complete(actor: Actor, id: string): Mutation;
  /** An own one, or any for hr and provider. @throws AppError not_found */
  read(actor: Actor, id: string): MutationDetail;
  /** @throws AppError forbidden unless hr or provider */
  list(actor: Actor, query: MutationQuery): { rows: Mutation[]; total: number };
  /** At most MUTATION_EXPORT rows, for a file. @throws as list */
  exportRows(actor: Actor, query: MutationQuery): Mutation[];
  /** @throws AppError forbidden unless hr or provider, not_found */
  historyOf(actor: Actor, employeeId: string): EmployeeHistory;
  /** @throws AppError forbidden unless hr or provider */
  settings(actor: Actor): MutationSettings;
  /** @throws AppError forbidden unless hr */
  saveSettings(actor: Actor, settings: MutationSettings): MutationSettings;
  /** What a link in a mail would do; nothing is done. @throws AppError link_invalid */
  link(token: string): Promise<LinkView>;
  /** Does it, once. @throws AppError link_invalid, email_taken */
  follow(token: string, origin: string): Promise<LinkView>;
  /** Applies what is due and lets links lapse, for one employer. Can run as often as one likes. */
  tick(employerId: string): Ticked;
}
