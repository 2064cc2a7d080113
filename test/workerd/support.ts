import { build } from 'esbuild';
import { Miniflare } from 'miniflare';

/** As in wrangler.toml; the compatibility date must be one that the installed workerd knows. */
const compatibilityDate = '2026-03-01';

/** Bundles a worker of ours the way wrangler does and starts it in workerd, with one class of objects on SQLite. */
export async function startWorker(options: {
  entry: string;
  className: string;
  binding: string;
  vars?: Record<string, string>;
}): Promise<Miniflare> {
  const bundle = await build({
    entryPoints: [options.entry],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*'],
    logLevel: 'silent',
  });
  const miniflare = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: bundle.outputFiles[0]?.text ?? '' }],
    compatibilityDate,
    compatibilityFlags: ['nodejs_compat'],
    durableObjects: { [options.binding]: { className: options.className, useSQLite: true } },
    r2Buckets: ['FILES'],
    bindings: options.vars ?? {},
  });
  await miniflare.ready;
  return miniflare;
}
