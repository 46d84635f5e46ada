package io.headwater.learning.model;

import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A trunk, a head on it for each of some tasks, and its auxiliary classifiers.
 *
 * @param trunk gives what the heads read, its vector of features first
 * @param heads by task name
 * @param auxiliaries for each classification among the tasks one at each branch of the trunk
 */
public record HeadsOnTrunk(Network trunk, Map<String, Member> heads, List<Auxiliary> auxiliaries) {
  public HeadsOnTrunk {
    heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
    auxiliaries = List.copyOf(auxiliaries);
  }

  /**
   * Puts heads on a trunk.
   *
   * @param kinds of heads, by task name; the usual for a task that has none
   * @throws IllegalArgumentException if a head reads what the trunk has not
   */
  public static HeadsOnTrunk of(
      Trunk trunk, ImageShape input, List<Task> tasks, Map<String, HeadKind> kinds) {
    Map<String, Member> heads = new LinkedHashMap<>();
    Set<String> outputs = new LinkedHashSet<>(trunk.network().outputs());
    for (Task task : tasks) {
      HeadKind usual = trunk.maps().isEmpty() ? HeadKind.DENSE : HeadKind.usual(task.kind());
      Member head = Heads.of(task, kinds.getOrDefault(task.name(), usual), trunk, input);
      head.reads().values().forEach(port -> outputs.add(port.output()));
      heads.put(task.name(), head);
    }
    List<Auxiliary> auxiliaries = new ArrayList<>();
    for (Branch branch : trunk.branches()) {
      tasks.stream()
          .filter(task -> task.kind() == TaskKind.CLASSIFICATION)
          .forEach(task -> auxiliaries.add(branch.auxiliary(task, trunk.network(), input)));
    }
    auxiliaries.forEach(
        auxiliary ->
            auxiliary.member().reads().values().forEach(port -> outputs.add(port.output())));
    return new HeadsOnTrunk(trunk.network().withOutputs(List.copyOf(outputs)), heads, auxiliaries);
  }

  /** The trunk as a tower, which reads images. */
  public Member tower() {
    return Member.tower(trunk);
  }
}
