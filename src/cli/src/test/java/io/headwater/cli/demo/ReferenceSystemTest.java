package io.headwater.cli.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.configs.ReadyConfig;
import io.headwater.cli.images.DemoEvents;
import io.headwater.cli.images.DemoTask;
import io.headwater.cli.images.FashionMnist;
import io.headwater.job.config.JobConfig;
import io.headwater.learning.engine.proof.ProvenEngine;
import io.headwater.learning.evaluate.TaskOutcome;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.metric.Metric;
import io.headwater.learning.metric.Metrics;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each configuration that comes with the product learns every task from real images. */
class ReferenceSystemTest {
  private static final int HELD_OUT = 300;
  private static final int SHARE = 8;

  private final FashionMnist images = FashionMnist.load();

  @ParameterizedTest
  @CsvSource({
    "lenet-four-tasks, 120",
    "alexnet-two-tasks, 100",
    "vgg11-three-tasks, 100",
    "resnet18-four-tasks, 80",
    "googlenet-four-tasks, 140",
    "network-per-task-small, 200",
    "ensemble-of-three, 60"
  })
  void learnsEveryTask(String name, int steps) {
    learns(name, steps);
  }

  @Tag("full")
  @ParameterizedTest
  @CsvSource("network-per-task, 80")
  void learnsEveryTaskAtFullSize(String name, int steps) {
    learns(name, steps);
  }

  /** The loss of each task falls, and its metric beats that of the best constant. */
  private void learns(String name, int steps) {
    JobConfig config = JobConfig.parse(ReadyConfig.named(name).orElseThrow().yaml(), name);
    int batch = config.training().batch().size();
    Map<Task, List<Example>> sent =
        examples(config, new DemoEvents(images.sent(), 1), steps * batch);
    Map<Task, List<Example>> heldOut =
        examples(config, new DemoEvents(images.heldOut(), 2), HELD_OUT);
    Map<String, List<Double>> losses = new LinkedHashMap<>();
    try (Learner learner = learner(config)) {
      for (int step = 0; step < steps; step++) {
        List<Example> all = new ArrayList<>();
        for (List<Example> ofTask : sent.values()) {
          all.addAll(ofTask.subList(step * batch, (step + 1) * batch));
        }
        for (TaskOutcome outcome : learner.step(MiniBatch.ofFresh(all)).tasks()) {
          losses.computeIfAbsent(outcome.task(), key -> new ArrayList<>()).add(outcome.loss());
        }
      }
      sent.forEach(
          (task, examples) -> {
            List<Double> own = requireNonNull(losses.get(task.name()));
            int part = own.size() / SHARE;
            assertThat(mean(own.subList(own.size() - part, own.size())))
                .as("last losses of %s", task.name())
                .isLessThan(mean(own.subList(0, part)));
            List<Example> unseen = requireNonNull(heldOut.get(task));
            double constant =
                score(task, repeated(constant(task, examples), unseen.size()), unseen);
            assertThat(score(task, predictions(learner, task, unseen), unseen))
                .as("%s, with %.3f for the best constant", task.name(), constant)
                .isGreaterThan(constant);
          });
    }
  }

  private static Learner learner(JobConfig config) {
    ProvenEngine engine =
        ProvenEngine.choose("auto", config.architecture(), config.training().precision());
    return Learner.open(
        engine.engine(),
        config.architecture(),
        config.learnerConfig(),
        InitialState.of(config.architecture(), config.training().seed()),
        config.training().precision());
  }

  private static Map<Task, List<Example>> examples(JobConfig config, DemoEvents events, int count) {
    DecodedEvents decoded = new DecodedEvents(events, config);
    Map<Task, List<Example>> examples = new LinkedHashMap<>();
    for (Task task : config.learned()) {
      examples.put(task, decoded.of(DemoTask.of(task.name()), count));
    }
    return examples;
  }

  private static double[] predictions(Learner learner, Task task, List<Example> examples) {
    return requireNonNull(learner.predict(examples).get(task.name()));
  }

  /** The mean of the labels, as probabilities and fractions. */
  private static double[] constant(Task task, List<Example> examples) {
    double[] mean = vector(task, label(task, examples.get(0)));
    Arrays.fill(mean, 0);
    for (Example example : examples) {
      double[] own = vector(task, label(task, example));
      for (int i = 0; i < mean.length; i++) {
        mean[i] += own[i] / examples.size();
      }
    }
    return mean;
  }

  private static double[] vector(Task task, Label label) {
    if (task.kind() == TaskKind.CLASSIFICATION) {
      double[] oneHot = new double[task.classes().size()];
      oneHot[label.classIndex()] = 1;
      return oneHot;
    }
    double[] vector = new double[label.values().length + label.mask().length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = label.mask().length > 0 ? label.mask()[i] : label.values()[i];
    }
    return vector;
  }

  private static double[] repeated(double[] row, int times) {
    double[] rows = new double[row.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(row, 0, rows, i * row.length, row.length);
    }
    return rows;
  }

  /** The task's headline metric. */
  private static double score(Task task, double[] predictions, List<Example> examples) {
    Metric metric = Metrics.of(task.kind());
    List<Label> labels = examples.stream().map(example -> label(task, example)).toList();
    return requireNonNull(
        metric.values(metric.tally(predictions, labels).all()).get(metric.headline()));
  }

  private static Label label(Task task, Example example) {
    return example.label(task.name()).orElseThrow();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
