import type { Context, Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { fieldIssues, fieldMessage } from '../api/field-messages.ts';
import { guard } from '../api/guard.ts';
import { wordList } from '../api/lists.ts';
import { problemOf, toAppError } from '../api/problem.ts';
import { type OwnWord, type OwnWordInput, ownWordInputSchema } from '../assistant/model.ts';
import { AppError, errorTable } from '../kernel/errors.ts';
import { listQuery, shownList } from './list-tools.tsx';
import type { PortalServices } from './model.ts';
import { OWN_WORDS, OwnWordsPage, type WordFaults, type WordForm } from './pages/own-words-page.tsx';
import { formFields, openQuestions, respond } from './respond.tsx';
import { fill } from './texts/fill.ts';
import { signedInView } from './view.ts';

/** HR's list of the employer's own words: add, change, remove, put back. */
export function ownWordPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { ownWords } = services;
  const keeper = guard({ roles: keepers });
  const done = (c: Context<AppEnv>, { id }: OwnWord) =>
    c.redirect(`${OWN_WORDS}?net=${encodeURIComponent(id)}`, 303);
  portal.get(OWN_WORDS, keeper, (c) => {
    const id = c.req.query('wijzig');
    const editing = id ? wordOf(c, services, id) : null;
    return page(c, services, editing === null || editing.removed ? emptyForm : formOf(editing), null);
  });
  portal.post(OWN_WORDS, keeper, async (c) => {
    const form: WordForm = { ...emptyForm, ...typedOf(await formFields(c)) };
    return save(c, services, form, (input) => done(c, ownWords.add(actorOf(c), input)));
  });
  portal.post(`${OWN_WORDS}/:ownWordId`, keeper, async (c) => {
    const field = await formFields(c);
    const id = c.req.param('ownWordId');
    const revision = Number(field('revision'));
    const form: WordForm = { ...typedOf(field), faults: {}, editing: { id, revision } };
    return save(c, services, form, (input) => done(c, ownWords.edit(actorOf(c), id, revision, input)));
  });
  portal.post(`${OWN_WORDS}/:ownWordId/actie`, keeper, async (c) => {
    const action = (await formFields(c))('action');
    if (action !== 'remove' && action !== 'restore') throw new AppError('bad_request');
    try {
      return done(c, ownWords[action](actorOf(c), c.req.param('ownWordId')));
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.status !== 409) throw error;
      return page(c, services, emptyForm, problemOf(error, c.get('language')).detail);
    }
  });
}

const emptyForm: WordForm = { word: '', meaning: '', faults: {}, editing: null };

function formOf({ id, revision, word, meaning }: OwnWord): WordForm {
  return { word, meaning, faults: {}, editing: { id, revision } };
}

function typedOf(field: (name: string) => string): OwnWordInput {
  return { word: field('word'), meaning: field('meaning') };
}

/** A word that stands or was just removed; null when there is none. */
function wordOf(c: Context<AppEnv>, { ownWords }: PortalServices, id: string): OwnWord | null {
  try {
    return ownWords.get(actorOf(c), id);
  } catch (error) {
    if (toAppError(error).code === 'not_found') return null;
    throw error;
  }
}

function page(c: Context<AppEnv>, services: PortalServices, form: WordForm, failure: string | null) {
  const actor = actorOf(c);
  const net = c.req.query('net');
  const broken = failure !== null || Object.keys(form.faults).length > 0;
  return respond(
    c,
    <OwnWordsPage
      view={signedInView(c, services)}
      openQuestions={openQuestions(services, actor)}
      list={shownList(wordList, services.ownWords.list(actor), listQuery(c))}
      form={form}
      done={net ? wordOf(c, services, net) : null}
      failure={failure}
    />,
    broken ? 400 : 200,
  );
}

/** Keeps what was filled in, or shows it again with what is wrong beside it. @throws what is no refusal */
function save(
  c: Context<AppEnv>,
  services: PortalServices,
  form: WordForm,
  keep: (input: OwnWordInput) => Response,
): Response | Promise<Response> {
  const language = c.get('language');
  const result = ownWordInputSchema.safeParse({ word: form.word, meaning: form.meaning });
  if (!result.success) {
    const faults: WordFaults = Object.fromEntries(
      fieldIssues(result.error).map((issue) => [issue.field, fieldMessage(issue, language)]),
    );
    return page(c, services, { ...form, faults }, null);
  }
  try {
    return keep(result.data);
  } catch (thrown) {
    const { code } = toAppError(thrown);
    const text = errorTable[code][language];
    switch (code) {
      case 'own_word_unclear':
      case 'own_word_exists':
        return page(c, services, { ...form, faults: { word: text } }, null);
      case 'own_word_meaning_unclear':
        return page(c, services, { ...form, faults: { meaning: text } }, null);
      case 'own_words_full':
        return page(c, services, form, text);
      case 'conflict':
        return page(c, services, ...changedMeanwhile(c, services, form));
      default:
        throw thrown;
    }
  }
}

/** What was typed stands, over the revision that is there now. */
function changedMeanwhile(
  c: Context<AppEnv>,
  services: PortalServices,
  form: WordForm,
): [WordForm, string | null] {
  if (form.editing === null) return [form, null];
  const { id, revision, meaning } = services.ownWords.get(actorOf(c), form.editing.id);
  const { t } = signedInView(c, services);
  return [{ ...form, editing: { id, revision } }, fill(t.ownWords.changedMeanwhile, { meaning })];
}
