/**
 * Packs trained weights into the folder that ships, in the form of transformers.js: the table becomes a constant of an ONNX
 * model, the words of the training material the vocabulary of its tokenizer.
 *
 *   node --import tsx eval/training/pack.ts [WEIGHTS] [--out models/bag]
 *
 * WEIGHTS is what train_encoder.py wrote; without it weights.bin of the folder, else the table that is in the folder already (for a new
 * vocabulary). The same weights and the same material give the same bytes.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { unpackWeights } from '../../src/retrieval/bag-encoder.ts';
import { writeBagFolder } from './pack-folder.ts';
import { trainingWords } from './pack-vocabulary.ts';

const shipped = fileURLToPath(new URL('../../models/bag', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: shipped } },
});
const loose = join(values.out, 'weights.bin');
const source =
  positionals[0] ?? (existsSync(loose) ? loose : join(values.out, 'onnx', 'model_quantized.onnx'));
if (positionals.length > 1 || !existsSync(source)) {
  console.error('Usage: pack.ts [WEIGHTS] [--out FOLDER]; no weights at the place named');
  process.exit(2);
}
const weights = unpackWeights(new Uint8Array(readFileSync(source)));
const written = writeBagFolder(values.out, weights, trainingWords());
rmSync(loose, { force: true });
console.log(
  `${weights.id}: ${written.tokens} tokens, ${(written.bytes / 1e6).toFixed(1)} MB in ${values.out}`,
);
