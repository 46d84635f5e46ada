/** @param {Uint8Array} file */
export declare function isPng(file: Uint8Array): boolean;
/**
 * @param {Uint8Array} file a PNG file of any kind (schemas/PREPROCESSING.md, step 1)
 * @param {import('../limits.js').Limits} limits
 * @returns {Promise<{ planes: import('./planes.js').Planes, orientation: number }>} as it is stored, and how it is seen
 * @throws {RefusedImageError}
 */
export declare function readPng(file: Uint8Array, limits: import('../limits.js').Limits): Promise<{
    planes: import('./planes.js').Planes;
    orientation: number;
}>;
export type Colours = {
    channels: number;
    /**
     * 8 bits
     */
    sample: (samples: Uint16Array, start: number, channel: number) => number;
    /**
     * 8 bits
     */
    alpha: (samples: Uint16Array, start: number) => number;
};
