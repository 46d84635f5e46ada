package io.headwater.job.identity;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a model is, in the words of the configuration. Loss weights are no part of it, nor is the
 * order of the tasks: they may change.
 *
 * @param backbone of the trunk that the tasks share; what they share, if that is something else
 * @param tasks in the order of the configuration
 */
public record ModelDescription(String backbone, ImageShape input, List<Task> tasks) {
  private static final int QUOTED_CHARACTERS = 300;

  public ModelDescription {
    requireNonNull(backbone, "backbone");
    requireNonNull(input, "input");
    tasks = List.copyOf(tasks);
  }

  /**
   * The networks that both have, but which mean something else in the other model, even if they
   * look alike: all where the images do, and the heads of tasks whose kind or classes changed.
   */
  public Set<String> redefined(ModelDescription configured) {
    Set<String> redefined = new LinkedHashSet<>();
    boolean all = !backbone.equals(configured.backbone) || !input.equals(configured.input);
    if (all) {
      redefined.add(Architecture.TRUNK);
    }
    Map<String, Task> before = byName(tasks);
    for (Task now : configured.tasks) {
      Task task = before.get(now.name());
      if (task != null && (all || isRedefined(task, now))) {
        redefined.add(now.name());
      }
    }
    return redefined;
  }

  private static boolean isRedefined(Task before, Task now) {
    return before.kind() != now.kind() || !before.classes().equals(now.classes());
  }

  /** What another model has that this one had not, in words. */
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
