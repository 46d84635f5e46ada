package io.headwater.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.job.config.ModelConfig;
import io.headwater.job.identity.ModelIdentity;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.NeedsOneDnn;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.SpoiltEngine;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.task.ImageShape;
import org.junit.jupiter.api.Test;

/** Nothing trains that computes wrong. */
class ProvenTrainerTest {
  @Test
  void refusesAnEngineThatComputesWrong() {
    assertThatThrownBy(() -> start(SpoiltEngine.NAME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("engine 'spoilt' computes wrong on this machine: in f32, ")
        .hasMessageContaining("'conv1' convolution outputChannels=20 ")
        .hasMessageContaining("Configure another training.engine");
  }

  @Test
  @NeedsOneDnn
  void trainsWithOneThatComputesRight() {
    try (Trainer trainer = start("onednn")) {
      assertThat(trainer.engine().engine()).startsWith("onednn ").endsWith(", f32");
    }
  }

  private static Trainer start(String engine) {
    return Trainer.start(config(engine), ModelIdentity.withoutLineage("model"));
  }

  private static TrainerConfig config(String engine) {
    return new TrainerConfig(
        engine,
        Precision.F32,
        new ModelConfig("proven", Backbone.LENET, new ImageShape(1, 28, 28)),
        FourTasks.ALL,
        new LearnerConfig(Adam.withLearningRate(0.001), 10, 1, 100));
  }
}
