package io.headwater.learning.model;

import java.util.List;

/**
 * A layer at its place in a network.
 *
 * @param name unique in the network
 * @param inputs names of the nodes, or of the network's inputs, that it reads
 */
public record Node(String name, Layer layer, List<String> inputs) {
  public Node {
    inputs = List.copyOf(inputs);
  }

  /** The same, reading others. */
  public Node reading(List<String> others) {
    return new Node(name, layer, others);
  }
}
