import { readFileSync } from 'node:fs';

/** Questions that one answer fits, and questions that look like them but need another. */
export interface Topic {
  name: string;
  same: string[];
  other: string[];
}

/**
 * `## name` opens a topic, `=` is a question that means the same as the other `=` of the topic, `!` one that does not.
 * @throws Error with the line for a line it does not know
 */
export function parseTopics(text: string): Topic[] {
  const topics: Topic[] = [];
  text.split('\n').forEach((line, i) => {
    const topic = topics.at(-1);
    if (line.startsWith('## ')) topics.push({ name: line.slice(3), same: [], other: [] });
    else if (line.startsWith('= ') && topic) topic.same.push(line.slice(2));
    else if (line.startsWith('! ') && topic) topic.other.push(line.slice(2));
    else if (line.trim() !== '' && !line.startsWith('# ')) throw new Error(`line ${i + 1}: ${line}`);
  });
  return topics;
}

/** @param name file beside this one */
export function loadTopics(name: string): Topic[] {
  return parseTopics(readFileSync(new URL(name, import.meta.url), 'utf8'));
}
