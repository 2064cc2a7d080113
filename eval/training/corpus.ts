/**
 * The training material: question-passage pairs (pairs/pairs-*.jsonl and the line-based files of pairs/written) and the concept lexicon. Concepts
 * are dealt into folds by their name, so that a split by concept is the same in every program.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { hashFeature } from '../../src/retrieval/bag-features.ts';

export interface Pair {
  concept: string;
  heading: string;
  passage: string;
  questions: { q: string; kind: string; lang?: string }[];
  hard_negatives: string[];
}

export interface Concept {
  id: string;
  formal: string[];
  say: string[];
  [lang: string]: unknown;
}

export interface Corpus {
  pairs: Pair[];
  concepts: Concept[];
  /** Questions on a concept that none of its passages answers. */
  unanswered: { concept: string; q: string }[];
  /** Everyday words and short phrases with the formal ones that documents use for them. */
  words: { say: string; formal: string[] }[];
}

const folder = new URL('./pairs/', import.meta.url);

function jsonLines<T>(prefix: string): T[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) =>
      readFileSync(new URL(name, folder), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as T),
    );
}

const languages = ['en', 'pl', 'de', 'tr', 'uk', 'ar'];

/** Lines `everyday phrase | formal term, formal term, ...` of the files words-*.txt. */
function readWords(): Corpus['words'] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('words-') && name.endsWith('.txt'))
    .sort()
    .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split('\n'))
    .filter((line) => line.includes('|'))
    .map((line) => {
      const [say = '', formal = ''] = line.split('|');
      return {
        say: say.trim(),
        formal: formal
          .split(',')
          .map((term) => term.trim())
          .filter((term) => term !== ''),
      };
    });
}

/** Fold of a concept, 0 to `folds` - 1. */
export function foldOf(concept: string, folds: number): number {
  return hashFeature(concept) % folds;
}

export function loadCorpus(): Corpus {
  const corpus: Corpus = {
    pairs: jsonLines<Pair>('pairs-'),
    concepts: jsonLines<Concept>('concepts-'),
    unanswered: [],
    words: readWords(),
  };
  const written = new URL('./written/', folder);
  for (const name of readdirSync(written)
    .filter((file) => file.endsWith('.txt'))
    .sort()) {
    parseWritten(readFileSync(new URL(name, written), 'utf8'), name, corpus);
  }
  return corpus;
}

/**
 * `## concept | kind | sector` opens a group, `H` a heading path, `P` a passage, `Q` a Dutch question, `en` and so on a foreign one, `N` a question that
 * the group does not answer. The passages of a group are each other's hard negatives.
 * @throws Error with file and line for a line it does not know
 */
export function parseWritten(text: string, name: string, into: Corpus): void {
  let group: Pair[] = [];
  let concept = '';
  let heading = '';
  const close = () => {
    for (const pair of group) {
      pair.hard_negatives = group
        .filter((other) => other !== pair)
        .map((other) => `${other.heading}\n${other.passage}`);
    }
    into.pairs.push(...group.filter((pair) => pair.questions.length > 0));
    group = [];
  };
  text.split('\n').forEach((raw, i) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('# ')) return;
    const fail = (why: string): never => {
      throw new Error(`${name}:${i + 1}: ${why}`);
    };
    if (line.startsWith('## ')) {
      close();
      concept = `written.${line.slice(3).split('|')[0]?.trim() ?? ''}`;
      heading = '';
      return;
    }
    const [, mark = '', rest = ''] = /^(\S+)\s+(.+)$/u.exec(line) ?? [];
    if (mark === 'H') heading = rest.split(' > ').join('\n');
    else if (mark === 'P') group.push({ concept, heading, passage: rest, questions: [], hard_negatives: [] });
    else if (mark === 'N') into.unanswered.push({ concept, q: rest });
    else if (mark === 'Q')
      (group.at(-1) ?? fail('question before passage')).questions.push({ q: rest, kind: 'written' });
    else if (languages.includes(mark))
      (group.at(-1) ?? fail('question before passage')).questions.push({
        q: rest,
        kind: 'foreign',
        lang: mark,
      });
    else fail(`unknown line '${line.slice(0, 40)}'`);
  });
  close();
}
