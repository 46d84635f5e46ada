package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.LineagePlan;
import io.headwater.job.identity.ModelStart;
import io.headwater.job.train.EmptyLedger;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.RandomExamples;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stage that gathers mini-batches, as the pipeline builds it for a configuration. */
class BatchStageTest {
  private static final String BATCH = "4 batch";
  private static final long AFTER_MAX_WAIT = 101;

  @ParameterizedTest
  @CsvSource({"lenet, 1", "resnet18, 8"})
  void examplesThatWaitedLeaveWhenThereAreEnoughForTheBackbone(String backbone, int least)
      throws Exception {
    RandomExamples examples =
        new RandomExamples(new ImageShape(1, FourTaskEvents.SIZE, FourTaskEvents.SIZE), 1);
    try (KeyedOneInputStreamOperatorTestHarness<String, Example, MiniBatch> stage =
        stage(backbone)) {
      stage.open();
      for (int came = 1; came <= least; came++) {
        assertThat(stage.extractOutputValues()).isEmpty();
        stage.processElement(examples.image(Label.ofClass("garment", 1)), 0);
        stage.setProcessingTime(came * AFTER_MAX_WAIT);
      }
      assertThat(stage.extractOutputValues())
          .singleElement()
          .satisfies(batch -> assertThat(batch.fresh()).hasSize(least));
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Example, MiniBatch> stage(
      String backbone) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        factory(config(backbone)), example -> "model", Types.STRING);
  }

  @SuppressWarnings("unchecked")
  private static StreamOperatorFactory<MiniBatch> factory(JobConfig config) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.of(config));
    TrainingPipeline.build(
        env, config, new ModelStart(LineagePlan.goOn(config.model().name()), new EmptyLedger()));
    return env.getTransformations().stream()
        .filter(each -> each.getName().equals(BATCH))
        .map(each -> (OneInputTransformation<Example, MiniBatch>) each)
        .findFirst()
        .orElseThrow()
        .getOperatorFactory();
  }

  private static JobConfig config(String backbone) {
    String yaml =
        FourTaskEvents.configuration("batch", "plain-java", "localhost:9092")
            .replace("backbone: lenet", "backbone: " + backbone)
            .replace("size: 4", "size: 8");
    return JobConfig.parse(yaml, "batch");
  }
}
