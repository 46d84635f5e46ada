import { joined } from './bytes.js';
import { REFERENCE } from './onnx-check.js';
import { MESSAGES } from './onnx-written.js';
import { delimitedFields, readProtobuf } from './protobuf.js';

/** Of a ModelProto. */
const GRAPH = 7;

/** Of a GraphProto. */
const INITIALIZER = 5;

/**
 * The payload without what stands for the reference where none is given: ONNX Runtime's interfaces in JavaScript can't
 * feed an input that has a default.
 *
 * @param {Uint8Array} payload that was checked
 * @returns {Uint8Array} the same, if there is none
 */
export function withoutDefaultReference(payload) {
  for (const graph of delimitedFields(payload)) {
    if (graph.number !== GRAPH) {
      continue;
    }
    const body = payload.subarray(graph.from, graph.to);
    for (const field of delimitedFields(body)) {
      if (field.number === INITIALIZER && initializerName(body.subarray(field.from, field.to)) === REFERENCE) {
        const length = varint(body.length - (field.to - field.start));
        return joined([
          payload.subarray(0, graph.start + 1),
          length,
          body.subarray(0, field.start),
          body.subarray(field.to),
          payload.subarray(graph.to),
        ]);
      }
    }
  }
  return payload;
}

/** @param {Uint8Array} tensor */
function initializerName(tensor) {
  return readProtobuf(tensor, 'TensorProto', MESSAGES).name;
}

/** @param {number} value */
function varint(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) {
      return Uint8Array.from([...bytes, rest]);
    }
    bytes.push((rest % 128) + 128);
  }
}
