package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.ingest.RawEvent;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Label;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodeFunctionTest {
  @Test
  void examplesGoOnAndRejectionsGoAside() throws Exception {
    DecodeFunction function = new DecodeFunction(Events.TASKS, Events.INPUT, Events.LIMITS);
    try (OneInputStreamOperatorTestHarness<RawEvent, Example> harness =
        ProcessFunctionTestHarnesses.forProcessFunction(function)) {
      harness.processElement(Events.event("garbage".getBytes(StandardCharsets.UTF_8)), 0);
      harness.processElement(Events.event(Events.full()), 1);

      assertThat(harness.extractOutputValues()).extracting(Example::id).containsExactly("event-1");
      assertThat(harness.getSideOutput(DecodeFunction.REJECTED))
          .extracting(record -> record.getValue().reason())
          .containsExactly("NOT_AVRO");
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {RawEvent.class, Example.class, Label.class, Rejection.class})
  void whatCrossesAnEdgeNeedsNoGenericSerializer(Class<?> type) {
    assertThat(TypeInformation.of(type).createSerializer(withoutGenericTypes())).isNotNull();
  }

  @Test
  void anExampleSurvivesAnEdge() throws Exception {
    DecodeResult result = Events.decoder().decode(Events.event(Events.full()));
    Example example = ((DecodeResult.Accepted) result).example();
    TypeSerializer<Example> serializer =
        TypeInformation.of(Example.class).createSerializer(withoutGenericTypes());
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(example, out);

    Example copy = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

    assertThat(copy)
        .usingRecursiveComparison()
        .isEqualTo(
            new Example(
                example.id(),
                example.position(),
                example.eventTimeMillis(),
                example.pixels(),
                example.secondPixels(),
                List.copyOf(example.labels()),
                example.weight()));
  }

  private static SerializerConfigImpl withoutGenericTypes() {
    return new SerializerConfigImpl(new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
  }
}
