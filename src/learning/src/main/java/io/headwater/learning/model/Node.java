package io.headwater.learning.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A layer at its place in a network.
 *
 * @param name unique in the network
 * @param inputs names of the nodes, or of the network's inputs, that it reads
 * @param weights what its weights start from, if it is not what the layer's usually do
 */
public record Node(String name, Layer layer, List<String> inputs, Optional<Initialiser> weights) {
  public Node {
    inputs = List.copyOf(inputs);
    requireNonNull(weights, "weights");
  }

  /** With the layer's usual weights. */
  public Node(String name, Layer layer, List<String> inputs) {
    this(name, layer, inputs, Optional.empty());
  }

  /** The same, reading others. */
  public Node reading(List<String> others) {
    return new Node(name, layer, others, weights);
  }

  Variable starting(Variable variable) {
    return variable.decays() ? weights.map(variable::startingFrom).orElse(variable) : variable;
  }
}
