import type { Role } from '../kernel/actor.ts';

/** Whether roles that see other people's data must have a second factor; 'optional' is for the demo. */
export type SecondFactorRule = 'required' | 'optional';

/** Who keeps other people's data (ASVS 5.0, V6.3.3). */
const guarded: readonly Role[] = ['hr', 'provider'];

interface Place {
  employerId: string;
  role: Role;
}

/** Whether this role may do nothing before a second factor is there. */
export function needsSecondFactor(rule: SecondFactorRule, role: Role): boolean {
  return rule === 'required' && guarded.includes(role);
}

/**
 * Whether somebody may take another person's second factor away. HR may for people of the own employer who keep nobody's
 * data anywhere; a provider also for those who do, as long as the provider itself serves every employer where they do:
 * else one employer could weaken the account that keeps another's data.
 * @param actor the place the request comes from
 * @param served employers where the actor is a provider
 * @param target every place of the other person
 */
export function mayResetSecondFactor(
  actor: Place,
  served: readonly string[],
  target: readonly Place[],
): boolean {
  if (!target.some(({ employerId }) => employerId === actor.employerId)) return false;
  const keeps = target.filter(({ role }) => guarded.includes(role));
  if (actor.role === 'hr') return keeps.length === 0;
  return actor.role === 'provider' && keeps.every(({ employerId }) => served.includes(employerId));
}
