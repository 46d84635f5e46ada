package io.headwater.learning.stream;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What labels mean, as a text for each task, to be kept with examples that wait and compared when a
 * job with another configuration finds them. The texts are never read back, and must stay the same
 * from release to release:
 *
 * <pre>
 * headwater labels 1
 * image 1x28x28
 * task classification
 * class 4 shoe
 * class 5 shirt
 * </pre>
 *
 * @param byTask the texts by the tasks' names
 */
public record LabelMeanings(Map<String, String> byTask) implements Serializable {
  private static final int VERSION = 1;

  public LabelMeanings {
    byTask = Map.copyOf(byTask);
  }

  /** What the labels of these tasks mean for images of this shape. */
  public static LabelMeanings of(List<Task> tasks, ImageShape images) {
    return new LabelMeanings(
        tasks.stream().collect(toUnmodifiableMap(Task::name, task -> text(task, images))));
  }

  /** The tasks whose labels meant something else before, or are gone. */
  public Set<String> changedSince(LabelMeanings before) {
    return before.byTask.entrySet().stream()
        .filter(task -> !task.getValue().equals(byTask.get(task.getKey())))
        .map(Map.Entry::getKey)
        .collect(toUnmodifiableSet());
  }

  private static String text(Task task, ImageShape images) {
    Function<String, String> line = name -> "class " + name.length() + " " + name + "\n";
    return "headwater labels %d\nimage %s\ntask %s\n".formatted(VERSION, images, task.kind().id())
        + task.classes().stream().map(line).collect(Collectors.joining());
  }
}
