package io.headwater.learning.model.sharing;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Auxiliary;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.HeadsOnTrunk;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A network of its own for each task, which may be of another backbone than the others: nothing is
 * shared. The trunk of a task is named "TASK.trunk", as no task is.
 */
public record PerTask() implements Sharing {
  public static final String KIND = "per-task";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Architecture architecture(
      ImageShape input, List<Task> tasks, Map<String, HeadKind> heads, Backbones backbones) {
    List<Member> towers = new ArrayList<>();
    Map<String, Member> all = new LinkedHashMap<>();
    List<Auxiliary> auxiliaries = new ArrayList<>();
    for (Task task : tasks) {
      Backbone backbone = backbones.of(task.name());
      HeadsOnTrunk own =
          HeadsOnTrunk.of(
              backbone.trunk(input).withName(task.name() + ".trunk"), input, List.of(task), heads);
      towers.add(own.tower());
      all.putAll(own.heads());
      auxiliaries.addAll(own.auxiliaries());
    }
    return new Architecture(input, towers, tasks, all, auxiliaries);
  }

  @Override
  public Set<Backbone> used(List<String> tasks, Backbones backbones) {
    return tasks.stream().map(backbones::of).collect(Collectors.toUnmodifiableSet());
  }
}
