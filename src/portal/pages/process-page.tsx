import type { ProcessView } from '../../workflow/view-model.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { FlowSteps } from './flow-drawing.tsx';
import { History } from './history.tsx';
import { statusTone } from './processes-page.tsx';
import { SubjectLines, taskUrl } from './task-card.tsx';
import { PROCESSES, TASKS } from './task-tabs.tsx';

interface ProcessProps {
  view: SignedInView;
  openQuestions: number | undefined;
  process: ProcessView;
}

/** One process: how it stands, with whom, its steps, and everything that happened. */
export function ProcessPage({ view, openQuestions, process }: ProcessProps) {
  const { processes: t, tasks } = view.t;
  const day = (at: number) => dayOf(at, view.language);
  return (
    <Page view={view} title={process.title} active={TASKS} openQuestions={openQuestions}>
      <div class="column wide">
        <p>
          <a class="back" href={PROCESSES}>
            <Icon name="left" />
            {t.back}
          </a>
        </p>
        <h1>{process.title}</h1>
        <section class="panel stack">
          <p class="facts">
            <span class={statusTone[process.status]}>{t.statuses[process.status]}</span>
            <span>{process.process[view.language]}</span>
            <span>{fill(tasks.about, { name: process.person.name })}</span>
            {process.initiator.personId !== process.person.personId && (
              <span>{fill(tasks.handedInBy, { name: process.initiator.name })}</span>
            )}
            <span>{`${t.date}: ${day(process.startedAt)}`}</span>
          </p>
          {process.reason !== null && <p class="plain">{`${tasks.reason}: ${process.reason}`}</p>}
          {process.open.length > 0 && (
            <ul class="plain-list">
              {process.open.map((step) => (
                <li>
                  <a href={taskUrl(step.taskId)}>{step.step[view.language]}</a>
                  <span class="note block">
                    {`${fill(tasks.with, { names: step.holders.join(', ') || t.nobody })}, ${fill(tasks.since, { date: day(step.since) })}`}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {process.subject && <SubjectLines subject={process.subject} />}
          {process.subject?.link && (
            <p>
              <a class="button" href={process.subject.link}>
                <Icon name="open" />
                {tasks.toSubject}
              </a>
            </p>
          )}
        </section>
        <section class="panel stack">
          <h2>{t.flow}</h2>
          <FlowSteps view={view} steps={process.steps} />
          <p class="note">{fill(t.version, { n: process.templateVersion })}</p>
        </section>
        <History view={view} events={process.events} />
      </div>
    </Page>
  );
}
