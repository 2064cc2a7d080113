import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStores } from '../../src/adapters/node/sqlite.ts';
import { earlierTurns, readConversation, writeLog } from '../../src/assistant/log.ts';
import type { ChatReply } from '../../src/assistant/model.ts';
import type { EmployerDb } from '../../src/store/db.ts';

let db: EmployerDb;
let count = 0;
beforeEach(() => {
  db = createMemoryStores().create('acme');
  count = 0;
});

/** Logs a message of person 'p' in conversation 'c'. */
function log(question: string, said: Partial<ChatReply>): ChatReply {
  const reply: ChatReply = {
    conversationId: 'c',
    messageId: `m${++count}`,
    kind: 'answer',
    answer: 'Antwoord.',
    citations: [],
    basis: 'literal',
    confidence: 0.9,
    lang: 'nl',
    ...said,
  };
  const newConversation = count === 1;
  writeLog(db, {
    reply,
    personId: 'p',
    question,
    retrieved: [],
    askedAt: count,
    durationMs: 1,
    newConversation,
  });
  return reply;
}

const place = {
  documentId: 'd',
  document: 'gids.pdf',
  title: 'Gids',
  passageId: 'p1',
  heading: 'Artikel 4',
  page: 2,
};

describe('the log', () => {
  it('gives a conversation back as it was, with what differed and what came close', () => {
    const conflict = [{ ...place, quote: '25 dagen', precedence: 20, prevails: true }];
    log('hoeveel dagen?', { conflict });
    log('mag mijn hond mee?', { kind: 'abstention', nearMisses: [place], lang: 'en' });
    log('dank je', { kind: 'smalltalk' });
    const [first, second, third] = readConversation(db, 'p', 'c');
    expect(first).toMatchObject({ question: 'hoeveel dagen?', conflict });
    expect(first).not.toHaveProperty('nearMisses');
    expect(second).toMatchObject({ kind: 'abstention', nearMisses: [place], lang: 'en' });
    expect(third).not.toHaveProperty('conflict');
  });

  it('keeps no word of a handoff, and lets no later question lean on one', () => {
    log('hoeveel vakantiedagen heb ik?', {});
    log('mijn chef pest me al weken', { kind: 'handoff', answer: 'Bel de vertrouwenspersoon.' });
    log('en bij deeltijd?', {});
    expect(JSON.stringify(readConversation(db, 'p', 'c'))).not.toContain('pest');
    expect(earlierTurns(db, 'p', 'c')).toEqual(['hoeveel vakantiedagen heb ik?', 'en bij deeltijd?']);
  });
});
