import type { Context, Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { fieldIssues, fieldMessage } from '../api/field-messages.ts';
import { guard } from '../api/guard.ts';
import { problemOf, toAppError } from '../api/problem.ts';
import { documentInputOf, readUpload } from '../api/upload.ts';
import { documentFilterSchema, selectDocuments } from '../employer/document-list.ts';
import { documentPatchSchema } from '../employer/model.ts';
import { today } from '../kernel/dates.ts';
import { errorTable } from '../kernel/errors.ts';
import {
  type DocumentFields,
  type EditableField,
  editableFields,
  type FieldFaults,
} from './document-editor.tsx';
import { FILE, versionUrl } from './file-urls.ts';
import type { PortalServices } from './model.ts';
import { type FileList, HrDocumentsPage } from './pages/hr-documents-page.tsx';
import { filePageData, formFields, openQuestions, respond } from './respond.tsx';
import { fill } from './texts/fill.ts';
import { signedInView } from './view.ts';

/** Documents on one page of the list. */
const PER_PAGE = 50;

type Shown = Omit<Parameters<typeof HrDocumentsPage>[0], 'view' | 'data' | 'list' | 'openQuestions'>;

/** The employer file as a list, and all that can be done with a document from there; every act is a form. */
export function filePages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { documents } = services;
  const keeper = guard({ roles: keepers });
  const page = (c: Context<AppEnv>, shown: Shown = {}, status: 200 | 400 = 200) => {
    const view = signedInView(c, services);
    return respond(
      c,
      <HrDocumentsPage
        view={view}
        data={filePageData(view)}
        list={listOf(c, services)}
        openQuestions={openQuestions(services, actorOf(c)) ?? 0}
        {...shown}
      />,
      status,
    );
  };
  const refusal = (c: Context<AppEnv>, thrown: unknown) => {
    const error = toAppError(thrown);
    if (error.status >= 500 || error.code === 'not_found') throw error;
    return page(c, { failure: problemOf(error, c.get('language')).detail }, 400);
  };

  portal.get(FILE, keeper, (c) => page(c, { done: doneText(c, services) }));
  portal.post(FILE, keeper, async (c) => {
    try {
      const { file, fields } = await readUpload(c);
      await documents.upload(actorOf(c), file, documentInputOf(fields));
      return c.redirect(FILE, 303);
    } catch (thrown) {
      return refusal(c, thrown);
    }
  });
  portal.post(`${FILE}/:documentId`, keeper, async (c) => {
    const field = await formFields(c);
    const id = c.req.param('documentId');
    const fields = Object.fromEntries(editableFields.map((name) => [name, field(name)])) as DocumentFields;
    const faults = save(c, services, id, fields);
    if (faults !== null) return page(c, { refused: { id, fields, faults } }, 400);
    return c.redirect(`${FILE}?bewaard=${encodeURIComponent(id)}#d-${encodeURIComponent(id)}`, 303);
  });
  portal.post(`${FILE}/:documentId/gebruik`, keeper, async (c) => {
    const id = c.req.param('documentId');
    const usedByAssistant = (await formFields(c))('use') === 'on';
    try {
      documents.patch(actorOf(c), id, { usedByAssistant });
      return c.redirect(`${FILE}?bewaard=${encodeURIComponent(id)}#d-${encodeURIComponent(id)}`, 303);
    } catch (thrown) {
      return refusal(c, thrown);
    }
  });
  portal.post(`${FILE}/:documentId/verwijderen`, keeper, (c) => {
    documents.setAside(actorOf(c), c.req.param('documentId'));
    return c.redirect(FILE, 303);
  });
  portal.post(`${FILE}/:documentId/terugzetten`, keeper, (c) => {
    const id = c.req.param('documentId');
    try {
      documents.restore(actorOf(c), id);
      return c.redirect(`${FILE}?terug=${encodeURIComponent(id)}#d-${encodeURIComponent(id)}`, 303);
    } catch (thrown) {
      return refusal(c, thrown);
    }
  });
  portal.post(`${FILE}/:documentId/opnieuw`, keeper, async (c) => {
    const { id, next } = documents.retry(actorOf(c), c.req.param('documentId'));
    return c.redirect(next === null ? FILE : versionUrl(id), 303);
  });
}

/** What the filters of the address leave; one that does not exist narrows nothing. */
function listOf(c: Context<AppEnv>, { documents, clock }: PortalServices): FileList {
  const actor = actorOf(c);
  const given = Object.fromEntries(Object.entries(c.req.query()).filter(([, value]) => value !== ''));
  const filter = documentFilterSchema.safeParse(given).data ?? { sort: 'newest' as const };
  const all = documents.list(actor);
  const day = today(clock);
  const found = selectDocuments(all, filter, day);
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
  const page = Math.min(pages, Math.max(1, Math.floor(Number(c.req.query('pagina'))) || 1));
  return {
    all: all.length,
    found: found.length,
    documents: found.slice((page - 1) * PER_PAGE, page * PER_PAGE),
    removed: documents.removed(actor),
    filter,
    page,
    pages,
    today: day,
  };
}

/** What was done to a document that still stands. */
function doneText(c: Context<AppEnv>, services: PortalServices): string | undefined {
  const { hrFile } = signedInView(c, services).t;
  const texts = {
    bewaard: hrFile.saved,
    terug: hrFile.restored,
    live: hrFile.published,
    weg: hrFile.discarded,
  };
  for (const [name, text] of Object.entries(texts)) {
    const id = c.req.query(name);
    const found = id && services.documents.list(actorOf(c)).find((document) => document.id === id);
    if (found) return fill(text, { title: found.title });
  }
  return undefined;
}

/** Writes the facts; what is wrong with them otherwise. @throws what is no refusal */
function save(
  c: Context<AppEnv>,
  { documents }: PortalServices,
  id: string,
  fields: DocumentFields,
): FieldFaults | null {
  const language = c.get('language');
  const { validFrom, validTo, ...rest } = fields;
  const patch = { ...rest, validFrom: validFrom || null, validTo: validTo || null };
  const checked = documentPatchSchema.safeParse(patch);
  if (!checked.success) {
    // Nothing is told of a form when its document is not there.
    documents.get(actorOf(c), id);
    return Object.fromEntries(
      fieldIssues(checked.error).map((issue) => [
        editableFields.find((name) => name === issue.field) ?? '',
        fieldMessage(issue, language),
      ]),
    );
  }
  try {
    documents.patch(actorOf(c), id, checked.data);
    return null;
  } catch (thrown) {
    const { code } = toAppError(thrown);
    const field = faultyField[code];
    if (field === undefined) throw thrown;
    return { [field]: errorTable[code][language] };
  }
}

/** Which field a refusal is about. */
const faultyField: Partial<Record<string, EditableField>> = {
  document_period_reversed: 'validTo',
  document_not_readable_by_employees: 'visibility',
};
