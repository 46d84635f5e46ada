import { UnreachableError, messageOf } from '../errors.js';

/** KafkaJS' default, 1 MiB, is a chunk or two: hundreds of round trips for a large model. */
const FETCH_BYTES = 2 ** 24;

/** As long does a consumer take to close: KafkaJS waits for the fetch that runs. */
const FETCH_WAIT_MILLIS = 500;

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
export async function partitionsOf(kafka, topic) {
  const admin = kafka.admin();
  try {
    await admin.connect();
    if (!(await admin.listTopics()).includes(topic)) {
      throw new UnreachableError(`there is no topic '${topic}', or this user may not see it; create it, or correct its name`);
    }
    const offsets = await admin.fetchTopicOffsets(topic);
    return offsets.map(({ partition = 0, low = '', high = '' }) => ({ partition, first: Number(low), end: Number(high) }));
  } catch (error) {
    throw error instanceof UnreachableError ? error : unreachable(topic, error);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/**
 * A consumer of committed records that commits nothing, in a group of its own: KafkaJS knows no consumer without a group.
 *
 * @param {Kafka} kafka
 */
export function consumerOf(kafka) {
  return kafka.consumer({
    groupId: `headwater-client-${crypto.randomUUID()}`,
    readUncommitted: false,
    allowAutoTopicCreation: false,
    maxBytesPerPartition: FETCH_BYTES,
    maxBytes: FETCH_BYTES,
    maxWaitTimeInMs: FETCH_WAIT_MILLIS,
  });
}

/**
 * @param {string} topic
 * @param {unknown} error
 */
export function unreachable(topic, error) {
  return new UnreachableError(
    `topic '${topic}' can't be read: ${messageOf(error)}; start the broker, or correct the settings of the Kafka client`,
    error,
  );
}
