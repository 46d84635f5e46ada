import { Model } from './model.js';
export { RefusedImageError, RefusedSnapshotError, UnreachableError } from './errors.js';
export { DEFAULT_LIMITS } from './limits.js';
export { Model };
/**
 * Loads a snapshot that was exported into a folder, as `manifest.bin` and `model.onnx`.
 *
 * @param {string | URL} folder its address, which may be relative to the page's
 * @param {import('./model.js').Options} [options]
 * @returns {Promise<Model>}
 * @throws {import('./errors.js').RefusedSnapshotError} if it is not to be used
 * @throws {import('./errors.js').UnreachableError} if it is not there
 */
export declare function open(folder: string | URL, { runtime, limits }?: import('./model.js').Options): Promise<Model>;
