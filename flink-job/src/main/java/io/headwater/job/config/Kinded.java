package io.headwater.job.config;

import java.util.List;

/**
 * One of several kinds of something, as an item of a list.
 *
 * @param made what the item describes
 * @param text the kind and its keys as the digest has them: the kind alone where every key that it
 *     had later has its default
 */
record Kinded<T>(T made, String text) {
  /** What the items describe. */
  static <T> List<T> all(List<Kinded<T>> items) {
    return items.stream().map(Kinded::made).toList();
  }

  @Override
  public String toString() {
    return text;
  }
}
