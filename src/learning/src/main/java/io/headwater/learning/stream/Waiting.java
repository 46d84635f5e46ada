package io.headwater.learning.stream;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.task.Example;

/**
 * An example in a buffer.
 *
 * @param since when it came, in milliseconds of processing time
 */
public record Waiting(Example example, long since) {
  public Waiting {
    requireNonNull(example, "example");
  }
}
