import type { Context, Hono } from 'hono';
import { type AppEnv, actorOf } from '../api/env.ts';
import { fieldIssues, fieldMessage } from '../api/field-messages.ts';
import { guard } from '../api/guard.ts';
import { taskers } from '../api/workflow-routes.ts';
import { absenceInputSchema } from '../workflow/view-model.ts';
import type { PortalServices } from './model.ts';
import { type AbsenceForm, AbsencesPage } from './pages/absences-page.tsx';
import { ABSENCES } from './pages/task-tabs.tsx';
import { faultOf, formFields, openQuestions, respond } from './respond.tsx';
import { signedInView, viewOf } from './view.ts';

/** Who is away and who stands in: plain forms. Goes before the pages of single tasks, whose address would take this one. */
export function absencePages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { workflows } = services;
  const tasker = guard({ roles: taskers });
  const page = (c: Context<AppEnv>, form: AbsenceForm, done: string | null = null) => {
    const actor = actorOf(c);
    return respond(
      c,
      <AbsencesPage
        view={signedInView(c, services)}
        openQuestions={openQuestions(services, actor)}
        absences={workflows.absences(actor)}
        people={workflows.colleagues(actor)}
        form={form}
        done={done}
      />,
      form.fault === null ? 200 : 400,
    );
  };
  const empty: AbsenceForm = { personId: '', substituteId: '', from: '', to: '', fault: null };
  portal.get(ABSENCES, tasker, (c) => {
    const t = viewOf(c, services).t.absences;
    const said = c.req.query('net');
    return page(c, empty, said === 'saved' || said === 'removed' ? t[said] : null);
  });
  portal.post(ABSENCES, tasker, async (c) => {
    const field = await formFields(c);
    const names = ['personId', 'substituteId', 'from', 'to'] as const;
    const typed = Object.fromEntries(names.map((name) => [name, field(name)])) as Omit<AbsenceForm, 'fault'>;
    const input = absenceInputSchema.safeParse(typed);
    if (!input.success) return page(c, { ...typed, fault: absenceFault(c, services, input.error) });
    try {
      workflows.addAbsence(actorOf(c), input.data);
      return c.redirect(`${ABSENCES}?net=saved`, 303);
    } catch (thrown) {
      return page(c, { ...typed, fault: faultOf(c, thrown) });
    }
  });
  portal.post(`${ABSENCES}/:absenceId`, tasker, (c) => {
    workflows.removeAbsence(actorOf(c), c.req.param('absenceId'));
    return c.redirect(`${ABSENCES}?net=removed`, 303);
  });
}

function absenceFault(
  c: Context<AppEnv>,
  services: PortalServices,
  error: Parameters<typeof fieldIssues>[0],
): string {
  const t = viewOf(c, services).t.absences;
  const [issue] = fieldIssues(error);
  if (issue === undefined) return '';
  const labels: Record<string, string> = {
    personId: t.person,
    substituteId: t.substitute,
    from: t.from,
    to: t.to,
  };
  return `${labels[issue.field] ?? issue.field}: ${fieldMessage(issue, c.get('language'))}`;
}
