package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.config.LimitsConfig;
import io.headwater.job.decode.DecodeResult.Accepted;
import io.headwater.job.decode.DecodeResult.Rejected;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.MaskLabel;
import io.headwater.schema.SameLabel;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What all images of an event may cost together. */
class EventBudgetTest {
  private static final int SIDE = 64;
  private static final List<Task> TASKS =
      List.of(
          new Task("edges-1", TaskKind.EDGES, 1, List.of()),
          new Task("edges-2", TaskKind.EDGES, 1, List.of()),
          new Task("pair", TaskKind.SIMILARITY, 1, List.of()));

  /** An image, its partner and two masks: 3 + 1 + 1 + 1 bytes a pixel. */
  private final LabelledImage event =
      event(
          Images.png(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR)),
          Images.raw(SIDE, SIDE, 1, new int[SIDE * SIDE]),
          Images.png(Images.grey(SIDE, SIDE)));

  @Test
  void everyImageAndMaskOfTheEventCounts() {
    long samples = 6L * SIDE * SIDE;

    assertThat(decoded(samples, event)).isInstanceOf(Accepted.class);
    assertThat(rejection(samples - 1, event).reason()).isEqualTo("IMAGE_TOO_COSTLY");
    assertThat(rejection(samples - 1, event).message())
        .startsWith("secondImage of 64 x 64 pixels counts 4096 samples (1 bytes a pixel)")
        .endsWith("limits.maxEventSamples allows " + (samples - 1));
  }

  @Test
  void eachEventHasItsOwnBudget() {
    EventDecoder decoder = decoder(6L * SIDE * SIDE);
    for (int i = 0; i < 3; i++) {
      assertThat(decoder.decode(Events.event(event))).isInstanceOf(Accepted.class);
    }
  }

  @Test
  void imagesThatNoLabelNeedsCostNothing() {
    event.setLabels(Map.of("edges-1", mask(), "of another job", mask()));
    assertThat(decoded(4L * SIDE * SIDE, event)).isInstanceOf(Accepted.class);
  }

  @Test
  void sixteenScansCountAsAByteOfAPixel() {
    LabelledImage scanned =
        Events.classified(Images.jpeg(new GreyJpeg(SIDE, SIDE).scans(31).end()));
    scanned.setLabels(Map.of("edges-1", mask()));
    long samples = (1 + 32 / 16 + 1) * SIDE * SIDE;

    assertThat(decoded(samples, scanned)).isInstanceOf(Accepted.class);
    assertThat(rejection(samples - 1, scanned).reason()).isEqualTo("IMAGE_TOO_COSTLY");
  }

  @Test
  void theLargestImageOfEveryUsualKindIsWithinWhatIsAllowedIfNothingElseIsSaid() {
    LimitsConfig limits = new LimitsConfig(SIDE * SIDE, 1 << 20);
    BufferedImage deep = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_USHORT_GRAY);
    LabelledImage pair = event(Images.png(deep), Images.png(deep), Images.png(deep));
    LabelledImage scanned =
        Events.classified(Images.jpeg(new GreyJpeg(SIDE, SIDE).scans(19).end()));
    scanned.setLabels(Map.of("pair", new SameLabel(true)));
    scanned.setSecondImage(scanned.getImage());

    assertThat(decoded(limits.maxEventSamples(), pair)).isInstanceOf(Accepted.class);
    assertThat(decoded(limits.maxEventSamples(), scanned)).isInstanceOf(Accepted.class);
  }

  private static LabelledImage event(Object image, Object second, Object mask) {
    LabelledImage event = Events.classified(image);
    event.setSecondImage(second);
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put("pair", new SameLabel(true));
    labels.put("edges-1", new MaskLabel(mask));
    labels.put("edges-2", new MaskLabel(mask));
    event.setLabels(labels);
    return event;
  }

  private static MaskLabel mask() {
    return new MaskLabel(Images.png(Images.grey(SIDE, SIDE)));
  }

  private static Rejection rejection(long maxSamples, LabelledImage event) {
    return ((Rejected) decoded(maxSamples, event)).rejection();
  }

  private static DecodeResult decoded(long maxSamples, LabelledImage event) {
    return decoder(maxSamples).decode(Events.event(event));
  }

  private static EventDecoder decoder(long maxSamples) {
    return new EventDecoder(
        TASKS, Events.INPUT, new LimitsConfig(SIDE * SIDE, 1 << 20, maxSamples), Events.CLOCK);
  }
}
