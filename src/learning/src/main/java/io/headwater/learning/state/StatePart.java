package io.headwater.learning.state;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One part of a saved state: plain values by name, whose meaning only the owner of the part knows,
 * and only he changes its version. They are shared, not copied: who holds a part must not write to
 * its numbers.
 *
 * @param name such as "network/trunk"; not empty
 * @param version of the meaning, from 1
 */
public record StatePart(
    String name,
    int version,
    Map<String, String> texts,
    Map<String, Long> counts,
    Map<String, double[]> numbers,
    Map<String, Tensor> tensors) {
  public StatePart {
    requireNamed(name, version);
    texts = ordered(texts);
    counts = ordered(counts);
    numbers = ordered(numbers);
    tensors = ordered(tensors);
  }

  /** All but the numbers and tensors themselves. */
  public PartOutline outline() {
    Map<String, Integer> lengths = new LinkedHashMap<>();
    numbers.forEach((key, values) -> lengths.put(key, values.length));
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    tensors.forEach((key, tensor) -> shapes.put(key, tensor.shape()));
    return new PartOutline(name, version, texts, counts, lengths, shapes);
  }

  /**
   * A text that the part must have.
   *
   * @throws UnreadableStateException if it has not
   */
  public String text(String key) throws UnreadableStateException {
    return required(key, texts.get(key));
  }

  /**
   * A count that the part must have.
   *
   * @throws UnreadableStateException if it has not
   */
  public long count(String key) throws UnreadableStateException {
    return required(key, counts.get(key));
  }

  private <T> T required(String key, @Nullable T value) throws UnreadableStateException {
    if (value == null) {
      throw new UnreadableStateException(
          "part '" + name + "' of the saved state, version " + version + ", has no '" + key + "'");
    }
    return value;
  }

  static void requireNamed(String name, int version) {
    requireNonNull(name, "name");
    if (name.isEmpty() || version < 1) {
      throw new IllegalArgumentException(
          "a part of a state has a name and a version from 1; got '" + name + "', " + version);
    }
  }

  static <T> Map<String, T> ordered(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatePart part
        && outline().equals(part.outline())
        && tensors.equals(part.tensors)
        && numbers.keySet().stream()
            .allMatch(key -> Arrays.equals(numbers.get(key), part.numbers.get(key)));
  }

  @Override
  public int hashCode() {
    return outline().hashCode();
  }

  @Override
  public String toString() {
    return numbers.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + Arrays.toString(entry.getValue()))
        .collect(Collectors.joining(", ", outline() + "{", "}"));
  }
}
