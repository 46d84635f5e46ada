package io.headwater.job.train;

/**
 * The newest version of a model that was published.
 *
 * @param version from 1; 0 if there is none yet
 * @param step the joint step after which it was taken
 */
public record PublishedVersion(long version, long step) {
  static final PublishedVersion NONE = new PublishedVersion(0, 0);
}
