package io.headwater.learning.model;

import io.headwater.learning.task.ImageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Networks in which each layer reads the one before it. */
final class Chain {
  private Chain() {}

  static Network trunk(
      ImageShape input, List<? extends Map.Entry<String, ? extends Layer>> layers) {
    return from(Architecture.TRUNK, Architecture.IMAGE, input.dimensions(), layers);
  }

  static Network from(
      String name,
      String input,
      List<Integer> inputShape,
      List<? extends Map.Entry<String, ? extends Layer>> layers) {
    return new Network(name, Map.of(input, inputShape), nodes(input, layers));
  }

  static List<Node> nodes(String input, List<? extends Map.Entry<String, ? extends Layer>> layers) {
    List<Node> nodes = new ArrayList<>();
    String previous = input;
    for (Map.Entry<String, ? extends Layer> layer : layers) {
      nodes.add(new Node(layer.getKey(), layer.getValue(), List.of(previous)));
      previous = layer.getKey();
    }
    return nodes;
  }
}
