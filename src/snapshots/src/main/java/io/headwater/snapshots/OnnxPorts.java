package io.headwater.snapshots;

import static io.headwater.learning.model.Architecture.FEATURES;
import static io.headwater.learning.model.Architecture.REFERENCE;
import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Layer.Concatenate;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Port;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a graph that networks read: images, what networks before them make, and of the
 * other image of a pair only {@link Architecture#REFERENCE}, its features.
 */
final class OnnxPorts {
  private final Architecture architecture;
  private final OnnxGraph graph;
  private final List<Port> features;
  private final Map<String, Map<String, String>> made = new HashMap<>();
  private final Map<Port, String> parts = new HashMap<>();
  private final Map<Port, String> references = new HashMap<>();

  /**
   * @throws IllegalArgumentException if consumers could not give a task what it reads
   */
  OnnxPorts(Architecture architecture, OnnxGraph graph) {
    this.architecture = architecture;
    this.graph = graph;
    this.features = architecture.features();
    if (features.stream().anyMatch(Port::isImage)) {
      throw new IllegalArgumentException(
          "the pixels of a pair's other image are read; a snapshot takes what a network makes of it");
    }
    architecture.tasks().forEach(this::requirePairs);
  }

  static Member head(Architecture architecture, Task task) {
    return requireNonNull(architecture.heads().get(task.name()));
  }

  /** Whether any task compares the images of a pair. */
  boolean comparePairs() {
    return architecture.predicting().stream().anyMatch(Member::readsPairs);
  }

  /** How many features an image has. */
  int featureCount() {
    return features.stream().mapToInt(this::size).sum();
  }

  private int size(Port port) {
    return Tensor.size(architecture.shape(port));
  }

  /** The values that a network reads, by the names of its inputs. */
  Map<String, String> inputs(Member member) {
    Map<String, String> values = new LinkedHashMap<>();
    member.reads().forEach((input, port) -> values.put(input, value(port)));
    return values;
  }

  /**
   * The value of a port.
   *
   * @param port of what was added before
   */
  String value(Port port) {
    if (port.isImage()) {
      return Port.IMAGE;
    }
    if (port.side() == Port.Side.SECOND) {
      return requireNonNull(references.get(first(port)));
    }
    return features.equals(List.of(port)) && isVector(port) ? FEATURES : madeFor(port);
  }

  /**
   * Adds what a network makes.
   *
   * @param values by the names of its nodes
   * @return whether with it all features are there
   */
  boolean add(Network network, Map<String, String> values) {
    made.put(network.name(), values);
    List<Port> own =
        features.stream().filter(port -> port.network().equals(network.name())).toList();
    own.forEach(this::addPart);
    boolean complete = !own.isEmpty() && parts.size() == features.size();
    if (complete && features.size() > 1) {
      graph.node(
          OnnxOperator.CONCAT,
          FEATURES,
          features.stream().map(port -> requireNonNull(parts.get(port))).toList(),
          OnnxGraph.attribute("axis", 1));
    }
    return complete;
  }

  /** One of the features, as a vector, and what stands for it of the other image. */
  private void addPart(Port port) {
    boolean only = features.size() == 1;
    String part = only ? FEATURES : FEATURES + "." + (features.indexOf(port) + 1);
    List<String> output = List.of(madeFor(port));
    if (isVector(port)) {
      graph.node(OnnxOperator.IDENTITY, part, output);
    } else {
      graph.node(OnnxOperator.FLATTEN, part, output, OnnxGraph.attribute("axis", 1));
    }
    parts.put(port, part);
    if (comparePairs()) {
      references.put(port, reference(port, part, only ? REFERENCE : sliceOfReference(port)));
    }
  }

  private String sliceOfReference(Port port) {
    int from = features.subList(0, features.indexOf(port)).stream().mapToInt(this::size).sum();
    String name = REFERENCE + "." + (features.indexOf(port) + 1);
    String begin = graph.longs(name + ".from", from);
    String end = graph.longs(name + ".to", from + size(port));
    String axis = graph.longs(name + ".axis", 1);
    return graph.node(OnnxOperator.SLICE, name, List.of(REFERENCE, begin, end, axis));
  }

  private String reference(Port port, String part, String vector) {
    String reference = vector;
    if (concatenates()) {
      String zeros = graph.node(OnnxOperator.SUB, vector + ".zeros", List.of(part, part));
      reference = graph.node(OnnxOperator.ADD, vector + ".each", List.of(zeros, reference));
    }
    if (!isVector(port)) {
      List<Integer> shape = architecture.shape(port);
      String to = graph.longs(vector + ".shape", -1, shape.get(0), shape.get(1), shape.get(2));
      reference = graph.node(OnnxOperator.RESHAPE, vector + ".map", List.of(reference, to));
    }
    return reference;
  }

  private static Port first(Port port) {
    return Port.of(port.network(), port.output());
  }

  private boolean isVector(Port port) {
    return architecture.shape(port).size() == 1;
  }

  /** Only there one reference for all images must become one for each. */
  private boolean concatenates() {
    return architecture.predicting().stream()
        .flatMap(member -> member.network().nodes().stream())
        .anyMatch(node -> node.layer() instanceof Concatenate);
  }

  private String madeFor(Port port) {
    return requireNonNull(requireNonNull(made.get(port.network())).get(port.output()));
  }

  /** Consumers give a reference for tasks of pairs, and for no others. */
  private void requirePairs(Task task) {
    boolean compares = compares(head(architecture, task));
    if (compares != (task.kind() == TaskKind.SIMILARITY)) {
      throw new IllegalArgumentException(
          "the head of task '%s' of kind %s %s of the pair's other image; those of kind %s must, and no others"
              .formatted(
                  task.name(),
                  task.kind().id(),
                  compares ? "reads" : "does not read",
                  TaskKind.SIMILARITY.id()));
    }
  }

  private boolean compares(Member member) {
    return member.readsPairs()
        || architecture.predicting().stream()
            .filter(other -> reads(member, other.name()))
            .anyMatch(this::compares);
  }

  private static boolean reads(Member member, String network) {
    return member.reads().values().stream().anyMatch(port -> port.network().equals(network));
  }
}
