/**
 * Orientation (0x0112) in the first directory of Exif data.
 *
 * @param {Uint8Array | undefined} tiff a TIFF header and what follows it
 * @returns {number} 1 to 8; 1, upright, where it is missing or damaged
 */
export declare function orientationOf(tiff: Uint8Array | undefined): number;
/**
 * @param {import('./planes.js').Planes} planes as they are stored
 * @param {number} orientation 1 to 8
 * @returns {import('./planes.js').Planes} as they are seen
 */
export declare function asSeen(planes: import('./planes.js').Planes, orientation: number): import('./planes.js').Planes;
