export type Followed = {
    /**
     * of KafkaJS
     */
    kafka: import('./topic.js').Kafka;
    /**
     * of snapshots
     */
    topic: string;
    /**
     * its name
     */
    model: string;
    lineage: import('./lineage.js').LineageChoice;
    limits: import('../limits.js').Limits;
    onSnapshot: (snapshot: import('../snapshot.js').Snapshot) => void;
    onRefused: (refused: {
        partition: number;
        offset: number;
        error: import('../errors.js').RefusedSnapshotError;
    }) => void;
    /**
     * when it can't go on
     */
    onError: (error: Error) => void;
};
/**
 * @typedef {object} Followed what a follower follows, and whom it tells
 * @property {import('./topic.js').Kafka} kafka of KafkaJS
 * @property {string} topic of snapshots
 * @property {string} model its name
 * @property {import('./lineage.js').LineageChoice} lineage
 * @property {import('../limits.js').Limits} limits
 * @property {(snapshot: import('../snapshot.js').Snapshot) => void} onSnapshot
 * @property {(refused: { partition: number, offset: number, error: import('../errors.js').RefusedSnapshotError }) => void} onRefused
 * @property {(error: Error) => void} onError when it can't go on
 */
/**
 * Follows the snapshots of one model in a topic: first the latest that can be used, then each new one. "Latest" is by the
 * order of a partition, and among partitions by creation.
 */
export declare class TopicFollower {
    #private;
    /** @param {Followed} followed */
    constructor(followed: Followed);
    /**
     * Connects, and reads to the topic's end: the latest snapshot was told then, if there is any.
     *
     * @throws {UnreachableError} if the broker or the topic isn't there, or no record comes
     */
    open(): Promise<void>;
    close(): Promise<void>;
}
