/** The images of schemas/PREPROCESSING.md, in Node and in the browser. */
import { DEFAULT_LIMITS } from '../src/limits.js';
import { planesOf } from '../src/image/planes.js';
import { resized } from '../src/image/resize.js';

/**
 * @param {(file: string) => Promise<Uint8Array>} read a file of src/published/preprocessing/v1
 * @param {any} decodeJpeg
 * @returns {Promise<Array<{ output: string, error: number, tolerance: number }>>} by how much a pixel is wrong at most
 */
export async function goldenErrors(read, decodeJpeg) {
  const cases = JSON.parse(new TextDecoder().decode(await read('index.json')));
  const errors = [];
  for (const { input, format, inputShape, kind, shape, output, tolerance } of cases) {
    if (kind !== 'image') {
      continue; // Masks are labels: who predicts has none.
    }
    const file = await read(input);
    const image = format === 'RAW' ? { ...shapeOf(inputShape), data: file } : file;
    const pixels = resized(await planesOf(image, decodeJpeg, DEFAULT_LIMITS), shapeOf(shape));
    const expected = await read(output);
    const error = pixels.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i])), pixels.length - expected.length);
    errors.push({ output, error, tolerance });
  }
  return errors;
}

function shapeOf([channels, height, width]) {
  return { channels, height, width };
}
