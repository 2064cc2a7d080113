import { describe, expect, it } from 'vitest';
import { questionParts } from '../../src/assistant/parts.ts';

describe('a message that asks two things', () => {
  it.each([
    [
      'Wat is de fietsvergoeding en hoeveel mag een helm kosten?',
      ['Wat is de fietsvergoeding', 'en hoeveel mag een helm kosten?'],
    ],
    [
      'Ik ga weg: wat lever ik in en wanneer krijg ik mijn laatste loon?',
      ['Ik ga weg: wat lever ik in', 'Ik ga weg: en wanneer krijg ik mijn laatste loon?'],
    ],
    [
      'Hoeveel vakantiedagen heb ik? Wanneer vervallen oude dagen?',
      ['Hoeveel vakantiedagen heb ik', 'Wanneer vervallen oude dagen?'],
    ],
    [
      'how many holidays do I get and when do unused days expire',
      ['how many holidays do I get', 'when do unused days expire'],
    ],
  ])('is split: %j', (message, parts) => {
    expect(questionParts(message)).toEqual(parts);
  });

  it.each([
    'Wat krijg ik voor zon- en feestdagen?',
    'hoeveel dagen en uren heb ik recht op verlof',
    'mag ik eten en drinken in de loods',
    'En hoeveel is dat?',
    'krijg ik loon en wat nu',
  ])('is not: %j', (message) => {
    expect(questionParts(message)).toEqual([message]);
  });
});
