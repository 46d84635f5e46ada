import { decodeJpeg } from './browser/decode-jpeg.js';
import { limitsOf } from './limits.js';
import { Model } from './model.js';
import { filesAt, readSnapshot } from './source.js';

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
export async function open(folder, { runtime, limits } = {}) {
  const snapshot = await readSnapshot(filesAt(new URL(folder, globalThis.location.href)), limitsOf(limits));
  return Model.load(snapshot, { runtime: runtime ?? (await onnxRuntime()), decodeJpeg }, limits);
}

/** @returns {Promise<import('./onnx-session.js').Runtime>} */
async function onnxRuntime() {
  try {
    const { InferenceSession, Tensor } = await import('onnxruntime-web');
    return { InferenceSession, Tensor };
  } catch (error) {
    throw new Error(
      "ONNX Runtime can't be loaded: npm install onnxruntime-web and name it in the page's import map, or give the option runtime",
      {
        cause: error,
      },
    );
  }
}
