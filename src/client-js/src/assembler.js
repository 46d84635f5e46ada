import { RefusedSnapshotError } from './errors.js';
import { readManifest } from './manifest.js';
import { nameOf, readRecord } from './records.js';
import { sha256 } from './sha256.js';
import { snapshotOf } from './snapshot.js';

/**
 * Puts the snapshots of one model together from the records of a partition, in their order. Holds the chunks of one
 * snapshot at most, and no more bytes of them than a payload may have; one that was left unfinished gives way to the next.
 */
export class SnapshotAssembler {
  #model;
  #limits;
  #chunks = new PendingChunks(0);
  #lastVerified = '';

  /**
   * @param {string} model
   * @param {import('./limits.js').Limits} limits
   */
  constructor(model, limits) {
    this.#model = model;
    this.#limits = limits;
  }

  /**
   * Takes the next record of the model; one after the other.
   *
   * @param {Uint8Array} value
   * @returns {Promise<import('./snapshot.js').Snapshot | null>} the snapshot that the record completes
   * @throws {RefusedSnapshotError} if the record, or the snapshot that it should complete, is not to be used
   */
  async add(value) {
    if (nameOf(value) === 'SnapshotChunk') {
      this.#addChunk(readRecord(value));
      return null;
    }
    const manifest = await readManifest(value, this.#limits);
    this.#requireModel(manifest.model);
    const chunks = this.#chunks.version === manifest.version ? this.#chunks : new PendingChunks(manifest.version);
    this.#chunks = new PendingChunks(0);
    if (manifest.digest === this.#lastVerified) {
      return null;
    }
    const snapshot = await snapshotOf(manifest, await chunks.payload(manifest, this.#limits));
    this.#lastVerified = manifest.digest;
    return snapshot;
  }

  /** @param {{ model: string, version: number, index: number, data: Uint8Array }} chunk */
  #addChunk({ model, version, index, data }) {
    this.#requireModel(model);
    if (version !== this.#chunks.version) {
      this.#chunks = new PendingChunks(version);
    }
    this.#chunks.put(index, data, this.#limits);
  }

  /** @param {string} name */
  #requireModel(name) {
    if (name !== this.#model) {
      throw new RefusedSnapshotError('UNREADABLE', `the record's key is '${this.#model}', its model is '${name}'`);
    }
  }
}

/** The chunks of a snapshot whose manifest has not come yet. */
class PendingChunks {
  /** @type {Map<number, Uint8Array>} */
  #byIndex = new Map();
  #bytes = 0;
  #dropped = false;

  /** @param {number} version 0: of none */
  constructor(version) {
    this.version = version;
  }

  /**
   * Of a chunk that comes again, the last one counts.
   *
   * @param {number} index
   * @param {Uint8Array} data copied: it is a view of all that a fetch brought
   * @param {import('./limits.js').Limits} limits
   */
  put(index, data, limits) {
    if (this.#dropped) {
      return;
    }
    this.#bytes += data.length - (this.#byIndex.get(index)?.length ?? 0);
    if (this.#bytes > limits.maxPayloadBytes || this.#byIndex.size >= limits.maxChunks) {
      this.#dropped = true;
      this.#byIndex.clear();
      return;
    }
    this.#byIndex.set(index, new Uint8Array(data));
  }

  /**
   * Lets go of each chunk as soon as it is copied.
   *
   * @param {Readonly<import('./manifest.js').Manifest>} manifest within the limits
   * @param {import('./limits.js').Limits} limits
   * @returns {Promise<Uint8Array>}
   */
  async payload(manifest, limits) {
    const { version, chunkSha256, payloadBytes } = manifest;
    if (this.#dropped) {
      throw new RefusedSnapshotError(
        'TOO_LARGE',
        `version ${version} has more chunks, or more bytes in them, than the limits maxChunks, ${limits.maxChunks}, and maxPayloadBytes, ${limits.maxPayloadBytes}`,
      );
    }
    for (const index of chunkSha256.keys()) {
      if (!this.#byIndex.has(index)) {
        throw new RefusedSnapshotError('MISSING_CHUNK', `chunk ${index} of ${chunkSha256.length} of version ${version} did not come`);
      }
    }
    if (this.#bytes !== payloadBytes || this.#byIndex.size !== chunkSha256.length) {
      throw new RefusedSnapshotError(
        'WRONG_LENGTH',
        `${this.#byIndex.size} chunks of version ${version} came with ${this.#bytes} bytes; its manifest says ${chunkSha256.length} with ${payloadBytes}`,
      );
    }
    const payload = new Uint8Array(payloadBytes);
    let at = 0;
    for (const [index, expected] of chunkSha256.entries()) {
      const chunk = /** @type {Uint8Array} */ (this.#byIndex.get(index));
      if ((await sha256(chunk)) !== expected) {
        throw new RefusedSnapshotError('DIGEST_MISMATCH', `chunk ${index} of ${chunkSha256.length} of version ${version} is damaged`);
      }
      payload.set(chunk, at);
      at += chunk.length;
      this.#byIndex.delete(index);
    }
    return payload;
  }
}
