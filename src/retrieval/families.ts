import type { Term } from './analyse.ts';
import data from './data/families.json' with { type: 'json' };

/** Kinds of things, each with the stems that name the kind and its members as groups of synonyms; made by eval/lexicon/make-data.ts. */
interface Family {
  names: string[];
  members: string[][];
}

const families: readonly Family[] = data;
const memberships = new Map<string, { family: number; member: number }[]>();
families.forEach(({ members }, family) => {
  members.forEach((synonyms, member) => {
    for (const stem of synonyms)
      memberships.set(stem, [...(memberships.get(stem) ?? []), { family, member }]);
  });
});

/** How a text treats the kind of thing that a word names. */
export interface Kinship {
  /** The word names a thing of a known kind. */
  known: boolean;
  /** The text has the thing itself or a synonym. */
  same: boolean;
  /** The text names the kind as a whole. */
  kind: boolean;
  /** The text has other things of that kind. */
  sibling: boolean;
}

/**
 * 'bromfiets' beside a text on cars and bicycles: a sibling, not the same. A compound is what its last part is ('leaseauto' is a car), unless it is
 * listed itself.
 * @param keys stems of the text
 */
export function kinship(term: Term, keys: ReadonlySet<string>): Kinship {
  const last = term.parts.at(-1);
  const found = memberships.get(term.stem) ?? (last === undefined ? [] : (memberships.get(last) ?? []));
  const kin: Kinship = { known: found.length > 0, same: keys.has(term.stem), kind: false, sibling: false };
  for (const { family, member } of found) {
    const { names, members } = families[family] as Family;
    kin.same ||= (members[member] ?? []).some((stem) => keys.has(stem));
    kin.kind ||= names.some((stem) => keys.has(stem));
    kin.sibling ||= members.some((synonyms, i) => i !== member && synonyms.some((stem) => keys.has(stem)));
  }
  return kin;
}
