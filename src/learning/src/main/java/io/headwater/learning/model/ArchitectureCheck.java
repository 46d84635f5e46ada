package io.headwater.learning.model;

import static io.headwater.learning.model.Architecture.RESERVED;

import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
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
      List<Auxiliary> auxiliaries,
      List<Ensemble> ensembles) {
    ArchitectureCheck check = new ArchitectureCheck(input);
    if (towers.isEmpty()) {
      throw new IllegalArgumentException("a model has at least one tower");
    }
    towers.forEach(check::add);
    for (Ensemble ensemble : ensembles) {
      check.addMembers(ensemble, named(tasks, ensemble.task(), "an ensemble"), heads);
    }
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

  private void addMembers(Ensemble ensemble, Task task, Map<String, Member> heads) {
    for (Member member : ensemble.members().values()) {
      requireOutputs(member, task);
      add(member);
    }
    Member head = heads.get(task.name());
    List<String> read =
        head == null ? List.of() : head.reads().values().stream().map(Port::network).toList();
    List<String> members = ensemble.members().values().stream().map(Member::name).toList();
    if (head == null
        || !read.equals(members)
        || !head.network()
            .parameterShapes()
            .equals(Map.of(Ensemble.WEIGHT, List.of(read.size())))) {
      throw new IllegalArgumentException(
          "the head of task '%s' must weigh the members %s of its ensemble, and learn nothing else; it reads %s"
              .formatted(task.name(), members, read));
    }
  }

  private void addAuxiliary(Auxiliary auxiliary, List<Task> tasks) {
    String name = "auxiliary head '" + auxiliary.member().name() + "'";
    requireOutputs(auxiliary.member(), named(tasks, auxiliary.task(), name));
    add(auxiliary.member());
  }

  private static Task named(List<Task> tasks, String name, String what) {
    return tasks.stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    what + " is of task '" + name + "', which the model has not"));
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
}
