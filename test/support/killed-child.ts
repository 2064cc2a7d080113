import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles a program of the tests once: many starts through a compiler would be most of a test's time. Gives its path. */
export async function bundleChild(source: URL): Promise<string> {
  const name = basename(source.pathname).replace(/\.ts$/, '.mjs');
  const outfile = fileURLToPath(new URL(`../../node_modules/.cache/vraagbaak/${name}`, import.meta.url));
  await build({
    entryPoints: [fileURLToPath(source)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
  return outfile;
}

/** Starts a bundled program; `onLine` hears what it tells, the result is how it ended. */
export function startChild(
  program: string,
  args: string[],
  onLine: (line: string, kill: () => void) => void,
): Promise<NodeJS.Signals | number | null> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout }).on('line', (line) => onLine(line, () => child.kill('SIGKILL')));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ?? code));
  });
}
