export type LineageChoice = 'newest' | 'any' | {
    id: string;
};
/**
 * Which lineage of a model is followed: that of the newest snapshot that can be used when the topic is opened, or of the
 * first to come; every one; or one that is known, by its `lineageId`.
 *
 * @typedef {'newest' | 'any' | { id: string }} LineageChoice
 */
/** Passes the snapshots of the lineage that is followed. */
export declare class LineageFilter {
    #private;
    /** @param {LineageChoice} choice */
    constructor(choice: LineageChoice);
    /**
     * From now on only the snapshot's lineage passes, unless another choice was made before.
     *
     * @param {import('../snapshot.js').Snapshot} snapshot
     */
    follow({ manifest }: import('../snapshot.js').Snapshot): void;
    /**
     * @param {import('../snapshot.js').Snapshot} snapshot
     * @throws {RefusedSnapshotError} if it does not pass
     */
    require({ manifest: { version, lineageId } }: import('../snapshot.js').Snapshot): void;
}
