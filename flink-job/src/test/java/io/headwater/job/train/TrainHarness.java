package io.headwater.job.train;

import io.headwater.job.config.ModelConfig;
import io.headwater.job.identity.LineagePlan;
import io.headwater.job.identity.ModelStart;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** The operator in Flink's test harness, with a plain Java engine. */
record TrainHarness(
    TrainOperator operator, OneInputStreamOperatorTestHarness<MiniBatch, TrainingResult> flink)
    implements AutoCloseable {
  static final ImageShape INPUT = new ImageShape(1, 16, 16);

  static TrainHarness open(int everyCheckpoints, OperatorSubtaskState... saved) throws Exception {
    return open("plain-java", fashion(), FourTasks.ALL, everyCheckpoints, saved);
  }

  static ModelStart fashion() {
    return new ModelStart(LineagePlan.goOn("fashion"), new EmptyLedger());
  }

  static TrainHarness open(
      String engine,
      ModelStart start,
      List<Task> tasks,
      int everyCheckpoints,
      OperatorSubtaskState... saved)
      throws Exception {
    TrainerConfig config =
        new TrainerConfig(
            engine,
            Precision.F32,
            new ModelConfig("fashion", Backbone.LENET, INPUT, Map.of("outline", HeadKind.DENSE)),
            tasks,
            new LearnerConfig(Adam.withLearningRate(0.001), 5, 1, 100));
    TrainOperator operator = new TrainOperator(config, everyCheckpoints, start);
    TrainHarness harness =
        new TrainHarness(operator, new OneInputStreamOperatorTestHarness<>(operator));
    harness.flink.getExecutionConfig().enableObjectReuse();
    harness.flink.setup();
    if (saved.length > 0) {
      harness.flink.initializeState(saved[0]);
    }
    harness.flink.open();
    return harness;
  }

  void learn(MiniBatch... batches) {
    for (MiniBatch batch : batches) {
      try {
        flink.processElement(batch, 0);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  OperatorSubtaskState checkpoint(long id) throws Exception {
    flink.prepareSnapshotPreBarrier(id);
    OperatorSubtaskState state = flink.snapshot(id, 0);
    flink.notifyOfCompletedCheckpoint(id);
    return state;
  }

  List<TrainingResult> results() {
    return flink.extractOutputValues();
  }

  /** The versions that were left, to be taken once. */
  List<TrainedModel> models() {
    return flink.extractOutputValues().stream()
        .map(TrainingResult::modelTicket)
        .filter(Objects::nonNull)
        .map(ModelHandover::take)
        .toList();
  }

  @Override
  public void close() throws Exception {
    flink.close();
  }
}
