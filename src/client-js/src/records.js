import { readAvro } from './avro.js';
import { CONTRACTS } from './contracts.js';
import { RefusedSnapshotError, messageOf } from './errors.js';
import { hex } from './sha256.js';

const HEADER_BYTES = 10;

/**
 * Which record of ours the bytes are, by their first ten (Avro single-object encoding), in any published version.
 *
 * @param {Uint8Array} bytes
 * @returns {'SnapshotChunk' | 'SnapshotManifest'}
 * @throws {RefusedSnapshotError} UNKNOWN_SCHEMA
 */
export function nameOf(bytes) {
  return schemaOf(bytes).name;
}

/**
 * @param {Uint8Array} bytes of a record in any published version
 * @returns {any} byte fields are views
 * @throws {RefusedSnapshotError} UNKNOWN_SCHEMA, UNREADABLE
 */
export function readRecord(bytes) {
  const schema = schemaOf(bytes);
  try {
    return readAvro(bytes.subarray(HEADER_BYTES), schema);
  } catch (error) {
    throw new RefusedSnapshotError('UNREADABLE', `this is no ${schema.name}: ${messageOf(error)}`, error);
  }
}

/** @param {Uint8Array} bytes */
function schemaOf(bytes) {
  const header = hex(bytes.subarray(0, HEADER_BYTES));
  if (!Object.hasOwn(CONTRACTS, header)) {
    throw new RefusedSnapshotError(
      'UNKNOWN_SCHEMA',
      `a record begins with '${header}', which is no chunk and no manifest that this version knows: update headwater-client`,
    );
  }
  return CONTRACTS[header];
}
