package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.headwater.job.decode.DecodeResult.Accepted;
import io.headwater.job.decode.DecodeResult.Rejected;
import io.headwater.learning.task.Example;
import io.headwater.schema.wire.Wire;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes, an event is accepted or rejected. */
class DamagedEventsTest {
  private static final int MUTATIONS = 4000;
  private static final List<String> REASONS =
      Arrays.stream(RejectionReason.values()).map(RejectionReason::name).toList();

  private final EventDecoder decoder = Events.decoder();

  @Test
  void anEventThatIsTruncatedAnywhereIsRejected() {
    byte[] whole = Wire.LABELLED_IMAGE.encode(Events.full());
    for (int length = 0; length < whole.length; length++) {
      assertThat(decode(Arrays.copyOf(whole, length)))
          .as("truncated to %d bytes", length)
          .isInstanceOf(Rejected.class);
    }
  }

  @Test
  void aPngThatIsTruncatedAnywhereIsUnreadable() {
    byte[] whole = Images.file("png", Images.grey(28, 28));
    for (int length = 0; length < whole.length; length++) {
      assertThat(reason(Images.png(Arrays.copyOf(whole, length))))
          .as("truncated to %d bytes", length)
          .isEqualTo("UNREADABLE_IMAGE");
    }
  }

  @Test
  void aPngWithAnyBitFlippedIsUnreadable() {
    byte[] whole = Images.file("png", Images.grey(28, 28));
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(reason(Images.png(damaged)))
          .as("bit %d flipped", bit)
          .isEqualTo("UNREADABLE_IMAGE");
    }
  }

  @Test
  void aJpegThatIsTruncatedAnywhereIsUnreadable() {
    byte[] whole = Images.file("jpeg", Images.grey(28, 28));
    for (int length = 0; length < whole.length; length++) {
      assertThat(reason(Images.jpeg(Arrays.copyOf(whole, length))))
          .as("truncated to %d bytes", length)
          .isEqualTo("UNREADABLE_IMAGE");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomlyChangedEventsAreAcceptedWholeOrRejected(long seed) {
    Random random = new Random(seed);
    byte[] whole = Wire.LABELLED_IMAGE.encode(Events.full());
    for (int i = 0; i < MUTATIONS; i++) {
      assertWellFormed(decode(mutated(whole, random)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void randomlyChangedImagesAreAcceptedWholeOrRejected(String format) {
    Random random = new Random(4);
    List<byte[]> files =
        List.of(
            Images.file(format, Images.grey(40, 9)),
            Images.file(format, new BufferedImage(13, 17, BufferedImage.TYPE_3BYTE_BGR)));
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] file = mutated(files.get(i % 2), random);
      assertWellFormed(
          decode(
              Wire.LABELLED_IMAGE.encode(
                  Events.classified(format.equals("png") ? Images.png(file) : Images.jpeg(file)))));
    }
  }

  @Test
  void pngFilesWithRightChecksumsAndRandomContentAreAcceptedWholeOrRejected() {
    Random random = new Random(5);
    byte[] whole = Images.file("png", Images.grey(28, 28));
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] data = new byte[random.nextInt(60)];
      random.nextBytes(data);
      String type = List.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND", "tEXt").get(random.nextInt(6));
      assertWellFormed(
          decode(
              Wire.LABELLED_IMAGE.encode(
                  Events.classified(Images.png(Images.withChunk(whole, type, data))))));
    }
  }

  @Test
  void randomBytesAreRejected() {
    Random random = new Random(6);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      assertThat(decode(bytes)).isInstanceOf(Rejected.class);
    }
  }

  @Test
  void compressedTextInAPngIsNotUnpacked() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes(new byte[] {'a', 0, 0});
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(text)) {
      deflater.write(new byte[50_000_000]);
    }
    BufferedImage palette = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_INDEXED);
    byte[] png = Images.withChunk(Images.file("png", palette), "zTXt", text.toByteArray());
    long before = allocated();

    assertThat(decode(Wire.LABELLED_IMAGE.encode(Events.classified(Images.png(png)))))
        .isInstanceOf(Accepted.class);
    assertThat(allocated() - before).isLessThan(5_000_000);
  }

  @Test
  void aHugeImageCostsNothingButItsHeader() {
    byte[] event =
        Wire.LABELLED_IMAGE.encode(Events.classified(Images.png(Images.pngHeader(30_000, 30_000))));
    decode(event);
    long before = allocated();

    assertThat(decode(event)).isInstanceOf(Rejected.class);
    assertThat(allocated() - before).isLessThan(1_000_000);
  }

  private static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int change = random.nextInt(4); change >= 0; change--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        default -> {
          int from = random.nextInt(bytes.length);
          int most = Math.min(20, bytes.length - Math.max(at, from));
          System.arraycopy(whole, from, bytes, at, random.nextInt(most + 1));
        }
      }
    }
    return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  private static void assertWellFormed(DecodeResult result) {
    if (result instanceof Accepted accepted) {
      Example example = accepted.example();
      assertThat(example.pixels()).hasSize(Events.INPUT.size());
      assertThat(example.labels()).isNotEmpty();
      assertThat(example.weight()).isPositive();
    } else {
      Rejection rejection = ((Rejected) result).rejection();
      assertThat(REASONS).contains(rejection.reason());
      assertThat(rejection.message()).isNotBlank();
    }
  }

  private DecodeResult decode(byte[] value) {
    return decoder.decode(Events.event(value));
  }

  private String reason(Object image) {
    DecodeResult result = decode(Wire.LABELLED_IMAGE.encode(Events.classified(image)));
    return result instanceof Rejected rejected ? rejected.rejection().reason() : "accepted";
  }

  /** Bytes that this thread has allocated so far. */
  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
