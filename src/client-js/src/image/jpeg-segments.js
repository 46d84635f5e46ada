import { RefusedImageError } from '../errors.js';

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

/**
 * The segments before the first scan, and where that begins.
 *
 * @param {Uint8Array} file
 */
export function segmentsOf(file) {
  const segments = [];
  let at = 2;
  while (file[at + 1] !== START_OF_SCAN) {
    const marker = file[at + 1];
    if (file[at] !== 0xff || marker === undefined || marker === END_OF_IMAGE || at + 4 > file.length) {
      throw new RefusedImageError('the JPEG ends before its first scan, or is damaged there');
    }
    if (marker === 0xff) {
      at++; // Fill bytes.
      continue;
    }
    const end = at + 2 + file[at + 2] * 256 + file[at + 3];
    if (end > file.length) {
      throw new RefusedImageError('the JPEG is truncated');
    }
    segments.push({ marker, start: at, end, data: file.subarray(at + 4, end) });
    at = end;
  }
  if (!hasEnd(file, at)) {
    throw new RefusedImageError('the JPEG is truncated: it has no end');
  }
  return { segments, scans: at };
}

/**
 * @param {Uint8Array} file
 * @param {number} scans
 */
function hasEnd(file, scans) {
  for (let at = file.length - 2; at > scans; at--) {
    if (file[at] === 0xff && file[at + 1] === END_OF_IMAGE) {
      return true;
    }
  }
  return false;
}

/**
 * @param {Uint8Array} data
 * @param {string} text
 */
export function beginsWith(data, text) {
  return ascii(text).every((byte, i) => data[i] === byte);
}

/** @param {string} text */
export function ascii(text) {
  return Array.from(text, (character) => character.charCodeAt(0));
}
