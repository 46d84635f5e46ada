import { RefusedSnapshotError } from '../errors.js';

/**
 * Which lineage of a model is followed: that of the newest snapshot that can be used when the topic is opened, or of the
 * first to come; every one; or one that is known, by its `lineageId`.
 *
 * @typedef {'newest' | 'any' | { id: string }} LineageChoice
 */

/** Passes the snapshots of the lineage that is followed. */
export class LineageFilter {
  #isAny;
  /** @type {string | null} */
  #followed;

  /** @param {LineageChoice} choice */
  constructor(choice) {
    if (choice !== 'newest' && choice !== 'any' && typeof choice?.id !== 'string') {
      throw new TypeError(`lineage is ${JSON.stringify(choice)}; it must be 'newest', 'any' or { id: '...' }`);
    }
    this.#isAny = choice === 'any';
    this.#followed = typeof choice === 'string' ? null : choice.id;
  }

  /**
   * From now on only the snapshot's lineage passes, unless another choice was made before.
   *
   * @param {import('../snapshot.js').Snapshot} snapshot
   */
  follow({ manifest }) {
    if (!this.#isAny) {
      this.#followed ??= manifest.lineageId;
    }
  }

  /**
   * @param {import('../snapshot.js').Snapshot} snapshot
   * @throws {RefusedSnapshotError} if it does not pass
   */
  require({ manifest: { version, lineageId } }) {
    if (this.#followed !== null && this.#followed !== lineageId) {
      throw new RefusedSnapshotError(
        'OTHER_LINEAGE',
        `version ${version} is of lineage '${lineageId}', the one that is followed is '${this.#followed}': open anew, or with another lineage, to change over`,
      );
    }
  }
}
