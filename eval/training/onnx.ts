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

/** Numbers of TensorProto.DataType. */
export const onnxTypes = { float: 1, int8: 3, uint16: 4, int32: 6, int64: 7 } as const;

type Data = Float32Array | Int8Array | Uint16Array | Int32Array | BigInt64Array;

export interface OnnxTensor {
  name: string;
  dims: readonly number[];
  data: Data;
}

export interface OnnxNode {
  op: string;
  inputs: readonly string[];
  /** One name, or one each; '' for an output that nobody asks for. */
  output: string | readonly string[];
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
  /** What the file says of itself (metadata_props). */
  metadata?: Readonly<Record<string, string>>;
}

/** A model of opset 13. */
export function onnxModel(graph: OnnxGraph): Uint8Array {
  const { inputs, output, constants, nodes, metadata = {} } = graph;
  const body = message(
    ...nodes.map((node): Field => [1, nodeOf(node)]),
    [2, 'graph'],
    ...constants.map((tensor): Field => [5, tensorOf(tensor)]),
    ...inputs.map((name): Field => [11, valueInfo(name, onnxTypes.int64, ['batch', 'tokens'])]),
    [12, valueInfo(output.name, onnxTypes.float, ['batch', 'tokens', output.dimension])],
  );
  return message(
    [1, 8],
    [7, body],
    [8, message([1, ''], [2, 13])],
    ...Object.entries(metadata).map(([key, value]): Field => [14, message([1, key], [2, value])]),
  );
}

function nodeOf({ op, inputs, output, attributes = {} }: OnnxNode): Uint8Array {
  return message(
    ...inputs.map((name): Field => [1, name]),
    ...[output].flat().map((name): Field => [2, name]),
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

function typeOf(data: Data): number {
  if (data instanceof Float32Array) return onnxTypes.float;
  if (data instanceof Int8Array) return onnxTypes.int8;
  if (data instanceof Uint16Array) return onnxTypes.uint16;
  return data instanceof Int32Array ? onnxTypes.int32 : onnxTypes.int64;
}

function tensorOf({ name, dims, data }: OnnxTensor): Uint8Array {
  return message(
    ...dims.map((size): Field => [1, size]),
    [2, typeOf(data)],
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
