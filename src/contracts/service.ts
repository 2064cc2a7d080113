import type { Actor } from '../kernel/actor.ts';
import type {
  Candidate,
  ContractQuery,
  ContractRow,
  ContractView,
  DraftInput,
  OwnContract,
  Proposal,
  Readers,
  RevisionInput,
  SendInput,
  SignatureInput,
  SigningDoor,
  SigningView,
  Subject,
  Template,
  TemplateInput,
  TemplateProblem,
  TemplateVersion,
  Verification,
} from './model.ts';

/** What is known of somebody, as values of placeholders; another module can deliver those of a concept employee. */
export interface ContractFields {
  /** Null for a subject that is not there or of a kind it does not know. */
  of(actor: Actor, subject: Subject): Record<string, string> | null;
}

/** A finished PDF. */
export interface ContractFile {
  bytes: Uint8Array;
  fileName: string;
  format: 'pdf';
}
export type ContractPart = 'original' | 'sealed';

/** Templates of one employer; part of `Contracts`. All: @throws AppError forbidden unless hr or provider. */
export interface ContractTemplates {
  list(actor: Actor): Template[];
  /** @throws AppError not_found */
  get(actor: Actor, id: string): Template & { versions: TemplateVersion[] };
  /** Problems of a text, all at once; with `fields` also those without a value. */
  check(actor: Actor, body: string, fields?: Record<string, string>): TemplateProblem[];
  /** @throws AppError contract_template_faulty with every problem in `data.problems` */
  add(actor: Actor, input: TemplateInput): Template;
  /** A new version when the text or name differs. @param version the one that was read. @throws AppError not_found, conflict, contract_template_faulty */
  save(actor: Actor, id: string, version: number, input: TemplateInput): Template;
  /** No longer offered; contracts made from it stay. @throws AppError not_found */
  archive(actor: Actor, id: string): void;
}

/** Contracts for who keeps them; made by createContracts in contracts.ts. Foreign ids and those the actor's flag hides: not_found. */
export interface Contracts {
  templates: ContractTemplates;
  /** Employments to make a contract for. @throws AppError forbidden unless hr or provider */
  candidates(actor: Actor, search: string): Candidate[];
  /** @throws AppError forbidden, not_found */
  propose(actor: Actor, templateId: string, subject: Subject | null): Proposal;
  list(actor: Actor, query: ContractQuery): { rows: ContractRow[]; total: number };
  get(actor: Actor, id: string): ContractView;
  /** Makes the PDF. @throws AppError not_found, contract_values_missing and contract_text_unprintable with `data.problems` */
  create(actor: Actor, input: DraftInput): Promise<ContractView>;
  /** Makes the PDF anew. @throws AppError conflict (another revision), contract_state (no draft), and as create */
  revise(actor: Actor, id: string, input: RevisionInput): Promise<ContractView>;
  /** Deletes a draft. @throws AppError contract_state */
  remove(actor: Actor, id: string): void;
  /** @throws AppError contract_state, conflict, bad_request (a date that is past), signing_unavailable */
  send(actor: Actor, id: string, input: SendInput, origin: string): Promise<ContractView>;
  /** @throws AppError contract_state, reason_missing */
  withdraw(actor: Actor, id: string, reason: string): ContractView;
  /** A new link by mail, older ones stop working. @throws AppError contract_state unless it is this signer's turn */
  resend(actor: Actor, id: string, signerId: string): Promise<ContractView>;
  /** The own flag stays on: nobody can lock oneself out. */
  setReaders(actor: Actor, id: string, readers: Readers): ContractView;
  /** @throws AppError not_found while there is no such part, contract_file_changed when it is not what was recorded */
  file(actor: Actor, id: string, part: ContractPart): Promise<ContractFile>;
  /** Own contracts of a signed-in person that the employee may see. */
  mine(actor: Actor): OwnContract[];
  /** An own sealed contract. @throws AppError not_found */
  ownFile(actor: Actor, id: string): Promise<ContractFile>;
  /** @throws AppError forbidden unless hr or provider */
  verify(actor: Actor, pdf: Uint8Array): Promise<Verification>;
  /** Seals, reminds and lets expire what is due, at every employer. Never throws; runs once at a time. */
  tick(): Promise<void>;
  /** Resolves when no such work is going on. */
  settled(): Promise<void>;
}

/** Where a signer's request comes from, for the evidence. */
export interface Visitor {
  address: string;
  /** The User-Agent header, cut to 300 characters. */
  agent: string;
}

/** What a signer does with a personal link, without an account. Every method: @throws AppError link_invalid */
export interface Signing {
  door(token: string): Promise<SigningDoor>;
  /** Mails a code of six digits that works for ten minutes. @throws AppError too_many_requests, signing_blocked */
  mailCode(token: string, visitor: Visitor): Promise<void>;
  /** @returns a token that opens the contract for an hour. @throws AppError signing_code_wrong, signing_blocked */
  enter(token: string, code: string, visitor: Visitor): Promise<{ access: string; expiresAt: number }>;
  /** The contract; the first time is noted as seen. @throws AppError signing_code_needed */
  read(token: string, access: string, visitor: Visitor): Promise<SigningView>;
  /** The sealed PDF once it is there, the offered one before. @throws AppError signing_code_needed */
  file(token: string, access: string): Promise<ContractFile>;
  /** @throws AppError signing_code_needed, signing_not_open (not the turn, signed before, ended), signature_missing */
  sign(token: string, access: string, input: SignatureInput, visitor: Visitor): Promise<SigningView>;
  /** Ends the request for all. @throws AppError signing_code_needed, signing_not_open, reason_missing */
  decline(token: string, access: string, reason: string, visitor: Visitor): Promise<SigningView>;
}
