package io.headwater.learning.stream;

import java.util.Map;

/**
 * What was taken from waiting examples, as it can't be learned from any more.
 *
 * @param labels how many, by task; only tasks that lost some
 * @param examples how many had no other label, and were dropped
 */
public record Withdrawn(Map<String, Integer> labels, int examples) {
  public Withdrawn {
    labels = Map.copyOf(labels);
  }

  public boolean isNothing() {
    return labels.isEmpty();
  }
}
