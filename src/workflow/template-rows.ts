import { desc, eq } from 'drizzle-orm';
import { AppError } from '../kernel/errors.ts';
import { workflowTemplates } from '../store/workflow-schema.ts';
import type { TemplateInput, TemplateSeed } from './model.ts';
import type { TemplateRow } from './rows.ts';
import { isSameTemplate } from './rules.ts';
import type { Scene } from './scene.ts';

/** Every version of a trigger, the present one first. */
export function versionsOf(scene: Pick<Scene, 'db'>, trigger: string): TemplateRow[] {
  return scene.db
    .select()
    .from(workflowTemplates)
    .where(eq(workflowTemplates.trigger, trigger))
    .orderBy(desc(workflowTemplates.version))
    .all();
}

/**
 * The version that new workflows run by. What was delivered becomes a version when there is none yet, and again when it was delivered anew and nobody
 * here has changed it. Call inside a transaction.
 * @throws AppError not_found for a trigger that nobody delivered
 */
export function presentTemplate(scene: Scene, trigger: string): TemplateRow {
  const seed = seedOf(scene, trigger);
  const [present] = versionsOf(scene, trigger);
  if (present !== undefined && (present.origin === 'edit' || isSameTemplate(present, seed))) return present;
  return addVersion(scene, trigger, (present?.version ?? 0) + 1, seed, { origin: 'seed', changedBy: null });
}

/** @throws AppError not_found */
export function seedOf(scene: Pick<Scene, 'deps'>, trigger: string): TemplateSeed {
  const seed = scene.deps.seeds.find((one) => one.trigger === trigger);
  if (seed === undefined) throw new AppError('not_found');
  return seed;
}

export function addVersion(
  scene: Scene,
  trigger: string,
  version: number,
  { name, active, steps }: TemplateInput,
  by: Pick<TemplateRow, 'origin' | 'changedBy'>,
): TemplateRow {
  const row: TemplateRow = {
    id: scene.deps.ids.next(),
    trigger,
    version,
    name,
    active,
    steps: [...steps],
    ...by,
    changedAt: scene.now,
  };
  scene.db.insert(workflowTemplates).values(row).run();
  return row;
}
