package io.headwater.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.schema.wire.Decoded;
import io.headwater.schema.wire.Wire;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds the manifests of one model among the records of the snapshots topic. */
final class ManifestRecords {
  private final String model;
  private final byte[] key;

  ManifestRecords(String model) {
    this.model = model;
    this.key = model.getBytes(UTF_8);
  }

  /** The record's manifest; empty for a chunk, another model's record, and what can't be read. */
  Optional<Manifest> read(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    boolean own = record.key() != null && Arrays.equals(record.key(), key);
    if (!own || value == null || Wire.SNAPSHOT_CHUNK.claims(value)) {
      return Optional.empty();
    }
    return ManifestCodec.decode(value) instanceof Decoded.Value<Manifest> v
            && v.value().model().equals(model)
        ? Optional.of(v.value())
        : Optional.empty();
  }
}
