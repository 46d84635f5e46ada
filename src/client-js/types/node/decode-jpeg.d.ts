/**
 * With sharp, which decodes with libjpeg-turbo.
 *
 * @type {import('../image/jpeg.js').JpegDecoder}
 */
export declare function decodeJpeg(file: Uint8Array<ArrayBufferLike>): Promise<import("../image/planes.js").Planes>;
