import type { Child } from 'hono/jsx';
import type { Role } from '../kernel/actor.ts';
import { Icon, type IconName, IconSprite } from './icons.tsx';
import { MY_DATA } from './mutation-forms.ts';
import { PAGE_DATA, type PageData } from './page-data.ts';
import type { SignedInView, View } from './view.ts';

interface DocumentProps {
  view: View;
  title: string;
  /** Scripts of this page, by asset name. */
  scripts?: readonly string[];
  data?: PageData;
  bodyClass?: string;
  children: Child;
}

/** The bare HTML document: head, icons, skip link. */
export function HtmlDocument({ view, title, scripts = [], data, bodyClass, children }: DocumentProps) {
  return (
    <html lang={view.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} | Vraagbaak`}</title>
        <link rel="icon" href={view.asset('icon.svg')} type="image/svg+xml" />
        <link
          rel="preload"
          href={view.asset('source-sans-3.woff2')}
          as="font"
          type="font/woff2"
          crossorigin="anonymous"
        />
        <link rel="stylesheet" href={view.asset('portal.css')} />
        {data && <meta name={PAGE_DATA} content={JSON.stringify(data)} />}
        {scripts.map((script) => (
          <script type="module" src={view.asset(script)} />
        ))}
      </head>
      <body class={bodyClass}>
        <a class="skip" href="#inhoud">
          {view.t.common.skip}
        </a>
        <IconSprite />
        {children}
      </body>
    </html>
  );
}

interface NavItem {
  href: string;
  label: string;
  /** For a phone, where the whole label has no room. */
  short?: string;
  icon: IconName;
  count?: number;
}

/** On a phone more than these do not fit below each other's thumb: the rest stands behind "Meer". */
const MOST_ON_PHONE = 5;
const firstOnPhone = ['/', '/taken', '/hr/vragen', '/hr/documenten'];

function navItems(view: SignedInView, open: number | undefined): NavItem[] {
  const { t, session, newAnswers, openTasks, parkedMails } = view;
  const keeper: readonly Role[] = ['hr', 'provider'];
  const items: NavItem[] = [
    { href: '/', label: t.common.assistant, icon: 'chat' },
    { href: '/declareren', label: t.declarations.menu, icon: 'plus' },
    { href: '/documenten', label: t.common.documents, icon: 'file' },
    {
      href: '/mijn-vragen',
      label: t.common.myQuestions,
      icon: 'help',
      ...(newAnswers ? { count: newAnswers } : {}),
    },
  ];
  const tasks: NavItem = {
    href: '/taken',
    label: t.tasks.title,
    icon: 'tasks',
    ...(openTasks ? { count: openTasks } : {}),
  };
  if (session.actor.role === 'manager') return [...items, tasks];
  const own: NavItem = { href: MY_DATA, label: t.myData.title, short: t.myData.short, icon: 'card' };
  // HR has no room for one more: its own data stand with its account.
  if (!keeper.includes(session.actor.role)) return [...items, own];
  return [
    ...items,
    tasks,
    { href: '/hr/vragen', label: t.common.hrQuestions, icon: 'inbox', ...(open ? { count: open } : {}) },
    { href: '/hr/declaraties', label: t.declarations.hr.title, icon: 'check' },
    session.actor.role === 'provider'
      ? { href: '/loonruns', label: t.runs.title, icon: 'run' }
      : { href: '/proefrun', label: t.trial.menu, icon: 'run' },
    ...(parkedMails > 0
      ? [
          {
            href: '/beheer/mails',
            label: t.mailDesk.title,
            short: t.mailDesk.short,
            icon: 'mail' as const,
            count: parkedMails,
          },
        ]
      : []),
    { href: '/hr/cijfers', label: t.insights.title, icon: 'chart' },
    { href: '/hr/documenten', label: t.common.hrDocuments, short: t.common.hrDocumentsShort, icon: 'folder' },
  ];
}

interface PageProps extends Omit<DocumentProps, 'view'> {
  view: SignedInView;
  /** Address of the menu item this page belongs to. */
  active: string;
  /** Number beside "Vragen aan HR". */
  openQuestions?: number | undefined;
}

/** A page behind sign-in: header, menu, content. */
export function Page({ view, active, openQuestions, children, ...rest }: PageProps) {
  return (
    <HtmlDocument view={view} {...rest}>
      <Header view={view} />
      <div class="frame">
        <nav class="menu" aria-label={view.t.common.menu}>
          <Menu view={view} items={navItems(view, openQuestions)} active={active} />
        </nav>
        <main id="inhoud" tabindex={-1}>
          {children}
        </main>
      </div>
    </HtmlDocument>
  );
}

function Menu({ view, items, active }: { view: SignedInView; items: readonly NavItem[]; active: string }) {
  const isLong = items.length > MOST_ON_PHONE;
  const isRest = ({ href }: NavItem) => isLong && !firstOnPhone.includes(href);
  const rest = items.filter(isRest);
  const waiting = rest.reduce((sum, { count }) => sum + (count ?? 0), 0);
  return (
    <>
      {items.map((item) => (
        <MenuLink item={item} active={active} wideOnly={isRest(item)} />
      ))}
      {isLong && (
        <>
          <button
            type="button"
            class="menu-more narrow-only"
            popovertarget="meer"
            aria-current={rest.some(({ href }) => href === active) ? 'page' : undefined}
          >
            <Icon name="menu" />
            <span>{view.t.common.more}</span>
            {waiting > 0 && <span class="badge-count">{waiting}</span>}
          </button>
          <div id="meer" popover="auto" class="menu-rest">
            {rest.map((item) => (
              <MenuLink item={item} active={active} wideOnly={false} />
            ))}
          </div>
        </>
      )}
    </>
  );
}

function MenuLink({ item, active, wideOnly }: { item: NavItem; active: string; wideOnly: boolean }) {
  return (
    <a
      href={item.href}
      class={wideOnly ? 'wide-only' : undefined}
      aria-current={item.href === active ? 'page' : undefined}
    >
      <Icon name={item.icon} />
      <span class={item.short ? 'menu-label wide-only' : 'menu-label'}>{item.label}</span>
      {item.short && <span class="narrow-only">{item.short}</span>}
      {item.count && <span class="badge-count">{item.count}</span>}
    </a>
  );
}

function Header({ view }: { view: SignedInView }) {
  const { t, session } = view;
  return (
    <header class="top">
      <a class="brand" href="/">
        <span class="brand-mark" aria-hidden="true">
          {initials(session.employer)}
        </span>
        <span class="brand-name">{session.employer}</span>
      </a>
      <div class="top-actions">
        <LanguageLink view={view} />
        <button type="button" class="quiet" popovertarget="account">
          <Icon name="person" />
          <span class="wide-only">{session.actor.name}</span>
          <span class="narrow-only hidden-text">{t.common.account}</span>
        </button>
      </div>
      <Account view={view} />
    </header>
  );
}

/** The link to the other language, named in that language. */
export function LanguageLink({ view }: { view: View }) {
  const other = view.language === 'nl' ? 'en' : 'nl';
  return (
    <a
      class="quiet"
      href={`/taal/${other}?terug=${encodeURIComponent(view.here)}`}
      hreflang={other}
      lang={other}
      aria-label={`${view.t.common.otherLanguage}: ${view.t.common.otherLanguageLabel}`}
    >
      <Icon name="globe" />
      <span class="wide-only">{view.t.common.otherLanguage}</span>
    </a>
  );
}

function Account({ view: { t, session, places } }: { view: SignedInView }) {
  const { actor, employer, email } = session;
  const others = places.filter((p) => p.employerId !== actor.employerId || p.role !== actor.role);
  return (
    <div id="account" popover="auto" class="account">
      <p class="account-who">
        <strong>{actor.name}</strong>
        <span>{email}</span>
        <span>{`${employer}, ${t.roles[actor.role]}`}</span>
      </p>
      {others.length > 0 && (
        <form method="post" action="/werkgever" class="account-places">
          <p class="label">{t.common.switchPlace}</p>
          {others.map((place) => (
            <button type="submit" class="button" name="place" value={placeValue(place)}>
              {`${place.employer}, ${t.roles[place.role]}`}
            </button>
          ))}
        </form>
      )}
      <a class="button" href={MY_DATA}>
        <Icon name="card" />
        {t.myData.title}
      </a>
      <a class="button" href="/account">
        <Icon name="person" />
        {t.people.account}
      </a>
      <form method="post" action="/afmelden">
        <button type="submit" class="button">
          <Icon name="out" />
          {t.common.signOut}
        </button>
      </form>
    </div>
  );
}

/** A place of work as one form value. */
export function placeValue(place: { employerId: string; role: Role }): string {
  return `${place.role}@${place.employerId}`;
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word));
  return words
    .slice(0, 2)
    .map((word) => word.slice(0, 1))
    .join('');
}
