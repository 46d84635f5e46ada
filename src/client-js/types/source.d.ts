import { RefusedSnapshotError } from './errors.js';
/** The files that `headwater snapshots export --to file` writes into a folder. */
export declare const MANIFEST_FILE = "manifest.bin";
export declare const PAYLOAD_FILE = "model.onnx";
export type FileReader = (file: string, maxBytes: number) => Promise<Uint8Array>;
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
export declare function readSnapshot(read: FileReader, limits: import('./limits.js').Limits): Promise<import('./snapshot.js').Snapshot>;
/**
 * Files below an address.
 *
 * @param {URL} folder
 * @returns {FileReader}
 */
export declare function filesAt(folder: URL): FileReader;
/**
 * @param {string} what
 * @param {number} maxBytes
 */
export declare function tooLong(what: string, maxBytes: number): RefusedSnapshotError;
