package io.headwater.learning.model;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.model.Layer.BatchNorm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A tower or a head: a graph of layers in topological order. Shapes leave out the dimension of the
 * mini-batch.
 *
 * @param name unique in the model; a head's is its task's
 * @param inputs by name, in order
 * @param nodes in topological order
 * @param outputs names of the nodes that others may read, in order
 */
public record Network(
    String name, Map<String, Input> inputs, List<Node> nodes, List<String> outputs) {
  public Network {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
    Set<String> names = shapes(name, inputs, nodes).keySet();
    requireScaled(name, inputs, nodes);
    if (outputs.isEmpty()
        || !names.containsAll(outputs)
        || outputs.stream().anyMatch(inputs.keySet()::contains)) {
      throw new IllegalArgumentException(
          "the outputs of network '" + name + "' are " + outputs + "; they must be nodes");
    }
  }

  /** With the last node as its only output. */
  public Network(String name, Map<String, Input> inputs, List<Node> nodes) {
    this(name, inputs, nodes, List.of(nodes.get(nodes.size() - 1).name()));
  }

  /** Shape by name, of every input and node, in order. */
  public Map<String, List<Integer>> shapes() {
    return shapes(name, inputs, nodes);
  }

  /** Of an input or a node. */
  public List<Integer> shape(String ofName) {
    List<Integer> shape = shapes().get(ofName);
    if (shape == null) {
      throw new IllegalArgumentException("network '" + name + "' has no '" + ofName + "'");
    }
    return shape;
  }

  /** Shape of each output, in order. */
  public List<List<Integer>> outputShapes() {
    Map<String, List<Integer>> shapes = shapes();
    return outputs.stream().map(output -> requireNonNull(shapes.get(output))).toList();
  }

  /** Shape of the only output. */
  public List<Integer> outputShape() {
    if (outputs.size() != 1) {
      throw new IllegalStateException("network '" + name + "' has the outputs " + outputs);
    }
    return outputShapes().get(0);
  }

  /** Values of the only output. */
  public int outputSize() {
    return Shapes.size(outputShape());
  }

  /** The same network under another name. */
  public Network withName(String other) {
    return new Network(other, inputs, nodes, outputs);
  }

  /** The same network with other outputs. */
  public Network withOutputs(List<String> others) {
    return new Network(name, inputs, nodes, others);
  }

  /** The network as it is in inference: what read a dropout reads what the dropout reads. */
  Network withoutDropout() {
    List<Node> others =
        nodes.stream()
            .filter(node -> !(node.layer() instanceof Layer.Dropout))
            .map(node -> node.reading(node.inputs().stream().map(this::beforeDropout).toList()))
            .toList();
    List<String> read = outputs.stream().map(this::beforeDropout).distinct().toList();
    return new Network(name, inputs, others, read);
  }

  /** The node itself or, of dropouts, what the first of them reads. */
  String beforeDropout(String node) {
    return nodes.stream()
        .filter(each -> each.name().equals(node) && each.layer() instanceof Layer.Dropout)
        .findFirst()
        .map(dropout -> beforeDropout(dropout.inputs().get(0)))
        .orElse(node);
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
          .forEach(
              (name, variable) -> named.put(node.name() + "." + name, node.starting(variable)));
    }
    return named;
  }

  /** Multiplications of weights and inputs in a forward pass, for one example, by node. */
  public Map<String, Long> multiplications() {
    Map<String, List<Integer>> shapes = shapes();
    Map<String, Long> multiplications = new LinkedHashMap<>();
    for (Node node : nodes) {
      List<List<Integer>> in = node.inputs().stream().map(shapes::get).toList();
      multiplications.put(node.name(), node.layer().multiplications(in));
    }
    return multiplications;
  }

  /** {@link #multiplications} of all nodes together. */
  public long multiplicationCount() {
    return multiplications().values().stream().mapToLong(Long::longValue).sum();
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

  private static void requireScaled(String network, Map<String, Input> inputs, List<Node> nodes) {
    for (Node node : nodes) {
      for (String name : node.inputs()) {
        Input input = inputs.get(name);
        boolean readsBytes = input != null && input.element() == Input.Element.UNSIGNED_BYTES;
        if (readsBytes != node.layer() instanceof Layer.Scale) {
          throw new IllegalArgumentException(
              "node '"
                  + node.name()
                  + "' of network '"
                  + network
                  + "' reads '"
                  + name
                  + "'; a scale reads bytes, and nothing else does");
        }
      }
    }
  }

  private static Map<String, List<Integer>> shapes(
      String network, Map<String, Input> inputs, List<Node> nodes) {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    inputs.forEach((name, input) -> shapes.put(name, input.shape()));
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
