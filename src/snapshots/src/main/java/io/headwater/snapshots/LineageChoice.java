package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

/**
 * Which lineage of a model a follower follows. A lineage is all versions that come from one
 * beginning; a model that is begun anew under its old name has another one, and may be much worse
 * at first.
 */
public sealed interface LineageChoice {
  /** That of the newest valid snapshot when the follower opens, or of the first to come. */
  record Newest() implements LineageChoice {}

  /**
   * One that is known.
   *
   * @param id as in the manifest; empty for snapshots of jobs that did not name lineages yet
   */
  record Only(String id) implements LineageChoice {
    public Only {
      requireNonNull(id, "id");
    }
  }

  /** Every one: the latest valid snapshot counts, wherever it comes from. */
  record Any() implements LineageChoice {}
}
