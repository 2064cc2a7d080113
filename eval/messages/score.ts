import { readFileSync } from 'node:fs';
import type { Understood } from '../../src/messages/model.ts';
import { understandAlone } from '../../src/messages/understand.ts';
import { judgeRouting, type RoutingRun } from '../judges.ts';
import { type RoutingCase, routingCaseSchema } from '../suite.ts';

/** A routing suite against `understand` alone, without a house around it. */

export interface FlowFigures {
  cases: number;
  flow: number;
  slots: number;
  slotCases: number;
}

export interface Score {
  cases: number;
  intent: number;
  flow: number | null;
  slots: number | null;
  questionsAsAction: number;
  flows: Record<string, FlowFigures>;
  misses: string[];
}

export function readCases(file: string): RoutingCase[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => routingCaseSchema.parse(JSON.parse(line)));
}

/** What the suite format says of an understood message; a question about the status is a question there. */
export function runOf(id: string, understood: Understood): RoutingRun {
  const [first] = understood.requests;
  switch (understood.intent) {
    case 'handoff':
      return { id, intent: 'other', flow: 'handoff', slots: null };
    case 'smalltalk':
      return { id, intent: 'smalltalk', flow: null, slots: null };
    case 'status':
      return { id, intent: 'question', flow: null, slots: null, also: 'other' };
    case 'question':
    case 'other':
      return { id, intent: 'question', flow: null, slots: null };
  }
  if (first?.flow === 'withdraw' || first?.flow === 'correct')
    return { id, intent: understood.intent, flow: first.flow, slots: first.slots, also: 'other' };
  if (understood.requests.length < 2)
    return { id, intent: understood.intent, flow: first?.flow ?? null, slots: first?.slots ?? null };
  const items = understood.requests.map(({ flow, slots }) => ({ flow, slots }));
  return { id, intent: understood.intent, flow: 'multi', slots: { items } };
}

const share = (values: readonly boolean[]): number | null =>
  values.length === 0 ? null : values.filter(Boolean).length / values.length;

export function scoreCases(cases: readonly RoutingCase[]): Score {
  const judged = cases.map((test) => {
    const run = runOf(test.id, understandAlone(test.text, test.today));
    return { test, run, verdict: judgeRouting(run, test) };
  });
  const flows: Record<string, FlowFigures> = {};
  for (const { test, verdict } of judged) {
    if (test.flow === null) continue;
    const figures = flows[test.flow] ?? { cases: 0, flow: 0, slots: 0, slotCases: 0 };
    flows[test.flow] = figures;
    figures.cases++;
    if (verdict.flow === true) figures.flow++;
    if (verdict.slots !== null) figures.slotCases++;
    if (verdict.slots === true) figures.slots++;
  }
  return {
    cases: judged.length,
    intent: share(judged.map(({ verdict }) => verdict.intent)) ?? 0,
    flow: share(judged.flatMap(({ verdict }) => (verdict.flow === null ? [] : [verdict.flow]))),
    slots: share(judged.flatMap(({ verdict }) => (verdict.slots === null ? [] : [verdict.slots]))),
    questionsAsAction: judged.filter(({ verdict }) => verdict.questionAsAction).length,
    flows,
    misses: judged.flatMap(({ test, run, verdict }) =>
      verdict.intent && verdict.flow !== false && verdict.slots !== false
        ? []
        : [
            `${test.id} ${test.text}\n    wanted ${test.intent} ${test.flow ?? ''} ${JSON.stringify(test.slots)}\n    got    ${run.intent} ${run.flow ?? ''} ${JSON.stringify(run.slots)}`,
          ],
    ),
  };
}
