// Made from OnnxFields and OnnxOperator of src/snapshots, and held to them by its JavaScriptTablesTest.

export const IR_VERSION = 8;
export const OPSET = 17;

/** All operators that the exporter writes. */
export const OPERATORS = Object.freeze([
  'Abs',
  'Add',
  'AveragePool',
  'BatchNormalization',
  'Cast',
  'Concat',
  'Conv',
  'Div',
  'Flatten',
  'Gemm',
  'GlobalAveragePool',
  'Identity',
  'MatMul',
  'MaxPool',
  'Mul',
  'Relu',
  'Reshape',
  'Resize',
  'Sigmoid',
  'Slice',
  'Softmax',
  'Sub',
]);

/**
 * All fields that the exporter writes.
 *
 * @type {import('./protobuf.js').Messages}
 */
export const MESSAGES = Object.freeze({
  AttributeProto: {
    1: { name: 'name', type: 'string' },
    2: { name: 'f', type: 'float' },
    3: { name: 'i', type: 'varint' },
    4: { name: 's', type: 'bytes' },
    8: { name: 'ints', type: 'varint', repeated: true },
    20: { name: 'type', type: 'varint' },
  },
  Dimension: {
    1: { name: 'dim_value', type: 'varint' },
    2: { name: 'dim_param', type: 'string' },
  },
  GraphProto: {
    1: { name: 'node', type: 'NodeProto', repeated: true },
    2: { name: 'name', type: 'string' },
    5: { name: 'initializer', type: 'TensorProto', repeated: true },
    10: { name: 'doc_string', type: 'string' },
    11: { name: 'input', type: 'ValueInfoProto', repeated: true },
    12: { name: 'output', type: 'ValueInfoProto', repeated: true },
  },
  ModelProto: {
    1: { name: 'ir_version', type: 'varint' },
    2: { name: 'producer_name', type: 'string' },
    5: { name: 'model_version', type: 'varint' },
    6: { name: 'doc_string', type: 'string' },
    7: { name: 'graph', type: 'GraphProto' },
    8: { name: 'opset_import', type: 'OperatorSetIdProto', repeated: true },
    14: { name: 'metadata_props', type: 'StringStringEntryProto', repeated: true },
  },
  NodeProto: {
    1: { name: 'input', type: 'string', repeated: true },
    2: { name: 'output', type: 'string', repeated: true },
    3: { name: 'name', type: 'string' },
    4: { name: 'op_type', type: 'string' },
    5: { name: 'attribute', type: 'AttributeProto', repeated: true },
  },
  OperatorSetIdProto: {
    2: { name: 'version', type: 'varint' },
  },
  StringStringEntryProto: {
    1: { name: 'key', type: 'string' },
    2: { name: 'value', type: 'string' },
  },
  Tensor: {
    1: { name: 'elem_type', type: 'varint' },
    2: { name: 'shape', type: 'TensorShapeProto' },
  },
  TensorProto: {
    1: { name: 'dims', type: 'varint', repeated: true },
    2: { name: 'data_type', type: 'varint' },
    8: { name: 'name', type: 'string' },
    9: { name: 'raw_data', type: 'bytes' },
  },
  TensorShapeProto: {
    1: { name: 'dim', type: 'Dimension', repeated: true },
  },
  TypeProto: {
    1: { name: 'tensor_type', type: 'Tensor' },
  },
  ValueInfoProto: {
    1: { name: 'name', type: 'string' },
    2: { name: 'type', type: 'TypeProto' },
    3: { name: 'doc_string', type: 'string' },
  },
});
