/**
 * A sanity check outside the domain: XQuAD in Dutch (1,190 questions over 240 passages of an encyclopedia), which is not part of this repository.
 * Builds one employer with a document per passage through the same code as production and prints what is found first, beside plain BM25.
 *
 *   node --import tsx eval/xquad.ts DIR     DIR holds xquad-nl-passages.jsonl and xquad-nl-questions.jsonl
 *
 * Too easy to steer by, and never learned from: it must not get worse than the words alone.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { baselineReport } from './baseline.ts';
import { openEncoder } from './encoder.ts';
import { evaluate } from './evaluate.ts';
import { textReport } from './report.ts';
import { loadSuite } from './suite.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const source = positionals[0];
if (source === undefined) {
  console.error('Usage: xquad.ts DIR, with xquad-nl-passages.jsonl and xquad-nl-questions.jsonl in it');
  process.exit(2);
}

const linesOf = <Line>(name: string): Line[] =>
  readFileSync(join(source, name), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line);
const passages = linesOf<{ id: string; title: string; text: string }>('xquad-nl-passages.jsonl');
const asked = linesOf<{ id: string; question: string; passage: string }>('xquad-nl-questions.jsonl');

const folder = mkdtempSync(join(tmpdir(), 'vraagbaak-xquad-'));
try {
  mkdirSync(join(folder, 'documents'));
  const documents = passages.map(({ id, title, text }) => {
    const file = join('documents', `${id}.md`);
    const name = title.replaceAll('_', ' ');
    writeFileSync(join(folder, file), `# ${name}\n\n${text}\n`);
    return { file, title: name, kind: 'other', ticked: true };
  });
  const questions = asked.map(({ id, question, passage }) => ({
    id,
    employer: 'xquad',
    question,
    kind: 'xquad',
    answerable: true,
    // A passage is cut where it is long; any part of the right document counts.
    gold: [{ document: `${passage}.md`, page: 1, quote: '' }],
  }));
  writeFileSync(
    join(folder, 'suite.json'),
    JSON.stringify({ employers: [{ id: 'xquad', name: 'XQuAD', documents }] }),
  );
  writeFileSync(join(folder, 'questions.jsonl'), questions.map((line) => JSON.stringify(line)).join('\n'));
  writeFileSync(join(folder, 'routing.jsonl'), '');
  const suite = loadSuite(folder);
  const { summary } = await evaluate(suite, { encoder: await openEncoder() });
  console.log(textReport(summary));
  console.log(`\n${await baselineReport(suite)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
