package io.headwater.learning.model;

import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a network computes, in lines of text that stay the same from release to release, whatever
 * classes are called: a fingerprint of it says whether a saved state is of the network. The name of
 * the network is no part of it, but those of its inputs and nodes are. Which nodes are read from
 * outside is said of heads only: a trunk that gives one more keeps what it has learned.
 *
 * <pre>
 * headwater network 1
 * input features floats 500
 * node output reads features: dense outputs=2
 * output output
 * task classification
 * class 4 shoe
 * class 5 shirt
 * </pre>
 */
final class NetworkDescription {
  private static final int VERSION = 1;

  private NetworkDescription() {}

  /** Of a trunk. */
  static String of(Network network) {
    List<String> lines = new ArrayList<>();
    lines.add("headwater network " + VERSION);
    network
        .inputs()
        .forEach(
            (name, shape) ->
                lines.add(
                    String.join(
                        " ", "input", word(name), element(network, name), dimensions(shape))));
    network.nodes().forEach(node -> lines.add(line(node)));
    return text(lines);
  }

  /** Of a head, and what its output means. */
  static String of(Network head, Task task) {
    List<String> lines = new ArrayList<>();
    lines.add("output " + word(output(head)));
    lines.add("task " + task.kind().id());
    task.classes().forEach(name -> lines.add("class " + name.length() + " " + name));
    return of(head) + text(lines);
  }

  static String output(Network network) {
    return network.nodes().get(network.nodes().size() - 1).name();
  }

  static String dimensions(List<Integer> shape) {
    return shape.stream().map(Object::toString).collect(Collectors.joining("x"));
  }

  private static String line(Node node) {
    String inputs =
        node.inputs().stream().map(NetworkDescription::word).collect(Collectors.joining(" "));
    return "node " + word(node.name()) + " reads " + inputs + ": " + node.layer().description();
  }

  /** What a layer scales is bytes. */
  private static String element(Network network, String input) {
    boolean scaled =
        network.nodes().stream()
            .anyMatch(node -> node.layer() instanceof Layer.Scale && node.inputs().contains(input));
    return scaled ? "bytes" : "floats";
  }

  private static String word(String name) {
    if (!name.matches("[^\\s:]+")) {
      throw new IllegalArgumentException(
          "an input or a node can't be named '" + name + "'; take a word without ':'");
    }
    return name;
  }

  private static String text(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
