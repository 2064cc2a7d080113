import { type Harness, type HarnessOptions, openHarness } from './harness.ts';
import { judgeQuestion, judgeRouting, type RoutingRun } from './judges.ts';
import type { Suite } from './suite.ts';
import { type JudgedQuestion, type Summary, summarise } from './summary.ts';

export interface Evaluation {
  judged: JudgedQuestion[];
  routing: RoutingRun[];
  summary: Summary;
  ingestion: Harness['ingestion'];
}

/** Ingests a suite and asks all of it, once each, in order. */
export async function evaluate(suite: Suite, options: HarnessOptions = {}): Promise<Evaluation> {
  const harness = await openHarness(suite, options);
  try {
    const judged: JudgedQuestion[] = [];
    for (const test of suite.questions) {
      const run = await harness.askQuestion(test);
      judged.push({ test, run, verdict: judgeQuestion(run, test) });
    }
    const routing: RoutingRun[] = [];
    const verdicts = [];
    for (const test of suite.routing) {
      const run = await harness.askRouting(test);
      routing.push(run);
      verdicts.push(judgeRouting(run, test));
    }
    return { judged, routing, summary: summarise(judged, verdicts), ingestion: harness.ingestion };
  } finally {
    await harness.close();
  }
}
