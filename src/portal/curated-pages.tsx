import type { Context, Hono } from 'hono';
import { askers } from '../api/chat-routes.ts';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { fieldIssues, fieldMessage } from '../api/field-messages.ts';
import { guard } from '../api/guard.ts';
import { answerList, questionList } from '../api/lists.ts';
import { originOf } from '../api/member-routes.ts';
import { problemOf, toAppError } from '../api/problem.ts';
import { type CuratedInput, type CuratedView, curatedInputSchema } from '../assistant/model.ts';
import { AppError, errorTable } from '../kernel/errors.ts';
import { curatedKinds, curatedScopes } from '../store/curated-schema.ts';
import { listQuery, shownList } from './list-tools.tsx';
import type { PortalServices } from './model.ts';
import { type AnswerFaults, type AnswerFields, KEEP } from './pages/hr-answer-form.tsx';
import { HrAnswerPage, isKeepable } from './pages/hr-answer-page.tsx';
import { HrAnswersPage } from './pages/hr-answers-page.tsx';
import { MyQuestionsPage } from './pages/my-questions-page.tsx';
import { CHECK_AGAIN } from './pages/regression-panel.tsx';
import { formFields, hrCounts, openQuestions, pageData, respond } from './respond.tsx';
import { fill } from './texts/fill.ts';
import { signedInView } from './view.ts';

type Field = (name: string) => string;

/** HR's answers: giving, changing, keeping them; and for who asked, the own questions with what HR said. */
export function curatedPages(portal: Hono<AppEnv>, services: PortalServices): void {
  answerGroupPages(portal, services);
  editPages(portal, services);
  answersPages(portal, services);
  portal.post('/mijn-vragen/:unansweredId/naam', guard({ roles: askers }), async (c) => {
    const named = (await formFields(c))('named') === '1';
    services.assistant.setNamed(actorOf(c), c.req.param('unansweredId'), named);
    return c.redirect('/mijn-vragen', 303);
  });
  portal.get('/mijn-vragen', guard({ roles: askers }), (c) => {
    const actor = actorOf(c);
    const view = signedInView(c, services);
    const list = shownList(questionList, services.curated.mine(actor), listQuery(c));
    services.curated.seen(actor);
    return respond(
      c,
      <MyQuestionsPage
        view={{ ...view, newAnswers: 0 }}
        list={list}
        openQuestions={openQuestions(services, actor)}
      />,
    );
  });
}

function answerGroupPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { assistant, curated } = services;
  const keeper = guard({ roles: keepers });
  const groupOf = (c: Context<AppEnv>) => {
    const group = assistant.unanswered(actorOf(c)).find(({ id }) => id === c.req.param('groupId'));
    if (!group) throw new AppError('not_found');
    return group;
  };
  const form = async (c: Context<AppEnv>, fields: AnswerFields, faults: AnswerFaults) => {
    const actor = actorOf(c);
    const group = groupOf(c);
    const view = signedInView(c, services);
    const page = (
      <HrAnswerPage
        view={view}
        data={pageData(view)}
        openQuestions={openQuestions(services, actor)}
        about={{ group, similar: group.status === 'answered' ? [] : await curated.similar(actor, group.id) }}
        fields={fields}
        faults={faults}
        places={await curated.places(actor, fields.search || group.question, fields.passageId)}
      />
    );
    return respond(c, page, Object.keys(faults).length > 0 ? 400 : 200);
  };
  portal.get('/hr/vragen/:groupId/antwoord', keeper, (c) => {
    const { question, status } = groupOf(c);
    if (status === 'answered') throw new AppError('not_found');
    const scope = 'everybody' as const;
    return form(c, { kind: 'text', question, answer: '', scope, passageId: '', search: '' }, {});
  });
  portal.post('/hr/vragen/:groupId/antwoord', keeper, async (c) => {
    const field = await formFields(c);
    const fields = answerFields(field);
    if (field('action') === 'search') return form(c, fields, {});
    const checked = checkAnswer(c, fields);
    if ('faults' in checked) return form(c, fields, checked.faults);
    try {
      const { id } = await curated.answer(
        actorOf(c),
        c.req.param('groupId'),
        checked.input,
        originOf(c, services.publicOrigin),
      );
      return c.redirect(`/hr/vragen?net=${encodeURIComponent(id)}`, 303);
    } catch (thrown) {
      const faults = faultsOf(c, thrown, fields);
      if ('' in faults) faults[''] = signedInView(c, services).t.hrAnswerForm.answeredMeanwhile;
      return form(c, fields, faults);
    }
  });
  portal.post('/hr/vragen/:groupId/antwoord/zelfde', keeper, async (c) => {
    const id = (await formFields(c))('curatedId');
    await curated.answerAs(actorOf(c), c.req.param('groupId'), id, originOf(c, services.publicOrigin));
    return c.redirect(`/hr/vragen?net=${encodeURIComponent(id)}`, 303);
  });
}

function editPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { curated } = services;
  const keeper = guard({ roles: keepers });
  const form = async (c: Context<AppEnv>, fields: AnswerFields, faults: AnswerFaults, revision: number) => {
    const actor = actorOf(c);
    const view = signedInView(c, services);
    const answer = curated.get(actor, c.req.param('curatedId') ?? '');
    const keep = fields.passageId === KEEP ? (answer.place?.passageId ?? '') : fields.passageId;
    const page = (
      <HrAnswerPage
        view={view}
        data={pageData(view)}
        openQuestions={openQuestions(services, actor)}
        about={{ answer, revision }}
        fields={fields}
        faults={faults}
        places={await curated.places(actor, fields.search || answer.question, keep)}
      />
    );
    return respond(c, page, Object.keys(faults).length > 0 ? 400 : 200);
  };
  portal.get('/hr/antwoorden/:curatedId', keeper, (c) => {
    const answer = curated.get(actorOf(c), c.req.param('curatedId'));
    const passageId = isKeepable(answer) ? KEEP : (answer.place?.passageId ?? '');
    return form(c, { ...answer, passageId, search: '' }, {}, answer.revision);
  });
  portal.post('/hr/antwoorden/:curatedId', keeper, async (c) => {
    const field = await formFields(c);
    const fields = answerFields(field);
    const revision = Number(field('revision'));
    if (field('action') === 'search') return form(c, fields, {}, revision);
    const checked = checkAnswer(c, fields);
    if ('faults' in checked) return form(c, fields, checked.faults, revision);
    const id = c.req.param('curatedId');
    try {
      await curated.edit(actorOf(c), id, revision, checked.input);
      return c.redirect(`/hr/antwoorden?net=${encodeURIComponent(id)}`, 303);
    } catch (thrown) {
      const faults = faultsOf(c, thrown, fields);
      if (!('' in faults)) return form(c, fields, faults, revision);
      const { t } = signedInView(c, services);
      const now = curated.get(actorOf(c), id);
      faults[''] = fill(t.hrAnswerForm.changedMeanwhile, { name: now.approvedBy, answer: now.answer });
      return form(c, fields, faults, now.revision);
    }
  });
}

function answersPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { curated } = services;
  const keeper = guard({ roles: keepers });
  const list = (c: Context<AppEnv>, failure: string | null) => {
    const actor = actorOf(c);
    const view = signedInView(c, services);
    const page = (
      <HrAnswersPage
        view={view}
        list={shownList(answerList, curated.list(actor), listQuery(c))}
        counts={hrCounts(services, actor)}
        done={doneOf(c, services)}
        failure={failure}
        regression={services.regression.read(actor)}
      />
    );
    return respond(c, page, failure === null ? 200 : 400);
  };
  portal.get('/hr/antwoorden', keeper, (c) => list(c, null));
  portal.post(CHECK_AGAIN, keeper, (c) => {
    services.regression.run(actorOf(c));
    return c.redirect('/hr/antwoorden', 303);
  });
  portal.post('/hr/antwoorden/:curatedId/actie', keeper, async (c) => {
    const field = await formFields(c);
    const id = c.req.param('curatedId');
    try {
      await act(c, services, id, field);
      return c.redirect(`/hr/antwoorden?net=${encodeURIComponent(id)}`, 303);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.status >= 500 || error.code === 'not_found') throw error;
      return list(c, problemOf(error, c.get('language')).detail);
    }
  });
}

async function act(c: Context<AppEnv>, { curated }: PortalServices, id: string, field: Field): Promise<void> {
  const actor = actorOf(c);
  const revision = Number(field('revision'));
  switch (field('action')) {
    case 'withdraw':
      curated.withdraw(actor, id, revision);
      return;
    case 'undo':
      curated.undo(actor, id, revision);
      return;
    case 'renew': {
      const answer = curated.get(actor, id);
      if (answer.place === null) throw new AppError('curated_passage_unusable');
      await curated.edit(actor, id, revision, { ...inputOf(answer), passageId: answer.place.passageId });
      return;
    }
    case 'unsource':
      await curated.edit(actor, id, revision, { ...inputOf(curated.get(actor, id)), passageId: null });
      return;
    default:
      throw new AppError('bad_request');
  }
}

function inputOf({ kind, question, answer, scope }: CuratedView): CuratedInput {
  return { kind, question, answer, scope };
}

/** The answer that was just given or changed, as the address says; null when there is none. */
export function doneOf(c: Context<AppEnv>, { curated }: PortalServices): CuratedView | null {
  const id = c.req.query('net');
  if (!id) return null;
  try {
    return curated.get(actorOf(c), id);
  } catch (error) {
    if (toAppError(error).code === 'not_found') return null;
    throw error;
  }
}

/** What was filled in; a value that no control has becomes the first choice. */
function answerFields(field: Field): AnswerFields {
  return {
    kind: curatedKinds.find((kind) => kind === field('kind')) ?? 'text',
    scope: curatedScopes.find((scope) => scope === field('scope')) ?? 'askers',
    question: field('question'),
    answer: field('answer'),
    passageId: field('passageId'),
    search: field('search').slice(0, 500),
  };
}

function checkAnswer(
  c: Context<AppEnv>,
  { passageId, search: _, ...fields }: AnswerFields,
): { input: CuratedInput } | { faults: AnswerFaults } {
  const passage = passageId === KEEP ? {} : { passageId: passageId || null };
  const result = curatedInputSchema.safeParse({ ...fields, ...passage });
  const issues = result.success ? [] : fieldIssues(result.error);
  const faults: AnswerFaults = Object.fromEntries(
    issues.map((issue) => [issue.field, fieldMessage(issue, c.get('language'))]),
  );
  const missing = fields.kind === 'text' ? fields.answer.trim() === '' : passageId === '';
  if (missing)
    faults[fields.kind === 'text' ? 'answer' : 'passageId'] =
      errorTable.curated_answer_empty[c.get('language')];
  return result.success && !missing ? { input: result.data } : { faults };
}

/** A refusal beside the field it is about. @throws what is no refusal */
function faultsOf(c: Context<AppEnv>, thrown: unknown, { kind }: AnswerFields): AnswerFaults {
  const error = toAppError(thrown);
  const text = error.status >= 500 ? '' : errorTable[error.code][c.get('language')];
  switch (error.code) {
    case 'curated_question_unclear':
      return { question: text };
    case 'curated_answer_empty':
      return kind === 'text' ? { answer: text } : { passageId: text };
    case 'curated_passage_unusable':
      return { passageId: text };
    case 'conflict':
      return { '': text };
    default:
      throw error;
  }
}
