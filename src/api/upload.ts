import type { Context } from 'hono';
import { z } from 'zod';
import { type DocumentInput, documentInputSchema } from '../employer/model.ts';
import { visibilities } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { documentKinds } from '../store/employer-schema.ts';

/** The file of an upload with the fields beside it. */
export interface Upload {
  file: { name: string; bytes: Uint8Array };
  /** Form fields that were filled in, as text. */
  fields: Record<string, string>;
}

/**
 * Reads a multipart upload whole; nothing has been stored before it returns.
 * @throws AppError file_incomplete when the body breaks off, bad_request without a file
 */
export async function readUpload(c: Context): Promise<Upload> {
  const form = await readForm(c);
  const file = form.get('file');
  if (!(file instanceof File)) {
    throw new AppError('bad_request', {
      data: { issues: [{ field: 'file', kind: 'missing', value: '', message: '' }] },
    });
  }
  const fields: Record<string, string> = {};
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string' && value !== '') fields[name] = value;
  }
  return { file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, fields };
}

async function readForm(c: Context): Promise<FormData> {
  if (!/^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')) {
    throw new AppError('bad_request', { detail: 'Stuur het bestand als multipart/form-data.' });
  }
  try {
    return await c.req.raw.formData();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('file_incomplete', { cause });
  }
}

const inputFields = documentInputSchema.extend({
  precedence: z.coerce.number().int().min(0).max(1000).optional(),
});

/** The description of a new document from the form's fields. @throws ZodError */
export function documentInputOf(fields: Record<string, string>): DocumentInput {
  return inputFields.parse(fields);
}

/** For the OpenAPI document only: the form is read by hand, because a cut-off body needs its own error. */
export function multipartDoc(withDescription: boolean) {
  const file = { type: 'string' as const, format: 'binary' };
  const text = { type: 'string' as const };
  const description = {
    title: text,
    kind: { ...text, enum: [...documentKinds] },
    validFrom: { ...text, format: 'date' },
    validTo: { ...text, format: 'date' },
    visibility: { ...text, enum: [...visibilities] },
    precedence: { type: 'integer' as const, minimum: 0, maximum: 1000 },
  };
  const schema = {
    type: 'object' as const,
    required: withDescription ? ['file', 'title', 'kind'] : ['file'],
    properties: withDescription ? { file, ...description } : { file },
  };
  return { required: true as const, content: { 'multipart/form-data': { schema } } };
}
