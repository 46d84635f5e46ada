import { SnapshotAssembler } from '../assembler.js';
import { UnreachableError } from '../errors.js';
import { checkOnnx } from '../onnx-check.js';
import { LineageFilter } from './lineage.js';
import { PartitionReader } from './partition-reader.js';
import { consumerOf, partitionsOf, unreachable } from './topic.js';

const MAX_STANDSTILL_MILLIS = 30_000;

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
export class TopicFollower {
  #followed;
  #lineage;
  #model;
  #consumer;
  /** @type {Map<number, PartitionReader>} */
  #readers = new Map();
  #search = new Search();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #standstill;

  /** @param {Followed} followed */
  constructor(followed) {
    this.#followed = followed;
    this.#lineage = new LineageFilter(followed.lineage);
    this.#model = new TextEncoder().encode(followed.model);
    this.#consumer = consumerOf(followed.kafka);
  }

  /**
   * Connects, and reads to the topic's end: the latest snapshot was told then, if there is any.
   *
   * @throws {UnreachableError} if the broker or the topic isn't there, or no record comes
   */
  async open() {
    const { kafka, topic, model, limits } = this.#followed;
    for (const { partition, first, end } of await partitionsOf(kafka, topic)) {
      const open = () => new SnapshotAssembler(model, limits);
      this.#readers.set(partition, new PartitionReader(first, end, open, (snapshot) => this.#requireUsable(snapshot)));
    }
    this.#listen();
    this.#progress();
    try {
      await this.#consumer.connect();
      await this.#consumer.subscribe({ topics: [topic], fromBeginning: true });
      await this.#consumer.run({ autoCommit: false, eachBatch: (/** @type {any} */ batch) => this.#read(batch) });
      await this.#search.promise;
    } catch (error) {
      await this.close();
      throw error instanceof UnreachableError ? error : unreachable(topic, error);
    }
  }

  async close() {
    clearTimeout(this.#standstill);
    await this.#consumer.disconnect();
  }

  #listen() {
    const { events } = this.#consumer;
    // Before the first fetch, and before that after each rebalance: nothing is committed to go on from.
    this.#consumer.on(events.GROUP_JOIN, () => [...this.#readers.keys()].forEach((partition) => this.#seek(partition)));
    // Before the next fetch; also of records that are not shown: markers, and those of aborted transactions.
    this.#consumer.on(events.END_BATCH_PROCESS, (/** @type {any} */ { payload }) =>
      this.#reached(payload.partition, Number(payload.lastOffset) + 1),
    );
    this.#consumer.on(events.CRASH, (/** @type {any} */ { payload: { error, restart } }) => {
      if (!restart) {
        this.#search.reject(error);
        this.#followed.onError(error);
      }
    });
    this.#search.promise.catch(() => undefined);
  }

  /** @param {any} payload */
  async #read({ batch, heartbeat, isRunning }) {
    const reader = this.#readers.get(batch.partition) ?? this.#addPartition(batch.partition);
    for (const { key, value, offset } of batch.messages) {
      if (!isRunning()) {
        return;
      }
      if (value !== null && isSame(key, this.#model)) {
        await reader.add(Number(offset), value);
        await heartbeat();
      }
    }
  }

  /** @param {number} partition that the topic got since it was opened */
  #addPartition(partition) {
    const { model, limits } = this.#followed;
    const reader = new PartitionReader(
      0,
      0,
      () => new SnapshotAssembler(model, limits),
      (it) => this.#requireUsable(it),
    );
    this.#readers.set(partition, reader);
    return reader;
  }

  /**
   * @param {number} partition
   * @param {number} offset
   */
  #reached(partition, offset) {
    if (this.#readers.get(partition)?.reached(offset)) {
      this.#seek(partition);
    }
    this.#progress();
  }

  /** @param {number} partition */
  #seek(partition) {
    const offset = String(this.#readers.get(partition)?.position);
    this.#consumer.seek({ topic: this.#followed.topic, partition, offset });
  }

  /** Tells what was found, when all partitions have been read to their ends. */
  #progress() {
    clearTimeout(this.#standstill);
    if ([...this.#readers.values()].some((reader) => reader.searching)) {
      this.#standstill = setTimeout(() => {
        this.#search.reject(unreachable(this.#followed.topic, `no record came for ${MAX_STANDSTILL_MILLIS / 1000} s`));
      }, MAX_STANDSTILL_MILLIS);
      return;
    }
    const found = [];
    for (const [partition, reader] of this.#readers) {
      reader.takeRefused().forEach((refused) => this.#followed.onRefused({ partition, ...refused }));
      const latest = reader.takeLatest();
      found.push(...(latest === null ? [] : [latest]));
    }
    found.sort((a, b) => b.manifest.createdAt.getTime() - a.manifest.createdAt.getTime());
    if (found.length > 0) {
      this.#lineage.follow(found[0]);
      this.#followed.onSnapshot(found[0]);
    }
    this.#search.resolve();
  }

  /** @param {import('../snapshot.js').Snapshot} snapshot */
  #requireUsable(snapshot) {
    this.#lineage.require(snapshot);
    checkOnnx(snapshot, this.#followed.limits);
  }
}

/**
 * @param {Uint8Array | null} a
 * @param {Uint8Array} b
 */
function isSame(a, b) {
  return a !== null && a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** The search for the latest snapshot, which ends well or not. */
class Search {
  /** @type {() => void} */
  resolve = () => undefined;
  /** @type {(error: unknown) => void} */
  reject = () => undefined;
  /** @type {Promise<void>} */
  promise = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
}
