package io.headwater.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.job.config.ModelConfig;
import io.headwater.job.identity.ModelRefusedException;
import io.headwater.job.identity.ScriptedLedger;
import io.headwater.job.publish.PublishFunction;
import io.headwater.learning.engine.Captured;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.task.ImageShape;
import io.headwater.snapshots.SnapshotRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

/** A job whose model another one trains by now publishes nothing more of it. */
class OvertakenPublisherTest {
  private static final ImageShape INPUT = new ImageShape(1, 16, 16);
  private static final TrainerConfig CONFIG =
      new TrainerConfig(
          "plain-java",
          Precision.F32,
          new ModelConfig("fashion", Backbone.LENET, INPUT, Map.of("outline", HeadKind.DENSE)),
          FourTasks.ALL,
          new LearnerConfig(Adam.withLearningRate(0.001), 5, 1, 100));

  private final ScriptedLedger ledger = new ScriptedLedger();
  private final AtomicInteger givenBack = new AtomicInteger();

  @Test
  void endsForGoodAtTheNextVersion() throws Exception {
    PublishFunction function =
        new PublishFunction("fashion", CONFIG, 1 << 20, "0".repeat(64), ledger);
    try (OneInputStreamOperatorTestHarness<TrainingResult, SnapshotRecord> harness =
        ProcessFunctionTestHarnesses.forProcessFunction(function)) {
      harness.processElement(version(1), 0);
      int published = harness.extractOutputValues().size();
      assertThat(published).isPositive();

      ledger.takenOver = true;
      TrainingResult next = version(2);
      assertThatThrownBy(() -> harness.processElement(next, 0))
          .isInstanceOf(SuppressRestartsException.class)
          .hasCauseInstanceOf(ModelRefusedException.class);
      assertThat(harness.extractOutputValues()).hasSize(published);
      assertThat(givenBack).hasValue(2);
    }
  }

  private TrainingResult version(long version) {
    LearnerState state = InitialState.of(CONFIG.architecture(), 1);
    Captured<LearnerState> captured = new Captured<>(state, givenBack::incrementAndGet);
    String ticket =
        ModelHandover.leave(
            new TrainedModel(version, version - 1, "lineage", captured, "plain", "java"));
    return new TrainingResult(version, Instant.EPOCH, List.of(), List.of(), ticket);
  }
}
