import { describe, expect, it } from 'vitest';
import { createLogger } from '../../src/adapters/node/log.ts';
import { openMemoryDirectory } from '../../src/adapters/node/sqlite.ts';
import { people } from '../../src/store/directory-schema.ts';

function logging() {
  const lines: string[] = [];
  return { log: createLogger('info', { write: (line) => void lines.push(line) }), lines };
}

describe('the log', () => {
  it('keeps what people typed out of database errors', () => {
    const { db } = openMemoryDirectory();
    const { log, lines } = logging();
    const insert = () =>
      db
        .insert(people)
        .values({ id: '1', name: 'Geheime Naam', email: 'geheim@alfa.example', createdAt: 0 })
        .run();
    insert();
    try {
      insert();
      expect.unreachable();
    } catch (error) {
      expect(String(error) + String((error as Error).cause)).toContain('UNIQUE');
      log.error({ err: error }, 'request failed');
    }
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('SQLITE_CONSTRAINT');
    expect(lines[0]).not.toMatch(/geheim/i);
  });

  it('blots out secrets wherever they are put', () => {
    const { log, lines } = logging();
    log.info({ token: 'abc123', person: { bsn: '999990019', iban: 'NL00TEST' }, status: 200 }, 'request');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      token: '[weg]',
      person: { bsn: '[weg]', iban: '[weg]' },
      status: 200,
      msg: 'request',
    });
  });
});
