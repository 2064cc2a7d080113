import type { SignedInView } from '../view.ts';

/** Addresses of the pages about tasks. */
export const TASKS = '/taken';
export const NOTICES = '/taken?lijst=meldingen';
export const ABSENCES = '/taken/vervanging';
export const PROCESSES = '/hr/processen';
export const TEMPLATES = '/hr/werkstromen';

type Tab = 'tasks' | 'notices' | 'processes' | 'templates' | 'absences';

/** The pages about tasks; those for HR and the provider only for them. */
export function TaskTabs({ view, active }: { view: SignedInView; active: Tab }) {
  const t = view.t.tasks.tabs;
  const { role } = view.session.actor;
  const isKeeper = role === 'hr' || role === 'provider';
  const tabs: readonly { name: Tab; href: string }[] = [
    { name: 'tasks', href: TASKS },
    { name: 'notices', href: NOTICES },
    ...(isKeeper
      ? [
          { name: 'processes' as const, href: PROCESSES },
          { name: 'templates' as const, href: TEMPLATES },
        ]
      : []),
    { name: 'absences', href: ABSENCES },
  ];
  return (
    <nav class="tabs tabs-wrap" aria-label={t.label}>
      {tabs.map(({ name, href }) => (
        <a href={href} aria-current={name === active ? 'page' : undefined}>
          {t[name]}
          {name === 'tasks' && view.openTasks > 0 && (
            <>
              {' '}
              <span class="tab-count">{view.openTasks}</span>
            </>
          )}
        </a>
      ))}
    </nav>
  );
}

/** Links to the page before and after; nothing while there is one page. @param href address of a page */
export function Paging({
  view,
  page,
  pages,
  href,
}: {
  view: SignedInView;
  page: number;
  pages: number;
  href: (page: number) => string;
}) {
  const t = view.t.tasks;
  if (pages < 2) return null;
  return (
    <nav class="row" aria-label={t.pages}>
      {page > 1 && (
        <a class="button" href={href(page - 1)} rel="prev">
          {t.previous}
        </a>
      )}
      <span class="note">{t.pageOf.replace('{page}', String(page)).replace('{pages}', String(pages))}</span>
      {page < pages && (
        <a class="button" href={href(page + 1)} rel="next">
          {t.next}
        </a>
      )}
    </nav>
  );
}
