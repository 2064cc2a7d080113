import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { workflowAbsences } from '../store/workflow-schema.ts';
import { isKeeper, requireTasker } from './access.ts';
import { type AbsenceRow, standingAbsences } from './rows.ts';
import { openScene, type Scene, type WorkflowDeps } from './scene.ts';
import type { Workflows } from './service.ts';
import type { Absence } from './view-model.ts';
import { isTasker } from './who.ts';

/** Who is away, and who does their tasks meanwhile. */
export function createAbsences(
  deps: WorkflowDeps,
): Pick<Workflows, 'absences' | 'addAbsence' | 'removeAbsence'> {
  return {
    absences(actor) {
      requireTasker(actor);
      const scene = openScene(deps, deps.employers.open(actor.employerId), deps.clock.now());
      const date = today(deps.clock);
      return standingAbsences(scene.db)
        .filter((row) => row.to >= date && isTheirs(actor, row))
        .map((row) => absenceView(scene, row));
    },
    addAbsence(actor, input) {
      requireTasker(actor);
      if (!isTheirs(actor, input)) throw new AppError('forbidden');
      return inTransaction(deps.employers.open(actor.employerId), (db) => {
        const scene = openScene(deps, db, deps.clock.now());
        const known = [input.personId, input.substituteId].every((id) => isTasker(scene.world, id));
        if (!known || input.personId === input.substituteId) throw new AppError('absence_person');
        const own = standingAbsences(db).filter(({ personId }) => personId === input.personId);
        const same = own.find(
          ({ substituteId, from, to }) =>
            substituteId === input.substituteId && from === input.from && to === input.to,
        );
        if (same !== undefined) return absenceView(scene, same);
        if (own.some(({ from, to }) => from <= input.to && input.from <= to))
          throw new AppError('absence_overlap');
        const row: AbsenceRow = {
          id: deps.ids.next(),
          ...input,
          createdBy: actor.personId,
          createdAt: scene.now,
          removedAt: null,
        };
        db.insert(workflowAbsences).values(row).run();
        return absenceView(scene, row);
      });
    },
    removeAbsence(actor, absenceId) {
      requireTasker(actor);
      const db = deps.employers.open(actor.employerId);
      const row = db.select().from(workflowAbsences).where(eq(workflowAbsences.id, absenceId)).get();
      if (row === undefined || !isTheirs(actor, row)) throw new AppError('not_found');
      db.update(workflowAbsences)
        .set({ removedAt: deps.clock.now() })
        .where(and(eq(workflowAbsences.id, absenceId), isNull(workflowAbsences.removedAt)))
        .run();
    },
  };
}

function isTheirs(actor: Actor, { personId }: { personId: string }): boolean {
  return isKeeper(actor) || personId === actor.personId;
}

function absenceView(scene: Scene, { id, personId, substituteId, from, to }: AbsenceRow): Absence {
  return { id, person: scene.named(personId), substitute: scene.named(substituteId), from, to };
}
