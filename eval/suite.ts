import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { documentKinds } from '../src/store/employer-schema.ts';

const suiteDocument = z.object({
  file: z.string(),
  title: z.string(),
  kind: z.enum(documentKinds),
  ticked: z.boolean(),
  validFrom: z.string().nullish(),
  validTo: z.string().nullish(),
  precedence: z.number().int().nullish(),
});

const suiteFile = z.object({
  /** The date on which the questions are asked; today's when absent. */
  today: z.string().optional(),
  employers: z
    .array(z.object({ id: z.string(), name: z.string(), documents: z.array(suiteDocument) }))
    .min(1),
});

const goldSchema = z.object({
  document: z.string(),
  article_or_heading: z.string().nullish(),
  page: z.number().int(),
  quote: z.string(),
});

const questionCase = z.object({
  id: z.string(),
  employer: z.string(),
  turns: z.array(z.string()).default([]),
  question: z.string(),
  lang: z.string().default('nl'),
  kind: z.string(),
  answerable: z.boolean(),
  gold: z.array(goldSchema).default([]),
  gold_mode: z.enum(['any', 'all']).default('any'),
  must_include: z.array(z.array(z.string())).default([]),
  must_not: z.array(z.string()).default([]),
  note: z.string().nullish(),
});
export type QuestionCase = z.infer<typeof questionCase>;

export const routingCaseSchema = z.object({
  id: z.string(),
  text: z.string(),
  today: z.string(),
  intent: z.enum(['question', 'declaration', 'mutation', 'smalltalk', 'other']),
  flow: z.string().nullable().default(null),
  slots: z.record(z.string(), z.unknown()).nullable().default(null),
  accept: z.array(z.object({ intent: z.string(), flow: z.string().nullish() })).optional(),
  note: z.string().nullish(),
});
export type RoutingCase = z.infer<typeof routingCaseSchema>;

export interface Suite {
  folder: string;
  today: string | null;
  employers: z.infer<typeof suiteFile>['employers'];
  questions: QuestionCase[];
  routing: RoutingCase[];
}

/** Reads and checks a suite folder. @throws Error that names the file and line at fault */
export function loadSuite(folder: string): Suite {
  const path = join(folder, 'suite.json');
  if (!existsSync(path)) throw new Error(`no suite.json in ${folder}`);
  const suite = suiteFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  return {
    folder: resolve(folder),
    today: suite.today ?? null,
    employers: suite.employers,
    questions: readLines(join(folder, 'questions.jsonl'), questionCase),
    routing: readLines(join(folder, 'routing.jsonl'), routingCaseSchema),
  };
}

function readLines<T>(path: string, schema: z.ZodType<T>): T[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, i) => {
      if (line.trim() === '') return [];
      const parsed = schema.safeParse(JSON.parse(line));
      if (!parsed.success)
        throw new Error(`${basename(path)} line ${i + 1}: ${z.prettifyError(parsed.error)}`);
      return [parsed.data];
    });
}
