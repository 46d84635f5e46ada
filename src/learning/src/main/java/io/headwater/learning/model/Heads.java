package io.headwater.learning.model;

import io.headwater.learning.model.Layer.AbsoluteDifference;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The usual head of each kind of task, on a trunk whose output is a vector of features. */
final class Heads {
  private Heads() {}

  static Network of(Task task, List<Integer> features, ImageShape input) {
    Map.Entry<String, Layer> output = Map.entry("output", new Dense(task.outputs(input)));
    return switch (task.kind()) {
      case CLASSIFICATION, EDGES -> onFeatures(task, features, List.of(output));
      case LOCATION ->
          onFeatures(
              task,
              features,
              List.of(Map.entry("hidden", new Dense(128)), Map.entry("relu", new Relu()), output));
      case SIMILARITY -> onPair(task, features, output);
    };
  }

  private static Network onFeatures(
      Task task, List<Integer> features, List<Map.Entry<String, Layer>> layers) {
    return Chain.from(task.name(), Architecture.FEATURES, features, layers);
  }

  private static Network onPair(
      Task task, List<Integer> features, Map.Entry<String, Layer> output) {
    Map<String, List<Integer>> inputs = new LinkedHashMap<>();
    inputs.put(Architecture.FEATURES, features);
    inputs.put(Architecture.REFERENCE, features);
    List<Node> nodes = new ArrayList<>();
    nodes.add(
        new Node(
            "difference",
            new AbsoluteDifference(),
            List.of(Architecture.FEATURES, Architecture.REFERENCE)));
    nodes.addAll(
        Chain.nodes(
            "difference",
            List.of(Map.entry("hidden", new Dense(128)), Map.entry("relu", new Relu()), output)));
    return new Network(task.name(), inputs, nodes);
  }
}
