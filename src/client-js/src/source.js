import { joined } from './bytes.js';
import { RefusedSnapshotError, UnreachableError } from './errors.js';
import { readManifest } from './manifest.js';
import { snapshotOf } from './snapshot.js';

/** The files that `headwater snapshots export --to file` writes into a folder. */
export const MANIFEST_FILE = 'manifest.bin';
export const PAYLOAD_FILE = 'model.onnx';

/**
 * Reads a file of the folder, but no more than so many bytes.
 *
 * @typedef {(file: string, maxBytes: number) => Promise<Uint8Array>} FileReader
 */

/**
 * @param {FileReader} read
 * @param {import('./limits.js').Limits} limits
 * @returns {Promise<import('./snapshot.js').Snapshot>}
 * @throws {import('./errors.js').RefusedSnapshotError} if it is damaged or beyond the limits
 * @throws {UnreachableError} if it is not there
 */
export async function readSnapshot(read, limits) {
  const manifest = await readManifest(await read(MANIFEST_FILE, limits.maxManifestBytes), limits);
  return snapshotOf(manifest, await read(PAYLOAD_FILE, manifest.payloadBytes));
}

/**
 * Files below an address.
 *
 * @param {URL} folder
 * @returns {FileReader}
 */
export function filesAt(folder) {
  const base = folder.pathname.endsWith('/') ? folder : new URL(`${folder.pathname}/${folder.search}`, folder);
  return async (file, maxBytes) => {
    const address = new URL(file, base);
    const response = await fetch(address).catch((error) => {
      throw new UnreachableError(`${address} can't be fetched: ${error.message}`, error);
    });
    if (!response.ok || response.body === null) {
      throw new UnreachableError(`${address} can't be fetched: the server says ${response.status} ${response.statusText}`);
    }
    return readAtMost(response.body, maxBytes, address);
  };
}

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @param {number} maxBytes
 * @param {URL} address
 */
async function readAtMost(stream, maxBytes, address) {
  const parts = [];
  let length = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > maxBytes) {
      await reader.cancel();
      throw tooLong(String(address), maxBytes);
    }
    parts.push(next.value);
  }
  return joined(parts);
}

/**
 * @param {string} what
 * @param {number} maxBytes
 */
export function tooLong(what, maxBytes) {
  return new RefusedSnapshotError('TOO_LARGE', `${what} has more than ${maxBytes} bytes, by the manifest or the limit maxManifestBytes`);
}
