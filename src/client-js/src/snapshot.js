import { RefusedSnapshotError } from './errors.js';
import { sha256 } from './sha256.js';

/**
 * @typedef {object} Snapshot
 * @property {Readonly<import('./manifest.js').Manifest>} manifest
 * @property {Uint8Array} payload an ONNX model, which is what the manifest vouches for
 */

/**
 * @param {Readonly<import('./manifest.js').Manifest>} manifest
 * @param {Uint8Array} payload
 * @returns {Promise<Snapshot>}
 * @throws {RefusedSnapshotError} if the manifest does not vouch for the payload
 */
export async function snapshotOf(manifest, payload) {
  if (payload.length !== manifest.payloadBytes) {
    throw new RefusedSnapshotError(
      'WRONG_LENGTH',
      `the payload of version ${manifest.version} has ${payload.length} bytes; the manifest says ${manifest.payloadBytes}`,
    );
  }
  if ((await sha256(payload)) !== manifest.payloadSha256) {
    throw new RefusedSnapshotError(
      'DIGEST_MISMATCH',
      `the payload of version ${manifest.version} has another digest than the manifest says: it is damaged, or of another version`,
    );
  }
  return Object.freeze({ manifest, payload });
}
