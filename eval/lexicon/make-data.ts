/**
 * Makes the data files of src/retrieval/data from our own training material:
 *   word-parts.json  stems that occur often enough to be a part of a compound
 *   words.json       forms that documents and people spell this way, with how often, for the correction of typing errors
 *   literal.json     how likely a word of a question comes back in the passage that answers it
 *   families.json    kinds of things with their members (families.txt)
 *   concepts.json    HR concepts with the words documents and people use; Arabic in Latin letters stands in arabic.jsonl
 * Run: node --import tsx eval/lexicon/make-data.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stem } from '../../src/retrieval/stem.ts';
import { fold, tokenise } from '../../src/retrieval/text.ts';
import { trainingEmployers } from '../suites/train/read.ts';
import { loadCorpus } from '../training/corpus.ts';
import { literalWords } from './literal-words.ts';

const target = new URL('../../src/retrieval/data/', import.meta.url);
const { concepts, pairs } = loadCorpus();

const affixes = new Set(
  'ver aan door voor over onder uit ing heid lijk baar schap loos matig zaam tijd ende end ten ter gen ste sten den der ren ken len men nen pen ker ger her eer ers ect ant ent iek aal ief eel ige els inge gever nemer'.split(
    ' ',
  ),
);
const counts = new Map<string, number>();
const add = (text: string) => {
  for (const token of tokenise(text)) {
    if (!/^[a-z]{3,}$/.test(token.form)) continue;
    const key = stem(token.form);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
};
for (const concept of concepts) {
  for (const phrase of concept.formal) add(phrase);
  for (const phrase of concept.say) add(phrase);
}
for (const pair of pairs) {
  add(pair.heading);
  add(pair.passage);
  for (const negative of pair.hard_negatives) add(negative);
  for (const question of pair.questions) if ((question.lang ?? 'nl') === 'nl') add(question.q);
}
const parts = [...counts]
  .filter(([word, count]) => count >= (word.length <= 3 ? 12 : 4) && !affixes.has(word))
  .map(([word]) => word)
  .sort();
writeFileSync(new URL('word-parts.json', target), `${JSON.stringify(parts)}\n`);

const written = new Map<string, number>();
const spoken = new Map<string, number>();
const tally = (into: Map<string, number>, text: string) => {
  for (const { form } of tokenise(text))
    if (/^[a-z]{3,}$/.test(form)) into.set(form, (into.get(form) ?? 0) + 1);
};
for (const concept of concepts) for (const phrase of concept.formal) tally(written, phrase);
for (const pair of pairs) {
  tally(written, pair.heading);
  tally(written, pair.passage);
  for (const question of pair.questions) if ((question.lang ?? 'nl') === 'nl') tally(spoken, question.q);
}
for (const employer of trainingEmployers()) {
  for (const document of employer.employers.flatMap((of) => of.documents))
    tally(written, readFileSync(join(employer.folder, document.file), 'utf8'));
}
// People's own spelling counts only when many use it: training questions hold typing errors on purpose.
const words = [...new Set([...written.keys(), ...spoken.keys()])]
  .map((form): [string, number] => [form, (written.get(form) ?? 0) + (spoken.get(form) ?? 0)])
  .filter(([form]) => (written.get(form) ?? 0) >= 1 || (spoken.get(form) ?? 0) >= 6)
  .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
writeFileSync(new URL('words.json', target), `${JSON.stringify(Object.fromEntries(words))}\n`);

const languages = ['en', 'de', 'pl', 'tr', 'uk'];
const arabic = new Map(
  readFileSync(new URL('./arabic.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { id: string; ar: string[] })
    .map(({ id, ar }) => [id, ar]),
);
const strangers = [...arabic.keys()].filter((id) => !concepts.some((concept) => concept.id === id));
if (strangers.length > 0)
  throw new Error(`arabic.jsonl has concepts that do not exist: ${strangers.join(', ')}`);
const lexicon = concepts
  .map((concept) => ({
    id: concept.id,
    formal: concept.formal,
    say: concept.say,
    foreign: [
      ...languages.flatMap((lang) => (Array.isArray(concept[lang]) ? (concept[lang] as string[]) : [])),
      ...(arabic.get(concept.id) ?? []),
    ],
  }))
  .sort((a, b) => (a.id < b.id ? -1 : 1));
writeFileSync(
  new URL('concepts.json', target),
  `[\n${lexicon.map((concept) => JSON.stringify(concept)).join(',\n')}\n]\n`,
);
const literal = literalWords(pairs);
writeFileSync(new URL('literal.json', target), `${JSON.stringify(literal.table)}\n`);
console.table(literal.figures);
console.log(`${parts.length} word parts, ${words.length} words, ${lexicon.length} concepts`);

const stemsOf = (text: string) =>
  text
    .split(/[\s=]+/)
    .filter((word) => word !== '')
    .map((word) => stem(fold(word)));
const families = readFileSync(new URL('./families.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => {
    const [names = '', ...members] = line.slice(line.indexOf(':') + 1).split('|');
    return { names: stemsOf(names), members: members.map(stemsOf) };
  });
writeFileSync(
  new URL('families.json', target),
  `[\n${families.map((family) => JSON.stringify(family)).join(',\n')}\n]\n`,
);
