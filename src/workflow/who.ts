import type { Role } from '../kernel/actor.ts';
import { refusesOwn } from './decide.ts';
import { type Assignee, type AssigneeRole, assigneeRoles, type StepKind } from './model.ts';

/** Who works here and who is away today, as plain questions. */
export interface World {
  /** People who hold this role now. */
  inRole(role: AssigneeRole): readonly string[];
  managerOf(departmentId: string): string | null;
  departmentOf(personId: string): string | null;
  /** Who does this person's tasks today; null when the person is there. */
  substituteOf(personId: string): string | null;
}

/** What of a task and its workflow decides who it is for. */
export interface Matter {
  kind: StepKind;
  assignee: Assignee;
  /** Null until the deadline passed. */
  escalatedTo: Assignee | null;
  /** Whose it is, and who handed it in. */
  personId: string;
  initiatedBy: string;
  departmentId: string | null;
}

/** Somebody who may settle a task. */
export interface Holder {
  personId: string;
  /** The role to act in; null for any role that has tasks. */
  role: AssigneeRole | null;
  /** The absent person whose task it is; null for the own task. */
  standsInFor: string | null;
  /** Away today, and somebody stands in. */
  isAway: boolean;
  /** Only there for when nobody else is. */
  isSpare: boolean;
}

/** So far is followed who stands in for whom; people may be away in a chain. */
const MAX_CHAIN = 5;

/**
 * Everybody who may settle a task now. Nobody decides on what is about themselves or what they handed in, nor does their substitute instead of them. Where
 * that or a gap in the roles leaves nobody, it falls to HR, then to the provider: no task may lie with nobody while somebody could do it.
 */
export function holdersOf(matter: Matter, world: World): Holder[] {
  const own = refusesOwn(matter.kind) ? new Set([matter.personId, matter.initiatedBy]) : new Set<string>();
  const of = (assignee: Assignee) => namedBy(assignee, matter.departmentId, world, own);
  const wanted = of(matter.assignee);
  const found = wanted.length > 0 ? wanted : fallback(matter.departmentId, world, own);
  const extra = matter.escalatedTo === null ? [] : of(matter.escalatedTo);
  return distinct([...found, ...extra]);
}

/** Whom to write to: who is there; the spare ones only when nobody else is. */
export function reachable(holders: readonly Holder[]): string[] {
  const present = holders.filter(({ isAway }) => !isAway);
  const first = present.filter(({ isSpare }) => !isSpare);
  const chosen = first.length > 0 ? first : present.length > 0 ? present : holders;
  return [...new Set(chosen.map(({ personId }) => personId))];
}

/** The holder that somebody is in this role; null when it is not their task. The own task comes before somebody else's. */
export function holderOf(holders: readonly Holder[], personId: string, role: Role): Holder | null {
  const isTasker = assigneeRoles.some((known) => known === role);
  const mine = holders.filter(
    (holder) => holder.personId === personId && (holder.role === null ? isTasker : holder.role === role),
  );
  return mine.find(({ standsInFor }) => standsInFor === null) ?? mine[0] ?? null;
}

/** People with a role that has tasks. */
export function isTasker(world: World, personId: string): boolean {
  return assigneeRoles.some((role) => world.inRole(role).includes(personId));
}

/**
 * People to whom a task of this step can be given: with the role it asks for, where nobody has that any who decides here; nobody it is about.
 * A manager's task can be given to HR as well.
 */
export function candidatesFor(
  step: { kind: StepKind; assignee: Assignee },
  about: Pick<Matter, 'personId' | 'initiatedBy'>,
  world: World,
): string[] {
  const roles = rolesFor(step.assignee);
  const own = refusesOwn(step.kind) ? [about.personId, about.initiatedBy] : [];
  const inAny = (some: readonly AssigneeRole[]) => [
    ...new Set(some.flatMap((role) => world.inRole(role)).filter((id) => !own.includes(id))),
  ];
  const wanted = inAny(roles);
  return wanted.length > 0 ? wanted : inAny(['hr', 'provider']);
}

function rolesFor(assignee: Assignee): readonly AssigneeRole[] {
  if (assignee.kind === 'user') return assigneeRoles;
  return assignee.role === 'manager' ? ['manager', 'hr'] : [assignee.role];
}

function namedBy(
  assignee: Assignee,
  departmentId: string | null,
  world: World,
  own: ReadonlySet<string>,
): Holder[] {
  const mayAct = (personId: string) => !own.has(personId) && isTasker(world, personId);
  const direct = directOf(assignee, departmentId, world).filter(({ personId }) => mayAct(personId));
  const spare =
    assignee.substituteId !== null && mayAct(assignee.substituteId)
      ? [{ ...plain(assignee.substituteId, null), isSpare: true }]
      : [];
  return [...direct.flatMap((holder) => withSubstitutes(holder, world, mayAct)), ...spare];
}

function directOf(assignee: Assignee, departmentId: string | null, world: World): Holder[] {
  if (assignee.kind === 'user') return [plain(assignee.personId, null)];
  const { role, department } = assignee;
  const all = world.inRole(role);
  if (department === null) return all.map((personId) => plain(personId, role));
  if (departmentId === null) return [];
  if (role !== 'manager')
    return all
      .filter((personId) => world.departmentOf(personId) === departmentId)
      .map((personId) => plain(personId, role));
  const manager = world.managerOf(departmentId);
  // Whoever leads the department may be known here as HR only.
  return manager === null ? [] : [plain(manager, all.includes(manager) ? role : null)];
}

function withSubstitutes(holder: Holder, world: World, mayAct: (personId: string) => boolean): Holder[] {
  const seen = new Set([holder.personId]);
  const chain: Holder[] = [];
  let away = holder.personId;
  for (let i = 0; i < MAX_CHAIN; i++) {
    const next = world.substituteOf(away);
    if (next === null || seen.has(next)) break;
    seen.add(next);
    away = next;
    if (mayAct(next)) chain.push({ ...plain(next, null), standsInFor: holder.personId });
  }
  const all = [holder, ...chain];
  return all.map((one, i) => ({ ...one, isAway: i < all.length - 1 }));
}

function fallback(departmentId: string | null, world: World, own: ReadonlySet<string>): Holder[] {
  for (const role of ['hr', 'provider'] as const) {
    const found = namedBy(
      { kind: 'role', role, department: null, substituteId: null },
      departmentId,
      world,
      own,
    );
    if (found.length > 0) return found;
  }
  return [];
}

function plain(personId: string, role: AssigneeRole | null): Holder {
  return { personId, role, standsInFor: null, isAway: false, isSpare: false };
}

function distinct(holders: readonly Holder[]): Holder[] {
  const known = new Map<string, Holder>();
  for (const holder of holders) {
    const key = `${holder.role}/${holder.standsInFor}/${holder.personId}`;
    if (!known.has(key)) known.set(key, holder);
  }
  return [...known.values()];
}
