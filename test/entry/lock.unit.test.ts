import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataFolder } from '../../src/entry/lock.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vraagbaak-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = () => join(folder, 'vraagbaak.lock');

describe('the lock of a data folder', () => {
  it('is taken, tells where the service is, and is given back', () => {
    const taken = lockDataFolder(folder);
    if (!('lock' in taken)) throw new Error('not taken');
    taken.lock.announce('http://127.0.0.1:1');
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({
      pid: process.pid,
      url: 'http://127.0.0.1:1',
    });
    taken.lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a living process is respected, of a dead one taken over', async () => {
    const other = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    await once(other, 'spawn');
    const held = { pid: other.pid, url: 'http://127.0.0.1:2' };
    writeFileSync(path(), JSON.stringify(held));
    expect(lockDataFolder(folder)).toEqual({ holder: { ...held, born: null } });
    const gone = once(other, 'exit');
    other.kill('SIGKILL');
    await gone;
    expect(lockDataFolder(folder)).toHaveProperty('lock');
  });

  it.skipIf(!existsSync('/proc/self/stat'))(
    'is not held by another process that got the number',
    async () => {
      const other = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
      await once(other, 'spawn');
      writeFileSync(path(), JSON.stringify({ pid: other.pid, born: '1', url: null }));
      expect(lockDataFolder(folder)).toHaveProperty('lock');
      const gone = once(other, 'exit');
      other.kill('SIGKILL');
      await gone;
    },
  );

  it.each(['', '{', '{"pid":"x"}'])('that is damaged (%j) is taken over', (content) => {
    writeFileSync(path(), content);
    expect(lockDataFolder(folder)).toHaveProperty('lock');
  });
});
