package io.headwater.learning.model;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.model.Layer.BatchNorm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A trunk or a head: a graph of layers in topological order, whose last node is its output. Shapes
 * leave out the dimension of the mini-batch.
 *
 * @param name "trunk", or the name of the head's task
 * @param inputs shape by input name, in order
 * @param nodes in topological order
 */
public record Network(String name, Map<String, List<Integer>> inputs, List<Node> nodes) {
  public Network {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    nodes = List.copyOf(nodes);
    shapes(name, inputs, nodes);
  }

  /** Shape by name, of every input and node, in order. */
  public Map<String, List<Integer>> shapes() {
    return shapes(name, inputs, nodes);
  }

  public List<Integer> outputShape() {
    return requireNonNull(shapes().get(nodes.get(nodes.size() - 1).name()));
  }

  /** Values of one output. */
  public int outputSize() {
    return Shapes.size(outputShape());
  }

  /** Parameters by name, "NODE.weight" and the like, in order. */
  public Map<String, Variable> parameters() {
    return variables(Layer::parameters);
  }

  /** Running statistics by name, such as "NODE.mean", in order. */
  public Map<String, Variable> statistics() {
    return variables(Layer::statistics);
  }

  /** Shape by parameter name, in order. */
  public Map<String, List<Integer>> parameterShapes() {
    return shapes(parameters());
  }

  /** Shape by name of the running statistics, in order. */
  public Map<String, List<Integer>> statisticsShapes() {
    return shapes(statistics());
  }

  private static Map<String, List<Integer>> shapes(Map<String, Variable> variables) {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    variables.forEach((name, variable) -> shapes.put(name, variable.shape()));
    return shapes;
  }

  private Map<String, Variable> variables(
      BiFunction<Layer, List<List<Integer>>, Map<String, Variable>> ofLayer) {
    Map<String, List<Integer>> shapes = shapes();
    Map<String, Variable> named = new LinkedHashMap<>();
    for (Node node : nodes) {
      List<List<Integer>> in = node.inputs().stream().map(shapes::get).toList();
      ofLayer
          .apply(node.layer(), in)
          .forEach((name, variable) -> named.put(node.name() + "." + name, variable));
    }
    return named;
  }

  /** Values of all inputs and nodes together. */
  public long valueCount() {
    return count(shapes());
  }

  public long parameterCount() {
    return count(parameterShapes());
  }

  /** Values of all running statistics together. */
  public long statisticsCount() {
    return count(statisticsShapes());
  }

  private static long count(Map<String, List<Integer>> shapes) {
    return shapes.values().stream()
        .mapToLong(shape -> shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b))
        .sum();
  }

  /**
   * How many images a mini-batch should have for a step with it to be worth taking: one, but more
   * if there is a batch normalisation (see {@link BatchNorm#LEAST_IMAGES}).
   */
  public int leastImages() {
    boolean normalises = nodes.stream().anyMatch(node -> node.layer() instanceof BatchNorm);
    return normalises ? BatchNorm.LEAST_IMAGES : 1;
  }

  private static Map<String, List<Integer>> shapes(
      String network, Map<String, List<Integer>> inputs, List<Node> nodes) {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>(inputs);
    for (Node node : nodes) {
      List<List<Integer>> in = new ArrayList<>();
      for (String input : node.inputs()) {
        if (!shapes.containsKey(input)) {
          throw new IllegalArgumentException(
              "node '"
                  + node.name()
                  + "' of network '"
                  + network
                  + "' reads '"
                  + input
                  + "', which does not come before it; there are "
                  + shapes.keySet());
        }
        in.add(shapes.get(input));
      }
      if (shapes.put(node.name(), node.layer().outputShape(in)) != null) {
        throw new IllegalArgumentException(
            "two nodes of network '" + network + "' are named '" + node.name() + "'");
      }
    }
    return shapes;
  }
}
