/** A side of an image has at most so many pixels, so that all sums of a resize are exact. */
export declare const MAX_SIDE = 65535;
/**
 * Refuses what would take too much, before anything is decoded.
 *
 * @param {number} width
 * @param {number} height
 * @param {import('../limits.js').Limits} limits
 */
export declare function requireFewPixels(width: number, height: number, limits: import('../limits.js').Limits): void;
/**
 * @param {number} sample
 * @param {number} alpha 255: not transparent
 */
export declare function overBlack(sample: number, alpha: number): number;
