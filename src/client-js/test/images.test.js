import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { RefusedImageError } from '../src/errors.js';
import { planesOf } from '../src/image/planes.js';
import { DEFAULT_LIMITS, limitsOf } from '../src/limits.js';
import { decodeJpeg } from '../src/node/decode-jpeg.js';
import { PUBLISHED } from './fixtures.js';
import { goldenErrors } from './golden.js';

const FOLDER = path.join(PUBLISHED, 'preprocessing/v1');
const read = async (file) => new Uint8Array(await readFile(path.join(FOLDER, file)));
const planes = (image, limits = DEFAULT_LIMITS) => planesOf(image, decodeJpeg, limits);

test('images come to the published pixels', async () => {
  const errors = await goldenErrors(read, decodeJpeg);
  assert.ok(errors.length > 40);
  assert.deepEqual(
    errors.filter(({ error, tolerance }) => error > tolerance),
    [],
  );
});

test('a file may be a Blob or an ArrayBuffer', async () => {
  const file = await read('rgb8.png');
  const expected = await planes(file);
  assert.deepEqual(await planes(new Blob([file])), expected);
  assert.deepEqual(await planes(file.buffer.slice(file.byteOffset, file.byteOffset + file.length)), expected);
});

test('what is transparent in ImageData shows black', async () => {
  const data = Uint8ClampedArray.of(200, 100, 50, 255, 200, 100, 50, 0);
  assert.deepEqual(await planes({ width: 2, height: 1, data }), {
    channels: 3,
    height: 1,
    width: 2,
    data: Uint8Array.of(200, 0, 100, 0, 50, 0),
  });
});

test('truncated and damaged files are refused', async () => {
  for (const name of ['rgb8-interlaced.png', 'palette8-transparent.png', 'progressive-420.jpg', 'orientation6.jpg', 'grey.jpg']) {
    const file = await read(name);
    for (let length = 0; length < file.length; length += 1 + Math.floor(file.length / 40)) {
      await assert.rejects(planes(file.subarray(0, length)), RefusedImageError, `${name}, ${length} bytes`);
    }
  }
  const png = await read('rgb8.png');
  png[60] ^= 1;
  await assert.rejects(planes(png), /the PNG's chunk at byte \d+ is damaged/);
});

test('a header that promises too much is refused before anything is decoded', async () => {
  const png = await read('rgb8.png');
  await assert.rejects(planes(png, limitsOf({ maxImagePixels: 100 })), /pixels; the limit maxImagePixels is 100/);
  const jpeg = await read('baseline-420.jpg');
  await assert.rejects(planes(jpeg, limitsOf({ maxImagePixels: 100 })), /pixels; the limit maxImagePixels is 100/);
  await assert.rejects(planes(jpeg, limitsOf({ maxImageBytes: 100 })), /bytes; the limit maxImageBytes is 100/);
});

test('a PNG with fewer pixels than its header says is refused', async () => {
  await assert.rejects(planes(pngOf(4, 4, deflateSync(new Uint8Array(5)))), /the PNG has 5 bytes of pixels; its header says 20/);
});

test('what is no image is refused with a sentence', async () => {
  await assert.rejects(planes(Uint8Array.of(1, 2, 3)), /the file is neither PNG nor JPEG/);
  await assert.rejects(planes('photo.jpg'), /this is no image: give the bytes of a PNG or JPEG file/);
  await assert.rejects(planes({ channels: 3, height: 2, width: 2, data: new Uint8Array(5) }), /5 values are no image of 3 x 2 x 2/);
  await assert.rejects(planes({ height: 2, width: 2, data: new Uint8Array(5) }), /5 values are no ImageData of 2 x 2 pixels/);
});

test('JPEG of kinds that the contract refuses is refused by name', async () => {
  const jpeg = await read('baseline-444.jpg');
  const frame = jpeg.findIndex((byte, i) => byte === 0xff && jpeg[i + 1] === 0xc0);
  const changed = (at, value) => Uint8Array.from(jpeg, (byte, i) => (i === frame + at ? value : byte));
  await assert.rejects(planes(changed(1, 0xc9)), /type SOF9 with 8 bits and 3 components/);
  await assert.rejects(planes(changed(4, 12)), /type SOF0 with 12 bits/);
});

/** A grey PNG of 8 bits. */
function pngOf(width, height, data) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]));
}

function chunk(kind, data) {
  const whole = Buffer.concat([Buffer.alloc(4), Buffer.from(kind), data, Buffer.alloc(4)]);
  whole.writeUInt32BE(data.length, 0);
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4);
  return whole;
}

function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  }
  return ~crc >>> 0;
}
