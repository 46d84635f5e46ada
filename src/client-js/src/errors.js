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

/** A snapshot that is not to be used. Whoever has a model keeps it. */
export class RefusedSnapshotError extends Error {
  /**
   * @param {Reason} reason
   * @param {string} message
   * @param {unknown} [cause]
   */
  constructor(reason, message, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'RefusedSnapshotError';
    /** @type {Reason} */
    this.reason = reason;
  }
}

/** An image that can't be read, or is beyond the limits. */
export class RefusedImageError extends Error {
  /**
   * @param {string} message
   * @param {unknown} [cause]
   */
  constructor(message, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'RefusedImageError';
  }
}

/** A file, an address or a broker that does not give the snapshot. */
export class UnreachableError extends Error {
  /**
   * @param {string} message
   * @param {unknown} [cause]
   */
  constructor(message, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'UnreachableError';
  }
}

/**
 * @param {unknown} error
 * @returns {string}
 */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
