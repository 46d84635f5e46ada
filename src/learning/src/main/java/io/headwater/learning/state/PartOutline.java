package io.headwater.learning.state;

import java.util.List;
import java.util.Map;

/**
 * What a part of a saved state has, without its many values: enough to tell whether it is wanted.
 *
 * @param numbers how many by name
 * @param tensors shape by name
 */
public record PartOutline(
    String name,
    int version,
    Map<String, String> texts,
    Map<String, Long> counts,
    Map<String, Integer> numbers,
    Map<String, List<Integer>> tensors) {
  public PartOutline {
    StatePart.requireNamed(name, version);
    texts = StatePart.ordered(texts);
    counts = StatePart.ordered(counts);
    numbers = StatePart.ordered(numbers);
    tensors = StatePart.ordered(tensors);
  }
}
