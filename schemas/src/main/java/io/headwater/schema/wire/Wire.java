package io.headwater.schema.wire;

import static java.util.Objects.requireNonNull;

import io.headwater.schema.LabelledImage;
import io.headwater.schema.RejectedEvent;
import io.headwater.schema.SnapshotChunk;
import io.headwater.schema.SnapshotManifest;
import io.headwater.schema.TaskMetrics;
import io.headwater.schema.wire.Decoded.Fault;
import io.headwater.schema.wire.Decoded.Malformed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * The bytes of one contract in Kafka: Avro single-object encoding (Avro 1.12 specification,
 * "Single-object encoding"): C3 01, the schema's CRC-64-AVRO fingerprint in 8 little-endian bytes,
 * the binary body. Encodes the current version; decodes every published one into the current class.
 * Safe for use by several threads.
 */
public final class Wire<T extends SpecificRecord> {
  public static final Wire<LabelledImage> LABELLED_IMAGE =
      new Wire<>(LabelledImage.class, LabelledImage.getClassSchema());
  public static final Wire<RejectedEvent> REJECTED_EVENT =
      new Wire<>(RejectedEvent.class, RejectedEvent.getClassSchema());
  public static final Wire<TaskMetrics> TASK_METRICS =
      new Wire<>(TaskMetrics.class, TaskMetrics.getClassSchema());
  public static final Wire<SnapshotChunk> SNAPSHOT_CHUNK =
      new Wire<>(SnapshotChunk.class, SnapshotChunk.getClassSchema());
  public static final Wire<SnapshotManifest> SNAPSHOT_MANIFEST =
      new Wire<>(SnapshotManifest.class, SnapshotManifest.getClassSchema());

  /** The most items that all arrays and maps of one message may have together. */
  public static final int MAX_ITEMS = 100_000;

  private static final int HEADER_BYTES = 10;

  private final String name;
  private final SchemaStore.Cache published = new SchemaStore.Cache();
  private final BinaryMessageEncoder<T> encoder;
  private final Map<Schema, DatumReader<T>> readers = new HashMap<>();

  private Wire(Class<T> type, Schema current) {
    name = current.getName();
    SpecificData model = SpecificData.getForClass(type);
    for (Schema version : PublishedSchemas.of(name)) {
      published.addSchema(version);
      readers.put(version, reader(model, version, current));
    }
    // Not copied there, as it is here.
    encoder = new BinaryMessageEncoder<>(model, current, false);
  }

  @SuppressWarnings("unchecked")
  private static <T> DatumReader<T> reader(SpecificData model, Schema writer, Schema current) {
    return (DatumReader<T>) model.createDatumReader(writer, current);
  }

  /**
   * @throws AvroRuntimeException if a field without a default is null
   */
  public byte[] encode(T value) {
    try {
      ByteBuffer encoded = encoder.encode(value);
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the bytes say of themselves that they are a published version of this contract. */
  public boolean claims(byte[] message) {
    return hasHeader(message) && published.findByFingerprint(fingerprint(message)) != null;
  }

  /**
   * Needs memory in proportion to the bytes that are there, whatever the bytes say. The record's
   * bytes are views of the message, not copies.
   */
  public Decoded<T> decode(byte[] message) {
    if (!hasHeader(message)) {
      return new Malformed<>(
          Fault.NOT_SINGLE_OBJECT,
          "the message of %d bytes does not begin with C3 01 and an 8-byte fingerprint, as Avro's"
                  .formatted(message.length)
              + " single-object encoding does");
    }
    Schema writer = published.findByFingerprint(fingerprint(message));
    if (writer == null) {
      return new Malformed<>(
          Fault.UNKNOWN_SCHEMA,
          "schema fingerprint %016x is of no published version of %s"
              .formatted(fingerprint(message), name));
    }
    try {
      int trailing = BodyCheck.bytesAfter(writer, message, HEADER_BYTES, MAX_ITEMS);
      if (trailing > 0) {
        return new Malformed<>(
            Fault.TRAILING_BYTES, trailing + " bytes follow the end of the " + name);
      }
      return new Decoded.Value<>(read(writer, message));
    } catch (IOException | AvroRuntimeException | UnsupportedOperationException e) {
      return new Malformed<>(
          Fault.BAD_BODY, "the body is not a whole " + name + ": " + e.getMessage());
    }
  }

  private T read(Schema writer, byte[] message) throws IOException {
    DatumReader<T> reader = requireNonNull(readers.get(writer));
    return reader.read(null, new SlicingDecoder(message, HEADER_BYTES));
  }

  private static boolean hasHeader(byte[] message) {
    return message.length >= HEADER_BYTES && message[0] == (byte) 0xC3 && message[1] == 1;
  }

  private static long fingerprint(byte[] message) {
    return ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
  }
}
