/** Writes ONNX models by hand: the few messages of onnx.proto that a small graph needs, in protobuf's wire format. */

const text = new TextEncoder();

type Field = [number: number, value: number | bigint | string | Uint8Array];

/** Messages are lists of fields: whole numbers as varints, texts and bytes with their length before them. */
function message(...fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'number' || typeof value === 'bigint') return [varint(number << 3), varint(value)];
      const bytes = typeof value === 'string' ? text.encode(value) : value;
      return [varint((number << 3) | 2), varint(bytes.length), bytes];
    }),
  );
}

function varint(value: number | bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return Uint8Array.from(bytes);
}

const FLOAT = 1;
const INT64 = 7;

export interface OnnxTensor {
  name: string;
  dims: readonly number[];
  data: Float32Array | BigInt64Array;
}

export interface OnnxNode {
  op: string;
  inputs: readonly string[];
  output: string;
  /** Whole numbers and lists of them. */
  attributes?: Readonly<Record<string, number | readonly number[]>>;
}

export interface OnnxGraph {
  /** Names of the int64 inputs of the shape [batch, tokens]. */
  inputs: readonly string[];
  /** Name and last dimension of the float output of the shape [batch, tokens, dimension]. */
  output: { name: string; dimension: number };
  constants: readonly OnnxTensor[];
  nodes: readonly OnnxNode[];
}

/** A model of opset 13. */
export function onnxModel(graph: OnnxGraph): Uint8Array {
  const { inputs, output, constants, nodes } = graph;
  const body = message(
    ...nodes.map((node): Field => [1, nodeOf(node)]),
    [2, 'graph'],
    ...constants.map((tensor): Field => [5, tensorOf(tensor)]),
    ...inputs.map((name): Field => [11, valueInfo(name, INT64, ['batch', 'tokens'])]),
    [12, valueInfo(output.name, FLOAT, ['batch', 'tokens', output.dimension])],
  );
  return message([1, 8], [7, body], [8, message([1, ''], [2, 13])]);
}

function nodeOf({ op, inputs, output, attributes = {} }: OnnxNode): Uint8Array {
  return message(
    ...inputs.map((name): Field => [1, name]),
    [2, output],
    [4, op],
    ...Object.entries(attributes).map(
      ([name, value]): Field => [
        5,
        typeof value === 'number'
          ? message([1, name], [3, value], [20, 2])
          : message([1, name], ...value.map((item): Field => [8, item]), [20, 7]),
      ],
    ),
  );
}

function tensorOf({ name, dims, data }: OnnxTensor): Uint8Array {
  return message(
    ...dims.map((size): Field => [1, size]),
    [2, data instanceof Float32Array ? FLOAT : INT64],
    [8, name],
    [9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)],
  );
}

function valueInfo(name: string, type: number, dims: readonly (number | string)[]): Uint8Array {
  const shape = message(
    ...dims.map((size): Field => [1, typeof size === 'number' ? message([1, size]) : message([2, size])]),
  );
  return message([1, name], [2, message([1, message([1, type], [2, shape])])]);
}
