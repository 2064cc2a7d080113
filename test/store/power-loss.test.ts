import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleChild } from '../support/killed-child.ts';

const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
const commits = 200;

/** How often a process asked the disk to keep what it wrote to the write-ahead log. */
function syncs(child: string, level: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'vraagbaak-sync-'));
  const trace = join(folder, 'trace');
  const args = ['-f', '-y', '-e', 'trace=fsync,fdatasync', '-o', trace, process.execPath, child];
  const { status } = spawnSync('strace', [...args, folder, String(commits), level]);
  const lines = readFileSync(trace, 'utf8').split('\n');
  rmSync(folder, { recursive: true });
  expect(status).toBe(0);
  return lines.filter((line) => line.includes('employer.sqlite-wal>')).length;
}

// A process that is killed loses nothing either way, so only the calls themselves can tell. Without strace (or where a sandbox
// forbids it) the setting is still asserted on every open: sqlite.unit.test.ts.
it.skipIf(!canTrace)(
  'every commit is on disk before it is told; with less than FULL it would not be',
  async () => {
    const child = await bundleChild(new URL('./sync-child.ts', import.meta.url));
    expect(syncs(child, 'FULL')).toBeGreaterThanOrEqual(commits);
    expect(syncs(child, 'NORMAL')).toBeLessThan(commits / 4);
  },
  60_000,
);
