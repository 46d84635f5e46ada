package io.headwater.bench.job;

import io.headwater.learning.task.ImageShape;
import java.util.List;
import java.util.Locale;

/** A model with its tasks. */
public enum Workload {
  /** LeNet, 28x28 grey PNG images, four tasks of four kinds. */
  LENET(
      new ImageShape(1, 28, 28),
      List.of("garment", "edges", "location", "similarity"),
      """
        garment: {kind: classification, topics: [TOPIC0], lossWeight: 0.1, classes: [a, b, c, d, e, f, g, h, i, j], augment: [horizontal-flip]}
        edges: {kind: edges, topics: [TOPIC1], lossWeight: 0.4, augment: [horizontal-flip]}
        location: {kind: location, topics: [TOPIC2], lossWeight: 0.2, augment: [horizontal-flip]}
        similarity: {kind: similarity, topics: [TOPIC3], lossWeight: 0.3, augment: [horizontal-flip]}
      """),
  /** AlexNet, 224x224 colour JPEG images, two classifications. */
  ALEXNET(
      new ImageShape(3, 224, 224),
      List.of("plant", "animal"),
      """
        plant: {kind: classification, topics: [TOPIC0], lossWeight: 0.5, classes: [a, b, c, d, e, f, g, h, i, j], augment: [horizontal-flip]}
        animal: {kind: classification, topics: [TOPIC1], lossWeight: 0.5, classes: [a, b, c, d, e, f, g, h, i, j], augment: [horizontal-flip]}
      """);

  private final ImageShape input;
  private final List<String> tasks;
  private final String taskYaml;

  Workload(ImageShape input, List<String> tasks, String taskYaml) {
    this.input = input;
    this.tasks = tasks;
    this.taskYaml = taskYaml;
  }

  /** The name in options, which is the backbone's in configuration. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of the events' images and of the model. */
  public ImageShape input() {
    return input;
  }

  /** The tasks' names. */
  public List<String> tasks() {
    return tasks;
  }

  /**
   * The part of a job's configuration that says what is learned.
   *
   * @param topics one for each task, or one for all
   */
  String modelYaml(List<String> topics) {
    String yaml =
        """
        model: {name: bench, backbone: %s, input: {channels: %d, height: %d, width: %d}}
        tasks:
        """
                .formatted(id(), input.channels(), input.height(), input.width())
            + taskYaml;
    for (int task = 0; task < tasks.size(); task++) {
      yaml = yaml.replace("TOPIC" + task, topics.get(task % topics.size()));
    }
    return yaml;
  }
}
