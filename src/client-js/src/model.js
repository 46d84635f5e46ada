import { limitsOf } from './limits.js';
import { OnnxSession } from './onnx-session.js';
import { resized } from './image/resize.js';
import { planesOf } from './image/planes.js';
import { predictions } from './results.js';

/**
 * What differs between Node and the browser.
 *
 * @typedef {object} Platform
 * @property {import('./onnx-session.js').Runtime} runtime
 * @property {import('./image/jpeg.js').JpegDecoder} decodeJpeg
 *
 * @typedef {object} Options
 * @property {import('./onnx-session.js').Runtime} [runtime] ONNX Runtime, where it is not to be imported by its usual name
 * @property {Partial<import('./limits.js').Limits>} [limits]
 */

/** A snapshot's model, which was checked and has scored a test image. */
export class Model {
  #session;
  #platform;
  #limits;
  #uses = 0;
  #closed = false;
  /** @type {() => void} */
  #whenUnused = () => undefined;

  /**
   * @param {OnnxSession} session
   * @param {Readonly<import('./manifest.js').Manifest>} manifest
   * @param {Platform} platform
   * @param {import('./limits.js').Limits} limits
   */
  constructor(session, manifest, platform, limits) {
    this.#session = session;
    this.#platform = platform;
    this.#limits = limits;
    /** What the snapshot is, and what it does. */
    this.manifest = manifest;
  }

  /**
   * @param {import('./snapshot.js').Snapshot} snapshot
   * @param {Platform} platform
   * @param {Partial<import('./limits.js').Limits>} [limits]
   * @returns {Promise<Model>}
   * @throws {import('./errors.js').RefusedSnapshotError} if it is not to be served
   */
  static async load(snapshot, platform, limits) {
    const all = limitsOf(limits);
    return new Model(await OnnxSession.open(snapshot, platform.runtime, all), snapshot.manifest, platform, all);
  }

  /**
   * What the model says of an image: of all tasks, and of those that compare pairs if there is another image.
   *
   * @param {import('./image/planes.js').ImageSource} image
   * @param {import('./image/planes.js').ImageSource} [other] to compare it with
   * @returns {Promise<import('./results.js').Prediction>}
   * @throws {import('./errors.js').RefusedImageError} if an image can't be read
   */
  async predict(image, other) {
    const [prediction] = await this.predictAll([image], other === undefined ? undefined : [other]);
    return prediction;
  }

  /**
   * The same of several images at once, which is faster.
   *
   * @param {import('./image/planes.js').ImageSource[]} images at least one
   * @param {import('./image/planes.js').ImageSource[]} [others] as many, to compare each with its own
   * @returns {Promise<import('./results.js').Prediction[]>}
   */
  async predictAll(images, others) {
    if (this.#closed) {
      throw new Error('the model is closed');
    }
    if (images.length === 0 || (others !== undefined && others.length !== images.length)) {
      throw new RangeError(
        `there are ${images.length} images and ${others?.length ?? 0} to compare with; give one or more, and as many of both`,
      );
    }
    this.#uses++;
    try {
      return await this.#predict(images, others);
    } finally {
      this.#uses--;
      if (this.#uses === 0) {
        this.#whenUnused();
      }
    }
  }

  /** Frees its memory, when the predictions that were begun are done. */
  async close() {
    if (this.#closed) {
      return;
    }
    this.#closed = true;
    if (this.#uses > 0) {
      await new Promise((resolve) => {
        this.#whenUnused = () => resolve(undefined);
      });
    }
    await this.#session.close();
  }

  /**
   * @param {import('./image/planes.js').ImageSource[]} images
   * @param {import('./image/planes.js').ImageSource[]} [others]
   */
  async #predict(images, others) {
    const { input } = this.manifest;
    const count = images.length;
    const tasks = this.manifest.tasks.filter((task) => others !== undefined || task.kind !== 'similarity');
    if (tasks.length === 0) {
      throw new RangeError('the model only compares images: give another one to compare with');
    }
    const batch = await this.#batch(images);
    const reference = others === undefined ? null : await this.#session.features(await this.#batch(others), count);
    const names = tasks.map((task) => task.name);
    return predictions(tasks, input, await this.#session.outputs(batch, count, reference, names), count);
  }

  /** @param {import('./image/planes.js').ImageSource[]} images */
  async #batch(images) {
    const { input } = this.manifest;
    const size = input.channels * input.height * input.width;
    const batch = new Uint8Array(images.length * size);
    for (const [i, image] of images.entries()) {
      batch.set(resized(await planesOf(image, this.#platform.decodeJpeg, this.#limits), input), i * size);
    }
    return batch;
  }
}
