package io.headwater.learning.model;

import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A trunk and a head on it for each of some tasks.
 *
 * @param trunk gives what the heads read, its vector of features first
 * @param heads by task name
 */
public record HeadsOnTrunk(Network trunk, Map<String, Member> heads) {
  public HeadsOnTrunk {
    heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
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
    return new HeadsOnTrunk(trunk.network().withOutputs(List.copyOf(outputs)), heads);
  }

  /** The trunk as a tower, which reads images. */
  public Member tower() {
    return Member.tower(trunk);
  }
}
