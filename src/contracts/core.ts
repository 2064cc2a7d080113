import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Actor } from '../kernel/actor.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import type { Personnel } from '../personnel/model.ts';
import type { EmployerDb } from '../store/db.ts';
import { employers, people } from '../store/directory-schema.ts';
import type { Moment } from './decide.ts';
import type { FontFiles } from './pdf/paper.ts';
import { newLink, type Secret } from './secrets.ts';
import type { ContractFields } from './service.ts';

export interface ContractDeps
  extends Pick<
    Deps,
    'clock' | 'ids' | 'log' | 'directory' | 'employers' | 'files' | 'platformSeal' | 'pdfFonts'
  > {
  /** At least 32 characters; keys the hashes of links, codes and accesses. */
  sessionSecret: string;
  personnel: Pick<Personnel, 'list' | 'read'>;
  /** What is known of concept employees; absent where there are none. */
  conceptFields?: ContractFields;
  /** The product 'Digital signing' of an employer; on for all when absent. */
  offers?: (employerId: string) => boolean;
}

/** The way in: every part of this module opens an employer's database here, so this is the one place that knows the product switch. */
export function openContracts(deps: ContractDeps, employerId: string): EmployerDb {
  if (deps.offers && !deps.offers(employerId)) throw new AppError('not_found');
  return deps.employers.open(employerId);
}

/** The database of an actor who keeps contracts. @throws AppError forbidden */
export function openForKeeper(deps: ContractDeps, actor: Actor): EmployerDb {
  if (actor.role !== 'hr' && actor.role !== 'provider') throw new AppError('forbidden');
  return openContracts(deps, actor.employerId);
}

export function momentOf({ clock }: Pick<ContractDeps, 'clock'>): Moment {
  return { now: clock.now(), today: today(clock) };
}

export function employerName({ directory }: Pick<ContractDeps, 'directory'>, id: string): string {
  return (
    directory.select({ name: employers.name }).from(employers).where(eq(employers.id, id)).get()?.name ?? id
  );
}

/** Where somebody gets mail; '' for who has no account. */
export function emailOf({ directory }: Pick<ContractDeps, 'directory'>, personId: string): string {
  return (
    directory.select({ email: people.email }).from(people).where(eq(people.id, personId)).get()?.email ?? ''
  );
}

export async function fontsOf({ pdfFonts }: Pick<ContractDeps, 'pdfFonts'>): Promise<FontFiles | null> {
  return pdfFonts ? pdfFonts.read() : null;
}

/** So many links, made before the transaction that may use them: hashing waits, a transaction cannot. */
export function newLinks(deps: ContractDeps, employerId: string, count: number): Promise<Secret[]> {
  return Promise.all(Array.from({ length: count }, () => newLink(deps.ids, deps.sessionSecret, employerId)));
}

/** '2 maart 2026 om 10:05' in the Netherlands. */
export function timeInWords(at: number): string {
  return new Intl.DateTimeFormat('nl', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Amsterdam',
  }).format(at);
}
