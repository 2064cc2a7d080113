import type { Child } from 'hono/jsx';
import type { RunStatus } from '../../payroll-runs/model.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import type { SignedInView } from '../view.ts';

/** Addresses of the pages. */
export const RUNS = '/loonruns';
export const TRIALS = '/proefrun';
export const RUN_MAIL = '/proefrun/mail';

export interface RunPageProps {
  view: SignedInView;
  openQuestions: number | undefined;
  /** What was just done. */
  done?: string | null;
  /** Why it was refused. */
  fault?: string | null;
}

/** Where the menu should stand: the provider has runs, HR its trials. */
export function activeItem(view: SignedInView): string {
  return view.session.actor.role === 'provider' ? RUNS : TRIALS;
}

interface FrameProps extends RunPageProps {
  title: string;
  lead?: string;
  back?: { href: string; label: string };
  wide?: boolean;
  children: Child;
}

/** A page about runs: way back, heading, what was done or refused, content. */
export function RunFrame({
  view,
  openQuestions,
  title,
  lead,
  back,
  wide,
  done,
  fault,
  children,
}: FrameProps) {
  return (
    <Page view={view} title={title} active={activeItem(view)} openQuestions={openQuestions}>
      <div class={wide ? 'column wide' : 'column'}>
        {back && (
          <p>
            <a class="back" href={back.href}>
              <Icon name="left" />
              {back.label}
            </a>
          </p>
        )}
        <h1>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
        {done && (
          <p class="message good" role="status">
            {done}
          </p>
        )}
        {fault && (
          <p class="message bad" role="alert">
            {fault}
          </p>
        )}
        {children}
      </div>
    </Page>
  );
}

const tones: Record<RunStatus, string> = {
  collecting: 'tag',
  closed_for_input: 'tag',
  checks_done: 'tag',
  trial_started: 'tag tag-strong',
  trial_ready: 'tag tag-busy',
  remarks: 'tag tag-bad',
  approved: 'tag tag-good',
  cancelled: 'tag',
};

export function StatusTag({ view, status }: { view: SignedInView; status: RunStatus }) {
  return <span class={tones[status]}>{view.t.runs.status[status]}</span>;
}

export function runUrl(id: string): string {
  return `${RUNS}/${encodeURIComponent(id)}`;
}

export function trialPath(id: string): string {
  return `${TRIALS}/${encodeURIComponent(id)}`;
}

/** A file field that works without scripts. */
export function CsvField({ view, name }: { view: SignedInView; name: string }) {
  return (
    <label class="field">
      <span>{view.t.runs.file}</span>
      <input type="file" name={name} accept=".csv,text/csv" required />
    </label>
  );
}
