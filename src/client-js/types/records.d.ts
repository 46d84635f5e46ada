/**
 * Which record of ours the bytes are, by their first ten (Avro single-object encoding), in any published version.
 *
 * @param {Uint8Array} bytes
 * @returns {'SnapshotChunk' | 'SnapshotManifest'}
 * @throws {RefusedSnapshotError} UNKNOWN_SCHEMA
 */
export declare function nameOf(bytes: Uint8Array): 'SnapshotChunk' | 'SnapshotManifest';
/**
 * @param {Uint8Array} bytes of a record in any published version
 * @returns {any} byte fields are views
 * @throws {RefusedSnapshotError} UNKNOWN_SCHEMA, UNREADABLE
 */
export declare function readRecord(bytes: Uint8Array): any;
