package io.headwater.learning.model;

import static io.headwater.learning.model.Architecture.RESERVED;

import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold of the networks of a model. */
final class ArchitectureCheck {
  private final ImageShape input;
  private final Map<String, Network> before = new LinkedHashMap<>();

  private ArchitectureCheck(ImageShape input) {
    this.input = input;
  }

  static void of(
      ImageShape input,
      List<Member> towers,
      List<Task> tasks,
      Map<String, Member> heads,
      List<Auxiliary> auxiliaries) {
    ArchitectureCheck check = new ArchitectureCheck(input);
    if (towers.isEmpty()) {
      throw new IllegalArgumentException("a model has at least one tower");
    }
    towers.forEach(check::add);
    for (Task task : tasks) {
      check.addHead(task, heads.get(task.name()));
    }
    List<String> names = tasks.stream().map(Task::name).toList();
    if (!heads.keySet().equals(Set.copyOf(names))) {
      throw new IllegalArgumentException(
          "there are heads for " + heads.keySet() + "; the tasks are " + names);
    }
    for (Auxiliary auxiliary : auxiliaries) {
      check.addAuxiliary(auxiliary, tasks);
    }
    requireOneComparison(check.before.keySet(), towers, heads);
  }

  private void addHead(Task task, @Nullable Member head) {
    if (RESERVED.contains(task.name())) {
      throw new IllegalArgumentException(
          "a task can't be named '" + task.name() + "'; reserved are " + RESERVED);
    }
    if (head == null || !head.name().equals(task.name())) {
      throw new IllegalArgumentException("task '" + task.name() + "' must have a head of its name");
    }
    requireOutputs(head, task);
    add(head);
  }

  private void addAuxiliary(Auxiliary auxiliary, List<Task> tasks) {
    Task of =
        tasks.stream()
            .filter(task -> task.name().equals(auxiliary.task()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "auxiliary head '"
                            + auxiliary.member().name()
                            + "' is of task '"
                            + auxiliary.task()
                            + "', which the model has not"));
    requireOutputs(auxiliary.member(), of);
    add(auxiliary.member());
  }

  private void requireOutputs(Member head, Task task) {
    if (head.network().outputs().size() != 1
        || head.network().outputSize() != task.outputs(input)) {
      throw new IllegalArgumentException(
          "the head of task '" + task.name() + "' must have " + task.outputs(input) + " outputs");
    }
  }

  private void add(Member member) {
    member.reads().forEach((name, port) -> requireSource(member.network(), name, port));
    if (before.put(member.name(), member.network()) != null) {
      throw new IllegalArgumentException("two networks are named '" + member.name() + "'");
    }
  }

  private void requireSource(Network network, String name, Port port) {
    Input expected = network.inputs().getOrDefault(name, Input.floats(List.of()));
    Input actual = port.isImage() ? Input.bytes(input.dimensions()) : output(network, name, port);
    if (!expected.equals(actual)) {
      throw new IllegalArgumentException(
          "input '%s' of network '%s' is %s; what it reads is %s"
              .formatted(name, network.name(), expected, actual));
    }
  }

  private Input output(Network network, String name, Port port) {
    Network source = before.get(port.network());
    if (source == null || !source.outputs().contains(port.output())) {
      throw new IllegalArgumentException(
          "input '%s' of network '%s' reads '%s' of '%s'; before it there are %s"
              .formatted(name, network.name(), port.output(), port.network(), outputsBefore()));
    }
    return Input.floats(source.shape(port.output()));
  }

  private List<String> outputsBefore() {
    List<String> outputs = new ArrayList<>();
    before.forEach((name, network) -> outputs.add(name + network.outputs()));
    return outputs;
  }

  /** Snapshots take one vector of the image to compare with. */
  private static void requireOneComparison(
      Set<String> names, List<Member> towers, Map<String, Member> heads) {
    Set<Port> compared = new HashSet<>();
    List<Member> all = new ArrayList<>(towers);
    all.addAll(heads.values());
    for (Member member : all) {
      member.reads().values().stream()
          .filter(port -> port.side() == Port.Side.SECOND)
          .forEach(compared::add);
    }
    if (compared.size() > 1) {
      throw new IllegalArgumentException(
          "heads of pairs must read one output of the other image; they read "
              + compared
              + " of "
              + names);
    }
  }
}
