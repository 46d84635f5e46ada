package io.headwater.cli.produce;

import io.headwater.cli.CommandFailure;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A task as the command line names it: NAME, or NAME=KIND, or NAME=KIND:CLASS,CLASS,...
 *
 * @param kind empty where only the name is given
 * @param classes empty where none are given
 */
record TaskSpec(String name, Optional<TaskKind> kind, List<String> classes) {
  private static final String KINDS =
      Arrays.stream(TaskKind.values()).map(TaskKind::id).collect(Collectors.joining(", "));

  static TaskSpec parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return new TaskSpec(text, Optional.empty(), List.of());
    }
    String name = text.substring(0, equals);
    String[] what = text.substring(equals + 1).split(":", 2);
    TaskKind kind =
        Arrays.stream(TaskKind.values())
            .filter(each -> each.id().equals(what[0]))
            .findFirst()
            .orElseThrow(
                () ->
                    CommandFailure.environment(
                        "--task is '%s'; its kind must be one of %s".formatted(text, KINDS), null));
    return new TaskSpec(
        name, Optional.of(kind), what.length < 2 ? List.of() : List.of(what[1].split(",")));
  }

  /**
   * The task, where no configuration has it.
   *
   * @param found the classes that the source names
   */
  Task task(Supplier<List<String>> found) {
    TaskKind known =
        kind.orElseThrow(
            () ->
                CommandFailure.environment(
                    "--task is '%s'; without --config it must be NAME=KIND, the kind being one of %s"
                        .formatted(name, KINDS),
                    null));
    boolean classified = known == TaskKind.CLASSIFICATION;
    try {
      return new Task(name, known, 1, classified && classes.isEmpty() ? found.get() : classes);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.environment(
          "--task is wrong: %s%s"
              .formatted(
                  e.getMessage(),
                  classified ? "; name them: --task %s=classification:A,B".formatted(name) : ""),
          e);
    }
  }
}
