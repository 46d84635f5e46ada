import { UnreachableError } from '../errors.js';
export type Kafka = {
    admin(): any;
    consumer(config: any): any;
};
/**
 * What is needed of KafkaJS.
 *
 * @typedef {{ admin(): any, consumer(config: any): any }} Kafka
 */
/**
 * Where the partitions begin and end: the end is before the first transaction that is still open.
 *
 * @param {Kafka} kafka
 * @param {string} topic
 * @returns {Promise<Array<{ partition: number, first: number, end: number }>>}
 * @throws {UnreachableError} if the broker or the topic isn't there
 */
export declare function partitionsOf(kafka: Kafka, topic: string): Promise<Array<{
    partition: number;
    first: number;
    end: number;
}>>;
/**
 * A consumer of committed records that commits nothing, in a group of its own: KafkaJS knows no consumer without a group.
 *
 * @param {Kafka} kafka
 */
export declare function consumerOf(kafka: Kafka): any;
/**
 * @param {string} topic
 * @param {unknown} error
 */
export declare function unreachable(topic: string, error: unknown): UnreachableError;
