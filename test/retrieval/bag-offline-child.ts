import { dirname } from 'node:path';
import { env, pipeline } from '@xenova/transformers';
import { loadEncoder } from '../../src/adapters/node/encoder.ts';

/**
 * Loads the folder named in every way, and as transformers.js does by itself, in a process that watches its network
 * (test/support/no-network.mjs). Prints a vector a way; with 'ask' it asks for something remote instead.
 */
const [dir = '', mode = ''] = process.argv.slice(2);
const text = 'de dagen, de uren en de dagen';
const longer = 'hoeveel vakantiedagen heb ik per jaar, en hoeveel daarvan mag ik bewaren';

if (mode === 'ask') {
  await fetch('https://example.com/').catch(() => {});
} else {
  const vectors: Record<string, number[]> = {};
  for (const reader of ['own', 'rows', 'tokenizer'] as const) {
    const encoder = await loadEncoder({ dir, reader });
    vectors[reader] = [...(await encoder.encodeQuestion(text))];
  }
  env.allowRemoteModels = false;
  env.localModelPath = `${dirname(dir)}/`;
  const extract = await pipeline('feature-extraction', dir.split('/').at(-1) ?? '', { quantized: true });
  // Two at once: the shorter one is padded.
  const both = await extract([longer, text], { pooling: 'mean', normalize: true });
  const dimension = both.dims[1] ?? 0;
  vectors.pipeline = [...(both.data as Float32Array).slice(dimension)];
  console.log(JSON.stringify(vectors));
}
process.exit(0);
