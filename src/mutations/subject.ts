import { eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import type { EmployerDb } from '../store/db.ts';
import { mutations } from '../store/mutation-schema.ts';
import { formatDay } from './days.ts';
import { findRow, isRetroactive, type MutationRow, rowsWhere } from './rows.ts';
import { textOf } from './show.ts';
import { contactTitle, kindNames, moveTitle } from './titles.ts';

type Language = 'nl' | 'en';

/** What a task shows of the mutation it is about. */
export interface MutationSubject {
  title: string;
  lines: { label: string; value: string }[];
  link: string | null;
}

const words = {
  nl: {
    from: 'Vanaf',
    before: 'Oud',
    after: 'Nieuw',
    none: 'geen',
    status: 'Stand',
    undone: 'Teruggedraaid',
    withdrawn: 'Ingetrokken: er hoeft niets meer te gebeuren.',
    retroactive: 'Met terugwerkende kracht: kijk ook naar wat over deze dagen al is betaald.',
    note: 'Let op',
  },
  en: {
    from: 'From',
    before: 'Old',
    after: 'New',
    none: 'none',
    status: 'State',
    undone: 'Taken back',
    withdrawn: 'Withdrawn: nothing is to be done any more.',
    retroactive: 'Retroactive: look at what was paid for these days already.',
    note: 'Note',
  },
};

/**
 * A mutation as whoever has a task for it may see it: hr and provider old and new, a manager the new address only, for the flowers. Null for others.
 * @param subjectId the mutation that the workflow was started for; contact data that changed with it are shown too
 */
export function describeMutation(
  db: EmployerDb,
  subjectId: string,
  reader: Actor,
  language: Language,
): MutationSubject | null {
  const row = findRow(db, subjectId);
  if (row === undefined || row.form === 'bank-account') return null;
  const isKeeper = reader.role === 'hr' || reader.role === 'provider';
  const isOwner = row.personId === reader.personId;
  if (!isKeeper && !isOwner && !(reader.role === 'manager' && row.form === 'address')) return null;
  const lines =
    row.form === 'address'
      ? addressLines(row, isKeeper || isOwner, language)
      : valueLines(shownWith(db, row), language);
  return { title: titleOf(row), lines, link: isKeeper ? `/hr/wijzigingen/${subjectId}` : null };
}

function titleOf(row: MutationRow): string {
  if (row.form === 'address') return moveTitle(row.effectiveOn, isRetroactive(row));
  return contactTitle([row.kind], row.status === 'undone');
}

/** What was applied in the same request: one notice tells of all of it. */
function shownWith(db: EmployerDb, row: MutationRow): MutationRow[] {
  const batch = rowsWhere(db, eq(mutations.batchId, row.batchId));
  return batch.filter(({ id, appliedAt }) => id === row.id || appliedAt === row.appliedAt);
}

function addressLines(row: MutationRow, withOld: boolean, language: Language): MutationSubject['lines'] {
  const t = words[language];
  const old = { label: t.before, value: textOf('address', row.before) || t.none };
  return [
    { label: t.from, value: formatDay(row.effectiveOn, language) },
    ...(withOld ? [old] : []),
    { label: t.after, value: textOf('address', row.after) },
    ...(withOld && isRetroactive(row) ? [{ label: t.note, value: t.retroactive }] : []),
    ...(row.status === 'withdrawn' ? [{ label: t.note, value: t.withdrawn }] : []),
  ];
}

function valueLines(rows: readonly MutationRow[], language: Language): MutationSubject['lines'] {
  const t = words[language];
  return rows.flatMap((row) => [
    {
      label: kindNames([row.kind], language),
      value: `${textOf(row.kind, row.before) || t.none} → ${textOf(row.kind, row.after) || t.none}`,
    },
    ...(row.status === 'undone' ? [{ label: t.status, value: t.undone }] : []),
  ]);
}
