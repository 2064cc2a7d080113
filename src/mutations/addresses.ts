import { type CalendarDate, today } from '../kernel/dates.ts';
import type { Fact } from '../personnel/model.ts';
import { factsOn } from '../personnel/rows.ts';

const DAY = 24 * 60 * 60 * 1000;
/**
 * So long an e-mail address must have stood before a code goes to it: whoever takes over an account and changes the address first would otherwise mail the
 * code to himself.
 */
export const SETTLED_DAYS = 7;

/**
 * The address that a code may go to.
 * @param account the address of the account, for who has none that stood long enough
 */
export function settledEmail(facts: readonly Fact[], now: number, account: string | null): string | null {
  const settled = facts.filter(({ recordedAt }) => recordedAt <= now - SETTLED_DAYS * DAY);
  return emailOn(settled, today({ now: () => now })) ?? account;
}

/** Everywhere somebody hears that data were changed: the address of today and the one that stood before this week. */
export function oldEmails(facts: readonly Fact[], now: number, account: string | null): string[] {
  const present = emailOn(facts, today({ now: () => now }));
  const all = [present, settledEmail(facts, now, account)].filter((email) => email !== null);
  return [...new Set(all)];
}

function emailOn(facts: readonly Fact[], on: CalendarDate): string | null {
  const email = factsOn(facts, on).email?.value.email;
  return typeof email === 'string' ? email : null;
}
