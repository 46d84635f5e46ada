import { RefusedImageError } from '../errors.js';
import { orientationOf } from './orientation.js';
import { overBlack, requireFewPixels } from './pixels.js';
import { chunksOf } from './png-chunks.js';
import { PngRows } from './png-rows.js';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Where each pass of an interlaced image begins, and its steps. */
const PASSES = [
  { x: 0, y: 0, dx: 8, dy: 8 },
  { x: 4, y: 0, dx: 8, dy: 8 },
  { x: 0, y: 4, dx: 4, dy: 8 },
  { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 },
  { x: 1, y: 0, dx: 2, dy: 2 },
  { x: 0, y: 1, dx: 1, dy: 2 },
];
const WHOLE = [{ x: 0, y: 0, dx: 1, dy: 1 }];

const PALETTE = 3;

/** Colour types (ISO/IEC 15948, section 11.2.2): samples of a pixel, and the depths that there are. */
const COLOUR_TYPES = new Map([
  [0, { samples: 1, alpha: false, depths: [1, 2, 4, 8, 16] }],
  [2, { samples: 3, alpha: false, depths: [8, 16] }],
  [PALETTE, { samples: 1, alpha: false, depths: [1, 2, 4, 8] }],
  [4, { samples: 2, alpha: true, depths: [8, 16] }],
  [6, { samples: 4, alpha: true, depths: [8, 16] }],
]);

/** @param {Uint8Array} file */
export function isPng(file) {
  return SIGNATURE.every((byte, i) => file[i] === byte);
}

/**
 * @param {Uint8Array} file a PNG file of any kind (schemas/PREPROCESSING.md, step 1)
 * @param {import('../limits.js').Limits} limits
 * @returns {Promise<{ planes: import('./planes.js').Planes, orientation: number }>} as it is stored, and how it is seen
 * @throws {RefusedImageError}
 */
export async function readPng(file, limits) {
  const chunks = chunksOf(file, SIGNATURE.length);
  const header = headerOf(chunks.first('IHDR'));
  requireFewPixels(header.width, header.height, limits);
  const colours = coloursOf(header, chunks.first('PLTE'), chunks.first('tRNS'));
  const passes = (header.interlaced ? PASSES : WHOLE)
    .map((pass) => ({
      ...pass,
      columns: Math.ceil((header.width - pass.x) / pass.dx),
      rows: Math.ceil((header.height - pass.y) / pass.dy),
    }))
    .filter(({ columns, rows }) => columns > 0 && rows > 0);
  const rows = await PngRows.of(chunks.all('IDAT'), header.samples, header.depth, passes);
  const pixels = header.width * header.height;
  const data = new Uint8Array(colours.channels * pixels);
  for (const pass of passes) {
    for (let row = 0; row < pass.rows; row++) {
      const samples = rows.next(pass.columns, row === 0);
      for (let column = 0; column < pass.columns; column++) {
        const at = (pass.y + row * pass.dy) * header.width + pass.x + column * pass.dx;
        const start = column * header.samples;
        const alpha = colours.alpha(samples, start);
        for (let channel = 0; channel < colours.channels; channel++) {
          data[channel * pixels + at] = overBlack(colours.sample(samples, start, channel), alpha);
        }
      }
    }
  }
  const planes = { channels: colours.channels, height: header.height, width: header.width, data };
  return { planes, orientation: orientationOf(chunks.first('eXIf')) };
}

/** @param {Uint8Array | undefined} data */
function headerOf(data) {
  if (data?.length !== 13) {
    throw new RefusedImageError('the PNG has no whole header');
  }
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [depth, colourType, compression, filter, interlacing] = data.subarray(8);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const type = COLOUR_TYPES.get(colourType);
  if (type === undefined || !type.depths.includes(depth) || width < 1 || height < 1) {
    throw new RefusedImageError(`the PNG's header says ${width} x ${height} pixels, ${depth} bits of colour type ${colourType}`);
  }
  if (compression !== 0 || filter !== 0 || interlacing > 1) {
    throw new RefusedImageError("the PNG's header asks for an unknown compression, filter or interlacing");
  }
  return { width, height, depth, colourType, samples: type.samples, hasAlpha: type.alpha, interlaced: interlacing === 1 };
}

/**
 * What the samples of a pixel, from a start on, stand for.
 *
 * @typedef {object} Colours
 * @property {number} channels
 * @property {(samples: Uint16Array, start: number, channel: number) => number} sample 8 bits
 * @property {(samples: Uint16Array, start: number) => number} alpha 8 bits
 */

/**
 * @param {ReturnType<typeof headerOf>} header
 * @param {Uint8Array | undefined} palette
 * @param {Uint8Array | undefined} transparent
 * @returns {Colours}
 */
function coloursOf(header, palette, transparent) {
  if (header.colourType === PALETTE) {
    return coloursOfPalette(palette, transparent ?? new Uint8Array());
  }
  const { samples: count, hasAlpha } = header;
  const full = 2 ** header.depth - 1;
  const channels = hasAlpha ? count - 1 : count;
  const eight = (/** @type {number} */ sample) => Math.floor((255 * sample + Math.floor(full / 2)) / full);
  const named = !hasAlpha && transparent !== undefined ? namedSamples(transparent, count, full) : null;
  return {
    channels,
    sample: (samples, start, channel) => eight(samples[start + channel]),
    alpha: (samples, start) => {
      if (hasAlpha) {
        return eight(samples[start + channels]);
      }
      return named?.every((sample, channel) => samples[start + channel] === sample) ? 0 : 255;
    },
  };
}

/**
 * @param {Uint8Array | undefined} palette
 * @param {Uint8Array} alphas
 * @returns {Colours}
 */
function coloursOfPalette(palette, alphas) {
  if (palette === undefined || palette.length % 3 !== 0) {
    throw new RefusedImageError('the PNG has no whole palette');
  }
  return {
    channels: 3,
    sample: (samples, start, channel) => {
      const index = samples[start];
      if (3 * index >= palette.length) {
        throw new RefusedImageError(`a pixel has the colour ${index} of a palette of ${palette.length / 3}`);
      }
      return palette[3 * index + channel];
    },
    alpha: (samples, start) => alphas[samples[start]] ?? 255,
  };
}

/**
 * The samples of the colour that is transparent.
 *
 * @param {Uint8Array} transparent
 * @param {number} count
 * @param {number} full
 */
function namedSamples(transparent, count, full) {
  if (transparent.length !== 2 * count) {
    throw new RefusedImageError(`the PNG's transparent colour has ${transparent.length} bytes; it must have ${2 * count}`);
  }
  return Array.from({ length: count }, (_, i) => (transparent[2 * i] * 256 + transparent[2 * i + 1]) & full);
}
