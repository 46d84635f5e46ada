package io.headwater.job.config;

import io.headwater.learning.augment.Augmentation;
import io.headwater.learning.loss.TaskLoss;
import io.headwater.learning.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One task, and where its events come from: either a list of topics or a pattern.
 *
 * @param topics empty if there is a pattern
 * @param topicPattern matches the whole name of a topic
 * @param augmentations in order
 * @param loss what is learned by
 */
public record TaskConfig(
    Task task,
    List<String> topics,
    Optional<Pattern> topicPattern,
    List<Augmentation> augmentations,
    TaskLoss loss) {
  public TaskConfig {
    topics = List.copyOf(topics);
    augmentations = List.copyOf(augmentations);
  }

  /** Whether events of that topic are read. */
  public boolean reads(String topic) {
    return topics.contains(topic)
        || topicPattern.filter(pattern -> pattern.matcher(topic).matches()).isPresent();
  }

  static TaskConfig of(OptionValues values, String name) {
    String section = "tasks." + name;
    Task task = values.make(section, TaskOptions.KINDS);
    return new TaskConfig(
        task,
        values.find(section, TaskOptions.TOPICS).orElse(List.of()),
        values.find(section, TaskOptions.TOPIC_PATTERN),
        Kinded.all(values.get(section, AugmentOptions.AUGMENT)),
        new TaskLoss(
            LossOptions.of(values, section, task.kind()), ClassWeightOptions.of(values, section)));
  }
}
