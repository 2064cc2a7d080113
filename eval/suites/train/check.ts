/** Checks a training employer: node --import tsx eval/suites/train/check.ts eval/suites/train/NAME */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { termsOf } from '../../../src/retrieval/analyse.ts';
import { fold, sentencesOf, squash } from '../../../src/retrieval/text.ts';
import { readTrainingEmployer } from './read.ts';

const path = process.argv[2];
if (path === undefined) {
  console.error('Usage: node --import tsx eval/suites/train/check.ts FOLDER');
  process.exit(2);
}
const suite = readTrainingEmployer(resolve(path));
const documents = new Map(
  suite.employers.flatMap((employer) =>
    employer.documents.map((document) => [
      document.file,
      readFileSync(join(suite.folder, document.file), 'utf8'),
    ]),
  ),
);
const problems: string[] = [];
const counts = new Map<string, number>();
const seen = new Set<string>();
for (const test of suite.questions) {
  const where = `${test.kind} "${test.question}"`;
  counts.set(test.kind, (counts.get(test.kind) ?? 0) + 1);
  if (seen.has(fold(test.question))) problems.push(`twice: ${where}`);
  seen.add(fold(test.question));
  if (test.answerable && test.gold.length === 0) problems.push(`no quote: ${where}`);
  if (!test.answerable && test.gold.length > 0)
    problems.push(`a quote for an unanswerable question: ${where}`);
  if (test.answerable && test.must_include.length === 0) problems.push(`no '=' line: ${where}`);
  if (test.kind === 'followup' && test.turns.length === 0) problems.push(`no earlier turn: ${where}`);
  let around = '';
  for (const gold of test.gold) {
    const text = documents.get(gold.document);
    if (text === undefined) problems.push(`unknown document ${gold.document}: ${where}`);
    else {
      const line = text.split('\n').find((candidate) => squash(candidate).includes(squash(gold.quote)));
      if (line === undefined) problems.push(`not on one line of ${gold.document}: '${gold.quote}': ${where}`);
      else around += `${line}\n`;
    }
  }
  for (const group of test.must_include) {
    const held = group.some((a) => fold(around).replace(/\s/g, '').includes(fold(a).replace(/\s/g, '')));
    if (around !== '' && !held)
      problems.push(`'= ${group.join(' / ')}' is not on the line of the quote: ${where}`);
  }
  if (test.kind === 'paraphrase') {
    const sentence = test.gold
      .flatMap((gold) =>
        sentencesOf(around)
          .filter((s) => squash(s.text).includes(squash(gold.quote)))
          .map((s) => s.text),
      )
      .join(' ');
    const keys = new Set(termsOf(sentence).map((term) => term.stem));
    const shared = termsOf(test.question).filter((term) => keys.has(term.stem));
    if (shared.length > 0)
      problems.push(`shares ${shared.map((t) => t.form).join(', ')} with its passage: ${where}`);
  }
}
console.table(Object.fromEntries(counts));
console.log(`${suite.questions.length} questions, ${problems.length} problems`);
for (const problem of problems) console.log(`- ${problem}`);
process.exit(problems.length === 0 ? 0 : 1);
