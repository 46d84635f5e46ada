package io.headwater.bench.ingest;

import io.headwater.learning.task.ImageShape;
import java.util.List;

/** One kind of image. */
record IngestCase(Format format, ImageShape shape) {
  /** How the pixels come. */
  enum Format {
    png,
    jpeg,
    raw
  }

  private static final List<ImageShape> SHAPES =
      List.of(new ImageShape(1, 28, 28), new ImageShape(3, 224, 224));

  /** How many events a turn takes, for values of about the same number. */
  private static final int VALUES_PER_TURN = 60_000_000;

  private static final int MOST_EVENTS = 25_600;

  static List<IngestCase> all() {
    return SHAPES.stream()
        .flatMap(
            shape -> List.of(Format.values()).stream().map(format -> new IngestCase(format, shape)))
        .toList();
  }

  /** Decoding depends on the format; what comes after it only on the size. */
  List<Stage> stages() {
    return format == Format.raw ? List.of(Stage.values()) : List.of(Stage.DECODE, Stage.TOGETHER);
  }

  int eventsPerTurn() {
    return Math.min(MOST_EVENTS, VALUES_PER_TURN / shape.size());
  }

  /** As in the names of the files that the peer reads. */
  String id() {
    return format + "-" + shape;
  }
}
