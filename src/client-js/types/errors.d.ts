/**
 * Why something is not used, for programs:
 * - UNREADABLE: it is no manifest, no chunk or no ONNX, or belongs to another model
 * - UNKNOWN_SCHEMA: a newer job wrote it, or it is no record of ours
 * - MISSING_CHUNK, DIGEST_MISMATCH, WRONG_LENGTH: it is not whole
 * - TOO_LARGE: it is beyond the limits
 * - OTHER_LINEAGE: the model was begun anew
 * - FOREIGN: no exporter of Headwater writes such a payload
 * - OTHER_THAN_MANIFEST: the payload's inputs or outputs are not those of the manifest's tasks
 * - NO_NUMBERS: weights or test predictions are not finite, or no probabilities
 * - CANNOT_SCORE: ONNX Runtime can't load it, or fails with it
 *
 * @typedef {'UNREADABLE' | 'UNKNOWN_SCHEMA' | 'MISSING_CHUNK' | 'DIGEST_MISMATCH' | 'WRONG_LENGTH' | 'TOO_LARGE'
 *   | 'OTHER_LINEAGE' | 'FOREIGN' | 'OTHER_THAN_MANIFEST' | 'NO_NUMBERS' | 'CANNOT_SCORE'} Reason
 */
export type Reason = 'UNREADABLE' | 'UNKNOWN_SCHEMA' | 'MISSING_CHUNK' | 'DIGEST_MISMATCH' | 'WRONG_LENGTH' | 'TOO_LARGE' | 'OTHER_LINEAGE' | 'FOREIGN' | 'OTHER_THAN_MANIFEST' | 'NO_NUMBERS' | 'CANNOT_SCORE';
/** A snapshot that is not to be used. Whoever has a model keeps it. */
export declare class RefusedSnapshotError extends Error {
    /** @type {Reason} */
    reason: Reason;
    /**
     * @param {Reason} reason
     * @param {string} message
     * @param {unknown} [cause]
     */
    constructor(reason: Reason, message: string, cause?: unknown);
}
/** An image that can't be read, or is beyond the limits. */
export declare class RefusedImageError extends Error {
    /**
     * @param {string} message
     * @param {unknown} [cause]
     */
    constructor(message: string, cause?: unknown);
}
/** A file, an address or a broker that does not give the snapshot. */
export declare class UnreachableError extends Error {
    /**
     * @param {string} message
     * @param {unknown} [cause]
     */
    constructor(message: string, cause?: unknown);
}
/**
 * @param {unknown} error
 * @returns {string}
 */
export declare function messageOf(error: unknown): string;
