import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { IntentClass } from '../../src/messages/intent-model.ts';
import { flowNames } from '../../src/messages/model.ts';

/** Messages that the intent model learns from. */

const lineSchema = z.object({
  text: z.string().min(1),
  intent: z.enum(['question', 'declaration', 'mutation', 'status', 'smalltalk', 'handoff', 'other']),
  /** Of a declaration or mutation; several where the message speaks of several things. */
  flows: z.array(z.enum(flowNames)).default([]),
  handoff: z.enum(['health', 'dismissal', 'conflict', 'other-person']).optional(),
});
export type TrainingLine = z.infer<typeof lineSchema>;

const folder = 'eval/messages/train';

/** The messages written for this model. @throws Error that names file and line at fault */
export function readMessages(): TrainingLine[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .flatMap((line, i) => {
          if (line.trim() === '') return [];
          const parsed = lineSchema.safeParse(JSON.parse(line));
          if (!parsed.success) throw new Error(`${file} line ${i + 1}: ${z.prettifyError(parsed.error)}`);
          return [parsed.data];
        }),
    );
}

const handedOff =
  /\b(?:collega|chef|baas|leidinggevende|manager|ontslag|ontslagen|burn-?out|depressi\w*|pest\w*|ruzie)\b/i;

/** Questions written for other parts (encoder pairs, training employers), all of them questions; counted apart. */
export function readOtherQuestions(): TrainingLine[] {
  const pairs = readdirSync('eval/training/pairs')
    .filter((file) => /^pairs-.*\.jsonl$/.test(file))
    .sort()
    .flatMap((file) =>
      readFileSync(join('eval/training/pairs', file), 'utf8')
        .split('\n')
        .filter(Boolean)
        .flatMap((line) => (JSON.parse(line) as { questions: { q: string }[] }).questions.map(({ q }) => q)),
    );
  const employers = readdirSync('eval/suites/train', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .flatMap((name) =>
      readFileSync(join('eval/suites/train', name, 'questions.txt'), 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('? '))
        .map((line) => line.slice(2).trim()),
    );
  const texts = [...new Set([...pairs, ...employers])].filter((text) => !handedOff.test(text));
  return texts.map((text) => ({ text, intent: 'question' as const, flows: [] }));
}

/** The class that the model has to learn for a message. */
export function classOf(line: TrainingLine): IntentClass {
  if (line.intent === 'declaration' || line.intent === 'mutation') return 'action';
  if (line.intent === 'handoff') return line.handoff ?? 'other';
  return line.intent;
}

/** Fold of a message, 0 to 4, from its text alone: adding messages moves no other one. */
export function foldOf(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return ((hash ^ (hash >>> 13)) >>> 0) % 5;
}
