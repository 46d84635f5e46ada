import { FollowedModel } from './kafka/followed-model.js';
import { Model } from './model.js';
export { RefusedImageError, RefusedSnapshotError, UnreachableError } from './errors.js';
export { DEFAULT_LIMITS } from './limits.js';
export { FollowedModel, Model };
/**
 * Loads a snapshot that was exported into a folder, as `manifest.bin` and `model.onnx`.
 *
 * @param {string | URL} folder a path, or an address (http:, https: or file:)
 * @param {import('./model.js').Options} [options]
 * @returns {Promise<Model>}
 * @throws {import('./errors.js').RefusedSnapshotError} if it is not to be used
 * @throws {import('./errors.js').UnreachableError} if it is not there
 */
export declare function open(folder: string | URL, { runtime, limits }?: import('./model.js').Options): Promise<Model>;
/**
 * Serves the newest snapshot of a model in a topic that can be used, and each new one from when it comes.
 *
 * @param {import('./kafka/followed-model.js').FollowOptions} options
 * @returns {Promise<FollowedModel>} when the topic was read to its end
 * @throws {import('./errors.js').UnreachableError} if the broker or the topic isn't there
 */
export declare function follow(options: import('./kafka/followed-model.js').FollowOptions): Promise<FollowedModel>;
