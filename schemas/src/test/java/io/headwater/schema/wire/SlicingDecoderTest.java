package io.headwater.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlicingDecoderTest {
  private static final int OFFSET = 3;
  private static final int BLOCK_BYTES = 64;
  private static final Schema FIXED = SchemaBuilder.fixed("Four").size(4);
  private static final Schema WRITER =
      SchemaBuilder.record("Sample")
          .fields()
          .requiredString("text")
          .requiredBytes("bytes")
          .name("fixed")
          .type(FIXED)
          .noDefault()
          .name("array")
          .type(SchemaBuilder.array().items().intType())
          .noDefault()
          .name("map")
          .type(SchemaBuilder.map().values().longType())
          .noDefault()
          .requiredBytes("last")
          .endRecord();
  private static final Schema READER =
      SchemaBuilder.record("Sample").fields().requiredBytes("last").endRecord();

  /** A version of a contract may leave out what an earlier one had. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fieldsThatTheReaderDoesNotHaveArePassedOver(boolean inBlocks) throws IOException {
    byte[] message = message(inBlocks);
    GenericRecord read =
        new GenericDatumReader<GenericRecord>(WRITER, READER)
            .read(null, new SlicingDecoder(message, OFFSET));
    assertThat(read.get("last")).isEqualTo(ByteBuffer.wrap(new byte[] {7, 8}));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fieldsThatTheReaderHasAreRead(boolean inBlocks) throws IOException {
    byte[] message = message(inBlocks);
    GenericRecord read =
        new GenericDatumReader<GenericRecord>(WRITER, WRITER)
            .read(null, new SlicingDecoder(message, OFFSET));
    assertThat(read).isEqualTo(sample());
  }

  @Test
  void bytesAreAPieceOfTheMessageAndNeverMoreThanIsLeft() throws IOException {
    byte[] message = {0, 0, 0, 4, 7, 8};
    ByteBuffer bytes = new SlicingDecoder(message, OFFSET).readBytes(ByteBuffer.allocate(0));
    assertThat(bytes).isEqualTo(ByteBuffer.wrap(new byte[] {7, 8}));
    assertThat(bytes.array()).isSameAs(message);
    for (byte wrong : new byte[] {1, 6}) {
      message[OFFSET] = wrong;
      assertThatThrownBy(
              () -> new SlicingDecoder(message, OFFSET).readBytes(ByteBuffer.allocate(0)))
          .isInstanceOf(EOFException.class)
          .hasMessage("a length of " + (wrong == 1 ? -1 : 3) + " where 2 bytes are left");
    }
  }

  /** An array in one block, or in several, each with its length in bytes. */
  private static byte[] message(boolean inBlocks) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[OFFSET]);
    EncoderFactory factory = new EncoderFactory().configureBlockSize(BLOCK_BYTES);
    BinaryEncoder encoder =
        inBlocks ? factory.blockingBinaryEncoder(out, null) : factory.binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(WRITER).write(sample(), encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static GenericRecord sample() {
    GenericRecord sample = new GenericData.Record(WRITER);
    sample.put("text", new Utf8("some text"));
    sample.put("bytes", ByteBuffer.wrap(new byte[] {1, 2, 3}));
    sample.put("fixed", new GenericData.Fixed(FIXED, new byte[] {4, 5, 6, 7}));
    sample.put("array", IntStream.range(0, 100).boxed().toList());
    sample.put("map", Map.of(new Utf8("key"), 1L << 40));
    sample.put("last", ByteBuffer.wrap(new byte[] {7, 8}));
    return sample;
  }
}
