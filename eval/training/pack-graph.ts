import type { BagWeights } from '../../src/retrieval/bag-encoder.ts';
import { type OnnxNode, onnxModel, onnxTypes } from './onnx.ts';
import type { VocabularyToken } from './pack-vocabulary.ts';

/**
 * The encoder as an ONNX model: input_ids to last_hidden_state, of which the sum (or mean) over tokens is the vector.
 * An id of zero or more is a token of the vocabulary, the sum of its rows; id -1 - r is row r itself, for callers that
 * have the features of a text. A token that comes back k times counts as the square root of k.
 * `rows` and `scales` are the table that src/retrieval/onnx-table.ts reads.
 */
export function bagModel(weights: BagWeights, vocabulary: readonly VocabularyToken[]): Uint8Array {
  const { id, buckets, dimension, rows, scales } = weights;
  if (buckets > 65_536) throw new RangeError('rows are named by sixteen bits');
  const lists = vocabulary.map(({ features }) => [...features].map((feature) => feature & (buckets - 1)));
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    starts[i + 1] = (starts[i] ?? 0) + list.length;
  });
  // Without it a text of nothing would have no direction; bag-encoder.ts gives it the same one.
  const nothing = new Float32Array(dimension);
  nothing[0] = 1e-9;
  const number = (name: string, value: number) => ({ name, dims: [], data: BigInt64Array.of(BigInt(value)) });
  return onnxModel({
    inputs: ['input_ids'],
    output: { name: 'last_hidden_state', dimension },
    constants: [
      { name: 'rows', dims: [buckets, dimension], data: rows },
      { name: 'scales', dims: [buckets], data: scales },
      { name: 'starts', dims: [starts.length], data: starts },
      { name: 'listed', dims: [starts.at(-1) ?? 0], data: Uint16Array.from(lists.flat()) },
      {
        name: 'weights',
        dims: [vocabulary.length],
        data: Float32Array.from(vocabulary, ({ weight }) => weight),
      },
      { name: 'nothing', dims: [dimension], data: nothing },
      { name: 'whole', dims: [], data: Float32Array.of(1) },
      number('zero', 0),
      number('one', 1),
      number('minus_one', -1),
      number('apart', 2 ** 32),
      { name: 'axis_1', dims: [1], data: BigInt64Array.of(1n) },
      { name: 'axis_2', dims: [1], data: BigInt64Array.of(2n) },
    ],
    nodes: [...rowsOfTokens, ...sumOfRows, ...weightOfTokens],
    metadata: { id },
  });
}

const node = (
  op: string,
  inputs: string,
  output: OnnxNode['output'],
  attributes?: OnnxNode['attributes'],
): OnnxNode => ({
  op,
  inputs: inputs.split(' '),
  output,
  ...(attributes ? { attributes } : {}),
});

/** input_ids -> row [batch, tokens, longest], inside (which of them are there). */
const rowsOfTokens: readonly OnnxNode[] = [
  node('Less', 'input_ids zero', 'is_row'),
  node('Where', 'is_row zero input_ids', 'token'),
  node('Add', 'token one', 'next_token'),
  node('Gather', 'starts token', 'start_32'),
  node('Gather', 'starts next_token', 'end_32'),
  node('Cast', 'start_32', 'start', { to: onnxTypes.int64 }),
  node('Cast', 'end_32', 'end', { to: onnxTypes.int64 }),
  node('Sub', 'end start', 'listed_length'),
  node('Where', 'is_row one listed_length', 'length'),
  node('ReduceMax', 'length', 'longest_listed', { keepdims: 0 }),
  node('Max', 'longest_listed one', 'longest'),
  node('Range', 'zero longest one', 'steps'),
  node('Unsqueeze', 'length axis_2', 'length_each'),
  node('Less', 'steps length_each', 'inside'),
  node('Unsqueeze', 'start axis_2', 'start_each'),
  node('Add', 'start_each steps', 'place_any'),
  node('Where', 'inside place_any zero', 'place'),
  node('Gather', 'listed place', 'listed_row_16'),
  node('Cast', 'listed_row_16', 'listed_row', { to: onnxTypes.int64 }),
  node('Sub', 'minus_one input_ids', 'own_row'),
  node('Unsqueeze', 'is_row axis_2', 'is_row_each'),
  node('Unsqueeze', 'own_row axis_2', 'own_row_each'),
  node('Where', 'is_row_each own_row_each listed_row', 'row'),
];

/** row, inside -> sum [batch, tokens, dimension]. */
const sumOfRows: readonly OnnxNode[] = [
  node('Gather', 'rows row', 'row_8'),
  node('Cast', 'row_8', 'row_values', { to: onnxTypes.float }),
  node('Gather', 'scales row', 'row_scale'),
  node('Cast', 'inside', 'inside_1', { to: onnxTypes.float }),
  node('Mul', 'row_scale inside_1', 'factor'),
  node('Unsqueeze', 'factor axis_2', 'factor_row'),
  node('MatMul', 'factor_row row_values', 'sum_row'),
  node('Squeeze', 'sum_row axis_2', 'sum'),
];

/** sum, token, input_ids -> last_hidden_state. */
const weightOfTokens: readonly OnnxNode[] = [
  node('Gather', 'weights token', 'listed_weight'),
  node('Where', 'is_row whole listed_weight', 'weight'),
  // Counted over the whole batch at once: ids of different texts are moved apart.
  node('Shape', 'input_ids', 'shape'),
  node('Gather', 'shape zero', 'texts'),
  node('Range', 'zero texts one', 'text'),
  node('Mul', 'text apart', 'text_apart'),
  node('Unsqueeze', 'text_apart axis_1', 'text_apart_each'),
  node('Add', 'input_ids text_apart_each', 'id_of_text'),
  node('Unique', 'id_of_text', ['distinct', '', 'which', 'counts'], { sorted: 0 }),
  node('Gather', 'counts which', 'times_flat'),
  node('Reshape', 'times_flat shape', 'times_64'),
  node('Cast', 'times_64', 'times', { to: onnxTypes.float }),
  node('Sqrt', 'times', 'times_root'),
  node('Div', 'weight times_root', 'weight_once'),
  node('Unsqueeze', 'weight_once axis_2', 'weight_each'),
  node('Mul', 'sum weight_each', 'weighed'),
  node('Add', 'weighed nothing', 'last_hidden_state'),
];
