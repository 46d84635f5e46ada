package io.headwater.job.config;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keys of each task in the section "tasks". */
final class TaskOptions {
  /** What may be a task's name. */
  private static final OptionType<String> NAMES =
      OptionTypes.matching(
          "of letters, digits, '-' and '_', and none of "
              + String.join(", ", Architecture.RESERVED)
              + ", which the model itself takes",
          "(?!(?:%s)$)%s".formatted(String.join("|", Architecture.RESERVED), Task.NAME.pattern()));

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
          "The task's weight in the joint loss; what `training.weighting` says multiplies it.");

  private static final Option<List<String>> NO_CLASSES =
      Option.withDefault(
          "classes",
          OptionTypes.emptyList("only a classification has classes"),
          "[]",
          "Those of a classification: see below.");

  static final Option<List<String>> CLASSES =
      Option.required(
          "classes",
          OptionTypes.listOf(OptionTypes.text(), 2),
          "The names of the classes, in the order of their index.");

  static final Option<HeadKind> HEAD =
      Option.optional(
          "head",
          OptionTypes.choice(headKinds()),
          "What the head reads of the trunk: its vector of features through dense layers (`dense`),"
              + " or its feature maps through convolutions (`maps`). Where it is left out, maps for"
              + " edges, dense otherwise.");

  static final Option<Backbone> BACKBONE =
      Option.optional(
          "backbone",
          OptionTypes.choice(ModelOptions.backbones()),
          "The backbone of the task's own network, where `model.architecture` is of the kind"
              + " `per-task`; the model's where it is left out.");

  static final OptionKinds<Task> KINDS =
      OptionKinds.required(
          "What the task's labels, head, loss and metric are.",
          Arrays.stream(TaskKind.values()).map(TaskOptions::variant).toList());

  private static final OptionSection TASK =
      OptionSection.ofKinds(
          OptionSection.ANY,
          "One task. Its name is of letters, digits, `-` and `_`, and names its label in events and"
              + " its output in snapshots.",
          KINDS,
          List.of(
              TOPICS, TOPIC_PATTERN, LOSS_WEIGHT, NO_CLASSES, BACKBONE, AugmentOptions.AUGMENT));

  static final OptionSection SECTION =
      OptionSection.ofNames(
          "tasks", "What the model learns to do: one or more tasks.", NAMES, TASK);

  private TaskOptions() {}

  private static Map<String, HeadKind> headKinds() {
    Map<String, HeadKind> kinds = new LinkedHashMap<>();
    Arrays.stream(HeadKind.values()).forEach(kind -> kinds.put(kind.id(), kind));
    return kinds;
  }

  private static OptionVariant<Task> variant(TaskKind kind) {
    return switch (kind) {
      case CLASSIFICATION ->
          new OptionVariant<>(
              kind.id(),
              "Which of several classes an image is of. A label of -1 says that it is missing.",
              Stream.concat(Stream.of(CLASSES), ClassWeightOptions.ALL.stream()).toList(),
              List.of(LossOptions.section(kind)),
              (values, path) -> task(kind, values, path, values.get(path, CLASSES)));
      case EDGES ->
          withoutClasses(kind, "Where an image has edges: a map of its pixels.", List.of(HEAD));
      case LOCATION ->
          withoutClasses(kind, "Whether an object is there, and the box around it.", List.of(HEAD));
      case SIMILARITY -> withoutClasses(kind, "Whether two images are of one class.", List.of());
      case REGRESSION ->
          withoutClasses(
              kind,
              "A number that an image has. It is learned as it comes: scale labels so that they are"
                  + " about 1 in size and vary by about 1.",
              List.of());
    };
  }

  private static OptionVariant<Task> withoutClasses(
      TaskKind kind, String description, List<Option<?>> options) {
    return new OptionVariant<>(
        kind.id(),
        description,
        options,
        List.of(LossOptions.section(kind)),
        (values, path) -> task(kind, values, path, List.of()));
  }

  private static Task task(TaskKind kind, OptionValues values, String path, List<String> classes) {
    String name = path.substring(path.indexOf('.') + 1);
    return new Task(name, kind, values.get(path, LOSS_WEIGHT), classes);
  }
}
