import { desc, eq, inArray, ne } from 'drizzle-orm';
import { AppError } from '../kernel/errors.ts';
import { termsOf } from '../retrieval/analyse.ts';
import type { EmployerDb } from '../store/db.ts';
import { unansweredGroups, unansweredQuestions } from '../store/employer-schema.ts';
import { askersOf, identifiable } from './askers.ts';
import type { NearMiss } from './model.ts';
import type { UnansweredGroup } from './service.ts';
import type { Contact } from './tell-askers.ts';

/** Two questions ask the same when their stems overlap this much (Jaccard); measured on pairs of wordings in the tests. */
const SAME_QUESTION = 0.5;
const MAX_WORDINGS = 20;

export interface UnansweredInput {
  id: string;
  messageId: string;
  personId: string;
  /** Already redacted. */
  question: string;
  /** Stems of question and the turns it leans on. */
  stems: readonly string[];
  nearMisses: readonly NearMiss[];
  askedAt: number;
  sentToHr: boolean;
  /** The asker lets HR know who asks. */
  named?: boolean;
  comment?: string | undefined;
}

/** Stems by which questions are grouped, sorted, each once. */
export function groupingStems(text: string): string[] {
  return [...new Set(termsOf(text).map((term) => term.stem))].sort();
}

export function jaccard(a: readonly string[], b: readonly string[]): number {
  const left = new Set(a);
  const right = new Set(b);
  let common = 0;
  for (const item of right) if (left.has(item)) common++;
  const union = left.size + right.size - common;
  return union === 0 ? 0 : common / union;
}

/**
 * Puts a question on HR's list, in the group that asks the same. A dismissed group opens again only when the employee sent it to HR; one that HR
 * answered never does: who asks it again was not helped by that answer, which is a new question.
 * @returns the id of the group
 */
export function recordUnanswered(db: EmployerDb, newGroupId: () => string, input: UnansweredInput): string {
  const groups = db.select().from(unansweredGroups).where(ne(unansweredGroups.status, 'answered')).all();
  let group: (typeof groups)[number] | null = null;
  let best = SAME_QUESTION;
  for (const candidate of groups) {
    const similarity = jaccard(candidate.stems, input.stems);
    if (similarity >= best) {
      best = similarity;
      group = candidate;
    }
  }
  const groupId = group?.id ?? newGroupId();
  if (group === null) {
    db.insert(unansweredGroups)
      .values({
        id: groupId,
        question: input.question,
        status: 'open',
        stems: [...input.stems],
        nearMisses: [...input.nearMisses],
        createdAt: input.askedAt,
        lastAskedAt: input.askedAt,
      })
      .run();
  } else {
    db.update(unansweredGroups)
      .set({
        lastAskedAt: input.askedAt,
        nearMisses: input.nearMisses.length > 0 ? [...input.nearMisses] : group.nearMisses,
        status: input.sentToHr ? 'open' : group.status,
      })
      .where(eq(unansweredGroups.id, groupId))
      .run();
  }
  db.insert(unansweredQuestions)
    .values({
      id: input.id,
      groupId,
      messageId: input.messageId,
      personId: input.personId,
      question: input.question,
      sentToHr: input.sentToHr,
      named: input.named ?? false,
      comment: input.comment ?? null,
      askedAt: input.askedAt,
    })
    .run();
  return groupId;
}

/** Contacts of people, looked up at once; none where nobody looks them up. */
export type LookUp = (personIds: readonly string[]) => Contact[];

/**
 * HR's list, most asked first, then the latest. Who asked is told only as far as askers.ts allows.
 * @param lookUp gives names; without it nobody is named
 */
export function listUnanswered(
  db: EmployerDb,
  status?: UnansweredGroup['status'],
  lookUp: LookUp = () => [],
): UnansweredGroup[] {
  const groups = db
    .select()
    .from(unansweredGroups)
    .where(status === undefined ? undefined : eq(unansweredGroups.status, status))
    .all();
  const rows = db
    .select()
    .from(unansweredQuestions)
    .where(
      inArray(unansweredQuestions.groupId, db.select({ id: unansweredGroups.id }).from(unansweredGroups)),
    )
    .orderBy(desc(unansweredQuestions.askedAt))
    .all();
  const ofGroup = new Map(groups.map(({ id }) => [id, rows.filter((row) => row.groupId === id)]));
  const ids = new Set([...ofGroup.values()].flatMap(identifiable));
  const contacts = new Map(lookUp([...ids]).map((contact) => [contact.personId, contact]));
  return groups
    .map((group) => {
      const asked = ofGroup.get(group.id) ?? [];
      return {
        id: group.id,
        question: group.question,
        status: group.status,
        count: asked.length,
        people: new Set(asked.map((row) => row.personId)).size,
        sentToHr: asked.filter((row) => row.sentToHr).length,
        ...askersOf(asked, contacts),
        wordings: [...new Set(asked.map((row) => row.question))].slice(0, MAX_WORDINGS),
        comments: asked.flatMap((row) => row.comment ?? []).slice(0, MAX_WORDINGS),
        nearMisses: group.nearMisses,
        createdAt: group.createdAt,
        lastAskedAt: group.lastAskedAt,
      };
    })
    .sort((a, b) => b.count - a.count || b.lastAskedAt - a.lastAskedAt || (a.id < b.id ? -1 : 1));
}

/** @throws AppError not_found, conflict when HR answered it: that is taken back by withdrawing the answer */
export function setGroupStatus(db: EmployerDb, groupId: string, status: 'open' | 'dismissed'): void {
  const group = db.select().from(unansweredGroups).where(eq(unansweredGroups.id, groupId)).get();
  if (group === undefined) throw new AppError('not_found');
  if (group.status === 'answered') throw new AppError('conflict');
  db.update(unansweredGroups).set({ status }).where(eq(unansweredGroups.id, groupId)).run();
}
