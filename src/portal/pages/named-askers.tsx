import type { UnansweredGroup } from '../../assistant/service.ts';
import { fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

/** Those who let HR know that they ask. */
export function Named({ view, group }: { view: SignedInView; group: UnansweredGroup }) {
  if (group.names.length === 0) return null;
  return <p>{fill(view.t.hrQuestions.named, { names: group.names.join(', ') })}</p>;
}
