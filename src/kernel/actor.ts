/** Roles are held per employer (design, section 1). */
export const roles = ['employee', 'manager', 'hr', 'provider', 'candidate'] as const;
export type Role = (typeof roles)[number];

/** Who may read a document. Ordered from wide to narrow. */
export const visibilities = ['employees', 'managers', 'hr'] as const;
export type Visibility = (typeof visibilities)[number];

/** A signed-in person acting for one employer in one role. Only accounts/ makes one, from a session. */
export interface Actor {
  readonly personId: string;
  readonly name: string;
  readonly employerId: string;
  readonly role: Role;
  /** Oproepkracht: answers for on-call workers apply. */
  readonly isOnCall: boolean;
  /** Out of service here: reads what is there, asks and submits nothing any more. */
  readonly hasLeft?: boolean;
}

/** Which document visibilities a role may read. */
export function readableVisibilities(role: Role): readonly Visibility[] {
  switch (role) {
    case 'hr':
    case 'provider':
      return ['employees', 'managers', 'hr'];
    case 'manager':
      return ['employees', 'managers'];
    case 'employee':
      return ['employees'];
    case 'candidate':
      return [];
  }
}

declare const proof: unique symbol;
/** A value that passed the access check of its service; only that check can make one. */
export type Authorized<T> = T & { readonly [proof]: true };

/** For the access checks only: seals a value as checked. */
export function authorized<T>(value: T): Authorized<T> {
  return value as Authorized<T>;
}
