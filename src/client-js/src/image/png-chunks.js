import { RefusedImageError } from '../errors.js';

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) {
    crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return crc;
});

/**
 * @param {Uint8Array} file
 * @param {number} start of the first chunk
 * @returns {{ first(kind: string): Uint8Array | undefined, all(kind: string): Uint8Array[] }} the data of chunks, as views
 * @throws {RefusedImageError} if one is damaged, or not all are there
 */
export function chunksOf(file, start) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  /** @type {Map<string, Uint8Array[]>} */
  const byKind = new Map();
  let at = start;
  for (let kind = ''; kind !== 'IEND';) {
    const length = file.length - at < 12 ? Infinity : view.getUint32(at);
    if (length > file.length - at - 12) {
      throw new RefusedImageError('the PNG is truncated');
    }
    const content = file.subarray(at + 4, at + 8 + length);
    kind = String.fromCharCode(...content.subarray(0, 4));
    if (crc32(content) !== view.getUint32(at + 8 + length)) {
      throw new RefusedImageError(`the PNG's chunk at byte ${at} is damaged`);
    }
    byKind.set(kind, [...(byKind.get(kind) ?? []), content.subarray(4)]);
    at += 12 + length;
  }
  if (byKind.has('acTL')) {
    throw new RefusedImageError('the PNG is animated: give one of its images');
  }
  return { first: (kind) => byKind.get(kind)?.[0], all: (kind) => byKind.get(kind) ?? [] };
}

/** @param {Uint8Array} bytes */
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc = CRC_TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  }
  return ~crc >>> 0;
}
