package io.headwater.schema.wire;

import io.headwater.schema.BoxLabel;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.ImageFormat;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.MaskLabel;
import io.headwater.schema.OffsetRange;
import io.headwater.schema.RawImage;
import io.headwater.schema.RejectedEvent;
import io.headwater.schema.SameLabel;
import io.headwater.schema.ScalarLabel;
import io.headwater.schema.Sha256;
import io.headwater.schema.SkippedExamples;
import io.headwater.schema.SnapshotChunk;
import io.headwater.schema.SnapshotManifest;
import io.headwater.schema.TaskDescription;
import io.headwater.schema.TaskMetrics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** One message of each contract, with every branch of every union in use. */
record Samples<T extends SpecificRecord>(String name, Wire<T> wire, T value) {
  static final Instant TIME = Instant.ofEpochMilli(1_767_225_600_123L);

  static List<Samples<?>> all() {
    return List.of(
        new Samples<>("LabelledImage", Wire.LABELLED_IMAGE, labelledImage()),
        new Samples<>("RejectedEvent", Wire.REJECTED_EVENT, rejectedEvent()),
        new Samples<>("TaskMetrics", Wire.TASK_METRICS, taskMetrics()),
        new Samples<>("SnapshotChunk", Wire.SNAPSHOT_CHUNK, snapshotChunk()),
        new Samples<>("SnapshotManifest", Wire.SNAPSHOT_MANIFEST, snapshotManifest()));
  }

  byte[] bytes() {
    return wire.encode(value);
  }

  @Override
  public String toString() {
    return name;
  }

  static LabelledImage labelledImage() {
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put("garment", new ClassLabel(7));
    labels.put("edges", new MaskLabel(new RawImage(3, 2, 1, bytes(0, 128, 255, 0, 0, 200))));
    labels.put("place", new BoxLabel(true, 0.5f, 0.25f, 0.75f, 0.125f));
    labels.put("same", new SameLabel(true));
    labels.put("age", new ScalarLabel(-1.5f));
    return LabelledImage.newBuilder()
        .setId("event-1")
        .setEventTime(TIME)
        .setImage(new RawImage(3, 2, 1, bytes(1, 2, 3, 4, 5, 255)))
        .setSecondImage(new EncodedImage(ImageFormat.PNG, bytes(0x89, 'P', 'N', 'G')))
        .setLabels(labels)
        .setWeight(2)
        .build();
  }

  private static RejectedEvent rejectedEvent() {
    return new RejectedEvent(
        "garments", 3, 42L, "BAD_IMAGE", "not a PNG", TIME, null, bytes(0, 1, 2));
  }

  static TaskMetrics taskMetrics() {
    return new TaskMetrics(
        "fashion",
        "garment",
        "classification",
        TIME,
        10L,
        160L,
        "accuracy",
        Map.of("accuracy", 0.5),
        0.25,
        2.0,
        Map.of("edges", -0.5));
  }

  private static SnapshotChunk snapshotChunk() {
    return new SnapshotChunk("fashion", 2L, 1, bytes(8, 9));
  }

  static SnapshotManifest snapshotManifest() {
    return SnapshotManifest.newBuilder()
        .setModel("fashion")
        .setLineageId("0f8b2c44-6a57-4a0e-9d5b-7d8f5c1e2a90")
        .setVersion(2)
        .setParentVersion(1L)
        .setCreatedAt(TIME)
        .setStep(10)
        .setExamples(160)
        .setPayloadFormat("onnx")
        .setPayloadBytes(4)
        .setPayloadSha256("0".repeat(64))
        .setChunkSha256(List.of("1".repeat(64), "2".repeat(64)))
        .setArchitectureFingerprint("3".repeat(64))
        .setInputChannels(1)
        .setInputHeight(28)
        .setInputWidth(28)
        .setTasks(
            List.of(
                new TaskDescription(
                    "garment", "classification", 0.5, List.of("shirt", "trousers"))))
        .setLineage(List.of(new OffsetRange("garments", 3, 5L, 170L, 160L)))
        .setSkipped(List.of(new SkippedExamples("garments", 3, "NOT_FINITE", 6L)))
        .setMetrics(List.of(taskMetrics()))
        .setConfigDigest("4".repeat(64))
        .setEngine("plain-java 1")
        .setDevice("CPU")
        .setDigest(new Sha256(new byte[32]))
        .build();
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length);
    for (int value : values) {
      buffer.put((byte) value);
    }
    return buffer.flip();
  }
}
