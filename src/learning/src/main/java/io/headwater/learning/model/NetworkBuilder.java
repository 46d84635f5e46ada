package io.headwater.learning.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a network down node after node. */
public final class NetworkBuilder {
  private final String name;
  private final Map<String, Input> inputs = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private Optional<Initialiser> weights = Optional.empty();
  private String last = "";

  private NetworkBuilder(String name) {
    this.name = name;
  }

  /** A network without inputs and nodes yet. */
  public static NetworkBuilder of(String name) {
    return new NetworkBuilder(name);
  }

  /** A trunk, which reads images. */
  public static NetworkBuilder trunk(List<Integer> image) {
    return of(Architecture.TRUNK).input(Port.IMAGE, Input.bytes(image));
  }

  /** Adds an input, which {@link #then} reads next. */
  public NetworkBuilder input(String input, Input what) {
    inputs.put(input, what);
    last = input;
    return this;
  }

  /** From what the weights of nodes start that are added from here on. */
  public NetworkBuilder weightsFrom(Initialiser initialiser) {
    weights = Optional.of(initialiser);
    return this;
  }

  /** Adds a node that reads what was added last. */
  public NetworkBuilder then(String node, Layer layer) {
    return then(node, layer, last);
  }

  /**
   * Adds a node.
   *
   * @param from what it reads: nodes or inputs
   */
  public NetworkBuilder then(String node, Layer layer, String... from) {
    nodes.add(new Node(node, layer, List.of(from), weights));
    last = node;
    return this;
  }

  /** The name of what was added last. */
  public String last() {
    return last;
  }

  /** The network, whose output is what was added last. */
  public Network build() {
    return build(last);
  }

  /** The network with those nodes as outputs. */
  public Network build(String... outputs) {
    return new Network(name, inputs, nodes, List.of(outputs));
  }
}
