package io.headwater.job.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.config.ModelConfig;
import io.headwater.job.identity.ModelIdentity;
import io.headwater.job.identity.SavedModel;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.learner.StateFit;
import io.headwater.learning.learner.StateOutline;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.task.ImageShape;
import org.junit.jupiter.api.Test;

class TrainerConfigTest {
  private static final ModelConfig USUAL =
      new ModelConfig("fashion", Backbone.LENET, new ImageShape(1, 16, 16));

  private static TrainerConfig config(ModelConfig model) {
    return new TrainerConfig(
        "plain-java",
        Precision.F32,
        model,
        FourTasks.ALL,
        new LearnerConfig(Adam.withLearningRate(0.001), 5, 1, 100));
  }

  private static StateFit fit(TrainerConfig before, TrainerConfig after) {
    SavedModel saved =
        new SavedModel(ModelIdentity.withoutLineage("fashion"), before.description(), 1, 1, 1, 16);
    return after.fit(StateOutline.of(InitialState.of(before.architecture(), 1)), saved);
  }

  @Test
  void aHeadOfAnotherKindIsKeptByTheOptionThatTheReasonNames() {
    TrainerConfig dense = config(USUAL.withHead("outline", HeadKind.DENSE));
    StateFit fit = fit(dense, config(USUAL));
    assertThat(fit.kept())
        .contains("network/trunk", "network/place")
        .doesNotContain("network/outline");
    assertThat(fit.dropped())
        .containsOnlyKeys("network/outline")
        .containsEntry(
            "network/outline",
            "it is a head of another kind, which `head: dense` in the section tasks.outline keeps");
    assertThat(fit(dense, dense).dropped()).isEmpty();
  }

  /** Their own fingerprints are the same at both sizes; what they read is not. */
  @Test
  void auxiliariesOfAnotherTrunkAreDroppedWithIt() {
    ModelConfig small =
        new ModelConfig("fashion", Backbone.GOOGLENET_SMALL, new ImageShape(1, 32, 32));
    ModelConfig larger =
        new ModelConfig("fashion", Backbone.GOOGLENET_SMALL, new ImageShape(1, 33, 33));
    String auxiliary = "kind/auxiliary1";
    assertThat(config(small).architecture().fingerprints().get(auxiliary))
        .isEqualTo(config(larger).architecture().fingerprints().get(auxiliary));
    assertThat(fit(config(small), config(larger)).dropped())
        .containsKeys("network/trunk", "network/" + auxiliary);
    assertThat(fit(config(small), config(small)).dropped()).isEmpty();
  }
}
