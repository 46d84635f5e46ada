export type Planes = {
    /**
     * 1 (grey) or 3 (red, green, blue)
     */
    channels: number;
    height: number;
    width: number;
    /**
     * channels x height x width values
     */
    data: Uint8Array | Uint8ClampedArray;
};
export type ImageSource = Uint8Array | ArrayBuffer | Blob | {
    width: number;
    height: number;
    data: Uint8Array | Uint8ClampedArray;
} | Planes;
/**
 * Pixels, plane after plane and row after row: 0 is black, 255 is full.
 *
 * @typedef {object} Planes
 * @property {number} channels 1 (grey) or 3 (red, green, blue)
 * @property {number} height
 * @property {number} width
 * @property {Uint8Array | Uint8ClampedArray} data channels x height x width values
 */
/**
 * An image: the bytes of a PNG or JPEG file (a `File` of the browser is a `Blob`), a canvas' `ImageData`, or pixels.
 *
 * @typedef {Uint8Array | ArrayBuffer | Blob | { width: number, height: number, data: Uint8Array | Uint8ClampedArray } | Planes} ImageSource
 */
/**
 * An image as it is seen (schemas/PREPROCESSING.md, steps 1 and 2).
 *
 * @param {ImageSource} image
 * @param {import('./jpeg.js').JpegDecoder} decodeJpeg
 * @param {import('../limits.js').Limits} limits
 * @returns {Promise<Planes>}
 * @throws {RefusedImageError}
 */
export declare function planesOf(image: ImageSource, decodeJpeg: import('./jpeg.js').JpegDecoder, limits: import('../limits.js').Limits): Promise<Planes>;
/**
 * What is transparent shows black.
 *
 * @param {{ width: number, height: number, data: Uint8Array | Uint8ClampedArray }} image red, green, blue and alpha of each pixel
 * @returns {Planes}
 */
export declare function ofImageData({ width, height, data }: {
    width: number;
    height: number;
    data: Uint8Array | Uint8ClampedArray;
}): Planes;
