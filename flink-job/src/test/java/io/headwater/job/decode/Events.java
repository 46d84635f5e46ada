package io.headwater.job.decode;

import io.headwater.job.config.LimitsConfig;
import io.headwater.job.ingest.RawEvent;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.schema.BoxLabel;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.MaskLabel;
import io.headwater.schema.SameLabel;
import io.headwater.schema.wire.Wire;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events as they come from Kafka, and a decoder for them. */
final class Events {
  static final ImageShape INPUT = new ImageShape(1, 28, 28);
  static final LimitsConfig LIMITS = new LimitsConfig(1_000_000, 100_000);
  static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_123L), ZoneOffset.UTC);
  static final byte[] KEY = {7};
  static final List<Task> TASKS =
      List.of(
          new Task("garment", TaskKind.CLASSIFICATION, 1, List.of("shirt", "shoe", "bag")),
          new Task("outline", TaskKind.EDGES, 1, List.of()),
          new Task("place", TaskKind.LOCATION, 1, List.of()),
          new Task("pair", TaskKind.SIMILARITY, 1, List.of()));

  private Events() {}

  static EventDecoder decoder() {
    return decoder(INPUT);
  }

  static EventDecoder decoder(ImageShape input) {
    return new EventDecoder(TASKS, input, LIMITS, CLOCK);
  }

  static RawEvent event(byte[] value) {
    return new RawEvent("garments", 3, 42, 1_600_000_000_000L, KEY, value);
  }

  static RawEvent event(LabelledImage image) {
    return event(Wire.LABELLED_IMAGE.encode(image));
  }

  /** An event with a label for each task. */
  static LabelledImage full() {
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put("pair", new SameLabel(true));
    labels.put("place", new BoxLabel(true, 0.5f, 0.25f, 1f, 0.5f));
    labels.put("outline", new MaskLabel(Images.png(Images.grey(28, 28))));
    labels.put("garment", new ClassLabel(2));
    return labelled(Images.png(Images.grey(28, 28)), labels);
  }

  /** An event with the class 0. */
  static LabelledImage classified(Object image) {
    return labelled(image, Map.of("garment", new ClassLabel(0)));
  }

  static LabelledImage labelled(String task, Object label) {
    return labelled(Images.png(Images.grey(28, 28)), Map.of(task, label));
  }

  private static LabelledImage labelled(Object image, Map<String, Object> labels) {
    Object second = labels.containsKey("pair") ? Images.jpeg(Images.grey(30, 20)) : null;
    return new LabelledImage(
        "event-1", Instant.ofEpochMilli(1_650_000_000_000L), image, second, labels, 0.5f);
  }
}
