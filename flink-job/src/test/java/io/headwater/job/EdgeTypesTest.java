package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.batch.WaitingExample;
import io.headwater.job.decode.Rejection;
import io.headwater.job.evaluate.TaskTally;
import io.headwater.job.ingest.RawEvent;
import io.headwater.job.train.PublishedVersion;
import io.headwater.job.train.TrainingResult;
import io.headwater.learning.evaluate.Score;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.TaskKind;
import io.headwater.learning.weighting.TaskBalance;
import io.headwater.snapshots.SnapshotRecord;
import io.headwater.snapshots.TaskScore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
        SnapshotRecord.class
      })
  void whatCrossesAnEdgeOrLiesInStateDoesWithoutKryo(Class<?> type) {
    assertThat(serializer(type)).isNotNull();
  }

  @Test
  void whereTrainingStandsCrossesAnEdgeUnchanged() throws Exception {
    Score score =
        new Score("kind", TaskKind.CLASSIFICATION, 9, "accuracy", Map.of("accuracy", 0.5));
    List<TaskBalance> balances =
        List.of(
            new TaskBalance("kind", 0.1, 2.0, Map.of("twins", -0.5)),
            new TaskBalance("twins", 0.3, null, Map.of()));
    TrainingResult result =
        new TrainingResult(9, Instant.EPOCH, List.of(score), balances, "ticket");
    assertThat(copied(TrainingResult.class, result)).isEqualTo(result);
    TrainingResult withoutModel = new TrainingResult(9, Instant.EPOCH, List.of(), List.of(), null);
    assertThat(copied(TrainingResult.class, withoutModel)).isEqualTo(withoutModel);
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
