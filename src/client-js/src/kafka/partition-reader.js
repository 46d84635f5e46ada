import { SnapshotAssembler } from '../assembler.js';
import { RefusedSnapshotError } from '../errors.js';

const FIRST_WINDOW = 64;

/**
 * Reads one partition: first backwards from its end, in windows that double until one holds a snapshot that can be used,
 * so that a long history costs nothing and an older one is found behind a damaged one; then on and on.
 */
export class PartitionReader {
  #first;
  #end;
  #window = FIRST_WINDOW;
  #open;
  #require;
  #assembler;
  /** @type {Array<{ offset: number, error: RefusedSnapshotError }>} */
  #refused = [];
  /** @type {import('../snapshot.js').Snapshot | null} */
  #latest = null;

  /**
   * @param {number} first offset that there is
   * @param {number} end the offset after the last that is to be searched
   * @param {() => SnapshotAssembler} open
   * @param {(snapshot: import('../snapshot.js').Snapshot) => void} require throws if it is not to be used
   */
  constructor(first, end, open, require) {
    this.#first = first;
    this.#end = end;
    this.#open = open;
    this.#require = require;
    this.#assembler = open();
    /** The offset to read next. */
    this.position = Math.max(first, end - FIRST_WINDOW);
    /** Whether the partition's end is not reached yet. */
    this.searching = this.position < end;
  }

  /**
   * @param {number} offset
   * @param {Uint8Array} value of a record of the model
   */
  async add(offset, value) {
    try {
      const snapshot = await this.#assembler.add(value);
      if (snapshot !== null) {
        this.#require(snapshot);
        this.#latest = snapshot;
      }
    } catch (error) {
      if (!(error instanceof RefusedSnapshotError)) {
        throw error;
      }
      this.#refused.push({ offset, error });
    }
  }

  /**
   * To be told when all before an offset was added.
   *
   * @param {number} offset
   * @returns {boolean} whether `position` lies further back now
   */
  reached(offset) {
    this.position = offset;
    if (!this.searching || offset < this.#end) {
      return false;
    }
    if (this.#latest !== null || this.#end - this.#window <= this.#first) {
      this.searching = false;
      return false;
    }
    this.#window *= 2;
    this.#assembler = this.#open();
    this.#refused = [];
    this.position = Math.max(this.#first, this.#end - this.#window);
    return true;
  }

  /** The last snapshot that can be used, since the call before; null if there is none. */
  takeLatest() {
    const latest = this.#latest;
    this.#latest = null;
    return latest;
  }

  /** What was refused since the call before. */
  takeRefused() {
    return this.#refused.splice(0);
  }
}
