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
import java.util.ArrayList;
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
  private final Port features;
  private final List<Integer> shape;
  private final Map<String, Map<String, String>> made = new HashMap<>();
  private String reference = REFERENCE;

  /**
   * @throws IllegalArgumentException if consumers could not give a task what it reads
   */
  OnnxPorts(Architecture architecture, OnnxGraph graph) {
    this.architecture = architecture;
    this.graph = graph;
    this.features = architecture.features();
    this.shape = architecture.shape(features);
    if (features.isImage()) {
      throw new IllegalArgumentException(
          "the pixels of a pair's other image are read; a snapshot takes what a network makes of it");
    }
    architecture.tasks().forEach(this::requirePairs);
  }

  /** The networks that a snapshot has, each after what it reads. */
  static List<Member> members(Architecture architecture) {
    List<Member> members = new ArrayList<>(architecture.towers());
    architecture.tasks().forEach(task -> members.add(head(architecture, task)));
    return members;
  }

  static Member head(Architecture architecture, Task task) {
    return requireNonNull(architecture.heads().get(task.name()));
  }

  /** Whether any task compares the images of a pair. */
  boolean comparePairs() {
    return members(architecture).stream().anyMatch(Member::readsPairs);
  }

  /** How many features an image has. */
  int featureCount() {
    return Tensor.size(shape);
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
      return reference;
    }
    return port.equals(features) && isVector() ? FEATURES : madeFor(port);
  }

  /**
   * Adds what a network makes.
   *
   * @param values by the names of its nodes
   */
  void add(Network network, Map<String, String> values) {
    made.put(network.name(), values);
    if (network.name().equals(features.network())) {
      addFeatures();
    }
  }

  private void addFeatures() {
    List<String> output = List.of(madeFor(features));
    if (isVector()) {
      graph.node(OnnxOperator.IDENTITY, FEATURES, output);
    } else {
      graph.node(OnnxOperator.FLATTEN, FEATURES, output, OnnxGraph.attribute("axis", 1));
    }
    if (comparePairs() && concatenates()) {
      String zeros =
          graph.node(OnnxOperator.SUB, REFERENCE + ".zeros", List.of(FEATURES, FEATURES));
      reference = graph.node(OnnxOperator.ADD, REFERENCE + ".each", List.of(zeros, reference));
    }
    if (comparePairs() && !isVector()) {
      String to = graph.longs(REFERENCE + ".shape", -1, shape.get(0), shape.get(1), shape.get(2));
      reference = graph.node(OnnxOperator.RESHAPE, REFERENCE + ".map", List.of(reference, to));
    }
  }

  private boolean isVector() {
    return shape.size() == 1;
  }

  /** Only there one reference for all images must become one for each. */
  private boolean concatenates() {
    return members(architecture).stream()
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
        || members(architecture).stream()
            .filter(other -> reads(member, other.name()))
            .anyMatch(this::compares);
  }

  private static boolean reads(Member member, String network) {
    return member.reads().values().stream().anyMatch(port -> port.network().equals(network));
  }
}
