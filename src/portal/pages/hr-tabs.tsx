import type { SignedInView } from '../view.ts';
import { ASK_AS } from './ask-as-page.tsx';
import { CARE } from './care-page.tsx';
import { MAIL_DESK } from './mail-desk-page.tsx';

export interface HrCounts {
  open: number;
  answered: number;
  dismissed: number;
}

/** The lists of HR: to be answered, answered, taken off the list. */
export function HrTabs({
  view,
  counts,
  active,
}: {
  view: SignedInView;
  counts: HrCounts;
  active: keyof HrCounts;
}) {
  const { hrQuestions, hrAnswers } = view.t;
  const tabs = [
    { name: 'open', href: '/hr/vragen', label: hrQuestions.open },
    { name: 'answered', href: '/hr/antwoorden', label: hrAnswers.tab },
    { name: 'dismissed', href: '/hr/vragen?status=dismissed', label: hrQuestions.dismissed },
  ] as const;
  return (
    <>
      <nav class="tabs" aria-label={hrQuestions.title}>
        {tabs.map((tab) => (
          <a href={tab.href} aria-current={tab.name === active ? 'page' : undefined}>
            {tab.label}{' '}
            <span class="tab-count" data-count={tab.name}>
              {counts[tab.name]}
            </span>
          </a>
        ))}
      </nav>
      <MoreForHr view={view} />
    </>
  );
}

/** What else HR can do about questions. */
function MoreForHr({ view }: { view: SignedInView }) {
  return (
    <nav class="more-for-hr" aria-label={view.t.hrQuestions.more}>
      <a href={ASK_AS}>{view.t.askAs.title}</a>
      <a href={CARE}>{view.t.care.title}</a>
      {view.session.actor.role === 'provider' && <a href={MAIL_DESK}>{view.t.mailDesk.title}</a>}
    </nav>
  );
}
