package io.headwater.job.config;

import io.headwater.learning.augment.Augmentation;
import io.headwater.learning.combine.Combination;
import io.headwater.learning.combine.Gradients;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.model.sharing.PerTask;
import io.headwater.learning.model.sharing.Sharing;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.weighting.Weighting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What must hold between the values of several keys. */
final class ConfigRules {
  private final OptionValues values;
  private final List<String> problems = new ArrayList<>();

  private ConfigRules(OptionValues values) {
    this.values = values;
  }

  /** What does not hold. */
  static List<String> problems(OptionValues values) {
    ConfigRules rules = new ConfigRules(values);
    values.names("tasks").forEach(rules::checkSource);
    values.names("tasks").forEach(rules::checkBackbone);
    rules.checkArchitecture();
    values.names("tasks").forEach(rules::checkClassWeights);
    rules.checkMethods();
    rules.checkEngine();
    rules.checkBatch();
    rules.checkTopics();
    values.names("tasks").forEach(rules::checkAugmentations);
    return rules.problems;
  }

  private void checkSource(String name) {
    String path = "tasks." + name;
    boolean listed = values.find(path, TaskOptions.TOPICS).isPresent();
    if (listed == values.find(path, TaskOptions.TOPIC_PATTERN).isPresent()) {
      problems.add(
          path
              + (listed
                  ? " has both topics and topicPattern"
                  : " has neither topics nor topicPattern")
              + "; it must have one of the two");
    }
  }

  private void checkBackbone(String name) {
    String kind = values.get("model.architecture", ArchitectureOptions.KINDS.option()).kind();
    Optional<Backbone> own = values.find("tasks." + name, TaskOptions.BACKBONE);
    if (own.isPresent() && !kind.equals(PerTask.KIND)) {
      problems.add(
          "tasks.%s.backbone is %s; a task has a network of its own where model.architecture.kind is %s, and it is %s"
              .formatted(name, own.get().id(), PerTask.KIND, kind));
    }
  }

  private void checkArchitecture() {
    Sharing sharing = values.make("model.architecture", ArchitectureOptions.KINDS);
    List<Task> tasks =
        values.names("tasks").stream().map(name -> TaskConfig.of(values, name).task()).toList();
    sharing
        .objection(tasks)
        .ifPresent(
            objection ->
                problems.add("model.architecture.kind is " + sharing.kind() + "; " + objection));
  }

  private void checkClassWeights(String name) {
    String path = "tasks." + name;
    values
        .find(path, TaskOptions.CLASSES)
        .flatMap(classes -> ClassWeightOptions.problem(values, path, classes.size()))
        .ifPresent(problems::add);
  }

  private void checkMethods() {
    Weighting weighting = values.make("training.weighting", WeightingOptions.KINDS);
    Combination combination = values.make("training.combination", CombinationOptions.KINDS);
    if (weighting.needsTaskGradients() && combination.gradients() == Gradients.FEATURES) {
      problems.add(
          "training.weighting is '%s', which weighs by gradients on parameters, and training.combination is '%s', which takes none but on features; change one of the two"
              .formatted(weighting.kind(), combination.kind()));
    }
  }

  private void checkEngine() {
    String engine = values.get("training", TrainingOptions.ENGINE);
    if (!Engines.names().contains(engine)) {
      problems.add(
          "training.engine is '"
              + engine
              + "'; there is no engine '"
              + engine
              + "' on the class path; there are "
              + Engines.names());
    }
  }

  private void checkBatch() {
    int size = values.get("training.batch", TrainingOptions.BATCH_SIZE);
    int maxBuffered = values.get("training.batch", TrainingOptions.MAX_BUFFERED);
    if (maxBuffered < size) {
      problems.add(
          "training.batch.maxBuffered is "
              + maxBuffered
              + "; it must be at least training.batch.size, "
              + size);
    }
    for (Backbone backbone : ModelConfig.of(values).used(values.names("tasks"))) {
      if (size < backbone.leastImages()) {
        problems.add(
            "training.batch.size is %d; with the backbone %s, which normalises over the mini-batch, it must be at least %d"
                .formatted(size, backbone.id(), backbone.leastImages()));
      }
    }
  }

  private void checkTopics() {
    Map<String, String> outputs = new LinkedHashMap<>();
    addOutput(outputs, "kafka.rejectedTopic", values.get("kafka", KafkaOptions.REJECTED_TOPIC));
    addOutput(outputs, "kafka.metricsTopic", values.get("kafka", KafkaOptions.METRICS_TOPIC));
    addOutput(outputs, "snapshots.topic", values.get("snapshots", SnapshotsOptions.TOPIC));
    for (String task : values.names("tasks")) {
      outputs.forEach((topic, path) -> checkNotRead("tasks." + task, topic, path));
    }
  }

  private void checkAugmentations(String name) {
    String path = "tasks." + name;
    ImageShape input = ModelConfig.of(values).input();
    for (Kinded<Augmentation> each : values.get(path, AugmentOptions.AUGMENT)) {
      try {
        each.made().transform().requireFits(input);
      } catch (IllegalArgumentException e) {
        problems.add(path + ".augment has " + each + ": " + e.getMessage());
      }
    }
  }

  private void addOutput(Map<String, String> outputs, String path, String topic) {
    String other = outputs.putIfAbsent(topic, path);
    if (other != null) {
      problems.add(path + " is '" + topic + "', as " + other + " is; each must have its own topic");
    }
  }

  private void checkNotRead(String task, String topic, String output) {
    List<String> topics = values.find(task, TaskOptions.TOPICS).orElse(List.of());
    Optional<Pattern> pattern = values.find(task, TaskOptions.TOPIC_PATTERN);
    if (topics.contains(topic)) {
      problems.add(
          task
              + ".topics has '"
              + topic
              + "', which the job writes to ("
              + output
              + "); it must not read its own output");
    }
    if (pattern.isPresent() && pattern.get().matcher(topic).matches()) {
      problems.add(
          task
              + ".topicPattern is '"
              + pattern.get()
              + "', which matches '"
              + topic
              + "', which the job writes to ("
              + output
              + "); it must not read its own output");
    }
  }
}
