import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { type TemplateProblem, templateProblemSchema } from '../contracts/model.ts';
import { AppError, type ErrorCode, errorTable } from '../kernel/errors.ts';
import { storageError } from '../store/storage-error.ts';
import type { AppEnv, UiLanguage } from './env.ts';
import { type FieldIssue, fieldIssues, fieldMessage } from './field-messages.ts';

/** RFC 9457, with our stable code. `title` is the general text, `detail` what to do or which field. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  /** With a template or contract that is not complete: everything that is wrong, at once. */
  problems: z.array(templateProblemSchema).optional(),
  /** With document_duplicate: the document that holds this file already. */
  documentId: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** Any thrown value as an AppError; what we did not foresee is `internal` and tells nothing about itself. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof z.ZodError) return validationError(error);
  if (error instanceof HTTPException) return new AppError(codeOfStatus(error.status), { cause: error });
  return storageError(error) ?? new AppError('internal', { cause: error });
}

/** A failed check of the input, with the fields at fault. */
export function validationError(error: z.core.$ZodError): AppError {
  return new AppError('bad_request', { data: { issues: fieldIssues(error) }, cause: error });
}

/** The body that a person or program reads. */
export function problemOf(error: AppError, language: UiLanguage): Problem {
  const text = errorTable[error.code];
  const issues = (error.data?.issues ?? []) as FieldIssue[];
  const errors = issues.map((issue) => ({ field: issue.field, message: fieldMessage(issue, language) }));
  const fields = errors.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join(' ');
  return {
    type: `urn:vraagbaak:problem:${error.code}`,
    title: text[language],
    status: text.status,
    code: error.code,
    detail: error.detail ?? (fields || text[language]),
    ...(errors.length > 0 ? { errors } : {}),
    ...(Array.isArray(error.data?.problems) ? { problems: error.data.problems as TemplateProblem[] } : {}),
    ...(typeof error.data?.documentId === 'string' ? { documentId: error.data.documentId } : {}),
  };
}

/** The response for an error; adds Retry-After where the error knows it. */
export function problemResponse(c: Context<AppEnv>, error: AppError): Response {
  const problem = problemOf(error, c.get('language') ?? 'nl');
  const headers: Record<string, string> = { 'content-type': 'application/problem+json; charset=utf-8' };
  const retryAfter = error.data?.retryAfter;
  if (typeof retryAfter === 'number') headers['retry-after'] = String(retryAfter);
  if (error.code === 'unauthenticated') headers['www-authenticate'] = 'Bearer';
  return c.body(JSON.stringify(problem), problem.status as 400, headers);
}

function codeOfStatus(status: number): ErrorCode {
  switch (status) {
    case 401:
      return 'unauthenticated';
    case 403:
      return 'forbidden';
    case 404:
      return 'not_found';
    case 413:
      return 'payload_too_large';
    case 429:
      return 'too_many_requests';
    default:
      return status < 500 ? 'bad_request' : 'internal';
  }
}
