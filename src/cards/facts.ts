import { desc, isNotNull, sql } from 'drizzle-orm';
import { type Actor, readableVisibilities } from '../kernel/actor.ts';
import { type CalendarDate, today } from '../kernel/dates.ts';
import type { EmployerDb } from '../store/db.ts';
import { payrollPeriods } from '../store/pay-schema.ts';
import type { CardFacts } from './decide.ts';

const dayOf = (at: number): CalendarDate => today({ now: () => at });

/** The occasions of one person today, from the rows. @param employment the own one, null for none */
export function readFacts(
  db: EmployerDb,
  actor: Actor,
  day: CalendarDate,
  employment: CardFacts['employment'],
): CardFacts {
  return {
    today: day,
    isOnCall: actor.isOnCall,
    employment,
    closed: lastClosed(db),
    renewed: renewed(db, actor, day),
  };
}

function lastClosed(db: EmployerDb): CardFacts['closed'] {
  const row = db
    .select()
    .from(payrollPeriods)
    .where(isNotNull(payrollPeriods.closedAt))
    .orderBy(desc(payrollPeriods.closedAt))
    .get();
  if (row === undefined || row.closedAt === null) return null;
  return { id: row.id, endsOn: row.endsOn, on: dayOf(row.closedAt) };
}

interface Renewed {
  documentId: string;
  versionId: string;
  title: string;
  at: number;
}

/** Ticked documents whose live version took the place of an earlier one. */
function renewed(db: EmployerDb, actor: Actor, day: CalendarDate): CardFacts['renewed'] {
  const visible = JSON.stringify(readableVisibilities(actor.role));
  const rows = db.all<Renewed>(sql`
    SELECT d.id AS documentId, v.id AS versionId, d.title AS title, v.created_at AS at
    FROM documents d JOIN document_versions v ON v.id = d.live_version_id
    WHERE d.used_by_assistant = 1
      AND d.visibility IN (SELECT value FROM json_each(${visible}))
      AND (d.valid_from IS NULL OR d.valid_from <= ${day})
      AND (d.valid_to IS NULL OR d.valid_to >= ${day})
      AND EXISTS (SELECT 1 FROM document_versions o WHERE o.document_id = d.id AND o.status = 'replaced' AND o.created_at < v.created_at)
    ORDER BY v.created_at DESC, v.id`);
  return rows.map(({ at, ...row }) => ({ ...row, on: dayOf(at) }));
}
