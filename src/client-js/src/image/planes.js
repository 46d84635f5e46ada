import { RefusedImageError, messageOf } from '../errors.js';
import { asSeen } from './orientation.js';
import { readJpeg } from './jpeg.js';
import { MAX_SIDE, overBlack } from './pixels.js';
import { isPng, readPng } from './png.js';

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
export async function planesOf(image, decodeJpeg, limits) {
  if (image instanceof Uint8Array || image instanceof ArrayBuffer || image instanceof Blob) {
    return readFile(await bytesOf(image, limits), decodeJpeg, limits);
  }
  if (!(image?.data instanceof Uint8Array || image?.data instanceof Uint8ClampedArray)) {
    throw new RefusedImageError(
      'this is no image: give the bytes of a PNG or JPEG file, a Blob of them, an ImageData, or { channels, height, width, data }',
    );
  }
  return 'channels' in image ? checked(image) : ofImageData(image);
}

/**
 * @param {Uint8Array | ArrayBuffer | Blob} file
 * @param {import('../limits.js').Limits} limits
 */
async function bytesOf(file, limits) {
  const size = file instanceof Blob ? file.size : file.byteLength;
  if (size > limits.maxImageBytes) {
    throw new RefusedImageError(`the image's file has ${size} bytes; the limit maxImageBytes is ${limits.maxImageBytes}`);
  }
  if (file instanceof Uint8Array) {
    return file;
  }
  return new Uint8Array(file instanceof Blob ? await file.arrayBuffer() : file);
}

/**
 * @param {Uint8Array} file
 * @param {import('./jpeg.js').JpegDecoder} decodeJpeg
 * @param {import('../limits.js').Limits} limits
 */
async function readFile(file, decodeJpeg, limits) {
  try {
    const { planes, orientation } = isPng(file) ? await readPng(file, limits) : await readJpeg(file, decodeJpeg, limits);
    return asSeen(planes, orientation);
  } catch (error) {
    throw error instanceof RefusedImageError ? error : new RefusedImageError(`the image can't be read: ${messageOf(error)}`, error);
  }
}

/**
 * @param {Planes} planes
 * @returns {Planes}
 */
function checked(planes) {
  const { channels, height, width, data } = planes;
  const sides = [height, width].every((side) => Number.isInteger(side) && side >= 1 && side <= MAX_SIDE);
  if (![1, 3].includes(channels) || !sides || data.length !== channels * height * width) {
    throw new RefusedImageError(
      `${data.length} values are no image of ${channels} x ${height} x ${width}: channels must be 1 or 3, sides 1 to ${MAX_SIDE}`,
    );
  }
  return planes;
}

/**
 * What is transparent shows black.
 *
 * @param {{ width: number, height: number, data: Uint8Array | Uint8ClampedArray }} image red, green, blue and alpha of each pixel
 * @returns {Planes}
 */
export function ofImageData({ width, height, data }) {
  if (data.length !== 4 * width * height) {
    throw new RefusedImageError(`${data.length} values are no ImageData of ${width} x ${height} pixels, which has 4 of each`);
  }
  const pixels = width * height;
  const planes = new Uint8Array(3 * pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const alpha = data[4 * pixel + 3];
    for (let channel = 0; channel < 3; channel++) {
      planes[channel * pixels + pixel] = overBlack(data[4 * pixel + channel], alpha);
    }
  }
  return checked({ channels: 3, height, width, data: planes });
}
