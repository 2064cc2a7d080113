import type { BagWeights } from './bag-encoder.ts';

/**
 * Reads the bag of subwords out of its ONNX file (eval/training/pack-graph.ts writes it), so that the same file serves
 * onnxruntime and runtimes that have none. Knows only the fields of onnx.proto that hold a table.
 */

/** TensorProto.DataType. */
const FLOAT = 1;
const INT8 = 3;

interface Field {
  number: number;
  /** Whole numbers; 0 for bytes. */
  value: number;
  /** Texts, bytes and messages; empty for numbers. */
  bytes: Uint8Array;
}

const nothing = new Uint8Array();

/** @throws RangeError when the bytes are no message */
function fieldsOf(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined || factor > 2 ** 63) throw new RangeError('encoder file cut off');
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number) => {
    if (at + length > bytes.length) throw new RangeError('encoder file cut off');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = varint();
    const [number, wire] = [Math.floor(key / 8), key % 8];
    if (wire === 0) fields.push({ number, value: varint(), bytes: nothing });
    else if (wire === 2) fields.push({ number, value: 0, bytes: take(varint()) });
    else if (wire === 1 || wire === 5) take(wire === 1 ? 8 : 4);
    else throw new RangeError('not an encoder of this kind');
  }
  return fields;
}

interface Tensor {
  dims: number[];
  type: number;
  data: Uint8Array;
}

const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

function tensorsOf(graph: Uint8Array): Map<string, Tensor> {
  const initializers = fieldsOf(graph).filter(({ number }) => number === 5);
  return new Map(
    initializers.map(({ bytes }) => {
      const fields = fieldsOf(bytes);
      const bytesOf = (number: number) => fields.find((field) => field.number === number)?.bytes;
      const dims = fields.filter(({ number }) => number === 1).map(({ value }) => value);
      const type = fields.find(({ number }) => number === 2)?.value ?? 0;
      return [textOf(bytesOf(8)), { dims, type, data: bytesOf(9) ?? nothing }];
    }),
  );
}

/**
 * The table of an ONNX file: tensors `rows` (int8, buckets x dimension) and `scales` (float, one a row), and the id in its metadata.
 * @throws RangeError when the file holds none
 */
export function readOnnxTable(file: Uint8Array): BagWeights {
  const model = fieldsOf(file);
  const graph = model.find(({ number }) => number === 7)?.bytes ?? nothing;
  const tensors = tensorsOf(graph);
  const [rows, scales] = [tensors.get('rows'), tensors.get('scales')];
  const id = model
    .filter(({ number }) => number === 14)
    .map(({ bytes }) => fieldsOf(bytes))
    .find(([key]) => textOf(key?.bytes) === 'id')?.[1];
  if (rows?.type !== INT8 || scales?.type !== FLOAT || id === undefined)
    throw new RangeError('not an encoder of this kind');
  const [buckets = 0, dimension = 0] = rows.dims;
  if (rows.data.length !== buckets * dimension || scales.data.length !== buckets * 4)
    throw new RangeError('encoder file of the wrong length');
  // Copies of their own: the rest of the file need not stay in memory, and floats must stand aligned.
  return {
    id: textOf(id.bytes),
    buckets,
    dimension,
    rows: new Int8Array(new Uint8Array(rows.data).buffer),
    scales: new Float32Array(new Uint8Array(scales.data).buffer),
  };
}
