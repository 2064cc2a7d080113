import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { unansweredQuestions } from '../store/employer-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { ownMessage } from './log.ts';
import { redact } from './redact.ts';
import { groupingStems, recordUnanswered, setGroupStatus } from './unanswered.ts';

/**
 * Puts an own message on HR's list, or marks it as sent when it stands there already. One that HR answered is asked anew: that answer did not help.
 * @throws AppError not_found, forbidden for what went to a person's care
 */
export function askHr(
  deps: Pick<Deps, 'clock' | 'ids' | 'employers'>,
  actor: Actor,
  messageId: string,
  { comment, named = false }: { comment?: string | undefined; named?: boolean | undefined },
): { unansweredId: string } {
  const db = deps.employers.open(actor.employerId);
  const message = ownMessage(db, actor.personId, messageId);
  if (message.kind === 'handoff') throw new AppError('forbidden');
  return inTransaction(db, (tx) => {
    const existing = tx
      .select()
      .from(unansweredQuestions)
      .where(eq(unansweredQuestions.messageId, messageId))
      .get();
    const clean = comment === undefined || comment.trim() === '' ? undefined : redact(comment.trim());
    if (existing !== undefined && existing.curatedId === null) {
      tx.update(unansweredQuestions)
        .set({ sentToHr: true, named, comment: clean ?? existing.comment })
        .where(eq(unansweredQuestions.id, existing.id))
        .run();
      setGroupStatus(tx, existing.groupId, 'open');
      return { unansweredId: existing.id };
    }
    if (existing !== undefined)
      tx.delete(unansweredQuestions).where(eq(unansweredQuestions.id, existing.id)).run();
    const id = existing?.id ?? deps.ids.next();
    recordUnanswered(tx, deps.ids.next, {
      id,
      messageId,
      personId: actor.personId,
      question: message.question,
      stems: groupingStems(message.question),
      nearMisses: message.citations.map(({ quote: _, ...near }) => near),
      askedAt: deps.clock.now(),
      sentToHr: true,
      named,
      comment: clean ?? existing?.comment ?? undefined,
    });
    return { unansweredId: id };
  });
}
