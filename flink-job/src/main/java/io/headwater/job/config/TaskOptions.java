package io.headwater.job.config;

import io.headwater.learning.augment.Augmentations;
import io.headwater.learning.task.TaskKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Keys of each task in the section "tasks". */
final class TaskOptions {
  static final Option<TaskKind> KIND =
      Option.required(
          "kind",
          OptionTypes.choice(kinds()),
          "What the task's labels, head, loss and metric are.");

  static final Option<List<String>> TOPICS =
      Option.optional(
          "topics",
          OptionTypes.listOf(OptionTypes.topic(), 1),
          "The topics that its events come from. Give either this or `topicPattern`. Tasks may share"
              + " topics: an event teaches every task that it has a label for.");

  static final Option<Pattern> TOPIC_PATTERN =
      Option.optional(
          "topicPattern",
          OptionTypes.regularExpression(),
          "The topics that its events come from, as a regular expression that matches the whole name;"
              + " topics that appear later are found.");

  static final Option<Double> LOSS_WEIGHT =
      Option.withDefault(
          "lossWeight",
          OptionTypes.positiveNumber(),
          "1.0",
          "The task's weight in the joint loss.");

  static final Option<List<String>> CLASSES =
      Option.withDefault(
          "classes",
          OptionTypes.listOf(OptionTypes.text(), 0),
          "[]",
          "The names of the classes, in the order of their index: two or more for a classification,"
              + " none for other kinds.");

  static final Option<List<String>> AUGMENT =
      Option.withDefault(
          "augment",
          OptionTypes.listOf(OptionTypes.choice(augmentations()), 0),
          "[]",
          "Random transforms of image and label together, in this order. An event with labels for"
              + " several tasks gets those that all of them list.");

  private static final OptionSection TASK =
      new OptionSection(
          OptionSection.ANY,
          "One task. Its name is of letters, digits, `-` and `_`, and names its label in events and"
              + " its output in snapshots.",
          List.of(KIND, TOPICS, TOPIC_PATTERN, LOSS_WEIGHT, CLASSES, AUGMENT),
          List.of());

  static final OptionSection SECTION =
      new OptionSection(
          "tasks", "What the model learns to do: one or more tasks.", List.of(), List.of(TASK));

  private TaskOptions() {}

  private static Map<String, String> augmentations() {
    Map<String, String> names = new LinkedHashMap<>();
    Augmentations.names().forEach(name -> names.put(name, name));
    return names;
  }

  private static Map<String, TaskKind> kinds() {
    Map<String, TaskKind> byId = new LinkedHashMap<>();
    Arrays.stream(TaskKind.values()).forEach(kind -> byId.put(kind.id(), kind));
    return byId;
  }
}
