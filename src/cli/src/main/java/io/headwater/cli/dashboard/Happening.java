package io.headwater.cli.dashboard;

import static java.util.Objects.requireNonNull;

/**
 * Something that the page marks on the time axis.
 *
 * @param time milliseconds since the epoch, UTC
 * @param text one sentence
 */
record Happening(long time, Kind kind, String text) {
  /** What happened; the page has a word and a colour for each, and takes one that it lacks. */
  enum Kind {
    /** The job failed, and began again from its last checkpoint. */
    RESTART,
    /** A checkpoint did not complete. */
    CHECKPOINT_FAILED,
    /** The model was begun anew, or put back to an older state. */
    LINEAGE,
    /** The job's configuration changed. */
    CONFIGURATION,
    /** Another engine or device trains. */
    TRAINER,
    /** A snapshot that is damaged, or whose model is not to be run. */
    REFUSED_SNAPSHOT
  }

  Happening {
    requireNonNull(kind, "kind");
    text = Words.cut(text);
  }
}
