/**
 * What a client is willing to hold; all are whole numbers over 0.
 *
 * @typedef {object} Limits
 * @property {number} maxPayloadBytes of a model, and of the chunks of one partition that wait for their manifest
 * @property {number} maxChunks of a model
 * @property {number} maxManifestBytes of a manifest
 * @property {number} maxInputValues channels x height x width of the model's input
 * @property {number} maxTasks of a model
 * @property {number} maxClasses of all its tasks together
 * @property {number} maxOutputValues features and predictions of one image, 4 bytes each
 * @property {number} maxImageBytes of an image's file
 * @property {number} maxImagePixels width x height of an image, as its header says
 */

/** @type {Readonly<Limits>} */
export const DEFAULT_LIMITS = Object.freeze({
  maxPayloadBytes: 2 ** 29,
  maxChunks: 2 ** 16,
  maxManifestBytes: 2 ** 23,
  maxInputValues: 2 ** 24,
  maxTasks: 1000,
  maxClasses: 100_000,
  maxOutputValues: 2 ** 24,
  maxImageBytes: 2 ** 26,
  maxImagePixels: 2 ** 24,
});

/**
 * The default limits, but for those that are given.
 *
 * @param {Partial<Limits>} [given]
 * @returns {Readonly<Limits>}
 */
export function limitsOf(given = {}) {
  for (const [name, value] of Object.entries(given)) {
    if (!(name in DEFAULT_LIMITS)) {
      throw new RangeError(`there is no limit '${name}'; there are ${Object.keys(DEFAULT_LIMITS).join(', ')}`);
    }
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new RangeError(`the limit ${name} is ${value}; it must be a whole number over 0`);
    }
  }
  return Object.freeze({ ...DEFAULT_LIMITS, ...given });
}
