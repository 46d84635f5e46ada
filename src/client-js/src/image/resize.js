/**
 * Brings an image to a model's input (schemas/PREPROCESSING.md, steps 3 and 4), to the last bit.
 *
 * @param {import('./planes.js').Planes} image
 * @param {import('../manifest.js').Shape} shape
 * @returns {Uint8Array} [C, H, W] of that shape
 */
export function resized(image, shape) {
  const { mixes, whole } = channelsFor(image.channels, shape.channels);
  const columns = sideOf(image.width, shape.width);
  const rows = sideOf(image.height, shape.height);
  const pixels = shape.height * shape.width;
  const result = new Uint8Array(shape.channels * pixels);
  const total = whole * columns.parts * rows.parts;
  for (const [channel, mix] of mixes.entries()) {
    for (const [v, row] of rows.shares.entries()) {
      const line = sumOfRows(image, mix, row);
      for (const [u, column] of columns.shares.entries()) {
        let sum = 0;
        for (let i = 0; i < column.weights.length; i++) {
          sum += column.weights[i] * line[column.first + i];
        }
        const doubled = 2 * sum + total;
        result[channel * pixels + v * shape.width + u] = (doubled - (doubled % (2 * total))) / (2 * total);
      }
    }
  }
  for (let channel = mixes.length; channel < shape.channels; channel++) {
    result.copyWithin(channel * pixels, 0, pixels);
  }
  return result;
}

/**
 * How much of each channel of the image goes into one of the model's; those that are left out are like the first.
 *
 * @param {number} given
 * @param {number} wanted
 */
function channelsFor(given, wanted) {
  if (given === 3 && wanted === 1) {
    return { mixes: [[299, 587, 114]], whole: 1000 };
  }
  const mixes = given === 1 ? [[1]] : Array.from({ length: 3 }, (_, channel) => [0, 0, 0].fill(1, channel, channel + 1));
  return { mixes, whole: 1 };
}

/**
 * @param {import('./planes.js').Planes} image
 * @param {number[]} mix
 * @param {Share} row
 * @returns {Float64Array} of each column, exact
 */
function sumOfRows({ height, width, data }, mix, row) {
  const line = new Float64Array(width);
  for (let i = 0; i < row.weights.length; i++) {
    for (let channel = 0; channel < mix.length; channel++) {
      const weight = row.weights[i] * mix[channel];
      const start = (channel * height + row.first + i) * width;
      for (let x = 0; weight > 0 && x < width; x++) {
        line[x] += weight * data[start + x];
      }
    }
  }
  return line;
}

/**
 * What goes into one pixel of the result: so many parts of each pixel from the first on.
 *
 * @typedef {{ first: number, weights: number[] }} Share
 */

/**
 * @param {number} size pixels of the image
 * @param {number} target pixels of the result
 * @returns {{ parts: number, shares: Share[] }} parts that the weights of each share sum up to
 */
function sideOf(size, target) {
  const shrinks = size >= target;
  return {
    parts: shrinks ? size : 2 * target,
    shares: Array.from({ length: target }, (_, j) => (shrinks ? covered(size, target, j) : between(size, target, j))),
  };
}

/**
 * The mean over what pixel j covers.
 *
 * @param {number} size
 * @param {number} target
 * @param {number} j
 * @returns {Share}
 */
function covered(size, target, j) {
  const first = Math.floor((j * size) / target);
  const end = Math.ceil(((j + 1) * size) / target);
  const weights = Array.from({ length: end - first }, (_, k) => {
    const i = first + k;
    return Math.max(0, Math.min((i + 1) * target, (j + 1) * size) - Math.max(i * target, j * size));
  });
  return { first, weights };
}

/**
 * Linear between the centres of the two nearest pixels.
 *
 * @param {number} size
 * @param {number} target
 * @param {number} j
 * @returns {Share}
 */
function between(size, target, j) {
  const centre = Math.min(Math.max((2 * j + 1) * size - target, 0), 2 * target * (size - 1));
  const first = Math.floor(centre / (2 * target));
  const ofSecond = centre - 2 * target * first;
  return { first, weights: ofSecond === 0 ? [2 * target] : [2 * target - ofSecond, ofSecond] };
}
