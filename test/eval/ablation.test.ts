import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Ablation, ablate, groupsOf } from '../../eval/ablation.ts';
import { ablationHtml, ablationText } from '../../eval/ablation-report.ts';
import { openEncoder } from '../../eval/encoder.ts';
import { loadSuite, type QuestionCase, type Suite } from '../../eval/suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'vraagbaak-ablation-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scheme = `# Regeling
## Artikel 1 Opzegging
Opzeggen gebeurt schriftelijk, met een termijn van een maand.
## Artikel 2 Vakantie
De werknemer heeft recht op 25 vakantiedagen per kalenderjaar.
## Artikel 3 Geboorteverlof
De partner heeft na de bevalling recht op verlof van eenmaal de arbeidsduur per week.
## Artikel 4 Reiskosten
De kilometervergoeding voor woon-werkverkeer bedraagt € 0,23 per kilometer.
## Artikel 5 Kleding
De werkgever verstrekt veiligheidsschoenen en vervangt die als ze versleten zijn.
## Artikel 6 Overwerk
Overuren worden betaald met een toeslag van 50 procent.
`;
const quotes = {
  birth: 'De partner heeft na de bevalling recht op verlof',
  shoes: 'De werkgever verstrekt veiligheidsschoenen',
  notice: 'Opzeggen gebeurt schriftelijk',
};
const ask = (id: string, kind: string, lang: string, question: string, quote: string | null) => ({
  id,
  employer: 'acme',
  question,
  lang,
  kind,
  answerable: quote !== null,
  gold: quote === null ? [] : [{ document: 'regeling.md', page: 1, quote }],
});
const cases = [
  ask('literal', 'direct', 'nl', 'Moet opzeggen schriftelijk?', quotes.notice),
  ask('stem', 'direct', 'nl', 'Hoe gaat de opzegging?', quotes.notice),
  ask('part', 'phone', 'nl', 'krijg ik schoenen', quotes.shoes),
  ask('vectors', 'paraphrase', 'en', 'my girlfriend had a baby, do I get time off?', quotes.birth),
  ask('none', 'unanswerable-far', 'nl', 'Wat eten we vanavond?', null),
];

function suiteOf(questions: readonly unknown[]): Suite {
  writeFileSync(join(folder, 'regeling.md'), scheme);
  writeFileSync(
    join(folder, 'suite.json'),
    JSON.stringify({
      today: '2026-11-23',
      employers: [
        {
          id: 'acme',
          name: 'Acme',
          documents: [{ file: 'regeling.md', title: 'Regeling', kind: 'scheme', ticked: true }],
        },
      ],
    }),
  );
  writeFileSync(join(folder, 'questions.jsonl'), questions.map((entry) => JSON.stringify(entry)).join('\n'));
  return loadSuite(folder);
}

const stages = [
  'plain BM25',
  '+ stems',
  '+ compounds',
  '+ n-grams',
  '+ spelling',
  '+ concepts',
  '+ encoder',
  '+ late interaction',
  '+ ranker',
];

describe('ablate', () => {
  it('builds retrieval up part by part, over the questions that have gold', async () => {
    const ablation = await ablate(suiteOf(cases), await openEncoder());
    expect(ablation.stages).toEqual(stages);
    expect(ablation.medianMs).toHaveLength(stages.length);
    expect(ablation.medianMs.every((ms) => ms > 0)).toBe(true);
    expect(ablation.groups.map(({ name, cases: n }) => [name, n])).toEqual([
      ['all', 4],
      ['direct', 2],
      ['paraphrase', 1],
      ['phone', 1],
      ['in en', 1],
      ['in nl', 3],
    ]);
    const at = (group: string, stage: string) =>
      ablation.groups.find(({ name }) => name === group)?.stages[stages.indexOf(stage)];
    // 'schoenen' stands in no passage as a word, only inside 'veiligheidsschoenen'.
    expect([at('phone', '+ stems')?.hit1, at('phone', '+ compounds')?.hit1]).toEqual([0, 1]);
    // No word of the English question stands in the document.
    expect([at('in en', '+ n-grams')?.hit1, at('in en', '+ ranker')?.hit1]).toEqual([0, 1]);
    expect(at('all', '+ ranker')).toEqual({ hit1: 1, hit5: 1, mrr: 1 });
  });

  it('leaves the encoder out when there is none, and refuses to compare nothing', async () => {
    const { stages: names } = await ablate(suiteOf(cases), null);
    expect(names).toEqual(stages.filter((name) => !['+ encoder', '+ late interaction'].includes(name)));
    await expect(ablate(suiteOf(cases.slice(-1)), null)).rejects.toThrow('no question with gold');
  });
});

describe('groupsOf', () => {
  it('counts ranks: first, in five, and their reciprocals; 0 is nowhere', () => {
    const tests = ['a', 'a', 'b', 'b'].map(
      (kind): Pick<QuestionCase, 'kind' | 'lang'> => ({ kind, lang: 'nl' }),
    );
    const [all, a, b, nl] = groupsOf(tests, [[1, 5, 6, 0]]);
    expect(all?.stages).toEqual([{ hit1: 0.25, hit5: 0.5, mrr: (1 + 1 / 5 + 1 / 6) / 4 }]);
    expect(a?.stages).toEqual([{ hit1: 0.5, hit5: 1, mrr: 0.6 }]);
    expect(b).toMatchObject({ name: 'b', cases: 2 });
    expect(nl).toMatchObject({ name: 'in nl', cases: 4, stages: all?.stages });
  });
});

describe('the table', () => {
  const ablation: Ablation = {
    stages: ['plain BM25', '+ <stems>'],
    medianMs: [1.5, 13.25],
    groups: [
      {
        name: 'all',
        cases: 3,
        stages: [
          { hit1: 0.5, hit5: 0.75, mrr: 0.6 },
          { hit1: 1, hit5: 1, mrr: 1 },
        ],
      },
    ],
  };
  it('stands in the terminal with each measure, the time and what each part adds', () => {
    const text = ablationText(ablation);
    for (const measure of ['hit@1', 'hit@5', 'MRR']) expect(text).toContain(measure);
    expect(text).toMatch(/all\s+3\s+50\.0\s+100\.0/);
    expect(text).toMatch(/all\s+3\s+0\.60\s+1\.00/);
    expect(text).toMatch(/median ms\s+1\.50\s+13\.3/);
    expect(text).toMatch(/its part\s+\+11\.8/);
  });
  it('stands in the page, escaped', () => {
    const html = ablationHtml(ablation);
    expect(html.match(/<table>/g)).toHaveLength(3);
    expect(html).toContain('<td>75.0</td><td>100.0</td>');
    expect(html).toContain('+ &lt;stems&gt;');
    expect(html).not.toContain('<stems>');
  });
});
