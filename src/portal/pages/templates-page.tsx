import type { TemplateSummary } from '../../workflow/model.ts';
import { Page } from '../layout.tsx';
import { count } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { TASKS, TaskTabs, TEMPLATES } from './task-tabs.tsx';

interface TemplatesProps {
  view: SignedInView;
  openQuestions: number | undefined;
  templates: readonly TemplateSummary[];
}

/** Address of the editor of one workflow. */
export function templateUrl(trigger: string): string {
  return `${TEMPLATES}/${encodeURIComponent(trigger)}`;
}

/** Every workflow of the employer. */
export function TemplatesPage({ view, openQuestions, templates }: TemplatesProps) {
  const t = view.t.workflows;
  return (
    <Page view={view} title={t.title} active={TASKS} openQuestions={openQuestions}>
      <div class="column wide">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <TaskTabs view={view} active="templates" />
        <ul class="cards">
          {templates.map((template) => (
            <li class="panel card">
              <h2>
                <a href={templateUrl(template.trigger)}>{template.name[view.language]}</a>
              </h2>
              <p class="facts">
                {!template.active && <span class="tag tag-bad">{t.off}</span>}
                {!template.isSeed && <span class="tag">{t.changed}</span>}
                <span>{count(t.steps, template.steps.length, view.language)}</span>
                <span>{count(t.running, template.running, view.language)}</span>
              </p>
            </li>
          ))}
        </ul>
      </div>
    </Page>
  );
}
