export type JpegDecoder = (file: Uint8Array) => Promise<import('./planes.js').Planes>;
/**
 * @param {Uint8Array} file
 * @param {JpegDecoder} decode
 * @param {import('../limits.js').Limits} limits
 * @returns {Promise<{ planes: import('./planes.js').Planes, orientation: number }>} as it is stored, and how it is seen
 * @throws {RefusedImageError} if schemas/PREPROCESSING.md says so
 */
export declare function readJpeg(file: Uint8Array, decode: JpegDecoder, limits: import('../limits.js').Limits): Promise<{
    planes: import('./planes.js').Planes;
    orientation: number;
}>;
