import { RefusedImageError } from '../errors.js';

/** A side of an image has at most so many pixels, so that all sums of a resize are exact. */
export const MAX_SIDE = 65_535;

/**
 * Refuses what would take too much, before anything is decoded.
 *
 * @param {number} width
 * @param {number} height
 * @param {import('../limits.js').Limits} limits
 */
export function requireFewPixels(width, height, limits) {
  if (width * height > limits.maxImagePixels || width > MAX_SIDE || height > MAX_SIDE) {
    throw new RefusedImageError(
      `the image is ${width} x ${height} pixels; the limit maxImagePixels is ${limits.maxImagePixels}, that of a side ${MAX_SIDE}`,
    );
  }
}

/**
 * @param {number} sample
 * @param {number} alpha 255: not transparent
 */
export function overBlack(sample, alpha) {
  return Math.floor((sample * alpha + 127) / 255);
}
