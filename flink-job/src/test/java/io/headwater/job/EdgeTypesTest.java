package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.batch.WaitingExample;
import io.headwater.job.decode.Rejection;
import io.headwater.job.evaluate.EvaluatedModel;
import io.headwater.job.evaluate.TaskTally;
import io.headwater.job.ingest.RawEvent;
import io.headwater.job.train.PublishedVersion;
import io.headwater.job.train.TrainingResult;
import io.headwater.learning.learner.StepOutcome;
import io.headwater.learning.learner.StepOutcome.Update;
import io.headwater.learning.metric.Metrics;
import io.headwater.learning.metric.Tally;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.TaskKind;
import io.headwater.snapshots.SnapshotRecord;
import io.headwater.snapshots.TaskScore;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeTypesTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        RawEvent.class,
        Example.class,
        Rejection.class,
        WaitingExample.class,
        MiniBatch.class,
        TrainingResult.class,
        PublishedVersion.class,
        TaskTally.class,
        TaskScore.class,
        EvaluatedModel.class,
        SnapshotRecord.class
      })
  void whatCrossesAnEdgeOrLiesInStateDoesWithoutKryo(Class<?> type) {
    assertThat(serializer(type)).isNotNull();
  }

  @Test
  void aTicketForAModelCrossesAnEdgeUnchanged() throws Exception {
    TrainingResult result = new TrainingResult(9, null, "ticket");
    assertThat(copied(TrainingResult.class, result)).isEqualTo(result);
  }

  @Test
  void anOutcomeCrossesAnEdgeUnchanged() throws Exception {
    StepOutcome.TaskOutcome outcome =
        new StepOutcome.TaskOutcome("kind", 3, 0.5, Tally.of(new double[] {1, 0, 2}));
    TrainingResult result =
        new TrainingResult(
            9, new StepOutcome(9, Update.APPLIED, 1.5, List.of(outcome), List.of()), null);
    assertThat(copied(TrainingResult.class, result)).usingRecursiveComparison().isEqualTo(result);
  }

  @Test
  void anOutcomeIsSmallHoweverManyClassesThereAre() throws Exception {
    List<Label> labels = IntStream.range(0, 16).mapToObj(n -> Label.ofClass("kind", n)).toList();
    Tally tally = Metrics.of(TaskKind.CLASSIFICATION).tally(new double[16 * 20_000], labels);
    StepOutcome outcome =
        new StepOutcome(
            1,
            Update.APPLIED,
            1,
            List.of(new StepOutcome.TaskOutcome("kind", 16, 0.5, tally)),
            List.of());
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer(TrainingResult.class).serialize(new TrainingResult(1, outcome, null), out);
    assertThat(out.length()).isLessThan(1000);
  }

  private static <T> TypeSerializer<T> serializer(Class<T> type) {
    SerializerConfig config =
        new SerializerConfigImpl(new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
    return TypeInformation.of(type).createSerializer(config);
  }

  private static <T> T copied(Class<T> type, T value) throws Exception {
    TypeSerializer<T> serializer = serializer(type);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
