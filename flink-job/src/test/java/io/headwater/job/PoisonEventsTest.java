package io.headwater.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.decode.GreyJpeg;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.ImageFormat;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.RawImage;
import io.headwater.schema.RejectedEvent;
import io.headwater.schema.wire.Wire;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that were made to stop the job, or are as large as can be, between good ones. */
class PoisonEventsTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final byte[] KEY = "camera-7".getBytes(UTF_8);

  @TempDir private Path checkpoints;

  @Test
  void areRejectedAndReadableAndTheJobLearnsFromTheOthers() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        TrainingRun run = new TrainingRun(kafka, "poison", "plain-java")) {
      int limit = run.config().limits().maxEventBytes();
      run.send(5);
      long name = poison(run, KEY, event("id", "x".repeat(5 * MEBIBYTE), rawImage()));
      long id = poison(run, KEY, invalidUtf8(event("z".repeat(2_400_000), "garment", rawImage())));
      long label = poison(run, KEY, invalidUtf8(event("id", "z".repeat(2_400_000), rawImage())));
      run.send(5);
      long scans = poison(run, KEY, event("id", "garment", manyScans()));
      long largest = poison(run, KEY, new byte[limit]);
      long oneOver = poison(run, KEY, new byte[limit + 1]);
      long over = poison(run, KEY, new byte[limit + 2 * MEBIBYTE]);
      long key = poison(run, new byte[limit + 2 * MEBIBYTE], new byte[] {1});
      run.send(5);
      try (LocalJob job = run.start(checkpoints)) {
        run.assertLearnedFromEachEventOnce(run.awaitSnapshot(run.sentEvents(), job));
      }

      Map<Long, RejectedEvent> rejected = run.rejectedByOffset();
      assertThat(rejected).containsOnlyKeys(name, id, label, scans, largest, oneOver, over, key);
      assertKept(at(rejected, name), "UNKNOWN_TASK");
      assertKept(at(rejected, id), "INVALID_ID");
      assertKept(at(rejected, label), "UNKNOWN_TASK");
      assertKept(at(rejected, scans), "IMAGE_TOO_COSTLY");
      assertKept(at(rejected, largest), "NOT_AVRO");
      assertKept(at(rejected, oneOver), "EVENT_TOO_LARGE");
      assertThat(at(rejected, over).getReason()).isEqualTo("EVENT_TOO_LARGE");
      assertThat(at(rejected, over).getKey()).isEqualTo(ByteBuffer.wrap(KEY));
      assertThat(at(rejected, over).getValue()).isNull();
      assertThat(at(rejected, over).getMessage())
          .contains("; its value of 10485760 bytes (SHA-256 ")
          .endsWith(" look for it at poison-garment/0/" + over);
      assertThat(at(rejected, key).getKey()).isNull();
      assertThat(at(rejected, key).getValue()).isEqualTo(ByteBuffer.wrap(new byte[] {1}));
      assertThat(at(rejected, key).getMessage()).contains("; its key of 10485760 bytes (SHA-256 ");
    }
  }

  private static long poison(TrainingRun run, byte[] key, byte[] value) {
    return run.sendUnreadable("garment", key, value);
  }

  private static RejectedEvent at(Map<Long, RejectedEvent> rejected, long offset) {
    return requireNonNull(rejected.get(offset));
  }

  private static void assertKept(RejectedEvent event, String reason) {
    assertThat(event.getReason()).isEqualTo(reason);
    assertThat(event.getMessage()).hasSizeLessThanOrEqualTo(2_000);
    assertThat(event.getKey()).isEqualTo(ByteBuffer.wrap(KEY));
    assertThat(event.getValue()).isNotNull();
  }

  private static byte[] event(String id, String task, Object image) {
    return Wire.LABELLED_IMAGE.encode(
        LabelledImage.newBuilder()
            .setId(id)
            .setEventTime(Instant.EPOCH)
            .setImage(image)
            .setLabels(Map.of(task, new ClassLabel(0)))
            .build());
  }

  private static RawImage rawImage() {
    return new RawImage(1, 1, 1, ByteBuffer.allocate(1));
  }

  private static EncodedImage manyScans() {
    byte[] file = new GreyJpeg(4_096, 4_096).scans(120_000).end();
    return new EncodedImage(ImageFormat.JPEG, ByteBuffer.wrap(file));
  }

  /** With FF, which is in no UTF-8, in place of each z after the header. */
  private static byte[] invalidUtf8(byte[] event) {
    for (int i = 10; i < event.length; i++) {
      event[i] = event[i] == 'z' ? (byte) 0xff : event[i];
    }
    return event;
  }
}
