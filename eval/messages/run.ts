import { parseArgs } from 'node:util';
import { readCases, scoreCases } from './score.ts';

/**
 * Intent, flow and slots on a routing suite, without a server or a database:
 *   node --import tsx eval/messages/run.ts [--suite FILE] [--misses N]
 */

const { values } = parseArgs({
  options: {
    suite: { type: 'string', default: 'eval/suites/dev/routing.jsonl' },
    misses: { type: 'string', default: '20' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) {
  console.log(
    'node --import tsx eval/messages/run.ts [--suite FILE] [--misses N]   N = 0 for a suite that is not looked at',
  );
  process.exit(0);
}
const score = scoreCases(readCases(values.suite));
const percent = (value: number | null) => (value === null ? '-' : value.toFixed(3));
console.log(`${score.cases} messages of ${values.suite}`);
console.log(
  `intent ${percent(score.intent)}   flow ${percent(score.flow)}   all slots exact ${percent(score.slots)}   questions taken for an action ${score.questionsAsAction}`,
);
for (const [flow, { cases, flow: right, slots, slotCases }] of Object.entries(score.flows).sort())
  console.log(`  ${flow.padEnd(20)} flow ${right}/${cases}   slots ${slots}/${slotCases}`);
for (const miss of score.misses.slice(0, Number(values.misses))) console.log(`\n${miss}`);
process.exitCode = score.cases === 0 ? 1 : 0;
