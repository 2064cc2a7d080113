import type { JudgedQuestion, KindFigures, Summary } from './summary.ts';

export const percent = (value: number | null): string =>
  value === null ? '-' : `${(100 * value).toFixed(1)}`;

const columns: [string, (figures: KindFigures) => string][] = [
  ['cases', (f) => String(f.cases)],
  ['hit@1', (f) => percent(f.hit1)],
  ['hit@5', (f) => percent(f.hit5)],
  ['hit@10', (f) => percent(f.hit10)],
  ['MRR', (f) => (f.mrr === null ? '-' : f.mrr.toFixed(2))],
  ['correct', (f) => percent(f.correct)],
  ['cit.exact', (f) => percent(f.citationExact)],
  ['abstained', (f) => percent(f.abstained)],
];

/** The summary as plain text, figures in percent. */
export function textReport(summary: Summary): string {
  const rows = [...Object.entries(summary.kinds), ['all', summary.overall] as const];
  const lines = [
    `${'kind'.padEnd(18)}${columns.map(([name]) => name.padStart(10)).join('')}`,
    ...rows.map(
      ([kind, figures]) =>
        `${kind.padEnd(18)}${columns.map(([, cell]) => cell(figures).padStart(10)).join('')}`,
    ),
    '',
    `citations valid ${percent(summary.citationsValid)} of ${summary.citations}; of documents not allowed: ${summary.forbiddenCitations}`,
    `abstention recall ${percent(summary.abstentionRecall)} at over-refusal ${percent(summary.overRefusal)}; answers given that are right ${percent(summary.precision)}`,
    `latency p50 ${summary.latencyMs.p50.toFixed(1)} ms, p95 ${summary.latencyMs.p95.toFixed(1)} ms`,
  ];
  const { routing } = summary;
  if (routing.cases > 0) {
    lines.push(
      `routing (${routing.cases}): intent ${percent(routing.intent)}, flow ${percent(routing.flow)}, slots ${percent(routing.slots)}; questions taken for an action: ${routing.questionAsAction}`,
    );
  }
  return lines.join('\n');
}

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * One self-contained page: the figures, then every failure with what was expected, answered and retrieved.
 * @param more HTML that stands below the figures
 */
export function htmlReport(
  title: string,
  summary: Summary,
  judged: readonly JudgedQuestion[],
  more = '',
): string {
  const failures = judged.filter(({ verdict }) => !verdict.correct || verdict.forbiddenCitations > 0);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>
:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
pre{white-space:pre-wrap;overflow-x:auto;background:color-mix(in srgb,currentColor 6%,transparent);padding:1rem;border-radius:.5rem}
section{border-top:1px solid color-mix(in srgb,currentColor 25%,transparent);padding:1rem 0;break-before:page}
table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums}caption{text-align:left;font-weight:600}
th,td{padding:.15rem .6rem;text-align:right;border-top:1px solid color-mix(in srgb,currentColor 15%,transparent)}th:first-child{text-align:left}
.wide{overflow-x:auto}dt{font-weight:600}dd{margin:0 0 .6rem 0;white-space:pre-wrap}mark{padding:0 .2em}nav{columns:14rem}
</style></head><body><h1>${escapeHtml(title)}</h1><pre>${escapeHtml(textReport(summary))}</pre>
${more}<h2>${failures.length} failures of ${judged.length}</h2>
<nav>${failures.map(({ test }) => `<a href="#${escapeHtml(test.id)}">${escapeHtml(test.id)} (${escapeHtml(test.kind)})</a><br>`).join('')}</nav>
${failures.map(failure).join('\n')}</body></html>\n`;
}

function failure({ test, run, verdict }: JudgedQuestion): string {
  const item = (name: string, value: string) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`;
  return `<section id="${escapeHtml(test.id)}"><h3>${escapeHtml(test.id)} · ${escapeHtml(test.kind)} · ${escapeHtml(test.employer)}</h3><dl>
${test.turns.length > 0 ? item('Earlier', test.turns.join('\n')) : ''}${item('Question', test.question)}
${item('Expected', test.answerable ? test.must_include.map((group) => group.join(' / ')).join(' AND ') : 'abstain')}
${item('Gold', test.gold.map((gold) => `${gold.document} p.${gold.page}: ${gold.quote}`).join('\n') || '-')}
${item('Answer', `[${run.replyKind}, ${run.confidence.toFixed(2)}] ${run.answer}`)}
${item('Missing', verdict.missing.join('; ') || '-')}${item('Must not', verdict.forbiddenText.join('; ') || '-')}
${item('Gold rank', String(verdict.goldRank || 'not in 10'))}
${item(
  'Retrieved',
  run.retrieved
    .slice(0, 5)
    .map((passage, i) => `${i + 1}. ${passage.document} p.${passage.page}: ${passage.text.slice(0, 160)}`)
    .join('\n'),
)}
</dl></section>`;
}
