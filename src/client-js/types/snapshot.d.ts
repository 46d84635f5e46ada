export type Snapshot = {
    manifest: Readonly<import('./manifest.js').Manifest>;
    /**
     * an ONNX model, which is what the manifest vouches for
     */
    payload: Uint8Array;
};
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
export declare function snapshotOf(manifest: Readonly<import('./manifest.js').Manifest>, payload: Uint8Array): Promise<Snapshot>;
