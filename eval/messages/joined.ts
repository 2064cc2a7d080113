import type { TrainingLine } from './material.ts';

/** Messages with two things in one, made by joining two written messages; an addition to the written ones, counted apart. */

const joints = [' en ', ', ', '. ', ' en ook ', ' en verder ', ' ; ', ' and ', ' + '];
const longest = 60;

/** Every line is joined with a few lines of other flows; which ones follows from their order alone. */
export function joinedMessages(lines: readonly TrainingLine[]): TrainingLine[] {
  const usable = lines.filter(
    ({ flows, text }) =>
      flows.length === 1 &&
      text.length <= longest &&
      !['withdraw', 'correct'].includes(flows[0] ?? '') &&
      /\d|@/.test(text),
  );
  return usable.flatMap((line, i) => {
    const other = usable[(i * 7919 + 131) % usable.length];
    if (other === undefined || other.flows[0] === line.flows[0]) return [];
    if (
      line.flows.some((flow) => flow.startsWith('km-')) &&
      other.flows.some((flow) => flow.startsWith('km-'))
    )
      return [];
    const joint = joints[i % joints.length] ?? ' en ';
    const text = `${line.text.replace(/[.!]$/, '')}${joint}${other.text}`;
    return [{ text, intent: line.intent, flows: [...line.flows, ...other.flows], handoff: undefined }];
  });
}
