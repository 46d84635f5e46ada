package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.config.LimitsConfig;
import io.headwater.job.decode.DecodeResult.Accepted;
import io.headwater.job.decode.DecodeResult.Rejected;
import io.headwater.job.ingest.RawEvent;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.SourcePosition;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.schema.BoxLabel;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.SameLabel;
import io.headwater.schema.ScalarLabel;
import io.headwater.schema.wire.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {
  private final EventDecoder decoder = Events.decoder();

  @Test
  void anEventWithLabelsForAllTasksBecomesOneExample() {
    Example example = accepted(Events.full());

    assertThat(example.id()).isEqualTo("event-1");
    assertThat(example.position()).isEqualTo(new SourcePosition("garments", 3, 42));
    assertThat(example.eventTimeMillis()).isEqualTo(1_650_000_000_000L);
    assertThat(example.weight()).isEqualTo(0.5f);
    assertThat(example.pixels()).hasSize(784).startsWith(0, 7, 14);
    assertThat(example.secondPixels()).hasSize(784);
    assertThat(example.labels())
        .extracting(Label::task)
        .containsExactly("garment", "outline", "place", "pair");
    assertThat(example.label("garment").orElseThrow().classIndex()).isEqualTo(2);
    assertThat(example.label("outline").orElseThrow().mask()).hasSize(784).containsOnly(0, 1);
    assertThat(example.label("place").orElseThrow().values())
        .containsExactly(1, 0.5f, 0.25f, 1, 0.5f);
    assertThat(example.label("pair").orElseThrow().same()).isTrue();
  }

  @Test
  void anIdMayHave4096Characters() {
    LabelledImage event = Events.full();
    event.setId("x".repeat(4_096));
    assertThat(accepted(event).id()).hasSize(4_096);
  }

  @Test
  void anEventMayHaveAsManyBytesAsTheLimitSays() {
    byte[] value = Wire.LABELLED_IMAGE.encode(Events.full());
    LimitsConfig enough = new LimitsConfig(1_000_000, value.length);
    assertThat(decoder(enough).decode(Events.event(value)))
        .isInstanceOf(DecodeResult.Accepted.class);
    LimitsConfig less = new LimitsConfig(1_000_000, value.length - 1);
    assertThat(decoder(less).decode(Events.event(value))).isInstanceOf(DecodeResult.Rejected.class);
  }

  /** For rounding: 1e-4 of the image. */
  @ParameterizedTest
  @CsvSource({"0, 2e-4, true", "1, 2e-4, true", "0, 4e-4, false", "1, 4e-4, false"})
  void aBoxMayStickOutByVeryLittle(float center, float size, boolean taken) {
    for (BoxLabel box :
        List.of(
            new BoxLabel(true, center, 0.5f, size, 0.5f),
            new BoxLabel(true, 0.5f, center, 0.5f, size))) {
      DecodeResult result = decoder.decode(Events.event(Events.labelled("place", box)));
      assertThat(result instanceof DecodeResult.Accepted).as("%s", box).isEqualTo(taken);
    }
  }

  @Test
  void aMissingClassIsLeftOutAndTheOtherLabelsStay() {
    LabelledImage event = Events.full();
    Map<String, Object> labels = new HashMap<>(event.getLabels());
    labels.put("garment", new ClassLabel(-1));
    event.setLabels(labels);

    assertThat(accepted(event).labels())
        .extracting(Label::task)
        .containsExactly("outline", "place", "pair");
  }

  @Test
  void aNumberIsAnyThatIsFinite() {
    for (float years : new float[] {-1.5f, 0, Float.MAX_VALUE, -Float.MIN_VALUE}) {
      Example example =
          ((Accepted) ofAge().decode(Events.event(Events.labelled("age", new ScalarLabel(years)))))
              .example();
      assertThat(example.label("age").orElseThrow().number()).isEqualTo(years);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aNumberThatIsNotFiniteIsRejected(float years) {
    Rejection rejection =
        ((Rejected) ofAge().decode(Events.event(Events.labelled("age", new ScalarLabel(years)))))
            .rejection();
    assertThat(rejection.reason()).isEqualTo("LABEL_OUT_OF_RANGE");
    assertThat(rejection.message())
        .isEqualTo("the number of task 'age' is " + years + "; it must be finite");
  }

  @Test
  void aRegressionTakesNumbersOnly() {
    Rejection rejection =
        ((Rejected) ofAge().decode(Events.event(Events.labelled("age", new ClassLabel(3)))))
            .rejection();
    assertThat(rejection.reason()).isEqualTo("WRONG_LABEL_KIND");
    assertThat(rejection.message())
        .isEqualTo(
            "the label of task 'age' is a ClassLabel; a task of kind regression must have a"
                + " ScalarLabel");
  }

  private static EventDecoder ofAge() {
    Task age = new Task("age", TaskKind.REGRESSION, 1, List.of());
    return new EventDecoder(List.of(age), Events.INPUT, Events.LIMITS, Events.CLOCK);
  }

  @Test
  void labelsForTasksThatTheJobDoesNotHaveAreReportedAndTheOthersLearned() {
    LabelledImage event = Events.full();
    Map<String, Object> labels = new HashMap<>(event.getLabels());
    labels.put("shoes", new ClassLabel(99));
    event.setLabels(labels);

    Accepted accepted = (Accepted) decoder.decode(Events.event(event));

    assertThat(accepted.unknownTasks()).containsExactly("shoes");
    assertThat(accepted.example().labels())
        .extracting(Label::task)
        .containsExactly("garment", "outline", "place", "pair");
  }

  @Test
  void aClassThatNeedsMoreThan32BitsIsNotTakenForAnother() {
    byte[] zero = Wire.LABELLED_IMAGE.encode(Events.labelled("garment", new ClassLabel(0)));
    // Before the map's end and the weight: the class, as 0 and as 2^31.
    int at = zero.length - 6;
    byte[] changed =
        ByteBuffer.allocate(zero.length + 4)
            .put(zero, 0, at)
            .put(new byte[] {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x10})
            .put(zero, at + 1, 5)
            .array();

    assertThat(decoder.decode(Events.event(zero))).isInstanceOf(Accepted.class);
    assertThat(((Rejected) decoder.decode(Events.event(changed))).rejection())
        .satisfies(
            rejection -> {
              assertThat(rejection.reason()).isEqualTo("CORRUPT_AVRO");
              assertThat(rejection.message()).contains("the number 2147483648");
            });
  }

  @Test
  void theBoxOfWhatIsNotThereIsNotRead() {
    LabelledImage event = Events.labelled("place", new BoxLabel(false, Float.NaN, 9f, -1f, 0f));

    assertThat(accepted(event).label("place").orElseThrow().values())
        .containsExactly(0, 0, 0, 0, 0);
  }

  @Test
  void aSecondImageThatNoLabelNeedsIsNotDecoded() {
    LabelledImage event = Events.classified(Images.png(Images.grey(28, 28)));
    event.setSecondImage(Images.png("no image".getBytes(StandardCharsets.UTF_8)));

    assertThat(accepted(event).isPair()).isFalse();
  }

  @Test
  void aRejectionCarriesWhereTheEventCameFromAndAllItsBytes() {
    byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);

    assertThat(decoder.decode(Events.event(garbage)))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected ->
                assertThat(rejected.rejection())
                    .isEqualTo(
                        new Rejection(
                            "garments",
                            3,
                            42,
                            "NOT_AVRO",
                            "the message of 7 bytes does not begin with C3 01 and an 8-byte"
                                + " fingerprint, as Avro's single-object encoding does",
                            1_700_000_000_123L,
                            Events.KEY,
                            garbage)));
  }

  @Test
  void aRejectedEventDoesNotDisturbTheNextOne() {
    LabelledImage truncated = Events.classified(Images.png(Images.pngHeader(28, 28)));

    assertThat(decoder.decode(Events.event(truncated))).isInstanceOf(Rejected.class);
    assertThat(accepted(Events.full()).pixels()).isEqualTo(accepted(Events.full()).pixels());
  }

  @Test
  void aPairNeedsBothImagesOnlyIfItIsLabelled() {
    LabelledImage event = Events.labelled("pair", new SameLabel(false));

    assertThat(accepted(event).isPair()).isTrue();
    assertThat(accepted(event).label("pair").orElseThrow().same()).isFalse();
  }

  private Example accepted(LabelledImage image) {
    RawEvent event = Events.event(image);
    DecodeResult result = decoder.decode(event);
    assertThat(result).isInstanceOf(Accepted.class);
    return ((Accepted) result).example();
  }

  private static EventDecoder decoder(LimitsConfig limits) {
    return new EventDecoder(Events.TASKS, Events.INPUT, limits, Events.CLOCK);
  }
}
