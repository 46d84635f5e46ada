package io.headwater.job;

import io.headwater.schema.BoxLabel;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.MaskLabel;
import io.headwater.schema.RawImage;
import io.headwater.schema.SameLabel;
import io.headwater.schema.wire.Wire;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random events of four tasks, 16 x 16 pixels, and the configuration of a job that takes them. */
final class FourTaskEvents {
  static final List<String> TASKS = List.of("garment", "edges", "location", "similarity");
  static final int SIZE = 16;

  private final Random random;
  private long made;

  FourTaskEvents(long seed) {
    random = new Random(seed);
  }

  /** A job named {@code name}, whose topics' names begin with its own. */
  static String configuration(String name, String engine, String bootstrapServers) {
    return """
        model: {name: NAME, backbone: lenet, input: {channels: 1, height: 16, width: 16}}
        tasks:
          garment: {kind: classification, topics: [NAME-garment], lossWeight: 0.1, classes: [shoe, shirt, bag]}
          edges: {kind: edges, topics: [NAME-edges], lossWeight: 0.4}
          location: {kind: location, topicPattern: "NAME-loc.*", lossWeight: 0.2}
          similarity: {kind: similarity, topics: [NAME-similarity], lossWeight: 0.3}
        training:
          engine: ENGINE
          checkpointInterval: 300ms
          batch: {size: 4, maxWait: 100ms, maxBuffered: 64}
        kafka:
          bootstrapServers: SERVERS
          rejectedTopic: NAME-rejected
          metricsTopic: NAME-metrics
        snapshots: {topic: NAME-snapshots, chunkBytes: 65536}
        """
        .replace("NAME", name)
        .replace("ENGINE", engine)
        .replace("SERVERS", bootstrapServers);
  }

  byte[] next(String task) {
    LabelledImage.Builder event =
        LabelledImage.newBuilder()
            .setId("event-" + made++)
            .setEventTime(Instant.EPOCH)
            .setImage(image());
    Object label =
        switch (task) {
          case "garment" -> new ClassLabel(random.nextInt(3));
          case "edges" -> new MaskLabel(image());
          case "location" -> new BoxLabel(true, 0.5f, 0.5f, 0.25f, 0.5f);
          case "similarity" -> new SameLabel(random.nextBoolean());
          default -> throw new IllegalArgumentException(task);
        };
    if (task.equals("similarity")) {
      event.setSecondImage(image());
    }
    return Wire.LABELLED_IMAGE.encode(event.setLabels(Map.of(task, label)).build());
  }

  private RawImage image() {
    byte[] pixels = new byte[SIZE * SIZE];
    random.nextBytes(pixels);
    return new RawImage(SIZE, SIZE, 1, ByteBuffer.wrap(pixels));
  }
}
