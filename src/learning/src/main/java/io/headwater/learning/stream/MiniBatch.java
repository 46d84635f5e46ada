package io.headwater.learning.stream;

import io.headwater.learning.task.Example;
import java.util.List;

/**
 * The examples of one joint step: the mini-batches of all tasks that have one, together.
 *
 * @param examples at least one
 */
public record MiniBatch(List<Example> examples) {
  public MiniBatch {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("a mini-batch has at least one example");
    }
  }
}
