import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dropForeignSettings } from '../src/entry/foreign-settings.ts';
import { type Ablation, ablate } from './ablation.ts';
import { ablationHtml, ablationText } from './ablation-report.ts';
import { baselineReport } from './baseline.ts';
import { openEncoder } from './encoder.ts';
import { evaluate } from './evaluate.ts';
import { checkGate, gateSchema } from './gate.ts';
import { htmlReport, textReport } from './report.ts';
import { loadSuite } from './suite.ts';

const help = `Scores the answers on a suite.

  npm run eval -- --suite DIR [--json FILE] [--report FILE.html] [--gate FILE] [--baseline] [--ablation]

  --suite DIR     folder with suite.json, questions.jsonl and routing.jsonl (default eval/suites/dev)
  --json FILE     every answer, citation and retrieved passage, to be scored again elsewhere
  --report FILE   HTML page with the figures and every failure
  --gate FILE     thresholds; exit code 1 when a figure is worse (eval/gate.json)
  --baseline      also prints retrieval of plain BM25 (LangChain) over the same passages
  --ablation      also shows what each part of retrieval adds, and the time it costs (in --report and --json too)
  --only KIND     only questions of this kind
  --help          this text

Exit code 0: all well; 1: gate not met; 2: the suite could not be run.`;

async function main(): Promise<number> {
  dropForeignSettings(process.env);
  const { values } = parseArgs({
    options: {
      suite: { type: 'string', default: 'eval/suites/dev' },
      json: { type: 'string' },
      report: { type: 'string' },
      gate: { type: 'string' },
      only: { type: 'string' },
      baseline: { type: 'boolean', default: false },
      ablation: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const loaded = loadSuite(values.suite);
  const suite =
    values.only === undefined
      ? loaded
      : { ...loaded, questions: loaded.questions.filter((q) => q.kind === values.only), routing: [] };
  const encoder = await openEncoder();
  const { judged, routing, summary, ingestion } = await evaluate(suite, {
    encoder,
    onProgress: (text) => console.log(text),
  });
  console.log(
    `read ${ingestion.pages} pages in ${(ingestion.ms / 1000).toFixed(1)} s (${((1000 * ingestion.pages) / ingestion.ms).toFixed(1)} pages/s)\n`,
  );
  console.log(textReport(summary));
  if (values.baseline) console.log(`\n${await baselineReport(suite)}`);
  const ablation: Ablation | null = values.ablation ? await ablate(suite, encoder) : null;
  if (ablation !== null) console.log(`\n${ablationText(ablation)}`);
  if (values.json !== undefined) {
    const questions = judged.map(({ run }) => ({
      id: run.id,
      answer: run.answer,
      abstained: run.abstained,
      citations: run.citations.map(({ document, page, quote }) => ({ document, page, quote })),
      retrieved: run.retrieved.map(({ document, page, text }) => ({ document, page, text })),
      ms: run.ms,
    }));
    writeFileSync(
      values.json,
      `${JSON.stringify({ questions, routing, summary, ...(ablation && { ablation }) }, null, 1)}\n`,
    );
  }
  if (values.report !== undefined)
    writeFileSync(
      values.report,
      htmlReport(
        `Vraagbaak on ${values.suite}`,
        summary,
        judged,
        ablation === null ? '' : ablationHtml(ablation),
      ),
    );
  if (summary.cases === 0 && summary.routing.cases === 0) {
    console.error('No cases: that is a failure.');
    return 1;
  }
  if (values.gate === undefined) return 0;
  const failures = checkGate(summary, gateSchema.parse(JSON.parse(readFileSync(values.gate, 'utf8'))));
  for (const failure of failures)
    console.error(`GATE ${failure.figure}: ${failure.value} (must be ${failure.limit})`);
  return failures.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
