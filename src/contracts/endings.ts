import { enqueue } from '../notifications/outbox.ts';
import type { EmployerDb } from '../store/db.ts';
import type { ContractDeps } from './core.ts';
import { endedMail, ownerEndedMail } from './mails.ts';
import type { Loaded } from './rows.ts';

/** Where HR finds a contract. */
export function contractPath(id: string): string {
  return `/hr/contracten/${encodeURIComponent(id)}`;
}

/**
 * Tells everybody who was asked, and who sent it, that the request ended without all signatures; in the transaction that ends it.
 * @param by the signer who ended it: that one knows
 */
export function endingMails(
  deps: Pick<ContractDeps, 'ids' | 'clock'>,
  tx: EmployerDb,
  { row, signers }: Loaded,
  { how, employer, by }: { how: 'declined' | 'expired' | 'withdrawn'; employer: string; by?: string },
): void {
  const now = deps.clock.now();
  const about = { employer, title: row.title };
  const { ownerEmail } = row;
  const tellsOwner = how !== 'withdrawn' && ownerEmail !== '' && ownerEmail !== emailOf(signers, by);
  const told = signers.filter(
    ({ id, sentAt, email }) => id !== by && sentAt !== null && !(tellsOwner && email === ownerEmail),
  );
  for (const { name, email } of told)
    enqueue(tx, {
      id: deps.ids.next(),
      recipient: email,
      text: endedMail({ ...about, name, how }),
      now,
      about: row.id,
    });
  if (how === 'withdrawn' || !tellsOwner) return;
  const url = `${row.origin ?? ''}${contractPath(row.id)}`;
  const text = ownerEndedMail({ ...about, name: row.ownerName, how, url });
  enqueue(tx, { id: deps.ids.next(), recipient: row.ownerEmail, text, now, about: row.id });
}

function emailOf(signers: Loaded['signers'], id: string | undefined): string | undefined {
  return signers.find((signer) => signer.id === id)?.email;
}
