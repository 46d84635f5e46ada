package io.headwater.job.identity;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model is, in the words of the configuration. Loss weights are no part of it: they may
 * change.
 *
 * @param backbone the trunk's name
 * @param tasks in the order of the configuration
 */
public record ModelDescription(String backbone, ImageShape input, List<Task> tasks) {
  private static final int QUOTED_CHARACTERS = 300;

  public ModelDescription {
    requireNonNull(backbone, "backbone");
    requireNonNull(input, "input");
    tasks = List.copyOf(tasks);
  }

  /** What another model has that this one had not, in words; empty if a state of one fits both. */
  public List<String> differences(ModelDescription configured) {
    List<String> differences = new ArrayList<>();
    if (!backbone.equals(configured.backbone)) {
      differences.add(changed("the backbone", "was", backbone, configured.backbone));
    }
    if (!input.equals(configured.input)) {
      differences.add(changed("the input", "was", input, configured.input));
    }
    Map<String, Task> before = byName(tasks);
    Map<String, Task> now = byName(configured.tasks);
    before.forEach((name, task) -> compare(task, now, differences));
    now.keySet().stream()
        .filter(name -> !before.containsKey(name))
        .forEach(name -> differences.add("task '" + quoted(name) + "' is new"));
    List<String> order = List.copyOf(before.keySet());
    if (differences.isEmpty() && !order.equals(List.copyOf(now.keySet()))) {
      differences.add(changed("the order of the tasks", "was", order, now.keySet()));
    }
    return differences;
  }

  private static void compare(Task before, Map<String, Task> others, List<String> differences) {
    String name = "task '" + quoted(before.name()) + "'";
    Task now = others.get(before.name());
    if (now == null) {
      differences.add(name + " is gone");
    } else if (before.kind() != now.kind()) {
      differences.add(changed(name, "was of kind", before.kind().id(), now.kind().id()));
    } else if (!before.classes().equals(now.classes())) {
      differences.add(changed(name, "had classes", before.classes(), now.classes()));
    }
  }

  private static Map<String, Task> byName(List<Task> tasks) {
    Map<String, Task> byName = new LinkedHashMap<>();
    tasks.forEach(task -> byName.put(task.name(), task));
    return byName;
  }

  private static String changed(String what, String was, Object before, Object now) {
    return "%s %s %s, the configuration has %s".formatted(what, was, quoted(before), quoted(now));
  }

  /** Names can be many and long. */
  private static String quoted(Object value) {
    String text = value.toString();
    return text.length() <= QUOTED_CHARACTERS
        ? text
        : text.substring(0, QUOTED_CHARACTERS) + "... (" + text.length() + " characters)";
  }
}
