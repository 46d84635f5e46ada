/**
 * Brings an image to a model's input (schemas/PREPROCESSING.md, steps 3 and 4), to the last bit.
 *
 * @param {import('./planes.js').Planes} image
 * @param {import('../manifest.js').Shape} shape
 * @returns {Uint8Array} [C, H, W] of that shape
 */
export declare function resized(image: import('./planes.js').Planes, shape: import('../manifest.js').Shape): Uint8Array;
export type Share = {
    first: number;
    weights: number[];
};
