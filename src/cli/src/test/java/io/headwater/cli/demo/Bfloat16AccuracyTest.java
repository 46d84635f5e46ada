package io.headwater.cli.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import io.headwater.cli.KafkaClients;
import io.headwater.cli.images.DemoEvents;
import io.headwater.cli.images.DemoTask;
import io.headwater.cli.images.FashionMnist;
import io.headwater.job.config.JobConfig;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.metric.Metric;
import io.headwater.learning.metric.Metrics;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Label;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo's job, without the job: what is learned in bf16 is as good as what is in f32. */
class Bfloat16AccuracyTest {
  private static final int STEPS = 200;
  private static final int EXAMPLES_OF_EACH_TASK = 8;
  private static final int HELD_OUT = 500;

  /** The metrics run from 0 to 1; a run as short as this leaves them that noisy. */
  private static final double MARGIN = 0.05;

  private final JobConfig config =
      JobConfig.parse(
          DemoConfig.DEFAULT.yaml(KafkaClients.of("127.0.0.1:9092"), "any-"), "the demo's");
  private final FashionMnist images = FashionMnist.load();

  @Test
  void everyTaskIsLearnedAsWellAsInF32() {
    assumeThatCode(() -> learner(Precision.BF16).close()).doesNotThrowAnyException();
    Map<DemoTask, Double> expected = heldOutAfterTraining(Precision.F32);
    Map<DemoTask, Double> actual = heldOutAfterTraining(Precision.BF16);
    assertThat(expected.get(DemoTask.GARMENT)).isGreaterThan(0.6);
    expected.forEach(
        (task, score) -> assertThat(actual.get(task)).as(task.id()).isGreaterThan(score - MARGIN));
  }

  private Map<DemoTask, Double> heldOutAfterTraining(Precision precision) {
    Map<DemoTask, List<Example>> sent =
        examples(new DemoEvents(images.sent(), 1), STEPS * EXAMPLES_OF_EACH_TASK);
    try (Learner learner = learner(precision)) {
      for (int step = 0; step < STEPS; step++) {
        learner.step(miniBatch(sent, step));
      }
      Map<DemoTask, Double> scores = new EnumMap<>(DemoTask.class);
      examples(new DemoEvents(images.heldOut(), 2), HELD_OUT)
          .forEach((task, heldOut) -> scores.put(task, score(learner, task, heldOut)));
      return scores;
    }
  }

  private Learner learner(Precision precision) {
    LearnerState initial = InitialState.of(config.architecture(), config.training().seed());
    return Learner.open(
        Engines.candidates("onednn").get(0),
        config.architecture(),
        config.learnerConfig(),
        initial,
        precision);
  }

  private Map<DemoTask, List<Example>> examples(DemoEvents events, int ofEachTask) {
    DecodedEvents decoded = new DecodedEvents(events, config);
    Map<DemoTask, List<Example>> examples = new EnumMap<>(DemoTask.class);
    for (DemoTask task : DemoTask.values()) {
      examples.put(task, decoded.of(task, ofEachTask));
    }
    return examples;
  }

  private static MiniBatch miniBatch(Map<DemoTask, List<Example>> examples, int step) {
    int from = step * EXAMPLES_OF_EACH_TASK;
    List<Example> batch = new ArrayList<>();
    examples.values().forEach(of -> batch.addAll(of.subList(from, from + EXAMPLES_OF_EACH_TASK)));
    return MiniBatch.ofFresh(batch);
  }

  /** The task's headline metric. */
  private double score(Learner learner, DemoTask task, List<Example> heldOut) {
    Metric metric = Metrics.of(config.architecture().task(task.id()).kind());
    List<Label> labels = heldOut.stream().map(each -> each.label(task.id()).orElseThrow()).toList();
    double[] predictions = requireNonNull(learner.predict(heldOut).get(task.id()));
    return requireNonNull(
        metric.values(metric.tally(predictions, labels).all()).get(metric.headline()));
  }
}
