import type { Employee } from './model.ts';

type Named = Pick<Employee, 'firstName' | 'prefix' | 'lastName'>;

/** 'Jan van der Berg'. */
export function fullName({ firstName, prefix, lastName }: Named): string {
  return [firstName, prefix, lastName].filter((part) => part !== '').join(' ');
}

/** 'Berg, Jan van der': how lists are sorted in the Netherlands, without the prefix. */
export function sortName({ firstName, prefix, lastName }: Named): string {
  return `${lastName}, ${[firstName, prefix].filter((part) => part !== '').join(' ')}`;
}
