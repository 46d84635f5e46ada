import { joined } from '../bytes.js';
import { RefusedImageError } from '../errors.js';
import { ascii, beginsWith, segmentsOf } from './jpeg-segments.js';
import { orientationOf } from './orientation.js';
import { requireFewPixels } from './pixels.js';

/**
 * Decodes a JPEG file that says nothing of its orientation and has no colour profile.
 *
 * @typedef {(file: Uint8Array) => Promise<import('./planes.js').Planes>} JpegDecoder
 */

const EXIF = 0xe1;
const ADOBE = 0xee;

/** Frames that can be decoded: baseline, extended and progressive, with Huffman codes. */
const FRAMES = [0xc0, 0xc1, 0xc2];

/** Marker codes of all frames; DHT, JPG and DAC between them are none. */
const ALL_FRAMES = [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];

/**
 * @param {Uint8Array} file
 * @param {JpegDecoder} decode
 * @param {import('../limits.js').Limits} limits
 * @returns {Promise<{ planes: import('./planes.js').Planes, orientation: number }>} as it is stored, and how it is seen
 * @throws {RefusedImageError} if schemas/PREPROCESSING.md says so
 */
export async function readJpeg(file, decode, limits) {
  if (file[0] !== 0xff || file[1] !== 0xd8) {
    throw new RefusedImageError('the file is neither PNG nor JPEG');
  }
  const { segments, scans } = segmentsOf(file);
  const frame = frameOf(segments);
  requireFewPixels(frame.width, frame.height, limits);
  const exif = segments.find(({ marker, data }) => marker === EXIF && beginsWith(data, 'Exif\0\0'));
  const planes = await decode(plain(file, segments, scans, frame));
  if (planes.width !== frame.width || planes.height !== frame.height) {
    throw new RefusedImageError(`the decoder made ${planes.width} x ${planes.height} pixels of ${frame.width} x ${frame.height}`);
  }
  return { planes, orientation: orientationOf(exif?.data.subarray(6)) };
}

/** @param {Array<{ marker: number, data: Uint8Array }>} segments */
function frameOf(segments) {
  const frame = segments.find(({ marker }) => ALL_FRAMES.includes(marker));
  if (frame === undefined || frame.data.length < 6 || frame.data.length < 6 + 3 * frame.data[5]) {
    throw new RefusedImageError('the JPEG has no whole frame header');
  }
  const [precision, highHeight, lowHeight, highWidth, lowWidth, count] = frame.data;
  if (!FRAMES.includes(frame.marker) || precision !== 8 || ![1, 3].includes(count)) {
    throw new RefusedImageError(
      `the JPEG is of type SOF${frame.marker - 0xc0} with ${precision} bits and ${count} components; give a baseline or progressive one of 8 bits, grey or in colours`,
    );
  }
  const components = Array.from({ length: count }, (_, i) => ({ id: frame.data[6 + 3 * i], sampling: frame.data[7 + 3 * i] }));
  return { width: highWidth * 256 + lowWidth, height: highHeight * 256 + lowHeight, isYcc: isYcc(segments, components), count };
}

/**
 * Whether three components are YCbCr, by the table in PREPROCESSING.md.
 *
 * @param {Array<{ marker: number, data: Uint8Array }>} segments
 * @param {Array<{ id: number, sampling: number }>} components
 */
function isYcc(segments, components) {
  const isJfif = segments.some(({ marker, data }) => marker === 0xe0 && beginsWith(data, 'JFIF\0'));
  const adobe = segments.find(({ marker, data }) => marker === ADOBE && beginsWith(data, 'Adobe') && data.length >= 12);
  const transform = adobe?.data[11];
  if (components.length === 3 && transform !== undefined && (transform > 1 || (isJfif && transform !== 1))) {
    throw new RefusedImageError(`the JPEG's Adobe segment says that its colours are of kind ${transform}, which does not fit`);
  }
  if (isJfif || transform !== undefined) {
    return isJfif || transform === 1;
  }
  const ids = String(components.map(({ id }) => id));
  if (ids === '1,2,3' || ids === '82,71,66') {
    return ids === '1,2,3';
  }
  return components.some(({ sampling }) => sampling !== components[0].sampling);
}

/**
 * The same pixels, with nothing in the file by which decoders differ: no orientation, no profile, and a segment that says
 * what the colours are.
 *
 * @param {Uint8Array} file
 * @param {Array<{ marker: number, start: number, end: number }>} segments
 * @param {number} scans
 * @param {{ isYcc: boolean, count: number }} frame
 */
function plain(file, segments, scans, { isYcc: transform, count }) {
  const isTold = ({ marker = 0 }) => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
  const adobe = [0xff, ADOBE, 0, 14, ...ascii('Adobe'), 0, 100, 0, 0, 0, 0, transform ? 1 : 0];
  return joined([
    file.subarray(0, 2),
    Uint8Array.from(count === 3 ? adobe : []),
    ...segments.filter((segment) => !isTold(segment)).map(({ start, end }) => file.subarray(start, end)),
    file.subarray(scans),
  ]);
}
