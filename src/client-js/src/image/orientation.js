const TAG = 0x0112;
const SHORT = 3;

/**
 * Orientation (0x0112) in the first directory of Exif data.
 *
 * @param {Uint8Array | undefined} tiff a TIFF header and what follows it
 * @returns {number} 1 to 8; 1, upright, where it is missing or damaged
 */
export function orientationOf(tiff) {
  if (tiff === undefined || tiff.length < 8) {
    return 1;
  }
  const order = String.fromCharCode(...tiff.subarray(0, 4));
  if (order !== 'II*\0' && order !== 'MM\0*') {
    return 1;
  }
  const little = order === 'II*\0';
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  try {
    const start = view.getUint32(4, little);
    const entries = view.getUint16(start, little);
    for (let entry = start + 2; entry < start + 2 + 12 * entries; entry += 12) {
      if (view.getUint16(entry, little) === TAG) {
        const isOneShort = view.getUint16(entry + 2, little) === SHORT && view.getUint32(entry + 4, little) === 1;
        const value = view.getUint16(entry + 8, little);
        view.getUint16(entry + 10, little); // The entry must be whole.
        return isOneShort && value >= 1 && value <= 8 ? value : 1;
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
  }
  return 1;
}

/**
 * @param {import('./planes.js').Planes} planes as they are stored
 * @param {number} orientation 1 to 8
 * @returns {import('./planes.js').Planes} as they are seen
 */
export function asSeen(planes, orientation) {
  if (orientation === 1) {
    return planes;
  }
  const { channels, height, width, data } = planes;
  const turned = orientation >= 5;
  const [seenHeight, seenWidth] = turned ? [width, height] : [height, width];
  const fromRight = [2, 3, 6, 7].includes(orientation);
  const fromBelow = [3, 4, 7, 8].includes(orientation);
  const seen = new Uint8Array(data.length);
  let at = 0;
  for (let channel = 0; channel < channels; channel++) {
    for (let y = 0; y < seenHeight; y++) {
      const row = fromBelow ? seenHeight - 1 - y : y;
      for (let x = 0; x < seenWidth; x++) {
        const column = fromRight ? seenWidth - 1 - x : x;
        const [storedRow, storedColumn] = turned ? [column, row] : [row, column];
        seen[at++] = data[(channel * height + storedRow) * width + storedColumn];
      }
    }
  }
  return { channels, height: seenHeight, width: seenWidth, data: seen };
}
