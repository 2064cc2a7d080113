import { dayOf, fill } from './texts/fill.ts';
import type { SignedInView } from './view.ts';

/** Only on paper: whose answers these are, of which day, and where the addresses below lead. */
export function PrintHead({ view }: { view: SignedInView }) {
  const { t, language, session, now, origin } = view;
  const values = { employer: session.employer, date: dayOf(now, language), origin };
  return <p class="print-only">{fill(t.chat.printHead, values)}</p>;
}
