import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentencesOf } from '../../src/retrieval/text.ts';
import type { QuestionCase, Suite } from '../suite.ts';
import { type Corpus, foldOf, type Pair } from './corpus.ts';
import { seeded } from './seeded.ts';

const TODAY = '2026-11-23';

/**
 * Employers made of training passages, as Markdown documents that go through ingestion like any other: material to learn scoring and
 * confidence from. Passages of one fold only, so that the encoder can be one that never saw them.
 * @param perPassage questions taken of each passage
 */
export function syntheticSuite(
  folder: string,
  corpus: Corpus,
  fold: number,
  folds: number,
  options: { employers: number; perPassage: number },
): Suite {
  const random = seeded(7);
  const groups = new Map<string, Pair[]>();
  for (const pair of corpus.pairs) {
    if (foldOf(pair.passage, folds) === fold)
      groups.set(pair.concept, [...(groups.get(pair.concept) ?? []), pair]);
  }
  const suite: Suite = { folder, today: TODAY, employers: [], questions: [], routing: [] };
  const dealt: Pair[][] = Array.from({ length: options.employers }, () => []);
  [...groups.keys()].sort().forEach((concept, i) => {
    dealt[i % options.employers]?.push(...(groups.get(concept) ?? []));
  });
  dealt.forEach((pairs, e) => {
    const id = `synthetic-${fold}-${e}`;
    const file = `${id}.md`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), `# Arbeidsvoorwaarden\n\n${pairs.map(section).join('\n\n')}\n`);
    suite.employers.push({
      id,
      name: id,
      documents: [{ file, title: 'Arbeidsvoorwaarden', kind: 'scheme', ticked: true }],
    });
    const of = new Set(pairs.map((pair) => pair.concept));
    for (const pair of pairs)
      suite.questions.push(...casesOf(pair, id, file, random, options.perPassage, suite.questions.length));
    corpus.unanswered
      .filter((entry) => of.has(entry.concept))
      .forEach((entry, i) => {
        suite.questions.push({
          ...blank(`${id}-n${i}`, id),
          question: entry.q,
          kind: 'unanswerable-near',
          answerable: false,
        });
      });
  });
  return suite;
}

function section(pair: Pair): string {
  const heading = pair.heading.split('\n').at(-1) ?? pair.heading;
  return `## ${heading}\n\n${pair.passage}`;
}

function blank(id: string, employer: string): QuestionCase {
  return {
    id,
    employer,
    turns: [],
    question: '',
    lang: 'nl',
    kind: 'paraphrase',
    answerable: true,
    gold: [],
    gold_mode: 'any',
    must_include: [],
    must_not: [],
  };
}

function casesOf(
  pair: Pair,
  employer: string,
  document: string,
  random: () => number,
  perPassage: number,
  from: number,
): QuestionCase[] {
  const gold = sentencesOf(pair.passage).map(({ text }) => ({ document, page: 1, quote: text }));
  return [...pair.questions]
    .map((question) => ({ question, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, perPassage)
    .map(({ question }, i) => ({
      ...blank(`${employer}-q${from + i}`, employer),
      question: question.q,
      lang: question.lang ?? 'nl',
      kind: question.kind,
      gold,
    }));
}

/**
 * One employer with about so many passages, for timing: training passages come back with other article numbers until there are enough.
 * @param questions how many are asked
 */
export function largeSuite(folder: string, corpus: Corpus, passages: number, questions: number): Suite {
  const id = 'large';
  mkdirSync(folder, { recursive: true });
  const suite: Suite = {
    folder,
    today: TODAY,
    employers: [{ id, name: id, documents: [] }],
    questions: [],
    routing: [],
  };
  const copies = Math.ceil(passages / corpus.pairs.length);
  for (let copy = 0; copy < copies; copy++) {
    const file = `regeling-${copy}.md`;
    const pairs = corpus.pairs.slice(0, passages - copy * corpus.pairs.length);
    const sections = pairs.map(
      (pair, i) => `## Artikel ${copy}.${i}\n\nDeel ${copy}, bepaling ${i}. ${pair.passage}`,
    );
    writeFileSync(join(folder, file), `# Regeling ${copy}\n\n${sections.join('\n\n')}\n`);
    suite.employers[0]?.documents.push({ file, title: `Regeling ${copy}`, kind: 'scheme', ticked: true });
  }
  const random = seeded(5);
  for (let i = 0; i < questions; i++) {
    const pair = corpus.pairs[Math.floor(random() * corpus.pairs.length)];
    const question = pair?.questions[Math.floor(random() * (pair?.questions.length ?? 0))];
    if (question !== undefined) suite.questions.push({ ...blank(`large-${i}`, id), question: question.q });
  }
  return suite;
}
