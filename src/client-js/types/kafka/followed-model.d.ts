import { RefusedSnapshotError } from '../errors.js';
import { LiveModel } from '../live-model.js';
export type FollowOptions = {
    /**
     * of KafkaJS: `new Kafka({ brokers: ['localhost:9092'] })`
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
    /**
     * 'newest' unless given
     */
    lineage?: import('./lineage.js').LineageChoice;
    /**
     * ONNX Runtime, where it is not to be imported by its usual name
     */
    runtime?: import('../onnx-session.js').Runtime;
    limits?: Partial<import('../limits.js').Limits>;
    /**
     * called when it is served from now on
     */
    onModel?: (manifest: Readonly<import('../manifest.js').Manifest>) => void;
    /**
     * else refusals go to console.warn
     */
    onRefused?: (error: RefusedSnapshotError, at: string) => void;
    /**
     * when following fails for good, else it goes to console.error; the last model is served on
     */
    onError?: (error: Error) => void;
};
/**
 * @typedef {object} FollowOptions
 * @property {import('./topic.js').Kafka} kafka of KafkaJS: `new Kafka({ brokers: ['localhost:9092'] })`
 * @property {string} topic of snapshots
 * @property {string} model its name
 * @property {import('./lineage.js').LineageChoice} [lineage] 'newest' unless given
 * @property {import('../onnx-session.js').Runtime} [runtime] ONNX Runtime, where it is not to be imported by its usual name
 * @property {Partial<import('../limits.js').Limits>} [limits]
 * @property {(manifest: Readonly<import('../manifest.js').Manifest>) => void} [onModel] called when it is served from now on
 * @property {(error: RefusedSnapshotError, at: string) => void} [onRefused] else refusals go to console.warn
 * @property {(error: Error) => void} [onError] when following fails for good, else it goes to console.error; the last model is served on
 */
/** The newest snapshot of a topic that can be used, swapped while it is served. */
export declare class FollowedModel extends LiveModel {
    #private;
    /**
     * @param {import('../model.js').Platform} platform
     * @param {FollowOptions} options
     */
    constructor(platform: import('../model.js').Platform, options: FollowOptions);
    /**
     * Reads to the topic's end.
     *
     * @param {import('../model.js').Platform} platform
     * @param {FollowOptions} options
     * @returns {Promise<FollowedModel>} with a model, if the topic holds one that can be used
     * @throws {import('../errors.js').UnreachableError} if the broker or the topic isn't there
     */
    static open(platform: import('../model.js').Platform, options: FollowOptions): Promise<FollowedModel>;
    close(): Promise<void>;
}
