import { SnapshotAssembler } from '../assembler.js';
import { RefusedSnapshotError } from '../errors.js';
/**
 * Reads one partition: first backwards from its end, in windows that double until one holds a snapshot that can be used,
 * so that a long history costs nothing and an older one is found behind a damaged one; then on and on.
 */
export declare class PartitionReader {
    #private;
    /** The offset to read next. */
    position: number;
    /** Whether the partition's end is not reached yet. */
    searching: boolean;
    /**
     * @param {number} first offset that there is
     * @param {number} end the offset after the last that is to be searched
     * @param {() => SnapshotAssembler} open
     * @param {(snapshot: import('../snapshot.js').Snapshot) => void} require throws if it is not to be used
     */
    constructor(first: number, end: number, open: () => SnapshotAssembler, require: (snapshot: import('../snapshot.js').Snapshot) => void);
    /**
     * @param {number} offset
     * @param {Uint8Array} value of a record of the model
     */
    add(offset: number, value: Uint8Array): Promise<void>;
    /**
     * To be told when all before an offset was added.
     *
     * @param {number} offset
     * @returns {boolean} whether `position` lies further back now
     */
    reached(offset: number): boolean;
    /** The last snapshot that can be used, since the call before; null if there is none. */
    takeLatest(): import("../snapshot.js").Snapshot | null;
    /** What was refused since the call before. */
    takeRefused(): {
        offset: number;
        error: RefusedSnapshotError;
    }[];
}
