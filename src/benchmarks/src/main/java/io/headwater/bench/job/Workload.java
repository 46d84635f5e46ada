package io.headwater.bench.job;

import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A model with its tasks, and as many events as measure it within minutes on two cores. */
public enum Workload {
  /** LeNet, 28x28 grey PNG images, four tasks of four kinds. */
  LENET(
      Backbone.LENET,
      new ImageShape(1, 28, 28),
      List.of("garment", "edges", "location", "similarity"),
      """
        garment: {kind: classification, topics: [TOPIC0], lossWeight: 0.1, classes: [a, b, c, d, e, f, g, h, i, j], augment: [horizontal-flip]}
        edges: {kind: edges, topics: [TOPIC1], lossWeight: 0.4, augment: [horizontal-flip]}
        location: {kind: location, topics: [TOPIC2], lossWeight: 0.2, augment: [horizontal-flip]}
        similarity: {kind: similarity, topics: [TOPIC3], lossWeight: 0.3, augment: [horizontal-flip]}
      """,
      120_000,
      200),
  /** As {@link #ALEXNET}, but of 64x64 images, so that it has a third of the parameters. */
  ALEXNET64(new ImageShape(3, 64, 64), 20_000, 40),
  /** AlexNet, 224x224 colour JPEG images, two classifications. */
  ALEXNET(new ImageShape(3, 224, 224), 3_000, 4);

  private final Backbone backbone;
  private final ImageShape input;
  private final List<String> tasks;
  private final String taskYaml;
  private final long usualEvents;
  private final double slowRate;

  Workload(
      Backbone backbone,
      ImageShape input,
      List<String> tasks,
      String taskYaml,
      long usualEvents,
      double slowRate) {
    this.backbone = backbone;
    this.input = input;
    this.tasks = tasks;
    this.taskYaml = taskYaml;
    this.usualEvents = usualEvents;
    this.slowRate = slowRate;
  }

  Workload(ImageShape input, long usualEvents, double slowRate) {
    this(
        Backbone.ALEXNET,
        input,
        List.of("plant", "animal"),
        """
          plant: {kind: classification, topics: [TOPIC0], lossWeight: 0.5, classes: [a, b, c, d, e, f, g, h, i, j], augment: [horizontal-flip]}
          animal: {kind: classification, topics: [TOPIC1], lossWeight: 0.5, classes: [a, b, c, d, e, f, g, h, i, j], augment: [horizontal-flip]}
        """,
        usualEvents,
        slowRate);
  }

  /** The names in options. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Workload::id).toList();
  }

  /** The name in options. */
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

  /** Of a run, with several checkpoints 10 s apart. */
  public long usualEvents() {
    return usualEvents;
  }

  /** Events per second that leave the job idle most of the time. */
  public double slowRate() {
    return slowRate;
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
                .formatted(backbone.id(), input.channels(), input.height(), input.width())
            + taskYaml;
    for (int task = 0; task < tasks.size(); task++) {
      yaml = yaml.replace("TOPIC" + task, topics.get(task % topics.size()));
    }
    return yaml;
  }
}
