package io.headwater.learning.model;

import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a network computes, in lines of text that stay the same from release to release, whatever
 * classes are called: a fingerprint of it says whether a saved state is of the network. The name of
 * the network is no part of it, but those of its inputs and nodes are. Which nodes are read from
 * outside is said of heads only: a tower that gives one more keeps what it has learned.
 *
 * <pre>
 * headwater network 1
 * input features floats 500
 * read features from trunk relu3 of the first
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

  /** Of a tower. */
  static String of(Member member) {
    List<String> lines = new ArrayList<>();
    lines.add("headwater network " + VERSION);
    member.network().inputs().forEach((name, input) -> lines.add(line(name, input)));
    member.reads().forEach((name, port) -> lines.add(line(name, port)));
    member.network().nodes().forEach(node -> lines.add(line(node)));
    return text(lines);
  }

  /** Of a head, and what its output means. */
  static String of(Member head, Task task) {
    List<String> lines = new ArrayList<>();
    lines.add("output " + word(head.network().outputs().get(0)));
    lines.add("task " + task.kind().id());
    task.classes().forEach(name -> lines.add("class " + name.length() + " " + name));
    return of(head) + text(lines);
  }

  private static String line(String name, Input input) {
    String element =
        switch (input.element()) {
          case UNSIGNED_BYTES -> "bytes";
          case FLOATS -> "floats";
        };
    return String.join(" ", "input", word(name), element, dimensions(input.shape()));
  }

  private static String line(String name, Port port) {
    String source = port.isImage() ? Port.IMAGE : word(port.network()) + " " + word(port.output());
    String side =
        switch (port.side()) {
          case FIRST -> "first";
          case SECOND -> "second";
        };
    return "read " + word(name) + " from " + source + " of the " + side;
  }

  static String dimensions(List<Integer> shape) {
    return shape.stream().map(Object::toString).collect(Collectors.joining("x"));
  }

  private static String line(Node node) {
    String inputs =
        node.inputs().stream().map(NetworkDescription::word).collect(Collectors.joining(" "));
    return "node " + word(node.name()) + " reads " + inputs + ": " + node.layer().description();
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
