package io.headwater.snapshots;

/** What a record of the snapshots topic brought about. */
public sealed interface Assembly {
  /** Nothing yet: a chunk, a repetition, or a record of another model. */
  record Waiting() implements Assembly {}

  /** The record was the manifest of a snapshot that is whole and whose digests are right. */
  record Verified(Snapshot snapshot) implements Assembly {}

  /**
   * The record, or the snapshot that it ends, is not to be used.
   *
   * @param message what is wrong, and its value; on one line, and cut if it is long
   */
  record Refused(Reason reason, String message) implements Assembly {
    public Refused {
      message = Excerpt.of(message);
    }
  }

  /** Why a record or a snapshot is refused. */
  enum Reason {
    /** The record is neither a chunk nor a manifest of the model that its key names. */
    UNREADABLE,
    /** A chunk that the manifest names did not come before it. */
    MISSING_CHUNK,
    /** The chunks together are longer or shorter than the manifest says. */
    WRONG_LENGTH,
    /** The bytes are not those that the manifest vouches for. */
    DIGEST_MISMATCH,
    /** The snapshot exceeds the reader's limits. */
    TOO_LARGE,
    /** The snapshot is whole, but of another lineage than the one that is followed. */
    OTHER_LINEAGE,
    /**
     * The snapshot is whole, but its model is not to be run (see {@link RefusedModelException}).
     */
    REFUSED_MODEL
  }
}
