import { fileURLToPath } from 'node:url';
import { FollowedModel } from './kafka/followed-model.js';
import { limitsOf } from './limits.js';
import { Model } from './model.js';
import { decodeJpeg } from './node/decode-jpeg.js';
import { filesIn } from './node/folder.js';
import { filesAt, readSnapshot } from './source.js';

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
export async function open(folder, { runtime, limits } = {}) {
  const url = folder instanceof URL || /^(https?|file):/.test(folder) ? new URL(folder) : null;
  const read = url === null || url.protocol === 'file:' ? filesIn(url === null ? String(folder) : fileURLToPath(url)) : filesAt(url);
  const snapshot = await readSnapshot(read, limitsOf(limits));
  return Model.load(snapshot, { runtime: runtime ?? (await onnxRuntime()), decodeJpeg }, limits);
}

/**
 * Serves the newest snapshot of a model in a topic that can be used, and each new one from when it comes.
 *
 * @param {import('./kafka/followed-model.js').FollowOptions} options
 * @returns {Promise<FollowedModel>} when the topic was read to its end
 * @throws {import('./errors.js').UnreachableError} if the broker or the topic isn't there
 */
export async function follow(options) {
  return FollowedModel.open({ runtime: options.runtime ?? (await onnxRuntime()), decodeJpeg }, options);
}

/** @returns {Promise<import('./onnx-session.js').Runtime>} */
async function onnxRuntime() {
  try {
    const { InferenceSession, Tensor } = await import('onnxruntime-node');
    return { InferenceSession, Tensor };
  } catch (error) {
    throw new Error("ONNX Runtime can't be loaded: npm install onnxruntime-node, or give the option runtime", { cause: error });
  }
}
