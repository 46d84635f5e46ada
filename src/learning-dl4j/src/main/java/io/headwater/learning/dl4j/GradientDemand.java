package io.headwater.learning.dl4j;

import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import java.util.HashSet;
import java.util.Set;

/**
 * Which inputs and nodes of a network need the gradient of the loss: those that learn, depend on
 * what learns, or depend on an input of floats.
 */
record GradientDemand(Set<String> names) {
  static GradientDemand of(Network network) {
    Set<String> names = new HashSet<>();
    network
        .inputs()
        .forEach(
            (name, input) -> {
              if (input.isDifferentiable()) {
                names.add(name);
              }
            });
    for (Node node : network.nodes()) {
      if (learns(network, node) || node.inputs().stream().anyMatch(names::contains)) {
        names.add(node.name());
      }
    }
    return new GradientDemand(Set.copyOf(names));
  }

  boolean contains(String name) {
    return names.contains(name);
  }

  private static boolean learns(Network network, Node node) {
    return network.parameterShapes().keySet().stream()
        .anyMatch(parameter -> parameter.startsWith(node.name() + "."));
  }
}
