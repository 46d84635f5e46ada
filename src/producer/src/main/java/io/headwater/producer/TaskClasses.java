package io.headwater.producer;

import java.util.List;
import java.util.OptionalInt;

/**
 * The classes of a classification, for labels by name.
 *
 * @param task the task's name
 * @param names in the order of the job's configuration
 */
public record TaskClasses(String task, List<String> names) {
  private static final String INDEX = "\\d{1,9}";

  public TaskClasses {
    names = List.copyOf(names);
  }

  public static TaskClasses of(String task, String... names) {
    return new TaskClasses(task, List.of(names));
  }

  /** The index of a class by its name, or by its index as text where no class has that name. */
  public OptionalInt find(String text) {
    int index = names.indexOf(text);
    if (index >= 0) {
      return OptionalInt.of(index);
    }
    if (text.matches(INDEX) && Integer.parseInt(text) < names.size()) {
      return OptionalInt.of(Integer.parseInt(text));
    }
    return OptionalInt.empty();
  }

  /**
   * The same, for a class that there must be.
   *
   * @throws IllegalArgumentException if there is none
   */
  public int index(String text) {
    return find(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no class of task '%s': its classes are %s"
                        .formatted(text, task, String.join(", ", names))));
  }
}
