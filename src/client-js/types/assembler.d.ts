/**
 * Puts the snapshots of one model together from the records of a partition, in their order. Holds the chunks of one
 * snapshot at most, and no more bytes of them than a payload may have; one that was left unfinished gives way to the next.
 */
export declare class SnapshotAssembler {
    #private;
    /**
     * @param {string} model
     * @param {import('./limits.js').Limits} limits
     */
    constructor(model: string, limits: import('./limits.js').Limits);
    /**
     * Takes the next record of the model; one after the other.
     *
     * @param {Uint8Array} value
     * @returns {Promise<import('./snapshot.js').Snapshot | null>} the snapshot that the record completes
     * @throws {RefusedSnapshotError} if the record, or the snapshot that it should complete, is not to be used
     */
    add(value: Uint8Array): Promise<import('./snapshot.js').Snapshot | null>;
}
