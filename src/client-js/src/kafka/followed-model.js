import { limitsOf } from '../limits.js';
import { RefusedSnapshotError } from '../errors.js';
import { LiveModel } from '../live-model.js';
import { TopicFollower } from './topic-follower.js';

/**
 * @typedef {object} FollowOptions
 * @property {import('./topic.js').Kafka} kafka of KafkaJS: `new Kafka({ brokers: ['localhost:9092'] })`
 * @property {string} topic of snapshots
 * @property {string} model its name
 * @property {import('./lineage.js').LineageChoice} [lineage] 'newest' unless given
 * @property {import('../onnx-session.js').Runtime} [runtime] ONNX Runtime, where it is not to be imported by its usual name
 * @property {Partial<import('../limits.js').Limits>} [limits]
 * @property {(manifest: Readonly<import('../manifest.js').Manifest>) => void} [onModel] called when it is served from now on
 * @property {(error: RefusedSnapshotError, at: string) => void} [onRefused] else refusals go to console.warn
 * @property {(error: Error) => void} [onError] when following fails for good, else it goes to console.error; the last model is served on
 */

/** The newest snapshot of a topic that can be used, swapped while it is served. */
export class FollowedModel extends LiveModel {
  #options;
  #follower;
  /** @type {import('../snapshot.js').Snapshot | null} */
  #next = null;
  #swaps = Promise.resolve();

  /**
   * @param {import('../model.js').Platform} platform
   * @param {FollowOptions} options
   */
  constructor(platform, options) {
    super(platform, options.limits);
    this.#options = options;
    this.#follower = new TopicFollower({
      kafka: options.kafka,
      topic: options.topic,
      model: options.model,
      lineage: options.lineage ?? 'newest',
      limits: limitsOf(options.limits),
      onSnapshot: (snapshot) => this.#swapSoon(snapshot),
      onRefused: ({ partition, offset, error }) => this.#refused(error, `${options.topic}/${partition}/${offset}`),
      onError: (error) => this.#failed(error),
    });
  }

  /**
   * Reads to the topic's end.
   *
   * @param {import('../model.js').Platform} platform
   * @param {FollowOptions} options
   * @returns {Promise<FollowedModel>} with a model, if the topic holds one that can be used
   * @throws {import('../errors.js').UnreachableError} if the broker or the topic isn't there
   */
  static async open(platform, options) {
    const followed = new FollowedModel(platform, options);
    await followed.#follower.open();
    await followed.#swaps;
    return followed;
  }

  async close() {
    await this.#follower.close();
    this.#next = null;
    await this.#swaps;
    await super.close();
  }

  /**
   * One after the other; those that are overtaken meanwhile are left out.
   *
   * @param {import('../snapshot.js').Snapshot} snapshot
   */
  #swapSoon(snapshot) {
    this.#next = snapshot;
    this.#swaps = this.#swaps.then(() => this.#swapNext());
  }

  async #swapNext() {
    const next = this.#next;
    this.#next = null;
    if (next === null) {
      return;
    }
    try {
      await this.swap(next);
      this.#options.onModel?.(next.manifest);
    } catch (error) {
      if (error instanceof RefusedSnapshotError) {
        this.#refused(error, `${this.#options.topic}, version ${next.manifest.version}`);
      } else {
        this.#failed(/** @type {Error} */ (error));
      }
    }
  }

  /**
   * @param {RefusedSnapshotError} error
   * @param {string} at
   */
  #refused(error, at) {
    if (this.#options.onRefused) {
      try {
        this.#options.onRefused(error, at);
      } catch (thrown) {
        this.#failed(/** @type {Error} */ (thrown));
      }
    } else {
      console.warn(`headwater-client: goes on with version ${this.manifest?.version ?? 'none'}: ${at}: ${error.message}`);
    }
  }

  /** @param {Error} error */
  #failed(error) {
    if (this.#options.onError) {
      try {
        this.#options.onError(error);
      } catch (thrown) {
        console.error('headwater-client: onError failed', thrown);
      }
    } else {
      console.error(`headwater-client: ${this.#options.topic} may no longer be followed: ${error.message}`);
    }
  }
}
