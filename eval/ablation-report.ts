import type { Ablation, AblationGroup, StageFigures } from './ablation.ts';
import { escapeHtml, percent } from './report.ts';

const measures: [string, (figures: StageFigures) => string][] = [
  ['hit@1', (figures) => percent(figures.hit1)],
  ['hit@5', (figures) => percent(figures.hit5)],
  ['MRR', (figures) => figures.mrr.toFixed(2)],
];

const explanation = [
  'Each stage is the one before and one part more. Plain BM25 is the retriever of LangChain and sees the last message only;',
  'the others see the turns before it. Time is the median from the text of a question to its passages, on warm caches.',
].join('\n');

/** Median time of each stage, and what its part adds to the stage before. */
function timeRows({ medianMs }: Ablation): [string, string[]][] {
  const show = (ms: number) => (Math.abs(ms) < 10 ? ms.toFixed(2) : ms.toFixed(1));
  const added = medianMs.map((ms, i) => {
    const more = ms - (medianMs[i - 1] ?? 0);
    return i === 0 ? '' : `${more < 0 ? '' : '+'}${show(more)}`;
  });
  return [
    ['median ms', medianMs.map(show)],
    ['its part', added],
  ];
}

const cellsOf = (group: AblationGroup, cell: (figures: StageFigures) => string) => group.stages.map(cell);

/** Three tables for the terminal, figures in percent. */
export function ablationText(ablation: Ablation): string {
  const line = (name: string, cases: string, cells: readonly string[]) =>
    `${name.padEnd(18)}${cases.padStart(6)}${cells.map((cell) => cell.padStart(12)).join('')}`;
  const tables = measures.map(([measure, cell]) =>
    [
      line(measure, 'cases', ablation.stages),
      ...ablation.groups.map((group) => line(group.name, String(group.cases), cellsOf(group, cell))),
    ].join('\n'),
  );
  const times = timeRows(ablation).map(([name, cells]) => line(name, '', cells));
  return ['What each part of retrieval adds', explanation, '', tables.join('\n\n'), '', ...times].join('\n');
}

/** The same three tables for the page. */
export function ablationHtml(ablation: Ablation): string {
  const row = (name: string, cells: readonly string[]) =>
    `<tr><th scope="row">${escapeHtml(name)}</th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;
  const head = ['', 'cases', ...ablation.stages].map((name) => `<th scope="col">${escapeHtml(name)}</th>`);
  const times = timeRows(ablation).map(([name, cells]) => row(name, ['', ...cells]));
  const table = ([measure, cell]: (typeof measures)[number]) =>
    `<div class="wide"><table><caption>${measure}</caption><thead><tr>${head.join('')}</tr></thead><tbody>${ablation.groups
      .map((group) => row(group.name, [String(group.cases), ...cellsOf(group, cell)]))
      .join('')}</tbody><tfoot>${times.join('')}</tfoot></table></div>`;
  return `<h2>What each part of retrieval adds</h2><p>${escapeHtml(explanation)}</p>${measures.map(table).join('\n')}\n`;
}
