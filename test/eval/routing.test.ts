import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Evaluation, evaluate } from '../../eval/evaluate.ts';
import { readMessages } from '../../eval/messages/material.ts';
import { readCases, scoreCases } from '../../eval/messages/score.ts';
import { loadSuite } from '../../eval/suite.ts';

const cases = [
  {
    id: 'a',
    text: 'gister 42 km retour naar zwolle',
    today: '2026-03-03',
    intent: 'declaration',
    flow: 'km-untaxed',
    slots: { date: '2026-03-02', km_total: 42, trip: 'return', destination: 'Zwolle' },
  },
  {
    id: 'b',
    text: 'mei 62 uur en 9 dagen',
    today: '2026-06-01',
    intent: 'declaration',
    flow: 'multi',
    slots: {
      items: [
        { flow: 'hours', slots: { period: '2026-05', hours: 62 } },
        { flow: 'days-worked', slots: { period: '2026-05', days: 9 } },
      ],
    },
  },
  {
    id: 'c',
    text: 'hoeveel krijg ik per km?',
    today: '2026-06-01',
    intent: 'question',
    flow: null,
    slots: null,
  },
  {
    id: 'd',
    text: 'waar blijft mijn declaratie',
    today: '2026-06-01',
    intent: 'question',
    flow: null,
    slots: null,
  },
  { id: 'e', text: 'mijn chef pest me', today: '2026-06-01', intent: 'other', flow: 'handoff', slots: null },
  { id: 'f', text: 'ga verhuizen', today: '2026-06-01', intent: 'mutation', flow: 'address', slots: {} },
  {
    id: 'g',
    text: 'vandaag thuis',
    today: '2026-06-01',
    intent: 'question',
    flow: null,
    slots: null,
    note: 'wrong on purpose',
  },
];

describe('routing as the harness scores it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vraagbaak-routing-'));
  let evaluation: Evaluation;
  beforeAll(async () => {
    writeFileSync(
      join(folder, 'suite.json'),
      JSON.stringify({ employers: [{ id: 'e', name: 'E', documents: [] }] }),
    );
    writeFileSync(join(folder, 'routing.jsonl'), cases.map((one) => JSON.stringify(one)).join('\n'));
    evaluation = await evaluate(loadSuite(folder));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('asks every message on its own day, and scores intent, flow and slots', () => {
    expect(evaluation.summary.routing).toEqual({
      cases: 7,
      intent: 6 / 7,
      flow: 1,
      slots: 1,
      questionAsAction: 1,
    });
    expect(evaluation.routing.find(({ id }) => id === 'b')).toMatchObject({
      flow: 'multi',
      slots: cases[1]?.slots,
    });
  });
  it('agrees with the score without a house', () => {
    const score = scoreCases(readCases(join(folder, 'routing.jsonl')));
    expect(score).toMatchObject({ cases: 7, intent: 6 / 7, flow: 1, slots: 1, questionsAsAction: 1 });
    expect(score.flows.hours).toBeUndefined();
    expect(score.misses).toHaveLength(1);
  });
});

describe('the messages that the model learns from', () => {
  const lines = readMessages();
  it('are many, of every flow, and none twice', () => {
    expect(lines.length).toBeGreaterThan(2500);
    expect(new Set(lines.map(({ text }) => text.toLowerCase())).size).toBe(lines.length);
    const perFlow = new Map<string, number>();
    for (const flow of lines.flatMap(({ flows }) => flows)) perFlow.set(flow, (perFlow.get(flow) ?? 0) + 1);
    expect(perFlow.size).toBe(12);
    expect(Math.min(...perFlow.values())).toBeGreaterThan(40);
  });
  it('hold no message of the development suite', () => {
    const dev = new Set(readCases('eval/suites/dev/routing.jsonl').map(({ text }) => text.toLowerCase()));
    expect(lines.filter(({ text }) => dev.has(text.toLowerCase()))).toEqual([]);
  });
  it('name a flow exactly where something is to be done', () => {
    const acts = (intent: string) => intent === 'declaration' || intent === 'mutation';
    expect(lines.filter(({ intent, flows }) => acts(intent) !== flows.length > 0)).toEqual([]);
  });
});
