import { and, count, eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { workflows } from '../store/workflow-schema.ts';
import { requireKeeper, requireTasker } from './access.ts';
import { assigneeRoles, type TemplateInput, type TemplateSummary } from './model.ts';
import type { TemplateRow } from './rows.ts';
import { faultsOf, isSameTemplate } from './rules.ts';
import { openScene, type Scene, type WorkflowDeps } from './scene.ts';
import type { Workflows } from './service.ts';
import { addVersion, presentTemplate, seedOf, versionsOf } from './template-rows.ts';
import { isTasker } from './who.ts';

type Templates = Pick<
  Workflows,
  'templates' | 'template' | 'checkTemplate' | 'saveTemplate' | 'restoreTemplate' | 'colleagues'
>;

/** The workflows of an employer as HR and the provider may change them. Versions are added, never changed. */
export function createTemplates(deps: WorkflowDeps): Templates {
  const inScene = <T>(
    actor: Actor,
    work: (scene: Scene) => T extends PromiseLike<unknown> ? never : T,
  ): T => {
    requireKeeper(actor);
    return inTransaction(deps.employers.open(actor.employerId), (db) =>
      work(openScene(deps, db, deps.clock.now())),
    );
  };
  const save: Templates['saveTemplate'] = (actor, trigger, readVersion, input) =>
    inScene(actor, (scene) => keep(scene, actor, trigger, readVersion, input));
  return {
    templates: (actor) =>
      inScene(actor, (scene) =>
        deps.seeds.map(({ trigger }) => summary(scene, presentTemplate(scene, trigger))),
      ),
    template: (actor, trigger) =>
      inScene(actor, (scene) => ({
        template: summary(scene, presentTemplate(scene, trigger)),
        history: versionsOf(scene, trigger),
      })),
    checkTemplate: (actor, trigger, input) =>
      inScene(actor, (scene) => ({ faults: check(scene, trigger, input) })),
    saveTemplate: save,
    restoreTemplate: (actor, trigger, readVersion, version) =>
      inScene(actor, (scene) => {
        const wanted =
          version === 'seed'
            ? seedOf(scene, trigger)
            : versionsOf(scene, trigger).find((row) => row.version === version);
        if (wanted === undefined) throw new AppError('not_found');
        return keep(scene, actor, trigger, readVersion, wanted);
      }),
    colleagues(actor) {
      requireTasker(actor);
      const scene = openScene(deps, deps.employers.open(actor.employerId), deps.clock.now());
      const taskers = new Set(assigneeRoles.flatMap((role) => scene.world.inRole(role)));
      return [...taskers].map(scene.named).sort((a, b) => a.name.localeCompare(b.name, 'nl'));
    },
  };
}

function check(scene: Scene, trigger: string, { steps }: TemplateInput) {
  return faultsOf(steps, seedOf(scene, trigger).requires, (personId) => isTasker(scene.world, personId));
}

/** Saves over what was read. The same again, as after a lost answer, is no new version. */
function keep(
  scene: Scene,
  actor: Actor,
  trigger: string,
  readVersion: number,
  input: TemplateInput,
): TemplateSummary {
  const present = presentTemplate(scene, trigger);
  const isRepeat = present.changedBy === actor.personId && present.version === readVersion + 1;
  if (isSameTemplate(present, input) && (present.version === readVersion || isRepeat))
    return summary(scene, present);
  if (present.version !== readVersion) throw new AppError('conflict');
  const faults = check(scene, trigger, input);
  if (faults.length > 0)
    throw new AppError('template_faulty', {
      data: { issues: faults.map((message) => ({ field: 'steps', kind: 'own', value: '', message })) },
    });
  const origin = isSameTemplate(seedOf(scene, trigger), input) ? 'seed' : 'edit';
  return summary(
    scene,
    addVersion(scene, trigger, present.version + 1, input, { origin, changedBy: actor.personId }),
  );
}

function summary(scene: Scene, row: TemplateRow): TemplateSummary {
  const [found] = scene.db
    .select({ running: count() })
    .from(workflows)
    .where(and(eq(workflows.trigger, row.trigger), eq(workflows.status, 'running')))
    .all();
  return { ...row, running: found?.running ?? 0, isSeed: isSameTemplate(row, seedOf(scene, row.trigger)) };
}
