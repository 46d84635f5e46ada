package io.headwater.schema.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.ClassLabel;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.ImageFormat;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.RawImage;
import io.headwater.schema.SameLabel;
import io.headwater.schema.Sha256;
import io.headwater.schema.SnapshotChunk;
import io.headwater.schema.SnapshotManifest;
import io.headwater.schema.wire.Decoded.Fault;
import io.headwater.schema.wire.Decoded.Malformed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
  @ParameterizedTest
  @MethodSource("io.headwater.schema.wire.Samples#all")
  void everyContractComesBackFromItsBytes(Samples<?> sample) {
    assertThat(sample.wire().decode(sample.bytes()).orElseThrow()).isEqualTo(sample.value());
  }

  @ParameterizedTest
  @MethodSource("io.headwater.schema.wire.Samples#all")
  void messagesBeginWithTheMarkerAndTheFingerprint(Samples<?> sample) {
    ByteBuffer bytes = ByteBuffer.wrap(sample.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.get()).isEqualTo((byte) 0xC3);
    assertThat(bytes.get()).isEqualTo((byte) 0x01);
    assertThat(bytes.getLong())
        .isEqualTo(SchemaNormalization.parsingFingerprint64(sample.value().getSchema()));
  }

  @ParameterizedTest
  @MethodSource("io.headwater.schema.wire.Samples#all")
  void aMessageClaimsItsOwnContractOnly(Samples<?> sample) {
    for (Samples<?> other : Samples.all()) {
      assertThat(sample.wire().claims(other.bytes())).isEqualTo(other.wire() == sample.wire());
    }
  }

  @Test
  void bytesOfAnotherKindAreNotSingleObjectEncoded() {
    assertThat(fault(new byte[0])).isEqualTo(Fault.NOT_SINGLE_OBJECT);
    assertThat(fault("{\"id\": \"not Avro at all\"}".getBytes(UTF_8)))
        .isEqualTo(Fault.NOT_SINGLE_OBJECT);
    assertThat(fault(Arrays.copyOf(Wire.LABELLED_IMAGE.encode(event()), 9)))
        .isEqualTo(Fault.NOT_SINGLE_OBJECT);
  }

  @Test
  void aFingerprintOfAnotherContractIsUnknown() {
    byte[] chunk =
        Wire.SNAPSHOT_CHUNK.encode(new SnapshotChunk("m", 1L, 0, ByteBuffer.allocate(1)));
    assertThat(fault(chunk)).isEqualTo(Fault.UNKNOWN_SCHEMA);
  }

  @ParameterizedTest
  @MethodSource("io.headwater.schema.wire.Samples#all")
  void aBodyCutAnywhereIsBad(Samples<?> sample) {
    byte[] whole = sample.bytes();
    for (int length = 10; length < whole.length; length++) {
      assertThat(fault(sample.wire(), Arrays.copyOf(whole, length)))
          .as("cut to %d of %d bytes", length, whole.length)
          .isEqualTo(Fault.BAD_BODY);
    }
  }

  @ParameterizedTest
  @MethodSource("io.headwater.schema.wire.Samples#all")
  void bytesAfterTheEndAreRefused(Samples<?> sample) {
    byte[] whole = sample.bytes();
    assertThat(fault(sample.wire(), Arrays.copyOf(whole, whole.length + 1)))
        .isEqualTo(Fault.TRAILING_BYTES);
  }

  @ParameterizedTest
  @MethodSource("io.headwater.schema.wire.Samples#all")
  void noChangeOfBytesEscapesAsAnException(Samples<?> sample) {
    Random random = new Random(1);
    byte[] whole = sample.bytes();
    for (int trial = 0; trial < 20_000; trial++) {
      byte[] damaged = whole.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        damaged[10 + random.nextInt(whole.length - 10)] = (byte) random.nextInt();
      }
      assertThat(sample.wire().decode(damaged)).isNotNull();
    }
  }

  @Test
  void aLengthBeyondTheMessageIsRefusedBeforeItIsAllocated() throws IOException {
    byte[] message =
        message(
            body -> {
              body.writeString("model");
              body.writeLong(1);
              body.writeInt(0);
              body.writeLong(Integer.MAX_VALUE - 16L);
            });
    assertThat(Wire.SNAPSHOT_CHUNK.decode(message))
        .isInstanceOfSatisfying(
            Malformed.class,
            malformed -> {
              assertThat(malformed.fault()).isEqualTo(Fault.BAD_BODY);
              assertThat(malformed.message())
                  .contains("a length of 2147483631 where 0 bytes are left");
            });
  }

  @Test
  void aNegativeLengthIsRefused() throws IOException {
    assertThat(fault(Wire.SNAPSHOT_CHUNK, message(body -> body.writeLong(-5))))
        .isEqualTo(Fault.BAD_BODY);
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 31, -(1L << 31) - 1, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE})
  void aNumberThatItsTypeHasNoRoomForIsRefused(long index) throws IOException {
    byte[] message =
        message(
            body -> {
              body.writeString("model");
              body.writeLong(1);
              body.writeLong(index);
              body.writeBytes(new byte[0]);
            });
    assertThat(Wire.SNAPSHOT_CHUNK.decode(message))
        .isInstanceOfSatisfying(
            Malformed.class,
            malformed ->
                assertThat(malformed.message())
                    .contains("the number " + index + " where there is room for 32 bits"));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 63, 64, Integer.MAX_VALUE})
  void aNumberThatItsTypeHasRoomForIsRead(int index) {
    SnapshotChunk chunk = new SnapshotChunk("m", Long.MIN_VALUE, index, ByteBuffer.allocate(0));
    assertThat(Wire.SNAPSHOT_CHUNK.decode(Wire.SNAPSHOT_CHUNK.encode(chunk)).orElseThrow())
        .isEqualTo(chunk);
  }

  @ParameterizedTest
  @ValueSource(bytes = {2, 0x7f, (byte) 0x80})
  void aNumberOfOver64BitsIsRefused(byte tenth) throws IOException {
    byte[] number = new byte[10];
    Arrays.fill(number, 0, 9, (byte) 0x80);
    number[9] = tenth;
    byte[] message =
        message(
            body -> {
              body.writeString("model");
              body.writeFixed(number);
              body.writeInt(0);
              body.writeBytes(new byte[0]);
            });
    assertThat(fault(Wire.SNAPSHOT_CHUNK, message)).isEqualTo(Fault.BAD_BODY);
  }

  @Test
  void aBooleanIsZeroOrOne() {
    LabelledImage event = event();
    event.setLabels(Map.of("same", new SameLabel(true)));
    byte[] message = Wire.LABELLED_IMAGE.encode(event);
    // The flag, the map's end, and the weight of four bytes.
    message[message.length - 6] = 2;
    assertThat(((Malformed<?>) Wire.LABELLED_IMAGE.decode(message)).message())
        .contains("a boolean of 2; it must be 0 or 1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBooleanComesBackFromItsByte(boolean same) {
    LabelledImage event = event();
    event.setLabels(Map.of("same", new SameLabel(same)));
    assertThat(decoded(event).getLabels()).containsEntry("same", new SameLabel(same));
  }

  @ParameterizedTest
  @EnumSource
  void aChoiceOfNamesComesBackFromItsNumber(ImageFormat format) {
    LabelledImage event = event();
    event.setImage(new EncodedImage(format, ByteBuffer.allocate(1)));
    assertThat(decoded(event)).isEqualTo(event);
  }

  @Test
  void bytesOfAFixedLengthComeBack() {
    byte[] digest = new byte[32];
    new Random(1).nextBytes(digest);
    SnapshotManifest manifest = Samples.snapshotManifest();
    manifest.setDigest(new Sha256(digest));
    byte[] message = Wire.SNAPSHOT_MANIFEST.encode(manifest);
    assertThat(Wire.SNAPSHOT_MANIFEST.decode(message).orElseThrow()).isEqualTo(manifest);
  }

  @Test
  void bytesAreViewsOfTheMessageAndBeginWhereTheyDoThere() {
    byte[] message = Wire.SNAPSHOT_CHUNK.encode(new SnapshotChunk("m", 1L, 0, bytes(7, 8, 9)));
    ByteBuffer data = Wire.SNAPSHOT_CHUNK.decode(message).orElseThrow().getData();
    assertThat(data).isEqualTo(bytes(7, 8, 9));
    message[message.length - 1] = 5;
    assertThat(data).isEqualTo(bytes(7, 8, 5));
  }

  private interface Body {
    void writeTo(BinaryEncoder encoder) throws IOException;
  }

  private static byte[] message(Body body) throws IOException {
    byte[] header =
        Wire.SNAPSHOT_CHUNK.encode(new SnapshotChunk("", 0L, 0, ByteBuffer.allocate(0)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(header, 0, 10);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    body.writeTo(encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static LabelledImage event() {
    return LabelledImage.newBuilder()
        .setId("event-1")
        .setEventTime(Samples.TIME)
        .setImage(new RawImage(1, 1, 1, ByteBuffer.allocate(1)))
        .setLabels(Map.of("garment", new ClassLabel(0)))
        .build();
  }

  private static LabelledImage decoded(LabelledImage event) {
    return Wire.LABELLED_IMAGE.decode(Wire.LABELLED_IMAGE.encode(event)).orElseThrow();
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length);
    for (int value : values) {
      buffer.put((byte) value);
    }
    return buffer.flip();
  }

  private static Fault fault(byte[] bytes) {
    return fault(Wire.LABELLED_IMAGE, bytes);
  }

  private static Fault fault(Wire<?> wire, byte[] bytes) {
    return ((Malformed<?>) wire.decode(bytes)).fault();
  }
}
