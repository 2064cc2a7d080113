import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openEncoder } from '../../eval/encoder.ts';
import { evaluate } from '../../eval/evaluate.ts';
import { checkGate, gateSchema } from '../../eval/gate.ts';
import { goldRank, judgeQuestion, judgeRouting, type QuestionRun } from '../../eval/judges.ts';
import { loadSuite, type QuestionCase } from '../../eval/suite.ts';
import { summarise } from '../../eval/summary.ts';

const test: QuestionCase = {
  id: 'x',
  employer: 'e',
  turns: [],
  question: 'wat krijg ik per km',
  lang: 'nl',
  kind: 'direct',
  answerable: true,
  gold: [{ document: 'a.pdf', page: 3, quote: 'ontvangt € 0,23 per kilometer' }],
  gold_mode: 'any',
  must_include: [['0,23', '€0,23']],
  must_not: ['0,21'],
  note: null,
};
const passage = {
  document: 'a.pdf',
  page: 2,
  pageTo: 3,
  text: 'De werknemer ontvangt\n€ 0,23 per kilo-meter.',
};
const run: QuestionRun = {
  id: 'x',
  answer: 'Je krijgt € 0,23.',
  abstained: false,
  replyKind: 'answer',
  confidence: 0.9,
  citations: [{ document: 'a.pdf', page: 3, quote: 'q', allowed: true, onPage: true }],
  retrieved: [{ ...passage, text: 'iets anders' }, passage],
  ms: 5,
};

describe('judges', () => {
  it('finds the gold whatever the white space and punctuation', () => expect(goldRank(run, test)).toBe(2));
  it('does not take another document, page or quote for gold', () => {
    expect(goldRank({ retrieved: [{ ...passage, document: 'b.pdf' }] }, test)).toBe(0);
    expect(goldRank({ retrieved: [{ ...passage, pageTo: 2 }] }, test)).toBe(0);
  });
  it('wants all gold passages in mode all', () => {
    const both = {
      ...test,
      gold_mode: 'all' as const,
      gold: [...test.gold, { document: 'b.pdf', page: 1, quote: 'x' }],
    };
    expect(goldRank(run, both)).toBe(0);
  });
  it('is right with every group in it and nothing forbidden', () => {
    expect(judgeQuestion(run, test)).toMatchObject({
      correct: true,
      citationExact: true,
      forbiddenCitations: 0,
    });
    expect(judgeQuestion({ ...run, answer: 'Je krijgt € 0,23, vroeger € 0,21.' }, test).correct).toBe(false);
    expect(judgeQuestion({ ...run, answer: 'Je krijgt iets.' }, test).correct).toBe(false);
    expect(judgeQuestion({ ...run, abstained: true }, test).correct).toBe(false);
  });
  it('is right to abstain only where there is no answer', () => {
    const none = { ...test, answerable: false, gold: [], must_include: [] };
    expect(judgeQuestion({ ...run, abstained: true }, none).correct).toBe(true);
    expect(judgeQuestion(run, none).correct).toBe(false);
  });
  it('compares slots exactly, whatever their order, and accepts named alternatives', () => {
    const routing = {
      id: 'r',
      text: '',
      today: '2026-11-23',
      intent: 'declaration' as const,
      flow: 'fuel',
      slots: { amount: 10, date: '2026-11-22' },
      accept: [{ intent: 'question' }],
    };
    expect(
      judgeRouting(
        { id: 'r', intent: 'declaration', flow: 'fuel', slots: { date: '2026-11-22', amount: 10 } },
        routing,
      ),
    ).toEqual({ intent: true, flow: true, slots: true, questionAsAction: false });
    expect(judgeRouting({ id: 'r', intent: 'question', flow: null, slots: null }, routing)).toEqual({
      intent: true,
      flow: true,
      slots: null,
      questionAsAction: false,
    });
    expect(judgeRouting({ id: 'r', intent: 'mutation', flow: 'address', slots: null }, routing).intent).toBe(
      false,
    );
  });
});

describe('the gate fails closed', () => {
  const empty = summarise([], []);
  const one = summarise([{ test, run, verdict: judgeQuestion(run, test) }], []);
  it('on a run without cases', () =>
    expect(checkGate(empty, { 'overall.correct': { min: 0 } })).not.toEqual([]));
  it('without thresholds', () => expect(checkGate(one, {})).not.toEqual([]));
  it('on a figure that is not there', () =>
    expect(checkGate(one, { 'kinds.table.hit5': { min: 0 } })).toHaveLength(1));
  it('on a worse figure, and passes on a good one', () => {
    expect(checkGate(one, { 'overall.hit1': { min: 0.5 } })).toHaveLength(1);
    expect(checkGate(one, { 'overall.hit5': { min: 1 }, forbiddenCitations: { max: 0 } })).toEqual([]);
  });
});

describe('the development suite', () => {
  it('meets the committed thresholds', async () => {
    const { summary } = await evaluate(loadSuite('eval/suites/dev'), {
      encoder: await openEncoder(undefined),
    });
    const gate = gateSchema.parse(JSON.parse(readFileSync('eval/gate.json', 'utf8')));
    expect(checkGate(summary, gate)).toEqual([]);
  }, 240_000);
});
