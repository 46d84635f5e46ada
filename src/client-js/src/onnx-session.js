import { RefusedSnapshotError, messageOf } from './errors.js';
import { FEATURES, IMAGE, REFERENCE, checkOnnx, comparesPairs, sizeOf } from './onnx-check.js';
import { withoutDefaultReference } from './onnx-reference.js';

/** What rounding may add to a probability. */
const ROUNDING = 1e-4;

/**
 * What is needed of ONNX Runtime: onnxruntime-node and onnxruntime-web have it.
 *
 * @typedef {object} Runtime
 * @property {{ create(model: Uint8Array, options?: any): Promise<any> }} InferenceSession
 * @property {new (type: any, data: any, dims: readonly number[]) => any} Tensor
 */

/** A snapshot's model in ONNX Runtime, which has scored a test image of every task. Runs one thing after the other. */
export class OnnxSession {
  #runtime;
  #session;
  #manifest;
  #features;
  #shapes;
  #last = Promise.resolve();

  /**
   * @param {Runtime} runtime
   * @param {any} session
   * @param {Readonly<import('./manifest.js').Manifest>} manifest
   * @param {{ features: number, shapes: Map<string, number[]> }} checked
   */
  constructor(runtime, session, manifest, { features, shapes }) {
    this.#runtime = runtime;
    this.#session = session;
    this.#manifest = manifest;
    this.#features = features;
    this.#shapes = shapes;
  }

  /**
   * @param {import('./snapshot.js').Snapshot} snapshot
   * @param {Runtime} runtime
   * @param {import('./limits.js').Limits} limits
   * @returns {Promise<OnnxSession>}
   * @throws {RefusedSnapshotError} if it is not to be served
   */
  static async open(snapshot, runtime, limits) {
    const checked = checkOnnx(snapshot, limits);
    let session;
    try {
      const options = { logSeverityLevel: 4 }; // What it has to say comes as an error.
      session = await runtime.InferenceSession.create(withoutDefaultReference(snapshot.payload), options);
    } catch (error) {
      throw cannotScore('load', error);
    }
    const opened = new OnnxSession(runtime, session, snapshot.manifest, checked);
    try {
      await opened.#prove();
    } catch (error) {
      await opened.close();
      throw error;
    }
    return opened;
  }

  /**
   * @param {Uint8Array} images of the model's input, one after the other
   * @param {number} count
   * @returns {Promise<Float32Array>} what the trunk makes of each
   */
  async features(images, count) {
    const outputs = await this.outputs(images, count, null, [FEATURES]);
    return /** @type {Float32Array} */ (outputs.get(FEATURES));
  }

  /**
   * @param {Uint8Array} images
   * @param {number} count
   * @param {Float32Array | null} reference features of as many images to compare with; null: zeros
   * @param {string[]} wanted names of outputs
   * @returns {Promise<Map<string, Float32Array>>} for each image its values, one after the other
   */
  outputs(images, count, reference, wanted) {
    const run = this.#last.then(() => this.#run(images, count, reference, wanted));
    this.#last = run.then(
      () => undefined,
      () => undefined,
    );
    return run;
  }

  /** When what was begun is done. */
  async close() {
    await this.#last;
    await this.#session.release();
  }

  /**
   * @param {Uint8Array} images
   * @param {number} count
   * @param {Float32Array | null} reference
   * @param {string[]} wanted
   */
  async #run(images, count, reference, wanted) {
    const { channels, height, width } = this.#manifest.input;
    const { Tensor } = this.#runtime;
    /** @type {Record<string, any>} */
    const feeds = { [IMAGE]: new Tensor('uint8', images, [count, channels, height, width]) };
    if (comparesPairs(this.#manifest)) {
      const features = reference ?? new Float32Array(this.#features);
      feeds[REFERENCE] = new Tensor('float32', features, [features.length / this.#features, this.#features]);
    }
    let results;
    try {
      // All outputs: asked for some, onnxruntime-node 1.22 gives them each other's names.
      results = await this.#session.run(feeds);
    } catch (error) {
      throw cannotScore('score with', error);
    }
    return new Map(wanted.map((name) => [name, this.#values(name, count, results[name])]));
  }

  /**
   * @param {string} name
   * @param {number} count
   * @param {any} tensor
   * @returns {Float32Array}
   */
  #values(name, count, tensor) {
    const expected = [count, .../** @type {number[]} */ (this.#shapes.get(name))];
    if (tensor?.type !== 'float32' || String(tensor.dims) !== String(expected)) {
      throw new RefusedSnapshotError(
        'CANNOT_SCORE',
        `ONNX Runtime made ${tensor?.type} [${tensor?.dims}] of output '${name}'; it must be float32 [${expected}]`,
      );
    }
    return tensor.data;
  }

  /** Scores a test image with every task. */
  async #prove() {
    const features = await this.features(this.#testImage(-11), 1);
    const outputs = await this.outputs(this.#testImage(7), 1, features, [...this.#shapes.keys()]);
    const unbounded = new Set([FEATURES]);
    for (const task of this.#manifest.tasks) {
      if (task.kind === 'regression') {
        unbounded.add(task.name);
      }
    }
    for (const [name, values] of outputs) {
      requireNumbers(name, values, unbounded.has(name));
    }
  }

  /**
   * All values from 0 to 255, in steps of that size.
   *
   * @param {number} step
   */
  #testImage(step) {
    const { channels, height, width } = this.#manifest.input;
    const size = sizeOf([channels, height, width]);
    return Uint8Array.from({ length: size }, (_, i) => (step * i + Math.floor(i / 256)) & 0xff);
  }
}

/**
 * @param {string} name
 * @param {Float32Array} values
 * @param {boolean} unbounded
 */
function requireNumbers(name, values, unbounded) {
  const wrong = values.find((value) => !(unbounded ? Number.isFinite(value) : value >= -ROUNDING && value <= 1 + ROUNDING));
  if (wrong !== undefined) {
    throw new RefusedSnapshotError(
      'NO_NUMBERS',
      `output '${name}' is ${wrong} for a test image; it must be ${unbounded ? 'finite' : 'from 0 to 1'}: the training has diverged`,
    );
  }
}

/**
 * @param {string} what
 * @param {unknown} error
 */
function cannotScore(what, error) {
  return new RefusedSnapshotError('CANNOT_SCORE', `ONNX Runtime could not ${what} the payload: ${messageOf(error)}`, error);
}
