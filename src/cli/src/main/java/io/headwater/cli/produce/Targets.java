package io.headwater.cli.produce;

import io.headwater.cli.CommandFailure;
import io.headwater.job.config.JobConfig;
import io.headwater.job.config.LimitsConfig;
import io.headwater.job.config.TaskConfig;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.producer.LabelledImageEvent;
import io.headwater.producer.TaskClasses;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What events are made for.
 *
 * @param tasks that may be labelled, at least one
 * @param topics where events go, by task; a task has none if a pattern finds its topics
 * @param input the shape to which the job brings images
 * @param limits what an event may cost the job
 */
public record Targets(
    List<Task> tasks, Map<String, String> topics, ImageShape input, LimitsConfig limits) {
  public Targets {
    tasks = List.copyOf(tasks);
    topics = Map.copyOf(topics);
  }

  /** All tasks of a job, and the first topic of each. */
  public static Targets of(JobConfig job) {
    return of(job, job.tasks(), Optional.empty());
  }

  /**
   * Some tasks of a job.
   *
   * @param topic where all events go; to the first topic of each task, if it is empty
   */
  static Targets of(JobConfig job, List<TaskConfig> chosen, Optional<String> topic) {
    Map<String, String> topics = new HashMap<>();
    for (TaskConfig task : chosen) {
      topic
          .or(() -> task.topics().stream().findFirst())
          .ifPresent(name -> topics.put(task.task().name(), name));
    }
    return new Targets(
        chosen.stream().map(TaskConfig::task).toList(), topics, job.model().input(), job.limits());
  }

  /** The tasks of these kinds, in order. */
  List<Task> ofKinds(TaskKind... kinds) {
    return tasks.stream().filter(task -> Arrays.asList(kinds).contains(task.kind())).toList();
  }

  /**
   * The one task of that kind.
   *
   * @throws CommandFailure if there is none, or several
   */
  Task only(TaskKind kind) {
    List<Task> found = ofKinds(kind);
    if (found.size() != 1) {
      throw CommandFailure.environment(
          "the labels are of the kind %s, and %s: name it with --task"
              .formatted(
                  kind.id(),
                  found.isEmpty()
                      ? "no task is of that kind (there are " + names(tasks) + ")"
                      : "several tasks are, " + names(found)),
          null);
    }
    return found.get(0);
  }

  static TaskClasses classes(Task task) {
    return new TaskClasses(task.name(), task.classes());
  }

  /** For these of the tasks only. */
  Targets of(List<Task> some) {
    return new Targets(some, topics, input, limits);
  }

  /**
   * All topics that events may go to.
   *
   * @throws CommandFailure if that is not known of a task
   */
  public Set<String> allTopics() {
    return tasks.stream().map(this::topicOf).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Where an event goes: the topic of the first task that it is labelled for. */
  public String topic(LabelledImageEvent event) throws RefusedException {
    return tasks.stream()
        .filter(task -> event.tasks().contains(task.name()))
        .findFirst()
        .map(this::topicOf)
        .orElseThrow(
            () -> new RefusedException("it has no label for any of the tasks " + names(tasks)));
  }

  private String topicOf(Task task) {
    String topic = topics.get(task.name());
    if (topic == null) {
      throw CommandFailure.environment(
          "the topics of task '%s' are found by a pattern: say with --topic where events go"
              .formatted(task.name()),
          null);
    }
    return topic;
  }

  /** Their names, on one line. */
  public static String names(List<Task> tasks) {
    return tasks.stream().map(Task::name).collect(Collectors.joining(", "));
  }
}
