import { RefusedImageError, messageOf } from '../errors.js';

/** The rows of a PNG's passes, inflated, unfiltered (ISO/IEC 15948, section 9) and cut into samples. */
export class PngRows {
  #data;
  #samples;
  #depth;
  #at = 0;
  /** @type {Uint8Array} */
  #above = new Uint8Array();

  /**
   * @param {Uint8Array} data inflated
   * @param {number} samples of a pixel
   * @param {number} depth bits of a sample
   */
  constructor(data, samples, depth) {
    this.#data = data;
    this.#samples = samples;
    this.#depth = depth;
  }

  /**
   * @param {Uint8Array[]} deflated
   * @param {number} samples
   * @param {number} depth
   * @param {Array<{ columns: number, rows: number }>} passes
   */
  static async of(deflated, samples, depth, passes) {
    const length = passes.reduce((sum, { columns, rows }) => sum + rows * (1 + rowBytes(columns, samples, depth)), 0);
    return new PngRows(await inflated(deflated, length), samples, depth);
  }

  /**
   * @param {number} columns
   * @param {boolean} isFirst of its pass
   * @returns {Uint16Array} pixel after pixel
   */
  next(columns, isFirst) {
    const length = rowBytes(columns, this.#samples, this.#depth);
    const kind = this.#data[this.#at];
    const row = this.#data.subarray(this.#at + 1, this.#at + 1 + length);
    this.#at += 1 + length;
    unfilter(kind, row, isFirst ? new Uint8Array(length) : this.#above, Math.max(1, (this.#samples * this.#depth) / 8));
    this.#above = row;
    return samplesOf(row, columns * this.#samples, this.#depth);
  }
}

/**
 * @param {number} columns
 * @param {number} samples
 * @param {number} depth
 */
function rowBytes(columns, samples, depth) {
  return Math.ceil((columns * samples * depth) / 8);
}

/**
 * Reads no more than it is told to: what is left over does not matter.
 *
 * @param {Uint8Array[]} deflated
 * @param {number} length
 */
async function inflated(deflated, length) {
  const parts = /** @type {Uint8Array<ArrayBuffer>[]} */ (deflated);
  const inflate = /** @type {ReadableWritablePair<Uint8Array, Uint8Array>} */ (new DecompressionStream('deflate'));
  const reader = new Blob(parts).stream().pipeThrough(inflate).getReader();
  const data = new Uint8Array(length);
  let at = 0;
  try {
    while (at < length) {
      const { done, value } = await reader.read();
      if (done) {
        throw new RefusedImageError(`the PNG has ${at} bytes of pixels; its header says ${length}`);
      }
      const more = value.subarray(0, length - at);
      data.set(more, at);
      at += more.length;
    }
  } catch (error) {
    throw error instanceof RefusedImageError ? error : new RefusedImageError(`the PNG's pixels are damaged: ${messageOf(error)}`, error);
  } finally {
    reader.cancel().catch(() => undefined);
  }
  return data;
}

/**
 * @param {number} kind of filter
 * @param {Uint8Array} row in place
 * @param {Uint8Array} above as it was made
 * @param {number} step bytes between a sample and the one left of it
 */
function unfilter(kind, row, above, step) {
  if (kind > 4) {
    throw new RefusedImageError(`a row of the PNG has the filter ${kind}; there are 0 to 4`);
  }
  for (let i = 0; kind > 0 && i < row.length; i++) {
    const a = i >= step ? row[i - step] : 0;
    const b = above[i];
    const c = i >= step ? above[i - step] : 0;
    row[i] += kind === 1 ? a : kind === 2 ? b : kind === 3 ? (a + b) >> 1 : paeth(a, b, c);
  }
}

/**
 * @param {number} a
 * @param {number} b
 * @param {number} c
 */
function paeth(a, b, c) {
  const [toA, toB, toC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (toA <= toB && toA <= toC) {
    return a;
  }
  return toB <= toC ? b : c;
}

/**
 * @param {Uint8Array} row
 * @param {number} count
 * @param {number} depth
 */
function samplesOf(row, count, depth) {
  const samples = new Uint16Array(count);
  const perByte = 8 / depth;
  for (let i = 0; i < count; i++) {
    if (depth === 16) {
      samples[i] = row[2 * i] * 256 + row[2 * i + 1];
    } else {
      const shift = 8 - depth * (1 + (i % perByte));
      samples[i] = (row[Math.floor(i / perByte)] >> shift) & (2 ** depth - 1);
    }
  }
  return samples;
}
