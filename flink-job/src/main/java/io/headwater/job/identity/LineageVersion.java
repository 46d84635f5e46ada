package io.headwater.job.identity;

import static java.util.Objects.requireNonNull;

/**
 * A version of a model, and the lineage that it is of.
 *
 * @param lineage empty for jobs that did not name lineages yet
 * @param version from 1
 */
public record LineageVersion(String lineage, long version) {
  public LineageVersion {
    requireNonNull(lineage, "lineage");
    if (version < 1) {
      throw new IllegalArgumentException("version is " + version + "; it must be over 0");
    }
  }

  @Override
  public String toString() {
    return "version " + version + " of lineage '" + lineage + "'";
  }
}
