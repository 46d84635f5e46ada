import { Model } from './model.js';

/** The model that is served, replaced while it is used: each prediction sees one whole model, and none waits for a swap. */
export class LiveModel {
  #platform;
  #limits;
  /** @type {Model | null} */
  #model = null;
  #closed = false;

  /**
   * @param {import('./model.js').Platform} platform
   * @param {Partial<import('./limits.js').Limits>} [limits]
   */
  constructor(platform, limits) {
    this.#platform = platform;
    this.#limits = limits;
  }

  /** Of the model that is served; null if there is none yet. */
  get manifest() {
    return this.#model?.manifest ?? null;
  }

  /**
   * Checks and loads the snapshot, has it score a test image, and serves it from then on. If that fails, the model before
   * it is served on.
   *
   * @param {import('./snapshot.js').Snapshot} snapshot
   * @returns {Promise<void>}
   * @throws {import('./errors.js').RefusedSnapshotError} if it is not to be served
   */
  async swap(snapshot) {
    const next = await Model.load(snapshot, this.#platform, this.#limits);
    const before = this.#closed ? next : this.#model;
    this.#model = this.#closed ? null : next;
    await before?.close();
  }

  /**
   * As {@link Model#predict}.
   *
   * @param {import('./image/planes.js').ImageSource} image
   * @param {import('./image/planes.js').ImageSource} [other]
   */
  predict(image, other) {
    return this.#served().predict(image, other);
  }

  /**
   * As {@link Model#predictAll}.
   *
   * @param {import('./image/planes.js').ImageSource[]} images
   * @param {import('./image/planes.js').ImageSource[]} [others]
   */
  predictAll(images, others) {
    return this.#served().predictAll(images, others);
  }

  async close() {
    this.#closed = true;
    const before = this.#model;
    this.#model = null;
    await before?.close();
  }

  #served() {
    if (this.#model === null) {
      throw new Error(this.#closed ? 'the model is closed' : 'there is no model yet: the topic holds no snapshot of it that can be used');
    }
    return this.#model;
  }
}
