/**
 * With the browser's own decoder. What it makes of grey are three equal channels, which models of one channel see alike.
 *
 * @type {import('../image/jpeg.js').JpegDecoder}
 */
export declare function decodeJpeg(file: Uint8Array<ArrayBufferLike>): Promise<import("../image/planes.js").Planes>;
