import { RefusedImageError, messageOf } from '../errors.js';

/**
 * With sharp, which decodes with libjpeg-turbo.
 *
 * @type {import('../image/jpeg.js').JpegDecoder}
 */
export async function decodeJpeg(file) {
  const { default: sharp } = await import('sharp').catch((error) => {
    throw new RefusedImageError("JPEG files need the package 'sharp': npm install sharp, or give PNG files or pixels", error);
  });
  try {
    const image = sharp(file, { failOn: 'warning', limitInputPixels: false }).raw();
    const { data, info } = await image.toBuffer({ resolveWithObject: true });
    return { channels: info.channels === 1 ? 1 : 3, height: info.height, width: info.width, data: planes(data, info.channels) };
  } catch (error) {
    throw new RefusedImageError(`the JPEG can't be decoded: ${messageOf(error)}`, error);
  }
}

/**
 * @param {Uint8Array} pixels
 * @param {number} channels
 */
function planes(pixels, channels) {
  const size = pixels.length / channels;
  return Uint8Array.from(pixels, (_, i) => pixels[(i % size) * channels + Math.floor(i / size)]);
}
