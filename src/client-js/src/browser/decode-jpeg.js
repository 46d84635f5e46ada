import { RefusedImageError, messageOf } from '../errors.js';
import { ofImageData } from '../image/planes.js';

/**
 * With the browser's own decoder. What it makes of grey are three equal channels, which models of one channel see alike.
 *
 * @type {import('../image/jpeg.js').JpegDecoder}
 */
export async function decodeJpeg(file) {
  const blob = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (file)], { type: 'image/jpeg' });
  const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' }).catch((error) => {
    throw new RefusedImageError(`the JPEG can't be decoded: ${messageOf(error)}`, error);
  });
  try {
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) {
      throw new RefusedImageError(`this browser has no canvas of ${width} x ${height} pixels`);
    }
    context.drawImage(bitmap, 0, 0);
    return ofImageData(context.getImageData(0, 0, width, height));
  } finally {
    bitmap.close();
  }
}
