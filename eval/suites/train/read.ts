/** Reads the training employers: employer.json, documents and questions.txt of each folder; the form stands in README.md. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { QuestionCase, Suite } from '../../suite.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const TODAY = '2026-11-23';

/** @throws Error that names the file and line at fault */
export function readQuestions(text: string, employer: string, file: string): QuestionCase[] {
  const cases: QuestionCase[] = [];
  let kind = '';
  let lang = 'nl';
  let turns: string[] = [];
  let current: QuestionCase | null = null;
  text.split('\n').forEach((raw, i) => {
    const line = raw.trim();
    if (line === '') return;
    const [mark = '', ...rest] = line.split(' ');
    const value = rest.join(' ').trim();
    const fail = (why: string): never => {
      throw new Error(`${file}:${i + 1}: ${why}`);
    };
    if (mark === '#') {
      [kind = '', lang = 'nl'] = value.split(/\s+/);
      current = null;
    } else if (mark === '<<') {
      turns.push(value);
      current = null;
    } else if (mark === '?') {
      current = {
        id: `${employer}-${cases.length + 1}`,
        employer,
        turns,
        question: value,
        lang,
        kind,
        answerable: !kind.startsWith('unanswerable'),
        gold: [],
        gold_mode: kind === 'multi' || kind === 'conflict' ? 'all' : 'any',
        must_include: [],
        must_not: [],
      };
      turns = [];
      cases.push(current);
    } else if (mark === '>') {
      const [document = '', ...quote] = value.split(' | ');
      if (quote.length === 0) fail("'> document | quote' expected");
      if (current === null) fail('a quote without a question');
      current?.gold.push({ document, page: 1, quote: quote.join(' | ').trim() });
    } else if (mark === '=') {
      if (current === null) fail('an answer without a question');
      current?.must_include.push(value.split(' / ').map((alternative) => alternative.trim()));
    } else fail(`unknown mark '${mark}'`);
  });
  return cases;
}

/** One employer as a suite of its own. */
export function readTrainingEmployer(path: string): Suite {
  const employer = JSON.parse(
    readFileSync(join(path, 'employer.json'), 'utf8'),
  ) as Suite['employers'][number];
  const file = join(path, 'questions.txt');
  return {
    folder: path,
    today: TODAY,
    employers: [employer],
    questions: readQuestions(readFileSync(file, 'utf8'), employer.id, file),
    routing: [],
  };
}

export function trainingEmployers(): Suite[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'questions.txt')))
    .map((entry) => entry.name)
    .sort()
    .map((name) => readTrainingEmployer(join(folder, name)));
}
