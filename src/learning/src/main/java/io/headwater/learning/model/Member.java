package io.headwater.learning.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network at its place in a model.
 *
 * @param reads where each of its inputs comes from, by the input's name and in their order
 */
public record Member(Network network, Map<String, Port> reads) {
  public Member {
    if (!reads.keySet().equals(network.inputs().keySet())) {
      throw new IllegalArgumentException(
          "network '"
              + network.name()
              + "' has the inputs "
              + network.inputs().keySet()
              + "; it is connected by "
              + reads.keySet());
    }
    Map<String, Port> ordered = new LinkedHashMap<>();
    for (String input : network.inputs().keySet()) {
      ordered.put(input, requireNonNull(reads.get(input)));
    }
    reads = Collections.unmodifiableMap(ordered);
  }

  /** A tower that reads images alone. */
  public static Member tower(Network network) {
    return new Member(network, Map.of(network.inputs().keySet().iterator().next(), Port.image()));
  }

  public String name() {
    return network.name();
  }

  /** Whether it compares the two images of a pair. */
  public boolean readsPairs() {
    return reads.values().stream().anyMatch(port -> port.side() == Port.Side.SECOND);
  }
}
