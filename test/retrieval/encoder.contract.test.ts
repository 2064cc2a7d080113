import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { loadEncoder } from '../../src/adapters/node/encoder.ts';
import { createFakeEncoder } from '../support/fake-encoder.ts';
import { cosine, encoderContract } from './encoder-contract.ts';

const tiny = fileURLToPath(new URL('./fixtures/tiny-encoder', import.meta.url));
const shipped = fileURLToPath(new URL('../../models/bag', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'vraagbaak-encoder-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

encoderContract('fake', async () => createFakeEncoder());
encoderContract('the one that ships', () => loadEncoder({ dir: shipped }));
encoderContract('a transformers.js folder', () => loadEncoder({ dir: tiny }));

/** A copy of the tiny folder with another vraagbaak.json. */
function altered(name: string, change: Record<string, unknown>): string {
  const dir = join(scratch, name);
  cpSync(tiny, dir, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(tiny, 'vraagbaak.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(dir, 'vraagbaak.json'), JSON.stringify({ ...manifest, ...change }));
  return dir;
}

describe('a transformers.js folder', () => {
  it('puts the prefixes of the folder before questions and passages', async () => {
    const encoder = await loadEncoder({ dir: tiny });
    const bare = await loadEncoder({ dir: altered('bare', { queryPrefix: '', passagePrefix: '' }) });
    const [passage] = await encoder.encodePassages(['reis kosten']);
    const [same] = await bare.encodePassages(['passage: reis kosten']);
    expect(cosine(passage as Float32Array, same as Float32Array)).toBeCloseTo(1, 5);
    const question = await encoder.encodeQuestion('reis kosten');
    expect(cosine(question, await bare.encodeQuestion('query: reis kosten'))).toBeCloseTo(1, 5);
    expect(cosine(question, passage as Float32Array)).toBeLessThan(0.999);
  });

  it('pools as the folder says', async () => {
    const cls = await loadEncoder({ dir: altered('cls', { pooling: 'cls' }) });
    // The table knows no context: the first token is the same in every text.
    expect(cosine(await cls.encodeQuestion('ziek'), await cls.encodeQuestion('verlof dagen'))).toBeCloseTo(
      1,
      5,
    );
  });

  it('is refused when it is not what it says it is', async () => {
    const refusals: [string, Record<string, unknown>, RegExp][] = [
      ['hash', { sha256: 'f'.repeat(64) }, /is not the file/],
      ['dimension', { dimension: 24 }, /24 numbers/],
      ['nameless', { id: '' }, /model folder nameless/],
      ['quantised', { quantized: true }, /model_quantized\.onnx is missing/],
    ];
    for (const [name, change, message] of refusals) {
      await expect(loadEncoder({ dir: altered(name, change) })).rejects.toThrow(message);
    }
    await expect(loadEncoder({ dir: join(scratch, 'nowhere') })).rejects.toThrow(
      /vraagbaak\.json is missing/,
    );
  });
});
