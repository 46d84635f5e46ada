import { RefusedSnapshotError, messageOf } from './errors.js';
import { IR_VERSION, MESSAGES, OPERATORS, OPSET } from './onnx-written.js';
import { readProtobuf } from './protobuf.js';

const FLOAT = 1;
const UINT8 = 2;

export const FEATURES = 'features';
export const REFERENCE = 'reference';
export const IMAGE = 'image';

/**
 * What is refused before ONNX Runtime sees it, which ends the process on some models and reads files for others: fields
 * and operators that Headwater's exporter never writes (so there are no external data, subgraphs or functions), inputs
 * and outputs that are not those of the manifest's tasks, and weights that are not finite.
 *
 * @param {import('./snapshot.js').Snapshot} snapshot
 * @param {import('./limits.js').Limits} limits
 * @returns {{ features: number, shapes: Map<string, number[]> }} features of an image, and what comes of each image, by output
 * @throws {RefusedSnapshotError}
 */
export function checkOnnx({ manifest, payload }, limits) {
  const model = parsed(payload);
  const versions = model.opset_import.map((/** @type {any} */ set) => set.version);
  if (model.ir_version !== IR_VERSION || versions.length !== 1 || versions[0] !== OPSET || model.graph === undefined) {
    throw new RefusedSnapshotError(
      'FOREIGN',
      `the payload is of ONNX IR version ${model.ir_version} with operator sets ${versions}; it must be ${IR_VERSION} with ${OPSET} alone`,
    );
  }
  for (const { op_type: operator } of model.graph.node) {
    if (!OPERATORS.includes(operator)) {
      throw new RefusedSnapshotError('FOREIGN', `the payload has the operator '${operator}', which no exporter of Headwater writes`);
    }
  }
  for (const { name, data_type: type, raw_data: bytes } of model.graph.initializer) {
    if (type === FLOAT && !areFinite(bytes)) {
      throw new RefusedSnapshotError('NO_NUMBERS', `the weights '${name}' are not all finite: the training has diverged`);
    }
  }
  return checkPorts(model.graph, manifest, limits);
}

/** @param {Uint8Array} payload */
function parsed(payload) {
  try {
    return readProtobuf(payload, 'ModelProto', MESSAGES);
  } catch (error) {
    if (error instanceof RefusedSnapshotError) {
      throw error;
    }
    throw new RefusedSnapshotError('UNREADABLE', `the payload is no ONNX: ${messageOf(error)}`, error);
  }
}

/**
 * @param {any} graph
 * @param {Readonly<import('./manifest.js').Manifest>} manifest
 * @param {import('./limits.js').Limits} limits
 */
function checkPorts(graph, manifest, limits) {
  const { channels, height, width } = manifest.input;
  const declared = portsOf(graph.output);
  const features = Number(/^float \[N,(\d+)\]$/.exec(declared.get(FEATURES) ?? '')?.[1] ?? 0);
  if (features < 1) {
    throw otherThanManifest(`output '${FEATURES}' is ${declared.get(FEATURES)}; it must be a vector of floats for each image`);
  }
  const shapes = new Map([[FEATURES, [features]]]);
  for (const task of manifest.tasks) {
    shapes.set(task.name, shapeOf(task, manifest.input));
  }
  const outputs = new Map(Array.from(shapes, ([name, shape]) => [name, portOf('float', shape)]));
  const inputs = new Map([[IMAGE, portOf('uint8', [channels, height, width])]]);
  if (comparesPairs(manifest)) {
    inputs.set(REFERENCE, portOf('float', [features]));
  }
  requireSame('inputs', portsOf(graph.input), inputs);
  requireSame('outputs', declared, outputs);
  const values = [...shapes.values()].reduce((sum, shape) => sum + sizeOf(shape), 0);
  if (values > limits.maxOutputValues) {
    throw new RefusedSnapshotError(
      'TOO_LARGE',
      `features and predictions of an image are ${values} values; the limit maxOutputValues is ${limits.maxOutputValues}`,
    );
  }
  return { features, shapes };
}

/** @param {Readonly<import('./manifest.js').Manifest>} manifest */
export function comparesPairs(manifest) {
  return manifest.tasks.some((task) => task.kind === 'similarity');
}

/** @param {number[]} shape */
export function sizeOf(shape) {
  return shape.reduce((product, size) => product * size, 1);
}

/**
 * @param {import('./manifest.js').Task} task
 * @param {import('./manifest.js').Shape} input
 */
function shapeOf(task, { height, width }) {
  return { classification: [task.classes.length], edges: [height, width], location: [5], similarity: [1], regression: [1] }[task.kind];
}

/** @param {any[]} values */
function portsOf(values) {
  return new Map(
    values.map(({ name, type }) => {
      const tensor = type?.tensor_type;
      const [first, ...rest] = tensor?.shape?.dim ?? [];
      const element = { [FLOAT]: 'float', [UINT8]: 'uint8' }[/** @type {number} */ (tensor?.elem_type)] ?? 'other';
      return [
        name,
        portOf(
          first?.dim_param ? element : `${element} of ${first?.dim_value}`,
          rest.map((/** @type {any} */ dim) => dim.dim_value),
        ),
      ];
    }),
  );
}

/**
 * @param {string} element
 * @param {number[]} shape of one image
 */
function portOf(element, shape) {
  return `${element} [${['N', ...shape]}]`;
}

/**
 * @param {string} what
 * @param {Map<string, string>} actual
 * @param {Map<string, string>} expected
 */
function requireSame(what, actual, expected) {
  const same = actual.size === expected.size && [...expected].every(([name, port]) => actual.get(name) === port);
  if (!same) {
    throw otherThanManifest(`${what} are ${textOf(actual)}; by the manifest they must be ${textOf(expected)}`);
  }
}

/** @param {Map<string, string>} ports */
function textOf(ports) {
  return Array.from(ports, ([name, port]) => `'${name}' ${port}`).join(', ');
}

/** @param {string} what */
function otherThanManifest(what) {
  return new RefusedSnapshotError('OTHER_THAN_MANIFEST', `the payload's ${what}`);
}

/** @param {Uint8Array | undefined} bytes little-endian floats: those with all bits of the exponent are no numbers */
function areFinite(bytes = new Uint8Array()) {
  for (let i = 3; i < bytes.length; i += 4) {
    if ((bytes[i] & 0x7f) === 0x7f && bytes[i - 1] >= 0x80) {
      return false;
    }
  }
  return true;
}
